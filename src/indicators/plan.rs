//! What can be computed next: every indicator after its tables and its parts, every table of
//! observations after its indicators.

use crate::definition::{Definition, Indicator, IndicatorId, Kind, TableBase, TableId};

/// What is there so far.
pub(super) struct Progress {
    tables: Vec<bool>,
    indicators: Vec<bool>,
}

/// What can be computed side by side.
#[derive(Debug, Default)]
pub(super) struct Wave {
    /// Tables that had to wait for indicators, in order.
    pub(super) tables: Vec<TableId>,
    /// Indicators, in order.
    pub(super) indicators: Vec<IndicatorId>,
}

impl Progress {
    /// Begins with the tables that are made of files.
    pub(super) fn begin(definition: &Definition) -> Self {
        let tables = definition.tables.iter().map(|table| !table.is_late);
        Self { tables: tables.collect(), indicators: vec![false; definition.indicators.len()] }
    }

    /// Returns all that stands on nothing but what is there, and counts it as done. Nothing is
    /// left when the wave is empty, since definitions go in no circles.
    pub(super) fn next(&mut self, definition: &Definition) -> Wave {
        let tables = (0..self.tables.len())
            .filter(|at| !self.tables[*at] && self.is_ready_table(definition, *at));
        let indicators = definition.indicators.iter().enumerate();
        let ready =
            |(at, rules): &(usize, &Indicator)| !self.indicators[*at] && self.is_ready(rules);
        let wave = Wave {
            tables: tables.map(TableId).collect(),
            indicators: indicators.filter(ready).map(|(at, _)| IndicatorId(at)).collect(),
        };
        wave.tables.iter().for_each(|id| self.tables[id.0] = true);
        wave.indicators.iter().for_each(|id| self.indicators[id.0] = true);
        wave
    }

    fn is_ready_table(&self, definition: &Definition, at: usize) -> bool {
        let rules = &definition.tables[at];
        let has_base = match &rules.base {
            TableBase::Source(_) => true,
            TableBase::Table(base) => self.tables[base.0],
            TableBase::Observations(observations) => {
                observations.columns.iter().all(|column| self.indicators[column.indicator.0])
            }
        };
        has_base && rules.joins.iter().all(|join| self.tables[join.with.0])
    }

    fn is_ready(&self, rules: &Indicator) -> bool {
        let rows = rules.rows.iter().chain(rules.references.iter().map(|known| &known.rows));
        let has_parts = match &rules.kind {
            Kind::Composite(composite) => {
                composite.parts.iter().all(|part| self.indicators[part.indicator.0])
            }
            _ => true,
        };
        has_parts && rows.into_iter().all(|rows| self.tables[rows.table.0])
    }
}
