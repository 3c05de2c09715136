//! The format of a file, found by its bytes, never by its name: portals give pages in HTML the
//! ending `.xls`, and people rename files.

use super::encoding;
use super::ole;
use super::package::{self, Package};
use super::problem::{Damage, FileProblem, Limit};
use super::signature;

/// Bytes of a file.
const FILE_BYTES_MAX: usize = 512 << 20;
/// Bytes in which the first table of a page begins.
const PAGE_BYTES: usize = 4 << 20;

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
    /// A web page with tables.
    Html,
    /// XML of Excel 2003.
    Xml2003,
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
            Self::Html => "html",
            Self::Xml2003 => "xml",
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
    /// A web page.
    Html,
    /// XML of Excel 2003.
    Xml2003,
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
            Self::Html => Format::Html,
            Self::Xml2003 => Format::Xml2003,
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
    let marks: [&[u8]; 3] = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"];
    let mark = marks.into_iter().find(|mark| bytes.starts_with(mark));
    let is_wide = mark.is_some_and(|mark| mark.len() == 2)
        || (mark.is_none() && encoding::unmarked_utf_16(bytes).is_some());
    // In UTF-16 every second byte of a tag is zero.
    let body = &bytes[mark.map_or(0, <[u8]>::len)..];
    let plain: Vec<u8> = match is_wide {
        true => body.iter().copied().filter(|byte| *byte != 0).take(PAGE_BYTES).collect(),
        false => body[..body.len().min(PAGE_BYTES)].to_vec(),
    };
    let start = plain.trim_ascii_start();
    if start.is_empty() && body.len() <= PAGE_BYTES {
        return Err(FileProblem::Damaged(Damage::Empty));
    }
    if start.starts_with(b"<") {
        return tagged_format(start);
    }
    if is_wide || mark.is_some() {
        return Ok(Detected::Csv);
    }
    if let Some(kind) = signature::kind(bytes) {
        return Err(FileProblem::Unknown(kind));
    }
    let is_text = |byte: &u8| *byte >= b' ' || matches!(*byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1A);
    if bytes.iter().all(is_text) { Ok(Detected::Csv) } else { Err(FileProblem::Unknown("binary")) }
}

/// What begins with a tag: a page, or some other XML.
fn tagged_format(start: &[u8]) -> Result<Detected, FileProblem> {
    /// How an `OpenDocument` workbook names itself in its first tag, which declares many names.
    const FLAT_ODS: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    const HEAD_BYTES: usize = 16 << 10;
    let head = start[..start.len().min(HEAD_BYTES)].to_ascii_lowercase();
    let has = |word: &[u8]| head.windows(word.len()).any(|piece| piece == word);
    if start.starts_with(b"<?xml") && has(FLAT_ODS) {
        return Ok(Detected::FlatOds);
    }
    let is_page =
        [&b"<html"[..], b"<!doctype html", b"<table", b"<body", b"<head", b"<style", b"<meta"];
    if has(b"urn:schemas-microsoft-com:office:spreadsheet") && !has(b"<html") {
        Ok(Detected::Xml2003)
    } else if is_page.into_iter().any(has) {
        let has_table = start.windows(6).any(|piece| piece.eq_ignore_ascii_case(b"<table"));
        if has_table { Ok(Detected::Html) } else { Err(FileProblem::Unknown("html")) }
    } else {
        Err(FileProblem::Unknown("xml"))
    }
}
