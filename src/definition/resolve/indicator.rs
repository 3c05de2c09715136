//! Indicators: their rows, their slices, and composites without cycles.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::definition::decode::{Either, Items};
use crate::definition::kind::{FormulaRole, Kind};
use crate::definition::model::{
    Better, Counts, Indicator, Passport, Reference, RowSelection, Slice, TableId,
};
use crate::definition::raw_indicator::{RawBetter, RawCounts, RawIndicator, RawReference};
use crate::diagnostics::{Code, Diagnostic, Spanned, nearest};
use crate::expressions::{GroupFormula, Scope as _};

use super::Resolver;
use super::columns::{Columns, KEY_TYPES};

type Text = Spanned<String>;

/// What an indicator is cut by, as written, and the parts of a composite.
pub(super) struct Cut {
    slices: Vec<(Text, Vec<String>)>,
    /// Whether all of it could be read.
    is_whole: bool,
    parts: Vec<Text>,
}

impl Resolver<'_> {
    /// Notes the names of all indicators, before any of them is checked.
    pub(super) fn begin_indicators(&mut self, raw: &[RawIndicator]) {
        self.unique(raw.iter().map(|indicator| &indicator.id));
        self.unique_codes(raw);
        let is_known =
            |name: &Text| self.dimensions.iter().any(|known| known.name.value == name.value);
        let is_whole = |raw: &&RawIndicator| {
            cut(raw).is_whole
                && raw.by.value.list.iter().all(|(_, list)| list.list.iter().all(is_known))
        };
        let partly = raw.iter().filter(|raw| !is_whole(raw));
        self.partly_cut = partly.map(|raw| raw.id.value.clone()).collect();
        self.indicator_ids = raw.iter().map(|indicator| indicator.id.clone()).collect();
        self.indicators = raw.iter().map(|_| None).collect();
        self.late.clear();
    }

    /// Reports codes by which readers could not tell two indicators apart.
    fn unique_codes(&mut self, raw: &[RawIndicator]) {
        let mut seen: Vec<&Text> = Vec::new();
        for code in raw.iter().filter_map(|indicator| indicator.code.as_ref()) {
            if let Some(first) = seen.iter().find(|seen| seen.value == code.value) {
                let finding = Diagnostic::error(Code::DefinedTwice).with("kind", "code");
                let finding = finding.with("name", code.value.as_str()).at(code.span);
                self.findings.push(finding.labelled(first.span, "first").help("help-code"));
            }
            seen.push(code);
        }
    }

    pub(super) fn indicator(&mut self, raw: RawIndicator) -> Option<Indicator> {
        self.identifier(&raw.id);
        self.keys_of_other_kinds(&raw);
        let table = raw.from.as_ref().map(|from| self.find_table(from));
        let columns = self.columns_of(table.flatten());
        let filter = raw.filter.as_ref().map(|text| self.condition(text, &columns));
        let slices = self.slices(&raw, &columns);
        let targets = self.targets(raw.target.as_ref());
        let zones = self.zones(&raw.zones, raw.better);
        if let Some(direction) = &raw.direction {
            self.known_direction(direction);
        }
        let kind = self.kind(&raw, &columns);
        let formulas = kind.as_ref().map_or_else(Vec::new, |kind| kind.formula.formulas());
        let references = raw.reference.list.iter();
        let references = references
            .filter_map(|(name, reference)| {
                let found = self.reference(name, reference, &formulas, &columns);
                self.check_match(name, reference, raw.from.as_ref());
                found
            })
            .collect();
        let passport = self.passport(&raw, kind.as_ref().map_or("", |kind| &kind.text));
        if table.is_none() && raw.composite.is_none() {
            let finding = Diagnostic::error(Code::MissingKey).with("key", "from");
            self.findings.push(finding.at(raw.id.span).help("help"));
        }
        let kind = kind?.formula;
        let interval = self.interval_method(&raw, &kind);
        let rank = self.ranking(&raw, &kind, &slices);
        let rows = match table.flatten() {
            Some(table) => Some(RowSelection { table, filter: filter.unwrap_or(None) }),
            None if matches!(kind, Kind::Composite(_)) && table.is_none() => None,
            None => return None,
        };
        Some(Indicator {
            passport,
            decimals: raw.decimals.unwrap_or(1),
            better: match raw.better {
                RawBetter::Higher => Better::Higher,
                RawBetter::Lower => Better::Lower,
                RawBetter::None => Better::Neither,
            },
            is_sensitive: raw.sensitive,
            counts: match raw.counts {
                Some(RawCounts::People) => Counts::People,
                None if self.is_observed(table.flatten()) => Counts::Organizations,
                None => Counts::People,
                Some(RawCounts::Organizations) => Counts::Organizations,
                Some(RawCounts::Items) => Counts::Items,
            },
            kind,
            interval,
            rank,
            rows,
            slices,
            targets,
            zones,
            references,
            id: raw.id,
        })
    }

    fn passport(&mut self, raw: &RawIndicator, formula: &str) -> Passport {
        let value = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
        let codes = raw.codes.list.iter();
        Passport {
            code: value(&raw.code),
            codes: codes.map(|(name, code)| (name.value.clone(), code.value.clone())).collect(),
            direction: value(&raw.direction),
            title: self.substitute(&raw.title, &[]),
            unit: value(&raw.unit),
            formula: formula.to_owned(),
            method: raw.method.as_ref().map(|text| self.substitute(text, &[])),
            owner: value(&raw.owner),
        }
    }

    /// Reports a name that formulas and texts could not use.
    pub(super) fn identifier(&mut self, id: &Text) {
        static NAME: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new("^[A-Za-z_][A-Za-z0-9_]*$").expect("the pattern is tested")
        });
        if !NAME.is_match(&id.value) {
            self.wrong_shape("identifier", id.span);
        }
    }

    pub(super) fn known_direction(&mut self, direction: &Text) {
        let known: Vec<String> = self.directions.iter().map(|known| known.code.clone()).collect();
        if !known.contains(&direction.value) && !self.may_exist(&direction.value, &["directions"]) {
            self.findings.push(
                Diagnostic::error(Code::UnknownDirection)
                    .with("name", direction.value.as_str())
                    .at(direction.span)
                    .suggest(nearest(&direction.value, known.iter().map(String::as_str)))
                    .help("help"),
            );
        }
    }

    fn slices(&mut self, raw: &RawIndicator, columns: &Columns) -> Vec<Slice> {
        let by = &raw.by.value;
        self.filled(by.list.is_empty() && by.broken.is_empty(), raw.by.span, "help-slices");
        self.unique(by.list.iter().map(|(name, _)| name));
        let mut slices = Vec::new();
        for (name, dimensions) in &by.list {
            let mut ids = Vec::new();
            for dimension in &dimensions.list {
                let Some(id) = self.find_dimension(dimension) else { continue };
                let key = self.dimensions[id.0].key.clone();
                if !self.is_without_key(id) {
                    self.needed_column(&key, columns, dimension.span, "dimension");
                }
                self.needed_type(&key, columns, dimension.span, KEY_TYPES);
                ids.push(id);
            }
            slices.push(Slice { name: name.value.clone(), dimensions: ids });
        }
        if let Some(from) = &raw.from {
            self.period(columns, from.span);
        }
        slices
    }

    /// Checks a reference. It is computed by the formulas of the indicator, so that its table has
    /// to have all their columns.
    fn reference(
        &mut self,
        name: &Text,
        raw: &RawReference,
        formulas: &[(FormulaRole, &GroupFormula)],
        own: &Columns,
    ) -> Option<Reference> {
        let table: Option<TableId> = self.find_table(&raw.from);
        let columns = self.columns_of(table);
        let filter = raw.filter.as_ref().map(|text| self.condition(text, &columns));
        let title = raw.title.as_ref().map(|title| self.substitute(title, &[]));
        self.period(&columns, raw.from.span);
        let used: BTreeSet<&str> =
            formulas.iter().flat_map(|(_, formula)| formula.columns()).collect();
        for column in used {
            self.needed_column(column, &columns, raw.from.span, "reference");
            if let Some(wanted) = own.data_type(column) {
                self.needed_type(column, &columns, raw.from.span, &[wanted]);
            }
        }
        let matched = raw.matched.as_ref().map(|names| {
            let dimensions = names.list.iter();
            let found = dimensions.filter_map(|name| {
                let id = self.find_dimension(name)?;
                let key = self.dimensions[id.0].key.clone();
                self.needed_column(&key, &columns, name.span, "reference");
                Some(id)
            });
            found.collect()
        });
        let rows = RowSelection { table: table?, filter: filter.unwrap_or(None) };
        Some(Reference {
            title: title.unwrap_or_else(|| name.value.clone()),
            name: name.value.clone(),
            rows,
            matched,
            in_charts: raw.chart.unwrap_or(true),
        })
    }

    /// Reports keys that mean nothing beside the formula of the indicator; they would be passed
    /// over without a word.
    fn keys_of_other_kinds(&mut self, raw: &RawIndicator) {
        let mut idle = Vec::new();
        if raw.composite.is_some() {
            idle.extend(raw.n.as_ref().map(|n| ("n", n.span, "help-value")));
        }
        let is_answer = raw.rule.is_some() || raw.info.is_some();
        if is_answer || raw.external.is_some() {
            let reference = raw.reference.list.first().map(|(name, _)| name.span);
            idle.extend(reference.map(|span| ("reference", span, "help-answer")));
        }
        if is_answer {
            let zone = raw.zones.list.first().map(|zone| zone.name.span);
            idle.extend(zone.map(|span| ("zones", span, "help-answer")));
            let target = match &raw.target {
                Some(Either::Scalar(value)) => Some(value.span),
                Some(Either::Collection(list)) => list.list.first().map(|one| one.value.span),
                None => None,
            };
            idle.extend(target.map(|span| ("target", span, "help-answer")));
            let rank = raw.rank.as_ref().map(|rank| rank.span);
            idle.extend(rank.map(|span| ("rank", span, "help-answer")));
        }
        if raw.composite.is_some() {
            let reference = raw.reference.list.first().map(|(name, _)| name.span);
            let spans = [
                ("from", raw.from.as_ref().map(|text| text.span)),
                ("where", raw.filter.as_ref().map(|text| text.span)),
                ("reference", reference),
            ];
            let named = spans.into_iter().filter_map(|(key, span)| Some((key, span?)));
            idle.extend(named.map(|(key, span)| (key, span, "help-composite")));
        }
        for (key, span, help) in idle {
            self.findings
                .push(Diagnostic::error(Code::IdleKey).with("key", key).at(span).help(help));
        }
    }

    /// Over all rows of the indicator's own table every member would be compared with itself,
    /// unless it is said in which dimensions the two are alike.
    fn check_match(&mut self, name: &Text, raw: &RawReference, own: Option<&Text>) {
        let is_own = own.is_some_and(|own| own.value == raw.from.value);
        if is_own && raw.matched.is_none() && raw.filter.is_none() {
            self.findings.push(
                Diagnostic::error(Code::MissingKey)
                    .with("key", "match")
                    .at(name.span)
                    .help("help-match"),
            );
        }
    }

    /// Reports composites that are cut in a way in which one of their parts is not.
    pub(super) fn report_missing_slices(&mut self, cuts: &[Cut]) {
        let ids = self.indicator_ids.clone();
        let known: BTreeSet<String> =
            self.dimensions.iter().map(|known| known.name.value.clone()).collect();
        for cut in cuts {
            for part in &cut.parts {
                let Some(other) = ids.iter().position(|id| id.value == part.value) else {
                    continue;
                };
                if self.partly_cut.contains(&part.value) {
                    continue;
                }
                let lacks = |(_, wanted): &&(Text, Vec<String>)| {
                    wanted.iter().all(|name| known.contains(name))
                        && !cuts[other].slices.iter().any(|(_, known)| known == wanted)
                };
                for (slice, _) in cut.slices.iter().filter(lacks) {
                    self.findings.push(
                        Diagnostic::error(Code::UnknownDimension)
                            .with("kind", "slice")
                            .with("name", part.value.as_str())
                            .with("slice", slice.value.as_str())
                            .labelled(part.span, "label-slice")
                            .labelled(slice.span, "slice")
                            .help("help-slice"),
                    );
                }
            }
        }
    }
}

/// What each indicator is cut by.
pub(super) fn cuts(raw: &[RawIndicator]) -> Vec<Cut> {
    raw.iter().map(cut).collect()
}

fn cut(raw: &RawIndicator) -> Cut {
    let by = &raw.by.value;
    let dimensions = |list: &Items<Text>| list.list.iter().map(|name| name.value.clone()).collect();
    Cut {
        slices: by.list.iter().map(|(name, list)| (name.clone(), dimensions(list))).collect(),
        is_whole: by.broken.is_empty() && by.list.iter().all(|(_, list)| list.is_whole),
        parts: raw
            .composite
            .iter()
            .flat_map(|raw| raw.of.value.list.iter())
            .map(|(id, _)| id.clone())
            .collect(),
    }
}
