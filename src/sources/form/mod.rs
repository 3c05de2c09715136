//! Statistical forms, whose values are named by section, number of the row, and number of the
//! column (графа): the forms of Росстат.
//!
//! `scan` finds the values of a sheet, `lookup` those that a definition names. A form has no header
//! of the usual kind: what counts is the row of column numbers and the column of row numbers.

mod lookup;
mod scan;

use std::borrow::Cow;
use std::sync::Arc;

use crate::definition::{CellsForm, ColumnOrigin, FormPart, Source, SourceColumn};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Location};

use super::capture::Surroundings;
use super::content::Content;
use super::grid::Grid;
use super::header::FoundHeader;
use super::raw::{HeaderFound, RawCell, RawRow, RawSheet};
use super::sheet::{FileFacts, SheetName};
use super::withhold::{self, Guard};

use lookup::Address;
use scan::{FormSheet, FormValue};

/// A sheet of a form with its values.
struct Scanned<'a> {
    name: &'a SheetName,
    grid: &'a Grid,
    form: FormSheet,
}

/// Reads a source from the sheets of one file.
pub(super) fn read(
    sheets: &[(&SheetName, Cow<'_, Grid>)],
    source: &Source,
    form: &CellsForm,
    facts: FileFacts<'_>,
    findings: &mut Diagnostics,
) -> Vec<RawSheet> {
    let scan = |(name, grid): &'_ (&SheetName, Cow<'_, Grid>)| scan::scan(name, grid, form);
    let scanned: Vec<Scanned<'_>> = sheets
        .iter()
        .map(|sheet| Scanned { name: sheet.0, grid: &sheet.1, form: scan(sheet) })
        .collect();
    for sheet in &scanned {
        findings.append(sheet.form.unnumbered(sheet.name, form));
    }
    let with_values: Vec<&Scanned<'_>> =
        scanned.iter().filter(|sheet| !sheet.form.values.is_empty()).collect();
    let Some(first) = with_values.first() else {
        let is_explained = scanned.iter().any(|sheet| !sheet.form.unnumbered.is_empty());
        if let (false, Some(sheet)) = (is_explained, scanned.first()) {
            findings.push(no_form(sheet.name, source, form));
        }
        return Vec::new();
    };
    if form.is_long {
        let long = with_values.iter().map(|sheet| sheet.long(source, facts, findings));
        return long.collect();
    }
    record(first, &with_values, source, facts, findings).into_iter().collect()
}

/// The finding about a file in which no sheet has the columns of a form.
fn no_form(name: &SheetName, source: &Source, form: &CellsForm) -> Diagnostic {
    let span = form.row.first().map_or(source.name.span, |heading| heading.span);
    Diagnostic::error(Code::FormNotFound)
        .with("kind", "row")
        .with("heading", scan::row_headings(form).join("`, `"))
        .with("path", &*name.file)
        .at(span)
        .labelled(Location::File(Arc::clone(&name.file)), "file")
        .help("help")
}

impl Scanned<'_> {
    /// A row for each value.
    fn long(&self, source: &Source, facts: FileFacts<'_>, findings: &mut Diagnostics) -> RawSheet {
        let columns = &source.columns;
        let fixed: Vec<Option<RawCell>> =
            columns.iter().map(|column| findings.keep(self.capture(column, facts)?)).collect();
        let cell = |column: &SourceColumn, fixed: &Option<RawCell>, value: &FormValue| match (
            &column.origin,
            fixed,
        ) {
            (ColumnOrigin::FormPart(part), _) => self.part(*part, value),
            (_, Some(cell)) => cell.clone(),
            _ => RawCell::ABSENT,
        };
        let rows = self.form.values.iter().map(|value| {
            let cells = columns.iter().zip(&fixed);
            let cell = |(column, fixed)| Guard::alone(column, cell(column, fixed, value));
            let cells = cells.map(cell).collect();
            RawRow { row: value.at.0, cells }
        });
        self.raw_sheet(source, facts, rows.collect(), findings)
    }

    fn part(&self, part: FormPart, value: &FormValue) -> RawCell {
        let text = |text: &str| Content::Text(text.into());
        match part {
            FormPart::Section => {
                RawCell { at: value.section_at, ..RawCell::nowhere(text(&value.section)) }
            }
            FormPart::Row => RawCell::at(text(&value.row), value.row_at),
            FormPart::Column => RawCell::at(text(&value.column), value.column_at),
            FormPart::Title => match value.title_at {
                Some(at) => RawCell::at(self.grid.cell(at.0, at.1).clone(), at),
                None => RawCell::ABSENT,
            },
            FormPart::Value => {
                RawCell::at(self.grid.cell(value.at.0, value.at.1).clone(), value.at)
            }
        }
    }

    fn capture(
        &self,
        column: &SourceColumn,
        facts: FileFacts<'_>,
    ) -> Option<Result<RawCell, Diagnostic>> {
        let row = self.form.top;
        let header = FoundHeader::of_form(row);
        let surroundings = Surroundings {
            name: self.name,
            grid: self.grid,
            path: facts.captures,
            header: &header,
        };
        surroundings.capture(column)
    }

    fn raw_sheet(
        &self,
        source: &Source,
        facts: FileFacts<'_>,
        rows: Vec<RawRow>,
        findings: &mut Diagnostics,
    ) -> RawSheet {
        let personal = withhold::account_of_form(self.name, source, &rows, findings);
        RawSheet {
            file: Arc::clone(&self.name.file),
            sheet: Arc::clone(&self.name.sheet),
            format: facts.format,
            sha256: Arc::clone(facts.sha256),
            header: HeaderFound { row: self.form.top, headings: self.form.headings.clone() },
            rows,
            excluded: Vec::new(),
            personal,
        }
    }
}

/// One row for the whole file, with the values that the columns of the source name.
fn record(
    first: &Scanned<'_>,
    sheets: &[&Scanned<'_>],
    source: &Source,
    facts: FileFacts<'_>,
    findings: &mut Diagnostics,
) -> Option<RawSheet> {
    let mut lacking = Diagnostics::default();
    let mut cells = Vec::new();
    for column in &source.columns {
        let cell = match &column.origin {
            ColumnOrigin::Address { section, row, column: number, span } => {
                let address = Address::new(section, row, number, *span);
                address.find(sheets, column.optional).map(|found| match found {
                    Some((sheet, value)) => {
                        let other = !Arc::ptr_eq(&sheet.name.sheet, &first.name.sheet);
                        let content = sheet.grid.cell(value.at.0, value.at.1).clone();
                        let name = other.then(|| Arc::clone(&sheet.name.sheet));
                        RawCell { sheet: name, ..RawCell::at(content, value.at) }
                    }
                    None => RawCell::ABSENT,
                })
            }
            _ => first.capture(column, facts).unwrap_or(Ok(RawCell::ABSENT)),
        };
        cells.extend(lacking.keep(cell).map(|cell| Guard::alone(column, cell)));
    }
    let is_whole = lacking.is_empty();
    findings.append(lacking);
    let row = first.form.values.first().map_or(0, |value| value.at.0);
    is_whole.then(|| first.raw_sheet(source, facts, vec![RawRow { row, cells }], findings))
}
