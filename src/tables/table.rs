//! A table: typed columns of equal length that know where their values come from.

use std::sync::Arc;

use indexmap::IndexMap;
use jiff::civil::Date;

use crate::definition::{Definition, DimensionId, TableDefinition, TableId};
use crate::diagnostics::CellRef;
use crate::expressions::Rows;
use crate::values::{Column, Missing, Value};

use super::life::Lives;
use super::provenance::Provenance;
use super::quality::SourceQuality;

/// The tables of a run, in the order of the definition, and what was noticed in their sources.
#[derive(Debug, Clone)]
pub struct Tables {
    pub(super) tables: Vec<Arc<Table>>,
    pub(super) qualities: Arc<[SourceQuality]>,
    pub(super) lives: Arc<[Lives]>,
}

impl Tables {
    /// Makes the tables of a definition out of tables whose values are there already, in its order.
    #[must_use]
    pub fn of(definition: &Definition, tables: Vec<Table>) -> Self {
        let lives = definition.dimensions.iter().map(|_| Lives::default()).collect();
        let tables = tables.into_iter().map(Arc::new).collect();
        Self { tables, qualities: Arc::new([]), lives }
    }

    /// Returns a table.
    #[must_use]
    pub fn get(&self, id: TableId) -> &Table {
        &self.tables[id.0]
    }

    /// Whether a table is built.
    #[must_use]
    pub fn has(&self, id: TableId) -> bool {
        id.0 < self.tables.len()
    }

    /// Adds a table that had to wait for indicators, or puts it in the place of an earlier one.
    ///
    /// # Panics
    ///
    /// Panics unless all tables before it are built.
    pub fn put(&mut self, id: TableId, table: Table) {
        if self.has(id) {
            self.tables[id.0] = Arc::new(table);
        } else {
            assert_eq!(id.0, self.tables.len(), "tables are built in order");
            self.tables.push(Arc::new(table));
        }
    }

    /// Returns every table in order.
    pub fn iter(&self) -> impl Iterator<Item = &Table> {
        self.tables.iter().map(|table| &**table)
    }

    /// Returns from when until when the members of a dimension exist, and what comes after them.
    #[must_use]
    pub fn lives(&self, id: DimensionId) -> &Lives {
        &self.lives[id.0]
    }

    /// Returns what was noticed in each source, in order.
    #[must_use]
    pub fn qualities(&self) -> &[SourceQuality] {
        &self.qualities
    }
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its name in the definition.
    pub name: String,
    pub(super) row_count: usize,
    pub(super) columns: IndexMap<String, TableColumn>,
    /// Rows in terms of those that were read first; nothing where they are the same.
    lineage: Option<Arc<[u32]>>,
    /// Rows of observations that stand on members merged into others; nothing where there are none.
    merged: Option<Arc<[bool]>>,
}

/// A column with the origin of its values.
#[derive(Debug, Clone)]
pub(super) struct TableColumn {
    pub(super) values: Column,
    /// Nothing for computed columns.
    pub(super) provenance: Option<Provenance>,
}

impl Table {
    pub(super) fn new(name: String, row_count: usize) -> Self {
        Self { name, row_count, columns: IndexMap::new(), lineage: None, merged: None }
    }

    /// Makes a table of columns that were read from no file.
    ///
    /// # Panics
    ///
    /// Panics if the columns are not of the same length.
    #[must_use]
    pub fn of_columns(name: &str, columns: Vec<(String, Column)>) -> Self {
        let row_count = columns.first().map_or(0, |(_, column)| column.len());
        let mut table = Self::new(name.to_owned(), row_count);
        for (name, column) in columns {
            assert_eq!(column.len(), row_count, "{name} has a value for each row");
            table.add(&name, column);
        }
        table
    }

    /// Marks the rows that stand on values of members for which the rows of others count.
    ///
    /// # Panics
    ///
    /// Panics unless there is a mark for each row.
    #[must_use]
    pub fn with_merged(self, merged: Vec<bool>) -> Self {
        assert_eq!(merged.len(), self.row_count, "a mark for each row");
        let merged = merged.contains(&true).then(|| merged.into());
        Self { merged, ..self }
    }

    /// Whether a row stands on values of members for which the rows of others count.
    #[must_use]
    pub fn is_merged(&self, row: usize) -> bool {
        self.merged.as_ref().is_some_and(|merged| merged[row])
    }

    /// Returns the rows for which [`Table::is_merged`] holds.
    pub fn merged_rows(&self) -> impl Iterator<Item = usize> {
        let marks = self.merged.iter().flat_map(|merged| merged.iter().enumerate());
        marks.filter(|(_, is_merged)| **is_merged).map(|(row, _)| row)
    }

    /// Adds a computed column.
    pub(super) fn add(&mut self, name: &str, values: Column) {
        self.columns.insert(name.to_owned(), TableColumn { values, provenance: None });
    }

    /// Returns the names of the columns in order.
    pub fn column_names(&self) -> impl Iterator<Item = &str> {
        self.columns.keys().map(String::as_str)
    }

    /// Returns the names of the columns of a source that were read or looked up, in order.
    pub fn columns_read<'a>(&'a self, rules: &'a TableDefinition) -> impl Iterator<Item = &'a str> {
        let is_computed = |name: &str| rules.derive.iter().any(|(computed, _)| computed == name);
        self.column_names().filter(move |name| !is_computed(name))
    }

    /// Returns the cell that a value was read from; nothing for computed values, and for those
    /// that come from a path or from the definition.
    #[must_use]
    pub fn origin(&self, column: &str, row: usize) -> Option<CellRef> {
        self.columns.get(column)?.provenance.as_ref()?.cell(row)
    }

    /// Returns the leftmost cell of the row of the sheet in which a row begins; of rows that are
    /// made of several, any cell; of rows without a cell of their own, the beginning of the row.
    #[must_use]
    pub fn first_cell(&self, row: usize) -> Option<CellRef> {
        let provenances = || self.columns.values().filter_map(|column| column.provenance.as_ref());
        let begin = provenances().find_map(|provenance| provenance.row_begin(row));
        let cells = || provenances().filter_map(|provenance| provenance.cell(row));
        let in_begin = cells().filter(|cell| Some(cell.row) == begin.as_ref().map(|c| c.row));
        let leftmost = in_begin.min_by_key(|cell| cell.column);
        leftmost.or_else(|| cells().max_by_key(|cell| cell.row)).or(begin)
    }

    /// Returns the beginning of the row of the sheet from which a row was made; nothing for rows
    /// that were computed.
    #[must_use]
    pub fn row_begin(&self, row: usize) -> Option<CellRef> {
        let mut provenances = self.columns.values().filter_map(|column| column.provenance.as_ref());
        provenances.find_map(|provenance| provenance.row_begin(row))
    }

    /// Returns a value as the key of a member; nothing where it is missing.
    #[must_use]
    pub fn key(&self, column: &str, row: usize) -> Option<Arc<str>> {
        key_text(&self.columns.get(column)?.values.value(row))
    }

    /// Returns a day; nothing where it is missing.
    pub(super) fn day(&self, column: Option<&str>, row: usize) -> Option<Date> {
        match self.columns.get(column?)?.values.value(row) {
            Value::Date(day) => Some(day),
            _ => None,
        }
    }

    /// Returns the row of the source from which a row was made. Tables that start from one source
    /// have rows in common where these numbers and their periods are the same.
    #[must_use]
    pub fn root_row(&self, row: u32) -> u32 {
        self.lineage.as_ref().map_or(row, |lineage| lineage[row as usize])
    }

    /// Returns the rows for which `kept` is true.
    pub(super) fn keep(&self, kept: &[bool]) -> Self {
        let rows: Vec<Option<u32>> = kept
            .iter()
            .enumerate()
            .filter(|(_, kept)| **kept)
            .map(|(row, _)| Some(row_number(row)))
            .collect();
        self.gather(&rows)
    }

    /// Returns the listed rows in their order.
    pub(super) fn gather(&self, rows: &[Option<u32>]) -> Self {
        let columns = self.columns.iter().map(|(name, column)| {
            let values = column.values.gather(rows, Missing::NoRows);
            let provenance = column.provenance.as_ref().map(|origin| origin.gather(rows));
            (name.clone(), TableColumn { values, provenance })
        });
        let lineage = rows.iter().map(|row| row.map_or(u32::MAX, |row| self.root_row(row)));
        Self {
            name: self.name.clone(),
            row_count: rows.len(),
            columns: columns.collect(),
            lineage: Some(lineage.collect()),
            merged: self.merged_of(rows),
        }
    }

    /// Returns the marks of the listed rows.
    fn merged_of(&self, rows: &[Option<u32>]) -> Option<Arc<[bool]>> {
        let merged = self.merged.as_ref()?;
        Some(rows.iter().map(|row| row.is_some_and(|row| merged[row as usize])).collect())
    }

    /// Takes over the marks of the rows of another table that were joined to the own ones.
    pub(super) fn join_merged(&mut self, other: &Self, partners: &[Option<u32>]) {
        let Some(theirs) = other.merged_of(partners) else { return };
        let own = (0..self.row_count).map(|row| self.is_merged(row) || theirs[row]);
        self.merged = Some(own.collect());
    }
}

/// Returns a value as the key of a member: a text, or a whole number such as a grade.
#[must_use]
pub fn key_text(value: &Value) -> Option<Arc<str>> {
    match value {
        Value::Text(text) => Some(Arc::clone(text)),
        Value::Integer(number) => Some(number.to_string().into()),
        Value::Boolean(yes) => Some(if *yes { "да" } else { "нет" }.into()),
        Value::Date(date) => Some(date.to_string().into()),
        Value::Number(_) | Value::Missing(_) => None,
    }
}

/// A row index as it is kept in lists of rows.
pub(super) fn row_number(row: usize) -> u32 {
    u32::try_from(row).expect("a table has fewer than 2^32 rows")
}

impl Rows for Table {
    fn row_count(&self) -> usize {
        self.row_count
    }

    fn column(&self, name: &str) -> Option<&Column> {
        self.columns.get(name).map(|column| &column.values)
    }
}
