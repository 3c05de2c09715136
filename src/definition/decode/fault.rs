//! What serde's derived code may complain about, before it has a place.

use std::fmt;

use serde::de;

/// A complaint. [`Fault::Reported`] has its diagnostic already.
#[derive(Debug)]
pub(super) enum Fault {
    /// It has been reported.
    Reported,
    /// A key that has to be there.
    MissingField(&'static str),
    /// A word that is not one of these.
    UnknownVariant(String, &'static [&'static str]),
    /// A value of another shape than this.
    Wrong(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Wrong(message.to_string())
    }

    fn missing_field(field: &'static str) -> Self {
        Self::MissingField(field)
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::UnknownVariant(variant.to_owned(), expected)
    }

    fn invalid_type(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::Wrong(expected.to_string())
    }
}
