//! What the step `read` gives: rows of declared columns, each cell with its address.

use std::sync::Arc;

use super::content::Content;
use super::format::Format;
use super::personal::Evidence;

/// The rows of one source.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceRows {
    /// Index of the source in the definition.
    pub source: usize,
    /// Its sheets, by path of the file, then by position in the workbook.
    pub sheets: Vec<RawSheet>,
}

/// The rows of one sheet. Rows and columns count from zero.
#[derive(Debug, Clone, PartialEq)]
pub struct RawSheet {
    /// Path of the file.
    pub file: Arc<str>,
    /// Name of the sheet; empty for text files.
    pub sheet: Arc<str>,
    /// Format of the file.
    pub format: Format,
    /// Fingerprint of the file: SHA-256 in hexadecimal digits.
    pub sha256: Arc<str>,
    /// The header that was found.
    pub header: HeaderFound,
    /// The rows, from the top.
    pub rows: Vec<RawRow>,
    /// Rows with content that were left out, from the top.
    pub excluded: Vec<(u32, ExclusionReason)>,
    /// What was personal in it, and what was done about that.
    pub personal: Vec<PersonalUse>,
}

/// Something personal in a sheet: a column, or some cells of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalUse {
    /// What was done.
    pub treatment: Treatment,
    /// Name of the column of the source, if one declares it.
    pub column: Option<String>,
    /// The heading as it may be shown; empty where the value stands outside of the table.
    pub heading: String,
    /// Row and column of the heading, or of the first cell where only some are personal; nothing
    /// for what does not stand in the sheet.
    pub at: Option<(u32, u32)>,
    /// Name of the sheet, where it is another than that of the rows.
    pub sheet: Option<Arc<str>>,
    /// Why it is personal; nothing for a column that is kept without any sign of that.
    pub evidence: Option<Evidence>,
    /// How many values were withheld.
    pub cell_count: usize,
}

impl PersonalUse {
    /// Whether values were dropped.
    #[must_use]
    pub const fn is_drop(&self) -> bool {
        matches!(self.treatment, Treatment::Dropped | Treatment::CellsDropped)
    }
}

/// What was done with something personal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Treatment {
    /// The values of a declared column were dropped.
    Dropped,
    /// Some cells of a declared column were dropped.
    CellsDropped,
    /// No column declares it, so it was not read.
    Unread,
    /// It was kept, for this reason.
    Kept(String),
}

impl Treatment {
    /// Returns the word by which data files know it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Dropped => "dropped",
            Self::CellsDropped => "cells_dropped",
            Self::Unread => "unread",
            Self::Kept(_) => "kept",
        }
    }
}

/// A header as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderFound {
    /// Its row, the last one where it has several.
    pub row: u32,
    /// Its headings: column, and text joined over the rows of the header.
    pub headings: Vec<(u32, String)>,
}

/// Why a row was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExclusionReason {
    /// It fits this rule of `exclude`.
    Excluded(usize),
    /// It stands above the first row that fits a rule of `start`.
    BeforeStart,
    /// It is the row at which this rule of `stop` ended the table, or one below it.
    Stopped(usize),
}

/// One row of a source. A row of the sheet makes several with `unpivot`; several rows of the sheet
/// make one with `blocks`.
#[derive(Debug, Clone, PartialEq)]
pub struct RawRow {
    /// The row of the sheet; the first one of a block.
    pub row: u32,
    /// The cells, one for each column of the source, in that order.
    pub cells: Vec<RawCell>,
}

/// One cell of a source.
#[derive(Debug, Clone, PartialEq)]
pub struct RawCell {
    /// What it holds.
    pub content: Content,
    /// Row and column it was read from; nothing for what comes from a path, from the name of the
    /// sheet or from the definition, and for what the sheet does not have.
    pub at: Option<(u32, u32)>,
    /// The sheet, where it is another one of the same file than that of the row.
    pub sheet: Option<Arc<str>>,
}

impl RawCell {
    /// A cell that does not stand in the sheet.
    #[must_use]
    pub const fn nowhere(content: Content) -> Self {
        Self { content, at: None, sheet: None }
    }

    /// A cell of the sheet of its row.
    #[must_use]
    pub(super) const fn at(content: Content, at: (u32, u32)) -> Self {
        Self { content, at: Some(at), sheet: None }
    }

    /// What a sheet without the column gives.
    pub(super) const ABSENT: Self = Self::nowhere(Content::Empty);
}
