//! Filters of texts: numbers and nouns as Russian readers expect them.

use minijinja::value::{Rest, Value};
use minijinja::{Environment, Error, ErrorKind};

use crate::values::{NumberFormat, plural};

/// Adds the filters to an environment.
pub(super) fn add(environment: &mut Environment<'_>) {
    environment.add_filter("number", number);
    environment.add_filter("signed", signed);
    environment.add_filter("pp", percentage_points);
    environment.add_filter("plural", plural_form);
}

/// `{{ 1234.5 | number(1) }}` gives `1234,5`.
fn number(value: f64, decimals: Option<u8>) -> String {
    NumberFormat::plain(decimals.unwrap_or(1)).format(value)
}

/// `{{ 1.8 | signed(1) }}` gives `+1,8`.
fn signed(value: f64, decimals: Option<u8>) -> String {
    NumberFormat::signed(decimals.unwrap_or(1)).format(value)
}

/// `{{ -1.8 | pp }}` gives `1,8 п. п.`: the size of a difference of percents, without its sign.
fn percentage_points(value: f64, decimals: Option<u8>) -> String {
    let number = NumberFormat::plain(decimals.unwrap_or(1)).format(value.abs());
    format!("{number}\u{a0}п.\u{a0}п.")
}

/// `{{ 5 | plural("школа", "школы", "школ") }}` gives `5 школ`; a number with a fraction takes the
/// second form: `1,5 школы`.
fn plural_form(value: f64, forms: Rest<Value>) -> Result<String, Error> {
    let [one, few, many] = &forms[..] else {
        let text = "plural: (one, few, many)";
        return Err(Error::new(ErrorKind::MissingArgument, text));
    };
    let (one, few, many) = (one.to_string(), few.to_string(), many.to_string());
    if value.fract() != 0.0 {
        return Ok(format!("{}\u{a0}{few}", NumberFormat::plain(1).format(value)));
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count of things in a report is a small whole number"
    )]
    let count = value.abs() as u64;
    let noun = plural(count, &one, &few, &many);
    Ok(format!("{}\u{a0}{noun}", NumberFormat::plain(0).format(value)))
}
