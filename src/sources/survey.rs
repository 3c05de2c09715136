//! A workbook looked at without a definition: its sheets, and the cells that are not personal.
//!
//! This is what `msoko inspect` stands on. Cells that name a person are withheld before anything
//! else sees them; columns that are personal as a whole are told by [`SurveyedSheet::personal`],
//! by the rules that the reader follows.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::definition::CsvOptions;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Location};

use super::apart;
use super::content::Content;
use super::csv;
use super::csv_findings;
use super::format::{self, Detected, Format};
use super::grid::{Grid, GridRow};
use super::header::counts_columns;
use super::headings::{self, Heading};
use super::personal::{self, Evidence};
use super::problem::FileProblem;
use super::sheet::SheetName;
use super::workbook;

/// A workbook.
#[derive(Debug)]
pub struct Survey {
    /// Its format.
    pub format: Format,
    /// Its sheets with cells, in order; a text file is one without a name.
    pub sheets: Vec<SurveyedSheet>,
    /// What may have been lost on the way.
    pub findings: Diagnostics,
}

/// A sheet.
#[derive(Debug)]
pub struct SurveyedSheet {
    /// Its name; empty for text files.
    pub name: Arc<str>,
    /// Whether the spreadsheet program does not show it.
    pub is_hidden: bool,
    /// How many cells were withheld, each for itself.
    pub withheld_count: usize,
    grid: Grid,
}

/// A row with at least one cell that is not blank.
#[derive(Debug, Clone, Copy)]
pub struct SurveyedRow<'a>(&'a GridRow);

/// A heading joined over the rows of a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyedHeading {
    /// Its column, from zero.
    pub column: u32,
    /// Its text, as `from` of a definition names it.
    pub text: String,
}

/// Whether a text is the heading of a personal column.
#[must_use]
pub fn is_personal_heading(text: &str) -> bool {
    personal::is_personal_text(text)
}

/// Whether a text names a person, or could be a part of a name.
#[must_use]
pub fn may_name_person(text: &str) -> bool {
    personal::is_name_or_part(text)
}

/// Looks at a workbook.
///
/// # Errors
///
/// Fails with the finding about a file that cannot be read.
pub fn survey(bytes: &[u8], path: &Arc<str>, reader: Option<&Path>) -> Result<Survey, Diagnostic> {
    let looked = look(bytes, path, reader).map_err(|error| {
        Diagnostic::error(Code::CannotRead)
            .with("path", &**path)
            .with("reason", "reader")
            .with("detail", error.to_string())
            .at(Location::File(Arc::clone(path)))
            .help("help-reader")
    })?;
    looked.map_err(|problem| problem.diagnostic(path))
}

/// What cannot be asked of the other program is an error of the machine; what it says of the file
/// is a problem of the file.
fn look(
    bytes: &[u8],
    path: &Arc<str>,
    reader: Option<&Path>,
) -> io::Result<Result<Survey, FileProblem>> {
    let detected = match format::detect(bytes) {
        Ok(detected) => detected,
        Err(problem) => return Ok(Err(problem)),
    };
    let all = |sheets: &[workbook::SheetInfo]| -> BTreeSet<usize> { (0..sheets.len()).collect() };
    let book = match reader.filter(|_| apart::is_read_apart(detected)) {
        Some(program) => apart::read(program, bytes, &all)?,
        None if detected == Detected::Csv => return Ok(text_file(bytes, path)),
        None => workbook::read(bytes, detected, &all),
    };
    Ok(book.map(|book| surveyed(book, detected.format(), path)))
}

fn text_file(bytes: &[u8], path: &Arc<str>) -> Result<Survey, FileProblem> {
    let text = csv::read(bytes, &CsvOptions::default())?;
    let name = SheetName { file: Arc::clone(path), sheet: "".into() };
    let findings = csv_findings::warnings(&name, &text);
    let sheets = vec![SurveyedSheet::new("".into(), false, text.grid)];
    Ok(Survey { format: Format::Csv, sheets, findings })
}

fn surveyed(book: workbook::Workbook, format: Format, path: &Arc<str>) -> Survey {
    let findings = book.doubts.findings(path);
    let sheets = book.grids.into_iter().map(|(index, grid)| {
        let info = &book.sheets[index];
        SurveyedSheet::new(Arc::clone(&info.name), info.is_hidden, grid)
    });
    Survey { format, sheets: sheets.collect(), findings }
}

impl SurveyedSheet {
    fn new(name: Arc<str>, is_hidden: bool, mut grid: Grid) -> Self {
        let mut withheld_count = 0;
        grid.replace(|content| {
            let evidence = personal::of_content(content)?;
            withheld_count += 1;
            Some(Content::Withheld(evidence))
        });
        Self { name, is_hidden, withheld_count, grid }
    }

    /// Returns the rows that are not blank, from the top.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = SurveyedRow<'_>> {
        let is_filled = |row: &SurveyedRow<'_>| row.cells().next().is_some();
        self.grid.rows().iter().map(SurveyedRow).filter(is_filled)
    }

    /// Returns the content of a cell.
    #[must_use]
    pub fn cell(&self, row: u32, column: u32) -> &Content {
        self.grid.cell(row, column)
    }

    /// Whether the spreadsheet program does not show a column.
    #[must_use]
    pub fn is_hidden_column(&self, column: u32) -> bool {
        self.grid.is_hidden_column(column)
    }

    /// Returns the headings of a header, joined as the reader joins them by default.
    #[must_use]
    pub fn headings(&self, top: u32, bottom: u32) -> Vec<SurveyedHeading> {
        let found = self.joined(top, bottom).into_iter();
        found
            .map(|heading| SurveyedHeading { column: heading.column, text: heading.text })
            .collect()
    }

    /// Returns the personal columns of a table with this header and these rows of data.
    #[must_use]
    pub fn personal(&self, header: (u32, u32), data: (u32, u32)) -> BTreeMap<u32, Evidence> {
        personal::find(&self.grid, &self.joined(header.0, header.1), data.0, data.1)
    }

    fn joined(&self, top: u32, bottom: u32) -> Vec<Heading> {
        headings::join(&self.grid, top, bottom, " › ")
    }
}

impl<'a> SurveyedRow<'a> {
    /// Returns its number, from zero.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0.number
    }

    /// Whether the spreadsheet program does not show it.
    #[must_use]
    pub const fn is_hidden(self) -> bool {
        self.0.is_hidden
    }

    /// Returns its cells that are not blank, by column.
    pub fn cells(self) -> impl Iterator<Item = (u32, &'a Content)> {
        let cells = self.0.cells().iter().filter(|(_, content)| !content.is_blank());
        cells.map(|(column, content)| (*column, content))
    }

    /// Returns the content of a cell.
    #[must_use]
    pub fn cell(self, column: u32) -> &'a Content {
        self.0.cell(column)
    }

    /// Whether it counts the columns: 1, 2, 3 … below a header.
    #[must_use]
    pub fn counts_columns(self) -> bool {
        counts_columns(self.0)
    }
}
