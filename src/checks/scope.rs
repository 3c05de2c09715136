//! What a rule sees: its check, the table, and the rows it is about.

use std::sync::Arc;

use crate::definition::Definition;
use crate::definition::check::Check;
use crate::expressions::{Overflow, RowFormula, Rows as _};
use crate::tables::{Table, Tables};
use crate::values::{Column, Value};

/// A check with the rows it is about.
pub(super) struct Scope<'a> {
    pub(super) definition: &'a Definition,
    pub(super) tables: &'a Tables,
    pub(super) check: &'a Check,
    pub(super) table: &'a Table,
    /// The rows it is about, in order.
    pub(super) rows: Vec<usize>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(
        definition: &'a Definition,
        tables: &'a Tables,
        check: &'a Check,
    ) -> Result<Self, Overflow> {
        let table = tables.get(check.table);
        let rows = match &check.filter {
            None => (0..table.row_count()).collect(),
            Some(filter) => rows_where(filter, table)?,
        };
        Ok(Self { definition, tables, check, table, rows })
    }

    /// Returns a column of the table.
    pub(super) fn column(&self, name: &str) -> &'a Column {
        self.table.column(name).expect("the definition was checked against the columns")
    }

    /// Returns the name of the table.
    pub(super) fn table_name(&self) -> &'a str {
        &self.definition.tables[self.check.table.0].name.value
    }

    /// Returns the value of a column of text; nothing where it is missing.
    pub(super) fn text(&self, column: &str, row: usize) -> Option<Arc<str>> {
        match self.table.column(column)?.value(row) {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Returns the rows for which a condition is known to be true.
fn rows_where(condition: &RowFormula, table: &Table) -> Result<Vec<usize>, Overflow> {
    let kept = condition.matches(table)?;
    Ok(kept.iter().enumerate().filter(|(_, kept)| **kept).map(|(row, _)| row).collect())
}
