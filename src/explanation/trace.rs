//! From a column of a table down to the cells its value was made of.

use crate::definition::{ColumnStep, Definition, ObservedColumn, TableId};
use crate::diagnostics::CellRef;
use crate::expressions::{RowFormula, Rows as _};
use crate::tables::Table;
use crate::values::{Period, Value};

/// A value that stands in a cell, or in a path.
#[derive(Debug, Clone, PartialEq)]
pub struct CellUse {
    /// Name of the column.
    pub column: String,
    /// The cell; nothing for a value that comes from a path or from the definition.
    pub cell: Option<CellRef>,
    /// The value.
    pub value: Value,
}

/// A value that was computed on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Computed {
    /// Name of the column.
    pub column: String,
    /// The formula.
    pub formula: String,
    /// The value.
    pub value: Value,
}

/// A value that is a part of an observation of another indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct ObservedUse {
    /// Name of the column.
    pub column: String,
    /// Name of the indicator.
    pub indicator: String,
    /// What is taken of the observation, such as `value`.
    pub take: &'static str,
    /// Names of the dimensions with the keys of the member.
    pub keys: Vec<(String, String)>,
    /// The period.
    pub period: String,
    /// The value.
    pub value: Value,
}

/// What the value of a row was made of.
#[derive(Debug, Default)]
pub(super) struct Trace {
    pub(super) cells: Vec<CellUse>,
    pub(super) computed: Vec<Computed>,
    pub(super) observed: Vec<ObservedUse>,
}

/// Follows columns of one table.
pub(super) struct Tracer<'a> {
    pub(super) definition: &'a Definition,
    pub(super) id: TableId,
    pub(super) table: &'a Table,
}

impl<'a> Tracer<'a> {
    /// Returns what the values of some columns of a row were made of.
    pub(super) fn row(&self, columns: &[&str], row: usize) -> Trace {
        let mut trace = Trace::default();
        let mut waiting: Vec<&str> = columns.iter().rev().copied().collect();
        let mut seen: Vec<&str> = Vec::new();
        while let Some(name) = waiting.pop() {
            if seen.contains(&name) {
                continue;
            }
            seen.push(name);
            let Some(column) = self.table.column(name) else { continue };
            let (column, value) = (name.to_owned(), column.value(row));
            let cell = self.table.origin(name, row);
            match (cell, made(self.definition, self.id, name)) {
                (None, Some(Made::Computed(formula))) => {
                    let formula_text = formula.text().to_owned();
                    trace.computed.push(Computed { column, formula: formula_text, value });
                    waiting.extend(formula.columns().into_iter().rev());
                }
                (None, Some(Made::Observed(rules))) => {
                    trace.observed.push(self.observed(rules, row, value));
                }
                (cell, _) => trace.cells.push(CellUse { column, cell, value }),
            }
        }
        trace
    }

    fn observed(&self, rules: &ObservedColumn, row: usize, value: Value) -> ObservedUse {
        let indicator = &self.definition.indicators[rules.indicator.0];
        let key = |id: &crate::definition::DimensionId| {
            let dimension = &self.definition.dimensions[id.0];
            let key = self.table.key(&dimension.key, row).unwrap_or_else(|| "".into());
            (dimension.name.value.clone(), key.to_string())
        };
        let own = self.table.key("period", row).unwrap_or_else(|| "".into());
        let known = Period::parse(&own, self.definition.calendar.kind);
        let period = known
            .map_or_else(|| own.to_string(), |period| period.earlier(-rules.period).to_string());
        ObservedUse {
            column: rules.name.clone(),
            indicator: indicator.id.value.clone(),
            take: rules.take.name(),
            keys: rules.by.iter().map(key).collect(),
            period,
            value,
        }
    }
}

/// How a value comes about that was not read.
enum Made<'a> {
    Computed(&'a RowFormula),
    Observed(&'a ObservedColumn),
}

/// How a column comes about, in the table itself or in one of those it is made of.
fn made<'a>(definition: &'a Definition, mut id: TableId, name: &str) -> Option<Made<'a>> {
    loop {
        match definition.column_step(id, name)? {
            ColumnStep::Computed(formula) => return Some(Made::Computed(formula)),
            ColumnStep::Observed(column) => return Some(Made::Observed(column)),
            ColumnStep::Read | ColumnStep::Member => return None,
            ColumnStep::Joined(join) => id = join.with,
            ColumnStep::Base(base) => id = base,
        }
    }
}
