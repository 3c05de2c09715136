//! One value.

use std::sync::Arc;

use jiff::civil::Date;
use serde_json::json;

use super::data_type::DataType;

/// Why there is no value. Kept apart, since a blank cell, a dash and a hidden figure mean
/// different things to the reader of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Missing {
    /// The cell is blank.
    Empty,
    /// The supplier says that there are no data.
    NoData,
    /// The figure makes no sense here.
    NotApplicable,
    /// The figure is there and not to be seen: hidden by the supplier, or personal.
    Suppressed,
    /// The person took no part.
    Absent,
    /// The cell holds something that is not of the declared type.
    Unreadable,
    /// The denominator is zero.
    ZeroDenominator,
    /// There are fewer values than the formula needs.
    TooFew,
    /// There are no rows to compute from.
    NoRows,
    /// A part of the formula is missing.
    Unknown,
}

impl Missing {
    /// Every reason.
    pub const ALL: [Self; 10] = [
        Self::Empty,
        Self::NoData,
        Self::NotApplicable,
        Self::Suppressed,
        Self::Absent,
        Self::Unreadable,
        Self::ZeroDenominator,
        Self::TooFew,
        Self::NoRows,
        Self::Unknown,
    ];

    /// Returns the word used in definitions and data files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NoData => "no_data",
            Self::NotApplicable => "not_applicable",
            Self::Suppressed => "suppressed",
            Self::Absent => "absent",
            Self::Unreadable => "unreadable",
            Self::ZeroDenominator => "zero_denominator",
            Self::TooFew => "too_few",
            Self::NoRows => "no_rows",
            Self::Unknown => "unknown",
        }
    }
}

/// A value, or the reason why there is none.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// No value.
    Missing(Missing),
    /// Yes or no.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A number; never NaN or infinite.
    Number(f64),
    /// Text.
    Text(Arc<str>),
    /// A day.
    Date(Date),
}

impl Value {
    /// Makes a text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(text.into())
    }

    /// Returns the type, or nothing for a missing value.
    #[must_use]
    pub const fn data_type(&self) -> Option<DataType> {
        match self {
            Self::Missing(_) => None,
            Self::Boolean(_) => Some(DataType::Boolean),
            Self::Integer(_) => Some(DataType::Integer),
            Self::Number(_) => Some(DataType::Number),
            Self::Text(_) => Some(DataType::Text),
            Self::Date(_) => Some(DataType::Date),
        }
    }

    /// Returns the value as a number, if it is one. Integers beyond 2^53 lose their last digits.
    #[must_use]
    pub const fn as_number(&self) -> Option<f64> {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "documented above")]
            Self::Integer(integer) => Some(*integer as f64),
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Returns the value as JSON; a missing one is an object with the reason.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Missing(reason) => json!({ "missing": reason.name() }),
            Self::Boolean(yes) => json!(yes),
            Self::Integer(number) => json!(number),
            Self::Number(number) => json!(number),
            Self::Text(text) => json!(&**text),
            Self::Date(date) => json!(date.to_string()),
        }
    }

    /// Returns the text, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether there is no value.
    #[must_use]
    pub const fn is_missing(&self) -> bool {
        matches!(self, Self::Missing(_))
    }
}
