//! Tables that stand on indicators, and the indicators: each checked after what it stands on.

use crate::definition::model::Indicator;
use crate::definition::raw::RawTable;
use crate::definition::raw_indicator::RawIndicator;
use crate::definition::raw_observed::RawObservations;
use crate::diagnostics::{Code, Diagnostic, Span, Spanned};

use super::Resolver;
use super::observed::indicator_name;
use super::table::needs;

type Text = Spanned<String>;

/// A definition that waits for those it stands on.
enum Waiting {
    Table(Box<(Text, RawTable)>),
    /// Its place in the definition comes first.
    Indicator(usize, Box<RawIndicator>),
}

impl Waiting {
    const fn name(&self) -> &Text {
        match self {
            Self::Table(table) => &table.0,
            Self::Indicator(_, raw) => &raw.id,
        }
    }

    const fn is_table(&self) -> bool {
        matches!(self, Self::Table(_))
    }

    /// Names of tables that it stands on.
    fn tables(&self) -> Vec<&str> {
        let named: Vec<&Text> = match self {
            Self::Table(table) => needs(&table.1).collect(),
            Self::Indicator(_, raw) => {
                let references = raw.reference.list.iter().map(|(_, reference)| &reference.from);
                raw.from.iter().chain(references).collect()
            }
        };
        named.into_iter().map(|name| name.value.as_str()).collect()
    }

    /// Names of indicators that it stands on.
    fn indicators(&self) -> Vec<&str> {
        let named: Vec<&Text> = match self {
            Self::Table(table) => table.1.observations.iter().flat_map(observed).collect(),
            Self::Indicator(_, raw) => {
                let parts = raw.composite.iter().flat_map(|raw| &raw.of.value.list);
                parts.map(|(id, _)| id).collect()
            }
        };
        named.into_iter().map(|name| name.value.as_str()).collect()
    }
}

fn observed(raw: &RawObservations) -> impl Iterator<Item = &Text> {
    raw.columns.value.list.iter().map(|(_, column)| indicator_name(column))
}

impl Resolver<'_> {
    /// Checks tables that wait for indicators, and all indicators. What is left over stands on
    /// itself.
    pub(super) fn late_tables_and_indicators(
        &mut self,
        tables: Vec<(Text, RawTable)>,
        indicators: Vec<RawIndicator>,
    ) -> Vec<Indicator> {
        self.begin_indicators(&indicators);
        let cuts = super::indicator::cuts(&indicators);
        let tables = tables.into_iter().map(|table| Waiting::Table(Box::new(table)));
        let indicators = indicators.into_iter().map(Box::new).enumerate();
        let indicators = indicators.map(|(place, raw)| Waiting::Indicator(place, raw));
        let mut items: Vec<Option<Waiting>> = tables.chain(indicators).map(Some).collect();
        let mut open = edges(&items);
        while items.iter().any(Option::is_some) {
            let is_ready = |at: &usize| items[*at].is_some() && open[*at].is_empty();
            let ready: Vec<usize> = (0..items.len()).filter(is_ready).collect();
            let done = if ready.is_empty() {
                let circle = circle(&items, &open);
                self.report_circle(&circle, &items);
                circle
            } else {
                for item in ready.iter().filter_map(|at| items[*at].take()) {
                    self.resolve_waiting(item);
                }
                ready
            };
            open.iter_mut().for_each(|needed| needed.retain(|at| !done.contains(at)));
        }
        self.report_missing_slices(&cuts);
        // One is left out only with a finding, so that the ids of all others stay right.
        let checked = std::mem::take(&mut self.indicators);
        let checked: Vec<Indicator> = checked.into_iter().flatten().collect();
        self.report_lost_periods(&checked);
        checked
    }

    fn resolve_waiting(&mut self, item: Waiting) {
        match item {
            Waiting::Table(table) => self.table(table.0, table.1, true),
            Waiting::Indicator(place, raw) => {
                let checked = self.indicator(*raw);
                self.indicators[place] = checked;
            }
        }
    }

    /// Reports a circle. Its tables are broken from then on, so that the others need not wait.
    fn report_circle(&mut self, circle: &[usize], items: &[Option<Waiting>]) {
        let items: Vec<&Waiting> = circle.iter().filter_map(|at| items[*at].as_ref()).collect();
        let steps = items.iter().chain(items.first());
        let steps: Vec<&str> = steps.map(|item| item.name().value.as_str()).collect();
        let tables = items.iter().filter(|item| item.is_table());
        let code = match tables.clone().count() {
            0 => Code::IndicatorCycle,
            count if count == items.len() => Code::TableCycle,
            _ => Code::ObservationCycle,
        };
        let place: Span = items[0].name().span;
        let names = steps.join("` → `");
        self.findings.push(Diagnostic::error(code).with("names", names).at(place).help("help"));
        self.broken.extend(tables.map(|table| table.name().value.clone()));
    }
}

/// For each definition the ones that it stands on; those that are not there are reported where
/// they are named.
fn edges(items: &[Option<Waiting>]) -> Vec<Vec<usize>> {
    let find = |name: &str, is_table: bool| {
        items
            .iter()
            .flatten()
            .position(|item| item.is_table() == is_table && item.name().value == name)
    };
    let one = |item: &Waiting| {
        let tables = item.tables().into_iter().filter_map(|name| find(name, true));
        let indicators = item.indicators().into_iter().filter_map(|name| find(name, false));
        tables.chain(indicators).collect()
    };
    items.iter().flatten().map(one).collect()
}

/// A circle among definitions each of which waits for another one.
fn circle(items: &[Option<Waiting>], open: &[Vec<usize>]) -> Vec<usize> {
    let mut path: Vec<usize> = items.iter().position(Option::is_some).into_iter().collect();
    while let Some(next) = path.last().and_then(|at| open[*at].first().copied()) {
        match path.iter().position(|known| *known == next) {
            Some(start) => return path.split_off(start),
            None => path.push(next),
        }
    }
    path
}
