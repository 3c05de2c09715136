//! The rows of a source that a form gives: one for each value, or one for the whole file.

use std::sync::Arc;

use crate::definition::{ColumnOrigin, FormPart, Source, SourceColumn};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::sources::capture::Surroundings;
use crate::sources::content::Content;
use crate::sources::header::FoundHeader;
use crate::sources::raw::{HeaderFound, RawCell, RawRow, RawSheet};
use crate::sources::record::without_mark;
use crate::sources::sheet::FileFacts;
use crate::sources::withhold::{self, Guard};

use super::Scanned;
use super::lookup::Address;
use super::scan::FormValue;

impl Scanned<'_> {
    /// A row for each value.
    pub(super) fn long(
        &self,
        source: &Source,
        facts: FileFacts<'_>,
        findings: &mut Diagnostics,
    ) -> RawSheet {
        let columns = &source.columns;
        let fixed: Vec<Option<RawCell>> =
            columns.iter().map(|column| findings.keep(self.capture(column, facts)?)).collect();
        let cell = |column: &SourceColumn, fixed: &Option<RawCell>, value: &FormValue| match (
            &column.origin,
            fixed,
        ) {
            (ColumnOrigin::FormPart(part), _) => {
                without_mark(self.part(*part, value), &source.footnote_marks)
            }
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
pub(super) fn record(
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
                        let cell = RawCell::at(content, value.at);
                        let cell = without_mark(cell, &source.footnote_marks);
                        RawCell { sheet: name, ..cell }
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
