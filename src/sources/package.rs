//! The zip container of modern workbooks, examined before any reader may unpack it.
//!
//! A file of a few kilobytes can ask its reader for gigabytes. What is checked here: the sizes of
//! the parts, the longest piece of XML without a tag, and the numbers by which the workbook reader
//! reserves memory. Pictures and other parts that are no XML are never unpacked into memory.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use memchr::memmem;
use regex::bytes::Regex;
use zip::ZipArchive;

use super::format::Format;
use super::problem::{Damage, FileProblem, Limit};

/// Bytes of an unpacked part.
const PART_BYTES_MAX: u64 = 1 << 30;
/// Bytes of the unpacked part with the shared texts, which is kept in memory.
const TEXTS_BYTES_MAX: u64 = 128 << 20;
/// Bytes of the unpacked part with the formats.
const STYLES_BYTES_MAX: u64 = 32 << 20;
/// Bytes between two tags; the text of a cell has at most 32 767 characters.
const PIECE_BYTES_MAX: usize = 1 << 20;
/// Formats of cells; spreadsheet programs allow 65 490.
const STYLES_MAX: usize = 70_000;
/// Bytes that all formats together may take when each holds the longest piece of text.
const STYLE_TEXT_MAX: usize = 256 << 20;

/// Parts of a container.
const PARTS_MAX: usize = 20_000;

/// What is known of a container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Package {
    /// Which kind of workbook it holds.
    pub(super) format: Format,
}

/// Finds out what a zip file is. Its parts are examined unless our own reader reads them, which
/// has budgets itself.
pub(super) fn inspect(bytes: &[u8]) -> Result<Package, FileProblem> {
    /// What each entry of the directory begins with.
    const ENTRY: &[u8] = b"PK\x01\x02";
    let damaged = |_| FileProblem::Damaged(Damage::Container);
    // The directory is kept in memory, some hundred bytes for each entry of it.
    if memmem::find_iter(bytes, ENTRY).nth(PARTS_MAX).is_some() {
        return Err(FileProblem::TooLarge(Limit::Part));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut names = BTreeSet::new();
    let mut content_types = String::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(damaged)?;
        let name = part.name().map_err(damaged)?.replace('\\', "/").to_lowercase();
        if declares_types(&name) {
            let mut bytes = Vec::new();
            let declared = (&mut part).take(PIECE_BYTES_MAX as u64).read_to_end(&mut bytes);
            declared.map_err(|_| FileProblem::Damaged(Damage::Container))?;
            content_types.push_str(&String::from_utf8_lossy(&bytes));
        }
        // Readers look parts up without regard to case and would take either one.
        if !names.insert(name) {
            return Err(FileProblem::Damaged(Damage::Container));
        }
    }
    let format = kind(&names, &content_types)?;
    if format != Format::Xlsx {
        examine(bytes)?;
    }
    Ok(Package { format })
}

/// Looks through all parts, before a reader without budgets may do so. Returns whether some part
/// holds a formula.
pub(super) fn examine(bytes: &[u8]) -> Result<bool, FileProblem> {
    let damaged = |_| FileProblem::Damaged(Damage::Container);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut scanner = Scanner::new();
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(damaged)?;
        let name = part.name().map_err(damaged)?.to_lowercase();
        check_size(&name, part.size())?;
        if !declares_types(&name) {
            scanner.scan(&name, part.size(), part)?;
        }
    }
    Ok(scanner.has_formulas)
}

fn declares_types(name: &str) -> bool {
    matches!(name, "[content_types].xml" | "mimetype")
}

fn check_size(name: &str, size: u64) -> Result<(), FileProblem> {
    let limit = match name.rsplit('/').next() {
        Some("sharedstrings.xml" | "sharedstrings.bin") => TEXTS_BYTES_MAX,
        Some("styles.xml" | "styles.bin") => STYLES_BYTES_MAX,
        _ => PART_BYTES_MAX,
    };
    if size > limit { Err(FileProblem::TooLarge(Limit::Part)) } else { Ok(()) }
}

fn kind(names: &BTreeSet<String>, content_types: &str) -> Result<Format, FileProblem> {
    const XLSX: [&str; 4] = [
        "spreadsheetml.sheet.main",
        "spreadsheetml.template.main",
        "ms-excel.sheet.macroEnabled.main",
        "ms-excel.template.macroEnabled.main",
    ];
    const OTHER: [&str; 3] = ["wordprocessingml", "presentationml", "opendocument.text"];
    let has = |text: &str| content_types.contains(text);
    // The type of the binary form may be declared although no part has it.
    let is_binary = names.iter().any(|name| name.ends_with("workbook.bin"));
    if is_binary && has("sheet.binary.macroEnabled.main") {
        Ok(Format::Xlsb)
    } else if XLSX.into_iter().any(has) || names.contains("xl/workbook.xml") {
        Ok(Format::Xlsx)
    } else if OTHER.into_iter().any(has) {
        Err(FileProblem::Unknown("document"))
    } else if has("opendocument.spreadsheet") || names.contains("content.xml") {
        Ok(Format::Ods)
    } else {
        Err(FileProblem::Unknown("archive"))
    }
}

/// Looks through the XML parts of a container.
struct Scanner {
    formula: Regex,
    shared_formula: Regex,
    text_count: Regex,
    has_formulas: bool,
}

/// What was seen of one part.
#[derive(Default)]
struct Seen {
    longest_piece: usize,
    style_count: usize,
}

impl Scanner {
    fn new() -> Self {
        let regex = |pattern| Regex::new(pattern).expect("a pattern of this file");
        Self {
            formula: regex(r"[<:]f[\s/>]"),
            // Readers keep shared formulas in a list that is as long as the largest number.
            shared_formula: regex(r#"\bsi\s*=\s*["'][^"']{7}"#),
            text_count: regex(r#"uniqueCount\s*=\s*["']([^"']*)"#),
            has_formulas: false,
        }
    }

    fn scan(&mut self, name: &str, size: u64, mut part: impl Read) -> Result<(), FileProblem> {
        const CHUNK: usize = 64 << 10;
        let is_styles = name.ends_with("styles.xml");
        let mut seen = Seen::default();
        let mut pending: Vec<u8> = Vec::new();
        let mut chunk = vec![0; CHUNK];
        let mut is_first = true;
        loop {
            let count =
                part.read(&mut chunk).map_err(|_| FileProblem::Damaged(Damage::Container))?;
            if std::mem::take(&mut is_first) && !is_xml(&chunk[..count]) {
                return Ok(());
            }
            pending.extend_from_slice(&chunk[..count]);
            // A tag that is cut by the end of the chunk waits for the rest of it.
            let end = match pending.iter().rposition(|byte| *byte == b'<') {
                Some(at) if count > 0 => at,
                None if count > 0 => 0,
                _ => pending.len(),
            };
            self.examine(&pending[..end], size)?;
            if is_styles {
                seen.add_styles(&pending[..end])?;
            }
            pending.drain(..end);
            if pending.len() > PIECE_BYTES_MAX {
                return Err(FileProblem::TooLarge(Limit::Part));
            }
            if count == 0 {
                return Ok(());
            }
        }
    }

    fn examine(&mut self, piece: &[u8], size: u64) -> Result<(), FileProblem> {
        self.has_formulas = self.has_formulas || self.formula.is_match(piece);
        if self.has_formulas && self.shared_formula.is_match(piece) {
            return Err(FileProblem::Damaged(Damage::Workbook));
        }
        let Some(found) = self.text_count.captures(piece) else {
            return Ok(());
        };
        let count = std::str::from_utf8(&found[1]).ok().and_then(|text| text.parse::<u64>().ok());
        // Readers reserve memory for as many texts as the part says it has.
        if count.is_some_and(|count| count <= size) {
            Ok(())
        } else {
            Err(FileProblem::Damaged(Damage::Workbook))
        }
    }
}

impl Seen {
    /// Each format of a cell holds copies of the names it refers to.
    fn add_styles(&mut self, piece: &[u8]) -> Result<(), FileProblem> {
        let tags = piece.split(|byte| *byte == b'<');
        for tag in tags {
            self.longest_piece = self.longest_piece.max(tag.len());
            self.style_count += usize::from(tag.starts_with(b"xf"));
        }
        let text = self.longest_piece.saturating_mul(self.style_count);
        // The formats of named styles are counted as well.
        if self.style_count > 2 * STYLES_MAX || text > STYLE_TEXT_MAX {
            return Err(FileProblem::TooLarge(Limit::Part));
        }
        Ok(())
    }
}

/// Whether a part is XML, also in UTF-16.
fn is_xml(start: &[u8]) -> bool {
    let marks: [&[u8]; 3] = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff\0"];
    let start = marks.iter().find_map(|mark| start.strip_prefix(*mark)).unwrap_or(start);
    start.trim_ascii_start().first() == Some(&b'<')
}
