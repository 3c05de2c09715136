//! Which rows of a table are selected.

use crate::expressions::{Overflow, Rows};

use super::model::RowSelection;

impl RowSelection {
    /// Returns for each row of the table whether it is selected.
    ///
    /// # Errors
    ///
    /// Returns an error if the condition computes a number that is too large.
    pub fn matches(&self, table: &dyn Rows) -> Result<Vec<bool>, Overflow> {
        match &self.filter {
            Some(filter) => filter.matches(table),
            None => Ok(vec![true; table.row_count()]),
        }
    }

    /// Returns the same for some rows, given in ascending order.
    ///
    /// # Errors
    ///
    /// As [`Self::matches`], for these rows.
    pub fn matches_at(&self, table: &dyn Rows, rows: &[usize]) -> Result<Vec<bool>, Overflow> {
        match &self.filter {
            Some(filter) => filter.matches_at(table, rows),
            None => Ok(vec![true; rows.len()]),
        }
    }
}
