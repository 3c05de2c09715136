//! One sheet for one source: its header is found, then its columns, then its rows.

use std::fmt;
use std::sync::Arc;

use crate::definition::{RowRule, Source};
use crate::diagnostics::{CellRef, Code, Diagnostic, Diagnostics};

use super::body::{self, Body};
use super::capture::Surroundings;
use super::extra;
use super::format::Format;
use super::grid::Grid;
use super::header::{self, FoundHeader};
use super::layout::Layout;
use super::personal;
use super::raw::{HeaderFound, PersonalUse, RawSheet};
use super::read_table::ReadTable;
use super::shares;
use super::withhold::{Account, Guard};

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
    let headers = match header::find(name, grid, source) {
        Ok(headers) => headers,
        Err(finding) => {
            findings.push(*finding);
            return None;
        }
    };
    let mut sheet: Option<RawSheet> = None;
    let mut above = 0;
    for mut header in headers {
        // Rows of the table above do not belong to this one.
        header.above = header.above.max(above);
        let surroundings = Surroundings { name, grid, path: facts.captures, header: &header };
        let (first, last) = (header.data_from, header.until.saturating_sub(1));
        let columns = personal::find(grid, &header.headings, first, last);
        let guard = Guard::new(source, columns);
        let Some(layout) = Layout::find(surroundings, source, &header, guard, findings) else {
            continue;
        };
        let Some(body) = body::read(&layout, grid, &header) else {
            findings.push(start_not_found(name, &header, &source.start[0]));
            continue;
        };
        above = body.last.map_or(above, |last| last + 1);
        findings.append(body.findings(name, &layout.guard));
        let table = ReadTable { name, grid, source, header: &header, layout: &layout, body: &body };
        findings.append(table.doubts(facts.format));
        let Layout { guard, places, .. } = &layout;
        let account = Account { name, source, header: &header, guard, places, rows: &body.rows };
        let personal = account.uses(findings);
        if facts.format == Format::Csv {
            let extra = extra::fields(name, &layout, grid, &body.excluded, &header);
            findings.append(extra.into_iter().collect());
        }
        match &mut sheet {
            Some(sheet) => {
                sheet.rows.extend(body.rows);
                sheet.excluded.extend(body.excluded);
                sheet.personal.extend(personal);
            }
            None => sheet = Some(raw_sheet(name, facts, header, (body, personal))),
        }
    }
    let sheet = sheet?;
    findings.append(shares::warnings(name, &sheet, source));
    Some(sheet)
}

fn raw_sheet(
    name: &SheetName,
    facts: FileFacts<'_>,
    header: FoundHeader,
    (body, personal): (Body, Vec<PersonalUse>),
) -> RawSheet {
    let headings = header.headings.into_iter().map(|heading| (heading.column, heading.text));
    RawSheet {
        file: Arc::clone(&name.file),
        sheet: Arc::clone(&name.sheet),
        format: facts.format,
        sha256: Arc::clone(facts.sha256),
        header: HeaderFound { row: header.row, headings: headings.collect() },
        rows: body.rows,
        excluded: body.excluded,
        personal,
    }
}

/// The finding about a table in which no row is the first one.
fn start_not_found(name: &SheetName, header: &FoundHeader, rule: &RowRule) -> Diagnostic {
    let column = header.headings.first().map_or(0, |heading| heading.column);
    let pattern = match rule {
        RowRule::Cell { pattern, .. } | RowRule::First(pattern) => Some(pattern.span),
        RowRule::Blank(_) => None,
    };
    let finding = Diagnostic::error(Code::StartNotFound).with("sheet", name.to_string());
    let finding = match pattern {
        Some(span) => finding.at(span),
        None => finding,
    };
    finding.labelled(name.cell(header.row, column), "header").help("help")
}
