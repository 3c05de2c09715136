//! What the tags of rows, columns and cells say.

use super::reference::{self, COLUMNS_MAX, ReferenceError};
use super::tag::{Tag, is_true};
use super::xml::XmlError;

/// What the tag of a row says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct RowTag {
    /// Its number from zero, if it is given.
    pub(super) number: Option<Result<u32, ReferenceError>>,
    /// Whether it is not shown: hidden, also by a filter, or without height.
    pub(super) is_hidden: bool,
}

impl RowTag {
    /// Reads a tag.
    pub(super) fn new(tag: &Tag<'_>) -> Result<Self, XmlError> {
        let mut row = Self::default();
        let (mut has_no_height, mut is_own_height) = (false, false);
        for attribute in tag.attributes() {
            let (name, value) = attribute?;
            match name {
                b"r" => row.number = Some(reference::row(value)),
                b"hidden" => row.is_hidden = is_true(value),
                b"ht" => has_no_height = is_zero(value),
                b"customHeight" => is_own_height = is_true(value),
                _ => {}
            }
        }
        row.is_hidden |= has_no_height && is_own_height;
        Ok(row)
    }
}

/// Returns the first and last of columns that are not shown: hidden or without width.
pub(super) fn hidden_columns(tag: &Tag<'_>) -> Result<Option<(u32, u32)>, XmlError> {
    let (mut first, mut last, mut is_hidden) = (None, None, false);
    for attribute in tag.attributes() {
        let (name, value) = attribute?;
        match name {
            b"min" => first = reference::number(value, COLUMNS_MAX).ok(),
            // A last column far outside means all the others.
            b"max" => last = Some(reference::number(value, COLUMNS_MAX)),
            b"hidden" => is_hidden |= is_true(value),
            b"width" => is_hidden |= is_zero(value),
            _ => {}
        }
    }
    let last = match last {
        Some(Ok(last)) => Some(last),
        Some(Err(ReferenceError::Outside)) => Some(COLUMNS_MAX),
        Some(Err(ReferenceError::Unknown)) | None => first,
    };
    let (Some(first @ 1..), Some(last @ 1..)) = (first, last) else { return Ok(None) };
    Ok((is_hidden && first <= last).then_some((first - 1, last - 1)))
}

/// How the value of a cell is to be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum ValueKind {
    /// Nothing is said: a number, and other text where it is none.
    #[default]
    Unstated,
    /// A number.
    Number,
    /// The number of a shared text.
    Shared,
    /// Text, as the result of a formula.
    Text,
    /// Text inside of the cell.
    Inline,
    Boolean,
    Error,
    Date,
    /// A kind that does not exist.
    Unknown,
}

/// What the tag of a cell says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct CellTag {
    /// Row and column from zero, if they are given.
    pub(super) at: Option<Result<(u32, u32), ReferenceError>>,
    /// The number of its format.
    pub(super) format: usize,
    /// What its value is.
    pub(super) kind: ValueKind,
}

impl CellTag {
    /// Reads a tag.
    #[inline]
    pub(super) fn new(tag: &Tag<'_>) -> Result<Self, XmlError> {
        let mut cell = Self::default();
        for attribute in tag.attributes() {
            let (name, value) = attribute?;
            match name {
                b"r" => cell.at = Some(reference::cell(value)),
                b"s" => {
                    let number = reference::number(value, u32::MAX / 16);
                    cell.format = number.unwrap_or_default() as usize;
                }
                b"t" => {
                    cell.kind = match value {
                        b"n" => ValueKind::Number,
                        b"s" => ValueKind::Shared,
                        b"str" => ValueKind::Text,
                        b"inlineStr" | b"is" => ValueKind::Inline,
                        b"b" => ValueKind::Boolean,
                        b"e" => ValueKind::Error,
                        b"d" => ValueKind::Date,
                        _ => ValueKind::Unknown,
                    }
                }
                _ => {}
            }
        }
        Ok(cell)
    }
}

fn is_zero(value: &[u8]) -> bool {
    std::str::from_utf8(value).is_ok_and(|value| value.trim().parse() == Ok(0.0))
}

#[cfg(test)]
mod tests {
    use super::{RowTag, Tag, hidden_columns};

    #[test]
    fn hidden_rows() {
        let cases = [
            ("row r='1'", false),
            ("row hidden='1'", true),
            ("row hidden='true' ht='15'", true),
            ("row hidden='0'", false),
            ("row ht='0' customHeight='1'", true),
            ("row customHeight='true' ht='0.0'", true),
            ("row ht='0'", false),
            ("row ht='15' customHeight='1'", false),
        ];
        for (text, expected) in cases {
            let tag = Tag::new(text.as_bytes()).expect("a tag");
            assert_eq!(RowTag::new(&tag).map(|row| row.is_hidden), Ok(expected), "{text}");
        }
    }

    #[test]
    fn columns_that_are_hidden() {
        let cases = [
            ("col min='2' max='4' hidden='1'", Some((1, 3))),
            ("col min='2' hidden='1'", Some((1, 1))),
            ("col min='2' max='99999' hidden='1'", Some((1, 16_383))),
            ("col min='2' max='2' width='0' customWidth='1'", Some((1, 1))),
            ("col min='2' max='2' width='9.1'", None),
            ("col min='4' max='2' hidden='1'", None),
            ("col min='0' max='2' hidden='1'", None),
            ("col hidden='1'", None),
        ];
        for (text, expected) in cases {
            let tag = Tag::new(text.as_bytes()).expect("a tag");
            assert_eq!(hidden_columns(&tag), Ok(expected), "{text}");
        }
    }
}
