//! Reports: editions that can be made, paths that do not collide, copies of what has members, and
//! what they tell of: all indicators, or those that the author has chosen.

use std::collections::{BTreeSet, HashMap};

use crate::definition::decode::Items;
use crate::definition::load::check_output;
use crate::definition::model::{DimensionId, Indicator, Report};
use crate::definition::raw::{RawOnly, RawReport};
use crate::diagnostics::{Code, Diagnostic, Span, Spanned};

use super::Resolver;

type Text = Spanned<String>;

impl Resolver<'_> {
    pub(super) fn reports(&mut self, raw: Vec<RawReport>, known: &[Indicator]) -> Vec<Report> {
        self.unique(raw.iter().map(|report| &report.id));
        let mut paths = HashMap::new();
        raw.into_iter().filter_map(|report| self.report(report, known, &mut paths)).collect()
    }

    fn report(
        &mut self,
        raw: RawReport,
        known: &[Indicator],
        paths: &mut HashMap<String, Span>,
    ) -> Option<Report> {
        let dimension = raw.for_each.as_ref().map(|name| self.members(name));
        let indicators = self.told(&raw, dimension.flatten(), known);
        let member = raw.for_each.as_ref().map(|name| name.value.as_str());
        let later: Vec<&str> = member.into_iter().collect();
        let is_empty = raw.editions.value.list.is_empty() && raw.editions.value.broken.is_empty();
        self.filled(is_empty, raw.editions.span, "help-filled");
        let only_findings = matches!(raw.only, Some(RawOnly::Findings));
        let mut editions = Vec::new();
        for (name, path) in raw.editions.value.list {
            let Some(edition) = self.edition(&name, only_findings) else { continue };
            let found_before = self.found();
            let text = Spanned::new(self.substitute(&path, &later), path.span);
            if self.found() == found_before {
                self.check_path(&text, member, paths);
            }
            editions.push((edition, text));
        }
        let title = raw.title.map_or_else(String::new, |title| self.substitute(&title, &later));
        let template = Spanned::new(self.substitute(&raw.template, &[]), raw.template.span);
        let for_each = match dimension {
            Some(dimension) => Some(dimension?),
            None => None,
        };
        Some(Report { id: raw.id, title, template, for_each, only_findings, indicators, editions })
    }

    /// Finds the dimension of whose members each gets a copy; it needs a list of them.
    pub(super) fn members(&mut self, name: &Text) -> Option<DimensionId> {
        let found = self.find_dimension(name)?;
        let dimension = &self.dimensions[found.0];
        if self.without_register.contains(&found) {
            self.findings.push(
                Diagnostic::error(Code::MissingKey)
                    .with("kind", "register")
                    .with("key", name.value.as_str())
                    .labelled(name.span, "label-register")
                    .labelled(dimension.name.span, "dimension")
                    .help("help-register"),
            );
        }
        Some(found)
    }

    fn check_path(&mut self, path: &Text, member: Option<&str>, paths: &mut HashMap<String, Span>) {
        if let Err(finding) = check_output(path) {
            self.findings.push(finding);
        }
        let collision = |kind| {
            Diagnostic::error(Code::OutputCollision)
                .with("kind", kind)
                .with("path", path.value.as_str())
                .at(path.span)
        };
        if let Some(name) = member
            && !path.value.contains(&format!("${{{name}}}"))
        {
            self.findings.push(collision("copies").with("member", name).help("member"));
        } else if let Some(first) = paths.get(&path.value) {
            self.findings.push(collision("reports").labelled(*first, "first").help("help"));
        } else {
            paths.insert(path.value.clone(), path.span);
        }
    }

    /// Returns the names of the indicators of a report, if it does not tell of all.
    fn told(
        &mut self,
        raw: &RawReport,
        copies: Option<DimensionId>,
        known: &[Indicator],
    ) -> Option<BTreeSet<String>> {
        let lists = [("directions", &raw.directions), ("indicators", &raw.indicators)];
        for (key, list) in lists {
            let Some(list) = list else { continue };
            self.filled(
                list.value.list.is_empty() && list.value.is_whole,
                list.span,
                "help-filled",
            );
            if matches!(raw.only, Some(RawOnly::Findings)) {
                let finding = Diagnostic::error(Code::IdleKey).with("key", key);
                self.findings.push(finding.labelled(list.span, "source").help("help-note"));
            }
        }
        if raw.directions.is_none() && raw.indicators.is_none() {
            return None;
        }
        let directions = self.told_directions(raw.directions.as_ref());
        let of_direction = |indicator: &&Indicator| {
            indicator.passport.direction.as_ref().is_some_and(|code| directions.contains(code))
        };
        let mut told: BTreeSet<String> =
            known.iter().filter(of_direction).map(|one| one.id.value.clone()).collect();
        for name in raw.indicators.iter().flat_map(|list| &list.value.list) {
            if self.find_indicator(name).is_none() {
                continue;
            }
            if let Some(dimension) = copies {
                self.tells_of_members(name, dimension, known);
            }
            if !told.insert(name.value.clone()) {
                self.findings.push(
                    Diagnostic::error(Code::NothingToTell)
                        .with("kind", "twice")
                        .with("name", name.value.as_str())
                        .labelled(name.span, "twice")
                        .help("help-twice"),
                );
            }
        }
        Some(told)
    }

    fn told_directions(&mut self, raw: Option<&Spanned<Items<Text>>>) -> BTreeSet<String> {
        let names = raw.into_iter().flat_map(|list| &list.value.list);
        names
            .map(|name| {
                self.known_direction(name);
                name.value.clone()
            })
            .collect()
    }

    /// Reports an indicator that is chosen for copies about members of which it has no values.
    fn tells_of_members(&mut self, name: &Text, dimension: DimensionId, known: &[Indicator]) {
        let own = known.iter().find(|indicator| indicator.id.value == name.value);
        let has = |one: &Indicator| one.slices.iter().any(|s| s.dimensions.contains(&dimension));
        if own.is_none_or(has) {
            return;
        }
        self.findings.push(
            Diagnostic::error(Code::NothingToTell)
                .with("kind", "members")
                .with("name", name.value.as_str())
                .with("dimension", self.dimensions[dimension.0].name.value.as_str())
                .labelled(name.span, "members")
                .help("help-members"),
        );
    }
}
