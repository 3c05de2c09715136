//! A small table for the tests of this folder; its cells are written as constants of formulas.

use std::collections::BTreeSet;

use super::{Expression, Grouping, Overflow, Rows, Scope, check_groups, check_rows, parse};
use crate::values::{Column, DataType, Missing, Value};

/// Columns by their names, and which of them are the same in all rows of a group.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    pub(super) columns: Vec<(String, Column)>,
    pub(super) row_count: usize,
    pub(super) grouped: BTreeSet<String>,
}

impl Table {
    /// Makes a table of columns whose cells are constants.
    pub(super) fn new(columns: &[(&str, &[&str])]) -> Self {
        let mut table = Self { row_count: 1, ..Self::default() };
        for (name, cells) in columns {
            let values: Vec<_> = cells.iter().map(|cell| constant(cell)).collect();
            let data_type = values.iter().find_map(Value::data_type);
            let data_type = data_type.expect("a cell of each column is known");
            table.add(name, Column::from_values(data_type, values));
        }
        table
    }

    pub(super) fn add(&mut self, name: &str, column: Column) {
        self.row_count = column.len();
        self.columns.push((name.to_owned(), column));
    }

    /// Returns a table of some of the rows, in this order.
    pub(super) fn rows(&self, rows: &[Option<u32>]) -> Self {
        let pick =
            |(name, column): &(String, Column)| (name.clone(), column.gather(rows, Missing::Empty));
        let columns = self.columns.iter().map(pick).collect();
        Self { columns, row_count: rows.len(), grouped: self.grouped.clone() }
    }

    /// Computes a formula for each row.
    pub(super) fn each_row(&self, formula: &str) -> Result<Vec<Value>, Overflow> {
        let checked = check_rows(&read(formula), self);
        let checked = checked.unwrap_or_else(|errors| panic!("{formula}: {errors:?}"));
        let column = checked.evaluate(self)?;
        assert_eq!(column.data_type(), checked.data_type(), "{formula}");
        Ok((0..column.len()).map(|row| column.value(row)).collect())
    }

    /// Computes a formula for each group.
    pub(super) fn each_group(
        &self,
        formula: &str,
        grouping: &Grouping,
    ) -> Result<Vec<Value>, Overflow> {
        let checked = check_groups(&read(formula), self);
        let checked = checked.unwrap_or_else(|errors| panic!("{formula}: {errors:?}"));
        let column = checked.evaluate(self, grouping)?;
        assert_eq!(column.data_type(), checked.data_type(), "{formula}");
        Ok((0..column.len()).map(|group| column.value(group)).collect())
    }
}

impl Scope for Table {
    fn data_type(&self, name: &str) -> Option<DataType> {
        self.column(name).map(Column::data_type)
    }

    fn names(&self) -> Vec<&str> {
        self.columns.iter().map(|(name, _)| name.as_str()).collect()
    }

    fn is_grouped(&self, name: &str) -> bool {
        self.grouped.contains(name)
    }
}

impl Rows for Table {
    fn row_count(&self) -> usize {
        self.row_count
    }

    fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|(known, _)| known == name).map(|(_, column)| column)
    }
}

/// Reads a formula that has no mistakes.
pub(super) fn read(formula: &str) -> Expression {
    parse(formula).unwrap_or_else(|errors| panic!("{formula}: {errors:?}"))
}

/// Returns the value of a constant, such as `'село'` or `-5`.
pub(super) fn constant(text: &str) -> Value {
    let nothing = Table { row_count: 1, ..Table::default() };
    nothing.each_row(text).expect("a constant")[0].clone()
}
