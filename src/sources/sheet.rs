//! One sheet for one source: its header is found, then its columns, then its rows.

use std::fmt;
use std::sync::Arc;

use crate::definition::Source;
use crate::diagnostics::{CellRef, Diagnostics};

use super::body;
use super::capture::Surroundings;
use super::extra;
use super::format::Format;
use super::grid::Grid;
use super::header;
use super::layout::Layout;
use super::personal;
use super::raw::{HeaderFound, RawSheet};
use super::shares;
use super::withhold::{Guard, Withheld};

/// Which sheet it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SheetName {
    /// Path of the file.
    pub(super) file: Arc<str>,
    /// Name of the sheet; empty for text files.
    pub(super) sheet: Arc<str>,
}

impl SheetName {
    /// Returns the address of a cell.
    pub(super) fn cell(&self, row: u32, column: u32) -> CellRef {
        let (file, sheet) = (Arc::clone(&self.file), Arc::clone(&self.sheet));
        CellRef { file, sheet, row, column }
    }
}

impl fmt::Display for SheetName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.sheet.is_empty() { Ok(()) } else { write!(f, " › {}", self.sheet) }
    }
}

/// What is known of the file of a sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct FileFacts<'a> {
    /// Its format.
    pub(super) format: Format,
    /// Its fingerprint.
    pub(super) sha256: &'a Arc<str>,
    /// Names and texts of the pieces of its path that are columns.
    pub(super) captures: &'a [(String, String)],
}

/// Reads the rows of a source from a sheet. Without a header nothing can be read; other findings
/// come with the rows that could be.
pub(super) fn read(
    name: &SheetName,
    grid: &Grid,
    source: &Source,
    facts: FileFacts<'_>,
    findings: &mut Diagnostics,
) -> Option<RawSheet> {
    let header = match header::find(name, grid, source) {
        Ok(header) => header,
        Err(finding) => {
            findings.push(*finding);
            return None;
        }
    };
    let surroundings = Surroundings { name, grid, path: facts.captures };
    let personal = personal::find(grid, &header.headings, header.data_from, u32::MAX);
    let guard = Guard::new(source, personal);
    let layout = Layout::find(surroundings, source, &header, guard, findings)?;
    let body = body::read(&layout, grid, header.data_from);
    findings.append(body.findings(name, &layout.guard));
    let (places, rows) = (&layout.places, &body.rows);
    let withheld = Withheld { name, source, header: &header, guard: &layout.guard, places, rows };
    let personal = withheld.account(findings);
    if facts.format == Format::Csv {
        let extra = extra::fields(name, &layout, grid, &body.excluded, header.data_from);
        findings.append(extra.into_iter().collect());
    }
    let headings = header.headings.into_iter().map(|heading| (heading.column, heading.text));
    let sheet = RawSheet {
        file: Arc::clone(&name.file),
        sheet: Arc::clone(&name.sheet),
        format: facts.format,
        sha256: Arc::clone(facts.sha256),
        header: HeaderFound { row: header.row, headings: headings.collect() },
        rows: body.rows,
        excluded: body.excluded,
        personal,
    };
    findings.append(shares::warnings(name, &sheet, source));
    Some(sheet)
}
