//! The content of a cell as a value of its column's type.
//!
//! Knows no places: a failure is a bare [`CastError`], and the caller says where it happened.

use std::borrow::Cow;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::definition::{ColumnKind, PercentScale, SourceColumn, WordMeaning};
use crate::diagnostics::Code;
use crate::values::{Missing, Value, fold, parse_number};

use super::content::{Content, INVISIBLE, percent_of, seen_digits, single_blanks};
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
/// Words of the column and then of `words` (normalised by [`fold`]) are missing values of the given
/// reason, or zero in columns of numbers, also where the cell holds them as a number or as an
/// error. A blank cell is [`Missing::Empty`] unless there is an entry for the empty text. What is
/// withheld as personal is [`Missing::Suppressed`], whatever its type.
///
/// # Errors
///
/// Fails when the content is not of the column's kind or does not fit its pattern.
pub fn cast(
    content: &Content,
    column: &SourceColumn,
    words: &IndexMap<String, WordMeaning>,
) -> Result<Value, CastError> {
    if let Content::Withheld(_) = content {
        return Ok(Value::Missing(Missing::Suppressed));
    }
    let meaning = word(content, &column.missing).or_else(|| word(content, words));
    match (meaning, &column.kind) {
        (Some(WordMeaning::Missing(reason)), _) => return Ok(Value::Missing(reason)),
        (Some(WordMeaning::Zero), ColumnKind::Integer) => return Ok(Value::Integer(0)),
        (Some(WordMeaning::Zero), ColumnKind::Number | ColumnKind::Percent) => {
            return Ok(Value::Number(0.0));
        }
        _ if content.is_blank() => return Ok(Value::Missing(Missing::Empty)),
        // In a column of texts the word stands for itself.
        _ => {}
    }
    match content {
        Content::Error(_) => return Err(CastError::ErrorValue),
        Content::NotCalculated => return Err(CastError::NotCalculated),
        _ => {}
    }
    let value = match &column.kind {
        ColumnKind::Integer => integer(content),
        ColumnKind::Number => number(content).map(Value::Number),
        ColumnKind::Percent => percent(content, column.scale).map(Value::Number),
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

/// Returns what a content means, if it is one of some words.
fn word(content: &Content, words: &IndexMap<String, WordMeaning>) -> Option<WordMeaning> {
    /// Quotes, blanks and long dashes of a spelling that the normalised one does not have.
    const SPELLING_BYTES: usize = 16;
    if content.is_blank() {
        return words.get("").copied();
    }
    let longest = words.keys().map(String::len).max()?;
    let may_fit = match content {
        Content::Text(text) => text.trim().len() <= longest + SPELLING_BYTES,
        // Most cells are numbers and most words are not.
        Content::Number { .. } => {
            words.keys().any(|word| word.contains(|c: char| c.is_ascii_digit()))
        }
        Content::NotCalculated => false,
        _ => true,
    };
    if may_fit { words.get(&fold(&content.text())).copied() } else { None }
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

/// A sign of percent in the cell goes before what the column declares.
fn percent(content: &Content, scale: Option<PercentScale>) -> Result<f64, CastError> {
    let (value, has_sign) = match content {
        Content::Number { value, percent: true, .. } => (percent_of(*value), true),
        Content::Text(text) => {
            let parsed = parse_number(text).ok_or(CastError::NotNumber)?;
            (parsed.value, parsed.percent)
        }
        _ => (number(content)?, false),
    };
    let is_share = scale == Some(PercentScale::Fraction) && !has_sign;
    let percent = if is_share { percent_of(value) } else { value };
    if percent.is_finite() { Ok(percent) } else { Err(CastError::TooLarge) }
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
    if text.contains(INVISIBLE) {
        return Cow::Owned(single_blanks(&text.replace(INVISIBLE, "")).into_owned());
    }
    single_blanks(text)
}

fn code(content: &Content, width: Option<u32>) -> Result<Value, CastError> {
    // Spreadsheet programs keep 15 digits of a number and put zeros for the others.
    const LARGEST_KEPT: f64 = 1e15;
    let digits = match content {
        Content::Number { value, .. } if *value >= LARGEST_KEPT => return Err(CastError::TooLarge),
        Content::Number { code: Some(code), .. } => code.to_string(),
        Content::Number { value, .. } => whole(*value).map_err(|_| CastError::NotCode)?.to_string(),
        Content::Text(text) => without_apostrophe(&seen_text(text)).to_owned(),
        Content::Date(_) => return Err(CastError::Date),
        _ => return Err(CastError::NotCode),
    };
    let width = usize::try_from(width.unwrap_or(0)).unwrap_or(0);
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(Value::text(&format!("{digits:0>width$}")));
    }
    Ok(Value::text(&digits))
}

/// Takes off the apostrophe by which spreadsheet programs are told to keep a number as text. Some
/// files hold it as a character.
fn without_apostrophe(text: &str) -> &str {
    let bare =
        text.strip_prefix('\'').filter(|bare| bare.starts_with(|c: char| c.is_ascii_digit()));
    bare.unwrap_or(text)
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
