//! The format of a file, found by its first bytes, never by its name: portals give pages in HTML
//! the ending `.xls`, and people rename files.

use super::ole;
use super::package::{self, Package};
use super::problem::{Damage, FileProblem, Limit};

/// Bytes of a file.
const FILE_BYTES_MAX: usize = 512 << 20;

/// A format of files that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Office Open XML, with or without macros.
    Xlsx,
    /// The binary form of it.
    Xlsb,
    /// Excel 5 to 2003.
    Xls,
    /// `OpenDocument`.
    Ods,
    /// Text with separators.
    Csv,
}

impl Format {
    /// Returns the usual ending of file names.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xlsb => "xlsb",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Csv => "csv",
        }
    }
}

/// What the first look at a file has shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detected {
    /// A workbook in a zip container.
    Zipped(Package),
    /// An old workbook.
    Xls,
    /// An `OpenDocument` workbook that is one XML file.
    FlatOds,
    /// Text.
    Csv,
}

impl Detected {
    /// Returns the format.
    pub(super) const fn format(self) -> Format {
        match self {
            Self::Zipped(package) => package.format,
            Self::Xls => Format::Xls,
            Self::FlatOds => Format::Ods,
            Self::Csv => Format::Csv,
        }
    }
}

/// Finds the format of a file and examines its container.
pub(super) fn detect(bytes: &[u8]) -> Result<Detected, FileProblem> {
    const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    if bytes.is_empty() {
        return Err(FileProblem::Damaged(Damage::Empty));
    }
    if bytes.len() > FILE_BYTES_MAX {
        return Err(FileProblem::TooLarge(Limit::File));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return package::inspect(bytes).map(Detected::Zipped);
    }
    if bytes.starts_with(OLE) {
        return ole::inspect(bytes).map(|()| Detected::Xls);
    }
    // Records of Excel 2 to 4, which had no container.
    if matches!(bytes, [0x09, 0x00 | 0x02 | 0x04, 0x04 | 0x06, 0x00, ..]) {
        return Err(FileProblem::Unknown("old-excel"));
    }
    text_format(bytes)
}

fn text_format(bytes: &[u8]) -> Result<Detected, FileProblem> {
    /// How an `OpenDocument` workbook names itself in its first tag, which declares many names.
    const FLAT_ODS: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    const HEAD_BYTES: usize = 16 << 10;
    if [b"\xff\xfe", b"\xfe\xff"].iter().any(|mark| bytes.starts_with(*mark)) {
        return Ok(Detected::Csv);
    }
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if start.starts_with(b"<") {
        let head = &start[..start.len().min(HEAD_BYTES)];
        let is_flat_ods = head.windows(FLAT_ODS.len()).any(|piece| piece == FLAT_ODS);
        return match start.starts_with(b"<?xml") {
            true if is_flat_ods => Ok(Detected::FlatOds),
            true => Err(FileProblem::Unknown("xml")),
            false => Err(FileProblem::Unknown("html")),
        };
    }
    let is_text = |byte: &u8| *byte >= b' ' || matches!(*byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1A);
    if bytes.iter().all(is_text) { Ok(Detected::Csv) } else { Err(FileProblem::Unknown("binary")) }
}
