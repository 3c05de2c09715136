//! One sheet for one source: its header is found, then its columns, then its rows.

use std::fmt;
use std::sync::Arc;

use crate::definition::{ColumnKind, Source};
use crate::diagnostics::{CellRef, Code, Diagnostic, Diagnostics, Location};

use super::body;
use super::capture::Surroundings;
use super::content::Content;
use super::format::Format;
use super::grid::Grid;
use super::header;
use super::layout::Layout;
use super::raw::{HeaderFound, RawSheet};

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
    let layout = Layout::find(surroundings, source, &header, findings)?;
    let body = body::read(&layout, grid, header.data_from);
    findings.append(body.findings(name));
    let headings = header.headings.into_iter().map(|heading| (heading.column, heading.text));
    let sheet = RawSheet {
        file: Arc::clone(&name.file),
        sheet: Arc::clone(&name.sheet),
        format: facts.format,
        sha256: Arc::clone(facts.sha256),
        header: HeaderFound { row: header.row, headings: headings.collect() },
        rows: body.rows,
        excluded: body.excluded,
    };
    warn_of_shares(name, &sheet, source, findings);
    Some(sheet)
}

/// In formats whose number formats cannot be seen, 53,1 % may come as 0.531. Warns of columns of
/// percents in which every number could be such a share.
fn warn_of_shares(name: &SheetName, sheet: &RawSheet, source: &Source, findings: &mut Diagnostics) {
    if !matches!(sheet.format, Format::Xlsb | Format::Xls) {
        return;
    }
    for (index, column) in source.columns.iter().enumerate() {
        if column.kind != ColumnKind::Percent {
            continue;
        }
        let cells = sheet.rows.iter().map(|row| &row.cells[index]);
        let numbers = cells.filter_map(|cell| match cell.content {
            Content::Number { value, .. } if value != 0.0 => Some((value, cell.at?)),
            _ => None,
        });
        let numbers: Vec<(f64, (u32, u32))> = numbers.collect();
        let is_share = |(value, _): &(f64, (u32, u32))| value.abs() <= 1.0;
        let fraction = numbers.iter().find(|(value, _)| value.fract() != 0.0);
        if let (Some((_, (row, column_number))), true) = (fraction, numbers.iter().all(is_share)) {
            findings.push(
                Diagnostic::warning(Code::LossyFormat)
                    .with("path", &*name.file)
                    .with("kind", "shares")
                    .with("column", column.name.value.as_str())
                    .with("format", sheet.format.name())
                    .labelled(Location::from(name.cell(*row, *column_number)), "share")
                    .labelled(column.type_span, "declared")
                    .help("help"),
            );
        }
    }
}
