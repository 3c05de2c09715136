//! Cells of the sources that say something else than before.
//!
//! Rows are paired by the key of their source, so that a row that moved up or down is the same row.
//! Where no key is declared, all texts of a row are taken for one; rows that have no partner then
//! are paired by where they stand in the file.

use std::collections::{BTreeMap, BTreeSet};

use crate::definition::{Definition, TableBase, TableDefinition};
use crate::diagnostics::CellRef;
use crate::expressions::Rows as _;
use crate::tables::{Table, Tables, key_text};
use crate::values::{Column, DataType, Value};

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
    /// Whether the whole row is new or gone.
    pub is_of_row: bool,
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
pub(super) type Side<'a> = (&'a Definition, &'a Tables);

/// Returns the cells of sources of both sides that differ, in the order of the new definition.
/// Rows that are new or gone are there with all of their cells.
pub(super) fn cell_changes(old: Side<'_>, new: Side<'_>) -> Vec<CellChange> {
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
    /// Whether a key is declared.
    has_key: bool,
    rows: BTreeMap<RowKey, usize>,
}

impl<'a> Sheet<'a> {
    fn of((definition, tables): Side<'a>, index: usize) -> Self {
        let rules = &definition.tables[index];
        let table = tables.iter().nth(index).expect("a table for each definition");
        let columns: Vec<&str> = table.columns_read(rules).collect();
        let TableBase::Source(source) = rules.base else {
            return Self { table, columns, has_key: false, rows: BTreeMap::new() };
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
        Self { table, columns, has_key: !declared.is_empty(), rows }
    }

    /// Returns the values of some columns; nothing for those that the table lacks.
    fn values(&self, columns: &[&str]) -> Vec<Option<&'a Column>> {
        columns.iter().map(|name| self.table.column(name)).collect()
    }

    fn state(&self, column: &str, row: usize) -> Option<CellState> {
        let value = self.table.column(column)?.value(row);
        Some(CellState { cell: self.table.origin(column, row), value })
    }
}

/// What a row is about: the values of its key, and its number among the rows that share them.
type RowKey = (Vec<String>, usize);

/// A row of both sides, or of one of them.
struct RowPair<'k> {
    key: &'k RowKey,
    old: Option<usize>,
    new: Option<usize>,
}

/// Pairs the rows of both sides, in the order of their keys.
fn pairs<'k>(old: &'k Sheet<'_>, new: &'k Sheet<'_>) -> Vec<RowPair<'k>> {
    let keys: BTreeSet<&RowKey> = old.rows.keys().chain(new.rows.keys()).collect();
    let row = |sheet: &Sheet<'_>, key| sheet.rows.get(key).copied();
    let pairs = keys.into_iter();
    let mut pairs: Vec<RowPair<'_>> =
        pairs.map(|key| RowPair { key, old: row(old, key), new: row(new, key) }).collect();
    if new.has_key {
        return pairs;
    }
    // Of the rows without partner, those that stand in the same place.
    let mut gone: BTreeMap<CellRef, usize> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| pair.new.is_none()) {
        let begin = pair.old.and_then(|row| Some((old.table.row_begin(row)?, row)));
        gone.extend(begin);
    }
    let mut taken = BTreeSet::new();
    for pair in pairs.iter_mut().filter(|pair| pair.old.is_none()) {
        let begin = pair.new.and_then(|row| new.table.row_begin(row));
        pair.old = begin.and_then(|begin| gone.remove(&begin));
        taken.extend(pair.old);
    }
    pairs.retain(|pair| pair.new.is_some() || pair.old.is_some_and(|row| !taken.contains(&row)));
    pairs
}

fn compare(source: &str, old: &Sheet<'_>, new: &Sheet<'_>) -> Vec<CellChange> {
    let gone = old.columns.iter().filter(|name| !new.columns.contains(name));
    let columns: Vec<&str> = new.columns.iter().chain(gone).copied().collect();
    let (old_values, new_values) = (old.values(&columns), new.values(&columns));
    let value =
        |column: Option<&Column>, row: Option<usize>| column.zip(row).map(|(c, row)| c.value(row));
    let mut changes = Vec::new();
    for pair in pairs(old, new) {
        for ((column, before), after) in columns.iter().zip(&old_values).zip(&new_values) {
            // Most cells say what they said; where they stand is of no interest then.
            if value(*before, pair.old) == value(*after, pair.new) {
                continue;
            }
            let state = |sheet: &Sheet<'_>, row: Option<usize>| sheet.state(column, row?);
            let (before, after) = (state(old, pair.old), state(new, pair.new));
            let mut cells = before.iter().chain(&after);
            if cells.any(|state| state.cell.is_some()) {
                changes.push(CellChange {
                    source: source.to_owned(),
                    column: (*column).to_owned(),
                    row: pair.key.0.clone(),
                    old: before,
                    new: after,
                    is_of_row: pair.old.is_none() || pair.new.is_none(),
                });
            }
        }
    }
    changes
}
