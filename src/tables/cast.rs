//! Raw rows of a source to typed columns; every cell that does not fit is reported.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::definition::{Calendar, Source, SourceColumn, Strictness};
use crate::diagnostics::{
    CellRef, Code, Diagnostic, Diagnostics, Excerpt, Location, Outcome, Record, Severity,
};
use crate::sources::{CastError, RawCell, RawRow, RawSheet, SourceRows, cast};
use crate::values::{ColumnBuilder, Missing, Period, Value};

use super::provenance::{Provenance, SheetName};
use super::table::{Table, TableColumn, row_number};

/// How many cells of one mistake are shown; the rest are counted.
const CELLS_SHOWN: usize = 3;

/// A cell that is not what its column declares.
struct Misfit {
    error: CastError,
    text: String,
    cell: Option<CellRef>,
    file: Arc<str>,
    excerpt: Option<Excerpt>,
}

/// The rows of all sheets of a source, with the sheet of each.
struct SourceCells<'a> {
    sheets: Arc<[SheetName]>,
    origins: Arc<[(u32, u32)]>,
    rows: Vec<&'a RawRow>,
}

/// Gives the cells of a source their types.
pub(super) fn cast_rows(source: &Source, calendar: &Calendar, rows: SourceRows) -> Outcome<Table> {
    let mut findings: Diagnostics = rows.sheets.iter().filter_map(without_rows).collect();
    let cells = collect(&rows);
    let mut table = Table::new(source.name.value.clone(), cells.rows.len());
    for (index, column) in source.columns.iter().enumerate() {
        let mut builder = ColumnBuilder::new(column.kind.data_type());
        let mut misfits: BTreeMap<CastError, Vec<Misfit>> = BTreeMap::new();
        for (row, raw) in cells.rows.iter().enumerate() {
            let cell = &raw.cells[index];
            match cast(&cell.content, column, &source.missing) {
                Ok(value) => builder.push(value),
                Err(error) => {
                    builder.push(Value::Missing(Missing::Unreadable));
                    let misfit = cells.misfit(error, row, index);
                    misfits.entry(error).or_default().push(misfit);
                }
            }
        }
        for (error, list) in misfits {
            findings.push(report(source, column, error, &list));
        }
        let addresses = cells.rows.iter().map(|row| row.cells[index].at).collect();
        let origins = cells.origins_of(index);
        let provenance = Provenance::new(Arc::clone(&cells.sheets), &origins, addresses);
        let values = builder.finish();
        let name = column.name.value.clone();
        table.columns.insert(name, TableColumn { values, provenance: Some(provenance) });
    }
    normalise_periods(source, calendar, &mut table, &mut findings);
    findings.finish(table)
}

/// Warns of a sheet that has a header and nothing below it.
fn without_rows(sheet: &RawSheet) -> Option<Diagnostic> {
    let (column, _) = sheet.header.headings.first()?;
    let header = CellRef {
        file: Arc::clone(&sheet.file),
        sheet: Arc::clone(&sheet.sheet),
        row: sheet.header.row,
        column: *column,
    };
    let finding = Diagnostic::warning(Code::NoRows).at(header).help("help");
    sheet.rows.is_empty().then_some(finding)
}

fn collect(rows: &SourceRows) -> SourceCells<'_> {
    let mut sheets = Vec::new();
    let mut origins = Vec::new();
    let mut all = Vec::new();
    for sheet in &rows.sheets {
        let number = row_number(sheets.len());
        sheets.push(SheetName { file: Arc::clone(&sheet.file), sheet: Arc::clone(&sheet.sheet) });
        origins.extend(sheet.rows.iter().map(|row| (number, row.row)));
        all.extend(&sheet.rows);
    }
    // Cells that stand on another sheet than their row.
    for sheet in &rows.sheets {
        let cells = sheet.rows.iter().flat_map(|row| &row.cells);
        for other in cells.filter_map(|cell| cell.sheet.as_ref()) {
            let name = SheetName { file: Arc::clone(&sheet.file), sheet: Arc::clone(other) };
            if !sheets.contains(&name) {
                sheets.push(name);
            }
        }
    }
    SourceCells { sheets: sheets.into(), origins: origins.into(), rows: all }
}

impl SourceCells<'_> {
    fn cell(&self, row: usize, cell: &RawCell) -> Option<CellRef> {
        let (at_row, column) = cell.at?;
        let SheetName { file, sheet } = &self.sheets[self.origins[row].0 as usize];
        let sheet = cell.sheet.as_ref().unwrap_or(sheet);
        let (file, sheet) = (Arc::clone(file), Arc::clone(sheet));
        Some(CellRef { file, sheet, row: at_row, column })
    }

    /// Sheet and row of the values of a column; those of the rows, unless some of its cells stand
    /// on other sheets.
    fn origins_of(&self, index: usize) -> Arc<[(u32, u32)]> {
        let has_other = |row: &RawRow| row.cells[index].sheet.is_some();
        if !self.rows.iter().any(|row| has_other(row)) {
            return Arc::clone(&self.origins);
        }
        let origin = |(row, origin): (&&RawRow, &(u32, u32))| {
            let other = row.cells[index].sheet.as_ref()?;
            let file = &self.sheets[origin.0 as usize].file;
            let is_other = |name: &SheetName| name.sheet == *other && name.file == *file;
            let sheet = self.sheets.iter().position(is_other)?;
            Some((row_number(sheet), origin.1))
        };
        let rows = self.rows.iter().zip(self.origins.iter());
        rows.map(|(row, own)| origin((row, own)).unwrap_or(*own)).collect()
    }

    fn misfit(&self, error: CastError, row: usize, index: usize) -> Misfit {
        let cell = &self.rows[row].cells[index];
        let file = &self.sheets[self.origins[row].0 as usize].file;
        Misfit {
            error,
            text: cell.content.shown(),
            cell: self.cell(row, cell),
            file: Arc::clone(file),
            excerpt: excerpt(self.rows[row], cell),
        }
    }
}

/// A cell with the other declared cells of its row that stand in the same row of the sheet. Of what
/// is taken from one cell, such as two groups of a heading, only the piece in question is drawn.
fn excerpt(row: &RawRow, own: &RawCell) -> Option<Excerpt> {
    let (at_row, own_column) = own.at?;
    let text = |cell: &RawCell| cell.content.shown();
    let others = row.cells.iter().filter_map(|cell| {
        let (cell_row, column) = cell.at?;
        (cell_row == at_row && column != own_column).then(|| (column, text(cell)))
    });
    let mut cells: Vec<(u32, String)> = others.chain([(own_column, text(own))]).collect();
    cells.sort();
    cells.dedup_by_key(|(column, _)| *column);
    let (columns, texts) = cells.into_iter().unzip();
    Some(Excerpt { columns, rows: vec![(at_row, texts)] })
}

fn report(
    source: &Source,
    column: &SourceColumn,
    error: CastError,
    misfits: &[Misfit],
) -> Diagnostic {
    let mut finding = Diagnostic::error(error.code())
        .with("source", source.name.value.as_str())
        .with("column", column.name.value.as_str())
        .with("type", column.kind.data_type().name())
        .with("value", misfits[0].text.as_str())
        .with_count("count", misfits.len());
    if source.unreadable == Strictness::Warning {
        finding.severity = Severity::Warning;
    }
    for misfit in misfits.iter().take(CELLS_SHOWN) {
        if let Some(cell) = &misfit.cell {
            let location = Location::Cell(cell.clone(), misfit.excerpt.clone());
            finding = finding.labelled(location, misfit.error.label());
        }
    }
    if misfits.len() > CELLS_SHOWN {
        finding = finding.with_count("more", misfits.len() - CELLS_SHOWN).note("more");
    }
    if error.code() == Code::WrongType {
        finding = files_of_paths(misfits)
            .into_iter()
            .fold(finding, |finding, file| finding.labelled(Location::File(file), "path"));
    }
    let record = |misfit: &Misfit| Record {
        places: misfit.cell.iter().cloned().map(Location::from).collect(),
        row_of: None,
        value: misfit.text.clone(),
        attribute: misfit.error.label(),
        arguments: Vec::new(),
    };
    let records = misfits.iter().map(record).collect();
    finding.labelled(column.type_span, "declared").help("help").recorded(records)
}

/// The first few files whose path, or the name of whose sheet, gives a value of the wrong type: no
/// cell can be shown for it.
fn files_of_paths(misfits: &[Misfit]) -> Vec<Arc<str>> {
    let without_cell = misfits.iter().filter(|misfit| misfit.cell.is_none());
    let mut files: Vec<Arc<str>> = Vec::new();
    for misfit in without_cell {
        if files.len() < CELLS_SHOWN && !files.contains(&misfit.file) {
            files.push(Arc::clone(&misfit.file));
        }
    }
    files
}

/// Writes periods in one way, so that `2024/25` and `2024-2025` are the same year.
fn normalise_periods(
    source: &Source,
    calendar: &Calendar,
    table: &mut Table,
    findings: &mut Diagnostics,
) {
    let Some(column) = table.columns.get_mut("period") else { return };
    let declared = source.columns.iter().find(|column| column.name.value == "period");
    let mut builder = ColumnBuilder::new(crate::values::DataType::Text);
    let mut unknown: BTreeMap<String, usize> = BTreeMap::new();
    let mut without = Vec::new();
    for row in 0..column.values.len() {
        let text = match column.values.value(row) {
            Value::Text(text) => text.to_string(),
            Value::Integer(year) => year.to_string(),
            Value::Missing(reason) => {
                without.push(row);
                builder.push(Value::Missing(reason));
                continue;
            }
            Value::Boolean(_) | Value::Number(_) | Value::Date(_) => String::new(),
        };
        builder.push(match Period::parse(&text, calendar.kind) {
            Some(period) => Value::text(&period.to_string()),
            None => {
                *unknown.entry(text).or_default() += 1;
                Value::Missing(Missing::Unreadable)
            }
        });
    }
    column.values = builder.finish();
    if let Some(first) = without.first() {
        let mut finding = Diagnostic::error(Code::PeriodMissing)
            .with("source", source.name.value.as_str())
            .with_count("count", without.len())
            .help("help");
        if let Some(cell) = column.provenance.as_ref().and_then(|origin| origin.cell(*first)) {
            finding = finding.labelled(cell, "row");
        }
        findings.push(finding);
    }
    for (text, count) in unknown {
        let finding = Diagnostic::error(Code::UnknownPeriodValue)
            .with("period", text)
            .with_count("count", count)
            .help("help");
        findings.push(match declared {
            Some(column) => finding.at(column.type_span),
            None => finding,
        });
    }
}
