//! Formulas in standard SQL, for engines that are to do the scans and sums of large data.
//!
//! Only what means the same everywhere is said: conditions, values of rows, and raw aggregates,
//! which are sums, counts and extremes. Division of sums, medians, intervals and the like stay
//! here, so that their meaning cannot drift. The statement assumes columns of the types that
//! [`type_name`] gives, and null wherever a value is missing.

mod call;
mod node;
mod raw;

pub use raw::{AggregateSql, RawAggregates};

use std::fmt;

use crate::expressions::formula::RowFormula;
use crate::values::DataType;

/// What a formula says that standard SQL has no words for, or other ones in each engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlowered {
    /// The function or operator.
    pub what: &'static str,
}

impl fmt::Display for Unlowered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.what)
    }
}

impl RowFormula {
    /// Returns the formula in standard SQL, over columns of the same names.
    ///
    /// # Errors
    ///
    /// Names the first function or operator that cannot be said.
    pub fn to_sql(&self) -> Result<String, Unlowered> {
        node::lower(&self.root, &self.columns)
    }
}

/// Returns a name as SQL's identifier.
#[must_use]
pub fn identifier(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Returns a text as SQL's literal.
#[must_use]
pub fn text_literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Returns the name of a type in SQL.
#[must_use]
pub const fn type_name(data_type: DataType) -> &'static str {
    match data_type {
        DataType::Boolean => "BOOLEAN",
        DataType::Integer => "BIGINT",
        DataType::Number => "DOUBLE PRECISION",
        DataType::Text => "VARCHAR",
        DataType::Date => "DATE",
    }
}
