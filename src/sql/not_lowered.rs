//! Why an indicator stays here.

use crate::expressions::Unlowered;

/// Why an indicator cannot be said in SQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotLowered {
    /// It is made of other indicators.
    Composite,
    /// Its table is made of the values of indicators.
    Observations {
        /// The table.
        table: String,
    },
    /// Its formula or condition has a function or operator without words in standard SQL.
    Formula(&'static str),
    /// A column or condition of its table has one.
    Table {
        /// The table.
        table: String,
        /// The function or operator.
        what: &'static str,
    },
}

impl From<Unlowered> for NotLowered {
    fn from(unlowered: Unlowered) -> Self {
        Self::Formula(unlowered.what)
    }
}
