//! `observations:` – tables whose rows are members and whose columns are values of indicators.

use std::collections::BTreeSet;

use crate::definition::decode::Either;
use crate::definition::kind::Kind;
use crate::definition::model::{ColumnSchema, DimensionId, Indicator, IndicatorId, IntervalMethod};
use crate::definition::observed::{Observations, ObservedColumn, Taken};
use crate::definition::raw_observed::{RawObservations, RawObservedColumn, RawTake};
use crate::diagnostics::{Code, Diagnostic, Span, Spanned, nearest};
use crate::expressions::{Scope as _, suggest_or_list};
use crate::values::DataType;

use super::Resolver;
use super::columns::Columns;

type Text = Spanned<String>;

/// What the rows are about.
struct Shape {
    by: Vec<DimensionId>,
    /// Parts and the dimensions of which they are parts.
    parents: Vec<(DimensionId, DimensionId)>,
    /// Where that is written.
    place: Span,
}

impl Resolver<'_> {
    /// Checks the rows of a table of observations, and returns its columns.
    pub(super) fn observations(
        &mut self,
        raw: &RawObservations,
    ) -> (Option<Observations>, Columns) {
        let by = self.observed_dimensions(&raw.by.value.list);
        let shape = Shape { parents: self.parents_of(&by), by, place: raw.by.span };
        let list = &raw.columns.value;
        self.filled(
            list.list.is_empty() && list.broken.is_empty(),
            raw.columns.span,
            "help-filled",
        );
        let mut observed = Vec::new();
        let mut lost = Vec::new();
        for (name, column) in &list.list {
            match self.observed_column(name, column, &shape) {
                Some(column) => observed.push((name, column)),
                None => lost.push(name.value.clone()),
            }
        }
        let mut columns = self.member_keys(&shape, &observed);
        for (name, column) in &observed {
            if columns.schema.contains_key(&name.value) {
                self.twice(name, columns.place(&name.value));
                continue;
            }
            let indicator = self.indicators[column.indicator.0].as_ref();
            let title = indicator.map(|indicator| indicator.passport.title.clone());
            let data_type = indicator.map_or(DataType::Number, |of| taken_type(of, &column.take));
            columns.add(name, ColumnSchema { data_type, title });
        }
        columns.is_open |= !raw.by.value.is_whole;
        let is_whole = lost.is_empty() && list.broken.is_empty() && raw.by.value.is_whole;
        columns.broken.extend(lost);
        columns.broken.extend(list.broken.iter().map(|name| name.value.clone()));
        if is_whole && !observed.is_empty() && !observed.iter().any(|(_, one)| one.by == shape.by) {
            let finding = Diagnostic::error(Code::NoRowsObserved);
            self.findings.push(finding.at(raw.columns.span).help("help"));
        }
        let rows = observed.into_iter().map(|(_, column)| column).collect();
        let Shape { by, parents, .. } = shape;
        (is_whole.then_some(Observations { by, parents, columns: rows }), columns)
    }

    fn observed_dimensions(&mut self, names: &[Text]) -> Vec<DimensionId> {
        self.unique(names.iter());
        names.iter().filter_map(|name| self.find_dimension(name)).collect()
    }

    /// The dimensions of which others are parts, each once.
    fn parents_of(&self, by: &[DimensionId]) -> Vec<(DimensionId, DimensionId)> {
        let mut found: Vec<(DimensionId, DimensionId)> = Vec::new();
        for id in by {
            let register = self.dimensions[id.0].register.as_ref();
            for parent in register.into_iter().flat_map(|register| &register.parents) {
                if !by.contains(parent) && !found.iter().any(|(_, known)| known == parent) {
                    found.push((*id, *parent));
                }
            }
        }
        found
    }

    /// The columns that say whose row it is.
    fn member_keys(&self, shape: &Shape, observed: &[(&Text, ObservedColumn)]) -> Columns {
        let mut columns = Columns::default();
        let place = |name: &str| Spanned::new(name.to_owned(), shape.place);
        let text = ColumnSchema { data_type: DataType::Text, title: None };
        columns.add(&place("period"), text);
        let parents = shape.parents.iter().map(|(_, parent)| parent);
        for id in shape.by.iter().chain(parents) {
            let dimension = &self.dimensions[id.0];
            let mut types = BTreeSet::new();
            for (_, column) in observed.iter().filter(|(_, column)| column.by.contains(id)) {
                self.key_types(column.indicator, &dimension.key, &mut types);
            }
            // Keys that are numbers everywhere stay numbers; all others are texts.
            let is_number = types.iter().eq([DataType::Integer.name()].iter());
            let data_type = if is_number { DataType::Integer } else { DataType::Text };
            let title = Some(dimension.title.clone());
            columns.add(&place(&dimension.key), ColumnSchema { data_type, title });
        }
        columns
    }

    /// The types that a key has in the tables behind an indicator.
    fn key_types(&self, id: IndicatorId, key: &str, types: &mut BTreeSet<&'static str>) {
        let Some(indicator) = &self.indicators[id.0] else { return };
        match (&indicator.kind, &indicator.rows) {
            (Kind::Composite(composite), _) => {
                let parts = composite.parts.iter();
                parts.for_each(|part| self.key_types(part.indicator, key, types));
            }
            (_, Some(rows)) => {
                types.extend(self.columns[rows.table.0].data_type(key).map(DataType::name));
            }
            (_, None) => {}
        }
    }

    fn observed_column(
        &mut self,
        name: &Text,
        raw: &Either<Text, RawObservedColumn>,
        shape: &Shape,
    ) -> Option<ObservedColumn> {
        let id = self.find_indicator(indicator_name(raw));
        let Either::Collection(raw) = raw else {
            let name = name.value.clone();
            let plain = ObservedColumn {
                name,
                indicator: id?,
                by: shape.by.clone(),
                period: 0,
                take: Taken::Value,
            };
            return self.has_slice(&plain, indicator_name(raw), shape.place).then_some(plain);
        };
        let own = raw.by.as_ref().map(|names| (self.coarser(&names.list, shape), names));
        let period = self.earlier(raw.period.as_ref());
        let take = id.and_then(|id| self.taken(id, raw));
        let own_by = match own {
            Some((own, names)) if own.len() == names.list.len() && names.is_whole => own,
            Some(_) => return None,
            None => shape.by.clone(),
        };
        let named = raw.by.as_ref().and_then(|names| names.list.first());
        let place = named.map_or(shape.place, |name| name.span);
        let (name, indicator) = (name.value.clone(), id?);
        let column = ObservedColumn { name, indicator, by: own_by, period: period?, take: take? };
        self.has_slice(&column, &raw.of, place).then_some(column)
    }

    /// The dimensions of a coarser slice: of those of the rows, or of their parents.
    fn coarser(&mut self, names: &[Text], shape: &Shape) -> Vec<DimensionId> {
        self.unique(names.iter());
        let mut found = Vec::new();
        for name in names {
            let Some(id) = self.find_dimension(name) else { continue };
            if shape.by.contains(&id) || shape.parents.iter().any(|(_, parent)| *parent == id) {
                found.push(id);
            } else {
                let finding = Diagnostic::error(Code::UnknownDimension).with("kind", "coarser");
                let finding = finding.with("name", name.value.as_str());
                let finding = finding.labelled(name.span, "label-coarser").help("help-coarser");
                self.findings.push(finding);
            }
        }
        found
    }

    /// A period before that of the row, which has to be among those shown.
    fn earlier(&mut self, raw: Option<&Spanned<i64>>) -> Option<i16> {
        let Some(period) = raw else { return Some(0) };
        let shown = self.calendar.as_ref().map_or(i16::MAX, |known| i16::from(known.previous));
        let known = i16::try_from(period.value).ok();
        let known = known.filter(|period| (-shown..=0).contains(period));
        if known.is_none() {
            self.wrong_shape("earlier", period.span);
        }
        known
    }

    /// Reports an indicator that is not cut as the rows are.
    fn has_slice(&mut self, column: &ObservedColumn, of: &Text, rows: Span) -> bool {
        let Some(indicator) = &self.indicators[column.indicator.0] else { return false };
        if self.partly_cut.contains(&indicator.id.value) {
            self.follow_ups += 1;
            return false;
        }
        let wanted: BTreeSet<DimensionId> = column.by.iter().copied().collect();
        let fits = indicator
            .slices
            .iter()
            .any(|slice| slice.dimensions.iter().copied().collect::<BTreeSet<_>>() == wanted);
        if !fits {
            let names = column.by.iter().map(|id| self.dimensions[id.0].name.value.as_str());
            let names = names.collect::<Vec<_>>().join(", ");
            self.findings.push(
                Diagnostic::error(Code::UnknownDimension)
                    .with("kind", "observed")
                    .with("name", of.value.as_str())
                    .with("slice", names)
                    .labelled(of.span, "label-observed")
                    .labelled(rows, "observed")
                    .help("help-observed"),
            );
        }
        fits
    }

    /// Whether no period before the current one is shown.
    fn has_no_past(&self) -> bool {
        self.calendar.as_ref().is_some_and(|calendar| calendar.previous == 0)
    }

    /// What is taken of the observations of an indicator, if it has that.
    fn taken(&mut self, id: IndicatorId, raw: &RawObservedColumn) -> Option<Taken> {
        let named = [("reference", &raw.reference), ("gap", &raw.gap)];
        let mut named = named.into_iter().filter_map(|(key, name)| Some((key, name.as_ref()?)));
        let take = raw.take.as_ref().map(|take| (take_of(take.value), take.span));
        let (first, second) = (named.next(), named.next());
        let Some((key, name)) = first else {
            let Some((taken, span)) = take else { return Some(Taken::Value) };
            self.has_part(id, &taken, span)?;
            return Some(taken);
        };
        let other = second.map(|(key, name)| (key, name.span));
        if let Some((key, span)) = other.or(take.map(|(_, span)| ("take", span))) {
            let finding = Diagnostic::error(Code::IdleKey).with("key", key);
            self.findings.push(finding.labelled(span, "source").help("help-taken"));
            return None;
        }
        let known: Vec<String> = self.indicators[id.0]
            .as_ref()?
            .references
            .iter()
            .map(|reference| reference.name.clone())
            .collect();
        if !known.contains(&name.value) {
            let finding = Diagnostic::error(Code::NothingToTake)
                .with("id", raw.of.value.as_str())
                .with("part", "reference")
                .with("name", name.value.as_str())
                .at(name.span);
            let nearest = nearest(&name.value, known.iter().map(String::as_str));
            self.findings.push(if known.is_empty() {
                finding.help("help-reference")
            } else {
                suggest_or_list(finding, nearest, &known)
            });
            return None;
        }
        let name = name.value.clone();
        Some(if key == "gap" { Taken::Gap(name) } else { Taken::Reference(name) })
    }

    /// Reports a part that no observation of the indicator has.
    fn has_part(&mut self, id: IndicatorId, taken: &Taken, span: Span) -> Option<()> {
        let indicator = self.indicators[id.0].as_ref()?;
        let is_ratio = matches!(indicator.kind, Kind::Ratio { .. });
        let help = match taken {
            Taken::N if !indicator.kind.has_size() => "help-n",
            Taken::Numerator | Taken::Denominator if !is_ratio => "help-ratio",
            Taken::Low | Taken::High if indicator.interval == IntervalMethod::None => {
                "help-interval"
            }
            Taken::Zone if indicator.zones.is_empty() => "help-zone",
            Taken::Target | Taken::TargetMet if indicator.targets.is_empty() => "help-target",
            Taken::Change if !indicator.kind.is_judged() => "help-answer",
            Taken::Trend if matches!(indicator.kind, Kind::Info { .. }) => "help-answer",
            Taken::Change | Taken::Trend if self.has_no_past() => "help-change",
            Taken::Rank if indicator.rank.is_none() => "help-rank",
            _ => return Some(()),
        };
        let finding = Diagnostic::error(Code::NothingToTake)
            .with("id", indicator.id.value.as_str())
            .with("part", taken.name());
        self.findings.push(finding.at(span).help(help));
        None
    }
}

/// The indicator of a column.
pub(super) const fn indicator_name(column: &Either<Text, RawObservedColumn>) -> &Text {
    match column {
        Either::Scalar(name) => name,
        Either::Collection(raw) => &raw.of,
    }
}

const fn take_of(raw: RawTake) -> Taken {
    match raw {
        RawTake::Value => Taken::Value,
        RawTake::N => Taken::N,
        RawTake::Numerator => Taken::Numerator,
        RawTake::Denominator => Taken::Denominator,
        RawTake::Low => Taken::Low,
        RawTake::High => Taken::High,
        RawTake::Change => Taken::Change,
        RawTake::Trend => Taken::Trend,
        RawTake::Zone => Taken::Zone,
        RawTake::Target => Taken::Target,
        RawTake::TargetMet => Taken::TargetMet,
        RawTake::Rank => Taken::Rank,
    }
}

/// The type of what is taken of an indicator.
const fn taken_type(of: &Indicator, take: &Taken) -> DataType {
    match take {
        Taken::Value => of.kind.data_type(),
        Taken::Trend | Taken::Zone => DataType::Text,
        Taken::TargetMet => DataType::Boolean,
        Taken::Rank => DataType::Integer,
        _ => DataType::Number,
    }
}
