//! Values as the quality log shows them, and as keys are compared.

use std::sync::Arc;

use crate::diagnostics::Argument;
use crate::values::Value;

/// What is kept of sums: nine decimal places. Binary fractions differ from decimal ones far behind.
const FACTOR: f64 = 1.0e9;

/// Returns a number without the digits that only binary fractions have.
pub(super) fn clean(number: f64) -> f64 {
    let scaled = number * FACTOR;
    // Beyond 2^53 there are no such digits.
    if scaled.abs() < 9.0e15 { scaled.round() / FACTOR } else { number }
}

/// Returns a value as a Russian reader writes it; `–` for a missing one.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Missing(_) => "–".to_owned(),
        Value::Boolean(true) => "да".to_owned(),
        Value::Boolean(false) => "нет".to_owned(),
        Value::Integer(number) => number.to_string().replace('-', "−"),
        Value::Number(number) => clean(*number).to_string().replace('.', ",").replace('-', "−"),
        Value::Text(text) => text.to_string(),
        Value::Date(date) => {
            format!("{:02}.{:02}.{}", date.day(), date.month(), date.year())
        }
    }
}

/// Returns a value as an argument of a message.
pub(super) fn argument(value: &Value) -> Argument {
    match value.as_number() {
        Some(number) => Argument::Number(clean(number)),
        None => Argument::Text(shown(value)),
    }
}

/// Returns what is compared of a value that names something; nothing for a missing one. A whole
/// number is the same with and without a fraction of zero.
pub(super) fn key(value: &Value) -> Option<Arc<str>> {
    match value {
        Value::Missing(_) => None,
        Value::Text(text) => Some(Arc::clone(text)),
        Value::Integer(number) => Some(number.to_string().into()),
        Value::Number(number) => Some(number.to_string().into()),
        Value::Boolean(yes) => Some(yes.to_string().into()),
        Value::Date(date) => Some(date.to_string().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::{clean, key, shown};
    use crate::values::{Missing, Value};

    #[test]
    fn sums_of_decimals_have_no_binary_digits() {
        assert_eq!(clean(0.1 + 0.2).to_string(), "0.3");
        assert_eq!(clean(40.1 + 30.2 + 20.3 + 9.4).to_string(), "100");
        assert_eq!(clean(9_007_199_254_740_993.0).to_string(), "9007199254740992");
    }

    #[test]
    fn values_are_shown_as_they_are_written() {
        let day = jiff::civil::date(2025, 8, 3);
        let cases = [
            (Value::Number(-99.5), "−99,5"),
            (Value::Integer(1_383_466), "1383466"),
            (Value::Date(day), "03.08.2025"),
            (Value::Missing(Missing::Empty), "–"),
            (Value::text("=1+1"), "=1+1"),
        ];
        for (value, expected) in cases {
            assert_eq!(shown(&value), expected);
        }
    }

    #[test]
    fn numbers_name_the_same_in_both_forms() {
        assert_eq!(key(&Value::Integer(5)), key(&Value::Number(5.0)));
        assert_ne!(key(&Value::Integer(5)), key(&Value::text("05")));
    }
}
