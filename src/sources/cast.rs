//! The content of a cell as a value of its column's type.
//!
//! Knows no places: a failure is a bare [`CastError`], and the caller says where it happened.

use std::borrow::Cow;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::definition::{ColumnKind, SourceColumn};
use crate::diagnostics::Code;
use crate::values::{Missing, Value, fold, parse_number};

use super::content::{Content, percent_of, seen_digits, single_blanks};
use super::dates::parse_date;

/// Why a content is no value of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CastError {
    /// It is no number.
    NotNumber,
    /// It is a number with a fraction, where whole ones are wanted.
    NotWhole,
    /// It is a number too large to be exact.
    TooLarge,
    /// It is a percent, where a plain number is wanted.
    Percent,
    /// It is a day, where a number or a code is wanted; the spreadsheet program may have made it
    /// one.
    Date,
    /// It is no day.
    NotDate,
    /// It is neither yes nor no.
    NotBoolean,
    /// It is no code, but a number with a fraction or a truth value.
    NotCode,
    /// It is none of the texts of the category.
    NotListed,
    /// It does not fit the pattern of the column.
    PatternMismatch,
    /// It is an error of the spreadsheet program.
    ErrorValue,
    /// It is a formula without a result.
    NotCalculated,
}

impl CastError {
    /// Returns the code of the diagnostic that reports it.
    #[must_use]
    pub const fn code(self) -> Code {
        match self {
            Self::NotListed | Self::PatternMismatch => Code::ValueNotAllowed,
            Self::ErrorValue => Code::ErrorCell,
            Self::NotCalculated => Code::FormulaNotCalculated,
            _ => Code::WrongType,
        }
    }

    /// Returns the attribute of that diagnostic's message which says what is wrong here.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotNumber => "not-number",
            Self::NotWhole => "not-whole",
            Self::TooLarge => "too-large",
            Self::Percent => "percent",
            Self::Date => "date",
            Self::NotDate => "not-date",
            Self::NotBoolean => "not-boolean",
            Self::NotCode => "not-code",
            Self::NotListed => "not-listed",
            Self::PatternMismatch => "pattern-mismatch",
            Self::ErrorValue | Self::NotCalculated => "label",
        }
    }
}

/// Turns the content of a cell into a value of its column.
///
/// Texts of `missing` (normalised by [`fold`]) are missing values of the given reason, also where
/// the cell holds them as a number or as an error. A blank cell is [`Missing::Empty`] unless
/// `missing` has an entry for the empty text. What is withheld as personal is
/// [`Missing::Suppressed`], whatever its type.
///
/// # Errors
///
/// Fails when the content is not of the column's kind or does not fit its pattern.
pub fn cast(
    content: &Content,
    column: &SourceColumn,
    missing: &IndexMap<String, Missing>,
) -> Result<Value, CastError> {
    if let Content::Withheld(_) = content {
        return Ok(Value::Missing(Missing::Suppressed));
    }
    if content.is_blank() {
        return Ok(Value::Missing(missing.get("").copied().unwrap_or(Missing::Empty)));
    }
    if let Some(reason) = missing_word(content, missing) {
        return Ok(Value::Missing(reason));
    }
    match content {
        Content::Error(_) => return Err(CastError::ErrorValue),
        Content::NotCalculated => return Err(CastError::NotCalculated),
        _ => {}
    }
    let value = match &column.kind {
        ColumnKind::Integer => integer(content),
        ColumnKind::Number => number(content).map(Value::Number),
        ColumnKind::Percent => percent(content).map(Value::Number),
        ColumnKind::Text => Ok(text(content)),
        ColumnKind::Code { width } => code(content, *width),
        ColumnKind::Category { values } => category(content, values),
        ColumnKind::Date => date(content),
        ColumnKind::Boolean => boolean(content),
    }?;
    match &column.pattern {
        Some(pattern) if !pattern.value.is_match(value.as_text().unwrap_or(&content.text())) => {
            Err(CastError::PatternMismatch)
        }
        _ => Ok(value),
    }
}

/// Returns the reason for which a content is a missing value, if it is one of the declared words.
fn missing_word(content: &Content, missing: &IndexMap<String, Missing>) -> Option<Missing> {
    /// Quotes, blanks and long dashes of a spelling that the normalised one does not have.
    const SPELLING_BYTES: usize = 16;
    let longest = missing.keys().map(String::len).max()?;
    let may_fit = match content {
        Content::Text(text) => text.trim().len() <= longest + SPELLING_BYTES,
        // Most cells are numbers and most words are not.
        Content::Number { .. } => {
            missing.keys().any(|word| word.contains(|c: char| c.is_ascii_digit()))
        }
        Content::NotCalculated => false,
        _ => true,
    };
    if may_fit { missing.get(&fold(&content.text())).copied() } else { None }
}

fn number(content: &Content) -> Result<f64, CastError> {
    match content {
        Content::Number { percent: true, .. } => Err(CastError::Percent),
        Content::Number { value, .. } => Ok(*value),
        Content::Text(text) => match parse_number(text) {
            Some(parsed) if parsed.percent => Err(CastError::Percent),
            Some(parsed) => Ok(parsed.value),
            None => Err(CastError::NotNumber),
        },
        Content::Date(_) => Err(CastError::Date),
        _ => Err(CastError::NotNumber),
    }
}

fn integer(content: &Content) -> Result<Value, CastError> {
    let value = number(content)?;
    // A cell that shows 3 may hold 2.9999999999999996.
    let shown = if value.fract() == 0.0 { value } else { seen_digits(value) };
    whole(shown).map(Value::Integer)
}

fn whole(value: f64) -> Result<i64, CastError> {
    const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() != 0.0 {
        return Err(CastError::NotWhole);
    }
    if value.abs() > LARGEST_EXACT {
        return Err(CastError::TooLarge);
    }
    #[expect(clippy::cast_possible_truncation, reason = "whole and within 2^53")]
    Ok(value as i64)
}

fn percent(content: &Content) -> Result<f64, CastError> {
    match content {
        Content::Number { value, percent: true, .. } => Ok(percent_of(*value)),
        Content::Text(text) => {
            parse_number(text).map(|parsed| parsed.value).ok_or(CastError::NotNumber)
        }
        _ => number(content),
    }
}

fn text(content: &Content) -> Value {
    match content {
        Content::Text(text) => match seen_text(text) {
            Cow::Borrowed(_) => Value::Text(Arc::clone(text)),
            Cow::Owned(seen) => Value::text(&seen),
        },
        _ => Value::text(&content.text()),
    }
}

/// Returns a text as people see it: what looks the same is the same, whatever kinds of blanks and
/// invisible signs stand in it.
fn seen_text(text: &str) -> Cow<'_, str> {
    const INVISIBLE: [char; 3] = ['\u{200b}', '\u{feff}', '\u{ad}'];
    if text.contains(INVISIBLE) {
        return Cow::Owned(single_blanks(&text.replace(INVISIBLE, "")).into_owned());
    }
    single_blanks(text)
}

fn code(content: &Content, width: Option<u32>) -> Result<Value, CastError> {
    let digits = match content {
        Content::Number { code: Some(code), .. } => return Ok(Value::Text(Arc::clone(code))),
        Content::Number { value, .. } => whole(*value).map_err(|_| CastError::NotCode)?.to_string(),
        Content::Text(text) => seen_text(text).into_owned(),
        Content::Date(_) => return Err(CastError::Date),
        _ => return Err(CastError::NotCode),
    };
    let width = usize::try_from(width.unwrap_or(0)).unwrap_or(0);
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(Value::text(&format!("{digits:0>width$}")));
    }
    Ok(Value::text(&digits))
}

fn category(content: &Content, values: &[String]) -> Result<Value, CastError> {
    if values.is_empty() {
        return Ok(text(content));
    }
    let folded = fold(&content.text());
    let declared = values.iter().find(|value| fold(value) == folded);
    declared.map(|value| Value::text(value)).ok_or(CastError::NotListed)
}

fn date(content: &Content) -> Result<Value, CastError> {
    match content {
        Content::Date(date) => Ok(Value::Date(*date)),
        Content::Text(text) => parse_date(text).map(Value::Date).ok_or(CastError::NotDate),
        _ => Err(CastError::NotDate),
    }
}

fn boolean(content: &Content) -> Result<Value, CastError> {
    match content {
        Content::Boolean(value) => return Ok(Value::Boolean(*value)),
        Content::Text(_) | Content::Number { percent: false, .. } => {}
        _ => return Err(CastError::NotBoolean),
    }
    match fold(&content.text()).as_str() {
        "да" | "true" | "истина" | "1" => Ok(Value::Boolean(true)),
        "нет" | "false" | "ложь" | "0" => Ok(Value::Boolean(false)),
        _ => Err(CastError::NotBoolean),
    }
}
