//! Cells of the sources that say something else than before.
//!
//! Rows are paired by the key of their source, so that a row that moved up or down is the same row.

use std::collections::BTreeMap;

use crate::definition::{Definition, TableBase, TableDefinition};
use crate::diagnostics::CellRef;
use crate::expressions::Rows as _;
use crate::tables::{Table, Tables, key_text};
use crate::values::{DataType, Value};

/// A cell that says something else.
#[derive(Debug, Clone, PartialEq)]
pub struct CellChange {
    /// The source.
    pub source: String,
    /// The column.
    pub column: String,
    /// What the row is about: the values of its key.
    pub row: Vec<String>,
    /// The old cell; nothing for a row that is new.
    pub old: Option<CellState>,
    /// The new cell; nothing for a row that is gone.
    pub new: Option<CellState>,
}

/// A cell and what it says.
#[derive(Debug, Clone, PartialEq)]
pub struct CellState {
    /// The cell; nothing for values that come from a path.
    pub cell: Option<CellRef>,
    /// The value.
    pub value: Value,
}

/// A side of the comparison.
type Side<'a> = (&'a Definition, &'a Tables);

/// Returns the cells of sources of both sides that differ, in the order of the new definition.
/// Rows that are new or gone are there with all of their cells.
#[must_use]
pub fn cell_changes(old: Side<'_>, new: Side<'_>) -> Vec<CellChange> {
    let sources = |(definition, tables): Side<'_>| -> Vec<(usize, String)> {
        let numbered = definition.tables.iter().zip(tables.iter()).enumerate();
        let of_source = |rules: &TableDefinition| matches!(rules.base, TableBase::Source(_));
        numbered
            .filter(|(_, (rules, _))| of_source(rules))
            .map(|(index, (rules, _))| (index, rules.name.value.clone()))
            .collect()
    };
    let before = sources(old);
    let mut changes = Vec::new();
    for (index, name) in sources(new) {
        let Some((at, _)) = before.iter().find(|(_, known)| *known == name) else { continue };
        let pair = (Sheet::of(old, *at), Sheet::of(new, index));
        changes.extend(compare(&name, &pair.0, &pair.1));
    }
    changes
}

/// The rows of a source by what they are about.
struct Sheet<'a> {
    table: &'a Table,
    columns: Vec<&'a str>,
    rows: BTreeMap<(Vec<String>, usize), usize>,
}

impl<'a> Sheet<'a> {
    fn of((definition, tables): Side<'a>, index: usize) -> Self {
        let rules = &definition.tables[index];
        let table = tables.iter().nth(index).expect("a table for each definition");
        let is_read = |name: &&str| !rules.derive.iter().any(|(derived, _)| derived == name);
        let columns: Vec<&str> = table.column_names().filter(is_read).collect();
        let TableBase::Source(source) = rules.base else {
            return Self { table, columns, rows: BTreeMap::new() };
        };
        let declared = &definition.sources[source].key;
        let is_text = |name: &&str| {
            table.column(name).is_some_and(|column| column.data_type() == DataType::Text)
        };
        let key: Vec<&str> = if declared.is_empty() {
            columns.iter().copied().filter(is_text).collect()
        } else {
            declared.iter().map(|name| name.value.as_str()).collect()
        };
        let mut rows = BTreeMap::new();
        let mut copies: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for row in 0..table.row_count() {
            let values = key.iter().map(|name| {
                let value = table.column(name).map(|column| column.value(row));
                value.and_then(|value| key_text(&value)).map_or_else(String::new, |k| k.to_string())
            });
            let key: Vec<String> = values.collect();
            let copy = copies.entry(key.clone()).or_default();
            rows.insert((key, *copy), row);
            *copy += 1;
        }
        Self { table, columns, rows }
    }

    fn state(&self, column: &str, row: usize) -> Option<CellState> {
        let value = self.table.column(column)?.value(row);
        Some(CellState { cell: self.table.origin(column, row), value })
    }
}

fn compare(source: &str, old: &Sheet<'_>, new: &Sheet<'_>) -> Vec<CellChange> {
    let mut keys: Vec<&(Vec<String>, usize)> = old.rows.keys().chain(new.rows.keys()).collect();
    keys.sort();
    keys.dedup();
    let mut changes = Vec::new();
    for key in keys {
        let rows = (old.rows.get(key), new.rows.get(key));
        let mut columns = new.columns.clone();
        columns.extend(old.columns.iter().filter(|name| !new.columns.contains(name)));
        for column in columns {
            let before = rows.0.and_then(|row| old.state(column, *row));
            let after = rows.1.and_then(|row| new.state(column, *row));
            let value = |state: &Option<CellState>| state.as_ref().map(|state| state.value.clone());
            let is_cell = |state: &Option<CellState>| {
                state.as_ref().is_some_and(|state| state.cell.is_some())
            };
            if value(&before) != value(&after) && (is_cell(&before) || is_cell(&after)) {
                changes.push(CellChange {
                    source: source.to_owned(),
                    column: column.to_owned(),
                    row: key.0.clone(),
                    old: before,
                    new: after,
                });
            }
        }
    }
    changes
}
