//! Places a diagnostic can point at: a range of a text file, a cell of a sheet, or a whole file.

use std::fmt;
use std::sync::Arc;

/// Identifies a text file registered in a [`super::SourceMap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub(crate) u32);

/// A byte range of a text file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Returns the part of this span that starts `start` bytes in and ends before `end` bytes in,
    /// never reaching outside of it.
    #[must_use]
    pub fn slice(self, start: usize, end: usize) -> Self {
        let clamp = |offset: usize| -> u32 {
            let offset = u32::try_from(offset).unwrap_or(u32::MAX);
            self.start.saturating_add(offset).min(self.end)
        };
        Self { source: self.source, start: clamp(start), end: clamp(end) }
    }
}

/// A value together with the place it was written at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Pairs a value with its place.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// Applies a function to the value and keeps the place.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span }
    }
}

/// The address of a cell: rows and columns count from zero, the printed form is that of Excel.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// Path of the workbook as the user would write it.
    pub file: Arc<str>,
    /// Name of the sheet; empty for text files such as csv.
    pub sheet: Arc<str>,
    /// Row, from zero.
    pub row: u32,
    /// Column, from zero.
    pub column: u32,
}

impl CellRef {
    /// Returns the address inside the sheet, such as `C14`.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}{}", column_letters(self.column), u64::from(self.row) + 1)
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.sheet.is_empty() {
            write!(f, "{} › {}", self.file, self.address())
        } else {
            write!(f, "{} › {} › {}", self.file, self.sheet, self.address())
        }
    }
}

/// Returns the letters of a column counted from zero: 0 is `A`, 26 is `AA`.
#[must_use]
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).expect("a remainder of 26 fits in a byte");
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// A small piece of a sheet to draw around a cell. Only declared columns may be put into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Columns shown, from zero, in order.
    pub columns: Vec<u32>,
    /// Rows shown: number from zero, and the text of each shown column.
    pub rows: Vec<(u32, Vec<String>)>,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// A range of a text file.
    Text(Span),
    /// A cell, with the piece of the sheet around it where that is known.
    Cell(CellRef, Option<Excerpt>),
    /// A whole file or folder.
    File(Arc<str>),
}

impl From<Span> for Location {
    fn from(span: Span) -> Self {
        Self::Text(span)
    }
}

impl From<CellRef> for Location {
    fn from(cell: CellRef) -> Self {
        Self::Cell(cell, None)
    }
}

#[cfg(test)]
mod tests {
    use super::column_letters;

    #[test]
    fn letters_follow_excel() {
        for (column, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (16383, "XFD")] {
            assert_eq!(column_letters(column), letters);
        }
    }
}
