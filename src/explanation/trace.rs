//! From a column of a table down to the cells its value was made of.

use crate::definition::{Definition, TableBase, TableId};
use crate::diagnostics::CellRef;
use crate::expressions::{RowFormula, Rows as _};
use crate::tables::Table;
use crate::values::Value;

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

/// Follows columns of one table.
pub(super) struct Tracer<'a> {
    pub(super) definition: &'a Definition,
    pub(super) id: TableId,
    pub(super) table: &'a Table,
}

impl<'a> Tracer<'a> {
    /// Returns the cells behind some columns of a row, and what was computed from them.
    pub(super) fn row(&self, columns: &[&str], row: usize) -> (Vec<CellUse>, Vec<Computed>) {
        let (mut cells, mut computed) = (Vec::new(), Vec::new());
        let mut waiting: Vec<&str> = columns.iter().rev().copied().collect();
        let mut seen: Vec<&str> = Vec::new();
        while let Some(name) = waiting.pop() {
            if seen.contains(&name) {
                continue;
            }
            seen.push(name);
            let Some(column) = self.table.column(name) else { continue };
            let (column_name, value) = (name.to_owned(), column.value(row));
            let cell = self.table.origin(name, row);
            match (cell, derived(self.definition, self.id, name)) {
                (None, Some(formula)) => {
                    let text = formula.text().to_owned();
                    computed.push(Computed { column: column_name, formula: text, value });
                    waiting.extend(formula.columns().into_iter().rev());
                }
                (cell, _) => cells.push(CellUse { column: column_name, cell, value }),
            }
        }
        (cells, computed)
    }
}

/// The formula of a computed column, in the table itself or in one of those it is made of.
fn derived<'a>(definition: &'a Definition, id: TableId, name: &str) -> Option<&'a RowFormula> {
    let table = &definition.tables[id.0];
    let own = table.derive.iter().find(|(known, _)| known == name);
    if let Some((_, formula)) = own {
        return Some(formula);
    }
    let mut joined = table.joins.iter().filter(|join| !join.on.iter().any(|on| on == name));
    let joined = joined.find(|join| definition.tables[join.with.0].schema.contains_key(name));
    if let Some(join) = joined {
        return derived(definition, join.with, name);
    }
    match table.base {
        TableBase::Table(base) => derived(definition, base, name),
        TableBase::Source(_) => None,
    }
}
