//! What a check is: a rule that the rows of a table have to keep, and how bad it is if they do not.

use jiff::civil::Date;

use crate::diagnostics::Spanned;
use crate::expressions::RowFormula;
use crate::values::{Missing, Value};

use super::model::{DimensionId, TableId};

/// A rule that rows have to keep.
#[derive(Debug)]
pub struct Check {
    /// Its name.
    pub id: Spanned<String>,
    /// The rule in words, for readers.
    pub title: Option<String>,
    /// The table.
    pub table: TableId,
    /// The rows it is about.
    pub filter: Option<RowFormula>,
    /// The rule.
    pub rule: CheckRule,
    /// How bad a violation is.
    pub severity: CheckSeverity,
    /// What is wrong with a row (MiniJinja).
    pub message: Option<Spanned<String>>,
    /// What the supplier should do.
    pub action: Option<String>,
    /// Up to how many violations it is one step milder.
    pub tolerate: Option<Tolerance>,
}

/// How bad a violation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckSeverity {
    /// Reports are made as drafts, and the run fails.
    Error,
    /// A warning.
    Warning,
    /// An entry of the quality log.
    Info,
}

/// A number of violations.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Tolerance {
    /// So many rows.
    Count(u32),
    /// So many percent of the rows that the check is about.
    Percent(f64),
}

/// What has to hold.
#[derive(Debug)]
pub enum CheckRule {
    /// A condition is true in every row.
    Assert {
        /// The condition.
        formula: RowFormula,
        /// As it is printed.
        text: String,
    },
    /// No two rows have the same values; missing ones are equal.
    Unique {
        /// The columns.
        columns: Vec<String>,
    },
    /// Values are there.
    Complete {
        /// The columns, each by itself.
        columns: Vec<String>,
        /// The reasons for missing values that count.
        reasons: Vec<Missing>,
        /// Percent of the rows that have to have a value.
        at_least: f64,
    },
    /// Values come from a list.
    InSet {
        /// The column.
        column: String,
        /// The list.
        allowed: Allowed,
    },
    /// Values lie between two bounds, which belong to the range.
    Range {
        /// The column.
        column: String,
        /// Lower bound.
        from: Option<Value>,
        /// Upper bound.
        to: Option<Value>,
    },
    /// Each row names a row of another table.
    Refers {
        /// The columns.
        columns: Vec<String>,
        /// The other table.
        to: TableId,
        /// Its columns, in the same order.
        keys: Vec<String>,
    },
    /// Columns add up to a number in each row.
    Sum {
        /// The columns.
        columns: Vec<String>,
        /// Their sum.
        to: f64,
        /// Difference that is allowed.
        within: f64,
    },
    /// Rows add up to a row with their total.
    Total(Box<Total>),
    /// Days lie after a day.
    Newer {
        /// The column.
        column: String,
        /// The day.
        than: Date,
    },
    /// There are rows of a period.
    Periods {
        /// Whether of every period that is shown, or only of the current one.
        each: bool,
    },
    /// There are so many rows.
    RowCount {
        /// What they are counted by.
        per: RowsPer,
        /// Least number.
        min: Option<u32>,
        /// Greatest number.
        max: Option<u32>,
    },
}

/// The values of a list.
#[derive(Debug)]
pub enum Allowed {
    /// These.
    Values(Vec<String>),
    /// Those of a column.
    Column(TableId, String),
}

/// Rows that add up to a row with their total.
#[derive(Debug)]
pub struct Total {
    /// What is summed.
    pub of: RowFormula,
    /// The rows that are summed.
    pub parts: RowFormula,
    /// What the total is.
    pub equals: RowFormula,
    /// The rows with totals.
    pub totals: RowFormula,
    /// What parts and total have in common.
    pub by: Vec<String>,
    /// Difference that is allowed.
    pub within: f64,
}

/// What rows are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowsPer {
    /// All of them.
    Table,
    /// File by file.
    File,
    /// Period by period.
    Period,
}

/// How the quality log is divided among those who supply the data.
#[derive(Debug, Clone)]
pub struct QualityRules {
    /// The dimension of the suppliers.
    pub supplier: DimensionId,
    /// Other columns of its register by which rows name a supplier.
    pub by: Vec<String>,
    /// Day by which corrections are due.
    pub deadline: Option<Date>,
}
