//! Percents that may have been read as shares: 0.531 where the sheet means 53,1 %.

use crate::definition::{ColumnKind, Source, SourceColumn};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Excerpt, Location};
use crate::values::{Value, parse_number};

use super::cast::cast;
use super::content::Content;
use super::format::Format;
use super::raw::{RawCell, RawSheet};
use super::sheet::SheetName;

/// Warns of the columns of percents in which every number could be a share.
pub(super) fn warnings(name: &SheetName, sheet: &RawSheet, source: &Source) -> Diagnostics {
    let columns = source.columns.iter().enumerate();
    // Where it is declared how percents are written there is nothing to doubt.
    let percents =
        columns.filter(|(_, column)| column.kind == ColumnKind::Percent && column.scale.is_none());
    let warning = |(index, column): (usize, &SourceColumn)| {
        let Some(cell) = suspect(sheet, source, index) else {
            return mixture(name, sheet, source, index);
        };
        let (row, column_number) = cell.at?;
        let rows = vec![(row, vec![cell.content.text().into_owned()])];
        let drawn = Excerpt { columns: vec![column_number], rows };
        let place = Location::Cell(name.cell(row, column_number), Some(drawn));
        let (label, help) = match shows_percents(sheet.format) {
            true => ("fraction", "help-shares"),
            false => ("share", "help"),
        };
        let diagnostic = Diagnostic::warning(Code::LossyFormat)
            .with("path", &*name.file)
            .with("kind", "shares")
            .with("column", column.name.value.as_str())
            .with("format", sheet.format.name())
            .labelled(column.type_span, "declared")
            .labelled(place, label);
        Some(diagnostic.help(help))
    };
    percents.filter_map(warning).collect()
}

/// Warns of numbers below one without a sign in a column in which other cells show a sign: 0.985
/// beside 98,5 % is mostly the same share in another form.
fn mixture(
    name: &SheetName,
    sheet: &RawSheet,
    source: &Source,
    index: usize,
) -> Option<Diagnostic> {
    const SHOWN: usize = 3;
    let column = &source.columns[index];
    let cells = || sheet.rows.iter().map(|row| &row.cells[index]);
    let with_sign = cells().find(|cell| is_percent(&cell.content) && cell.at.is_some())?;
    let bare: Vec<&RawCell> = cells()
        .filter(|cell| {
            let number = cast(&cell.content, column, &source.missing);
            let is_share = matches!(number, Ok(Value::Number(number))
                if number != 0.0 && number.abs() <= 1.0);
            is_share && !is_percent(&cell.content) && cell.at.is_some()
        })
        .collect();
    let place = |cell: &RawCell| {
        let (row, column) = cell.at?;
        let rows = vec![(row, vec![cell.content.text().into_owned()])];
        let drawn = Excerpt { columns: vec![column], rows };
        Some(Location::Cell(name.cell(row, column), Some(drawn)))
    };
    let begun = Diagnostic::warning(Code::MixedShares)
        .with("column", column.name.value.as_str())
        .with("sheet", name.to_string())
        .with_count("count", bare.len());
    let shown = bare.iter().take(SHOWN).filter_map(|cell| place(cell));
    let finding = shown.fold(begun, Diagnostic::at);
    let finding =
        finding.labelled(place(with_sign)?, "sign").labelled(column.type_span, "declared");
    (!bare.is_empty()).then(|| finding.help("help"))
}

/// Whether a cell of the format can show that it is a percent.
const fn shows_percents(format: Format) -> bool {
    !matches!(format, Format::Xlsb | Format::Xls)
}

/// Returns the first cell that looks like a share, if no number of the column is larger than one
/// or shown as a percent. Where percents could be shown, one or two numbers prove nothing.
fn suspect<'s>(sheet: &'s RawSheet, source: &Source, index: usize) -> Option<&'s RawCell> {
    const FEWEST: usize = 3;
    let mut count = 0;
    let mut first = None;
    for cell in sheet.rows.iter().map(|row| &row.cells[index]) {
        let number = cast(&cell.content, &source.columns[index], &source.missing);
        let Ok(Value::Number(number)) = number else { continue };
        if number.abs() > 1.0 || is_percent(&cell.content) {
            return None;
        }
        count += 1;
        let is_fraction = number != 0.0 && number.abs() != 1.0;
        first = first.or((is_fraction && cell.at.is_some()).then_some(cell));
    }
    first.filter(|_| count >= FEWEST || !shows_percents(sheet.format))
}

fn is_percent(content: &Content) -> bool {
    match content {
        Content::Number { percent, .. } => *percent,
        Content::Text(text) => parse_number(text).is_some_and(|number| number.percent),
        _ => false,
    }
}
