//! The types of columns and formulas.

use std::fmt;

/// The type of a column or of the result of a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DataType {
    /// Yes or no.
    Boolean,
    /// A whole number of 64 bits.
    Integer,
    /// A number, IEEE 754 double.
    Number,
    /// Text; codes and categories are text.
    Text,
    /// A day of the Gregorian calendar.
    Date,
}

impl DataType {
    /// Whether values of this type can be added and compared by size as numbers.
    #[must_use]
    pub const fn is_numeric(self) -> bool {
        matches!(self, Self::Integer | Self::Number)
    }

    /// Returns the word used in definitions and messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Text => "text",
            Self::Date => "date",
        }
    }
}

impl fmt::Display for DataType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
