//! Percents that may have been read as shares: 0.531 where the sheet means 53,1 %.

use crate::definition::{ColumnKind, PercentScale, Source, SourceColumn};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Excerpt, Location};
use crate::values::{Value, parse_number};

use super::cast::cast;
use super::content::{Content, seen_digits};
use super::raw::{RawCell, RawSheet};
use super::sheet::SheetName;

/// Warns of the columns of percents in which every number could be a share.
pub(super) fn warnings(name: &SheetName, sheet: &RawSheet, source: &Source) -> Diagnostics {
    let columns = source.columns.iter().enumerate();
    let percents = columns.filter(|(_, column)| column.kind == ColumnKind::Percent);
    let warning = |(index, column): (usize, &SourceColumn)| {
        match column.scale {
            None => {}
            // Declared, and every number can be a percent.
            Some(PercentScale::Percent) => return None,
            Some(PercentScale::Fraction) => return above_one(name, sheet, source, index),
        }
        let Some(cell) = suspect(sheet, source, index) else {
            return mixture(name, sheet, source, index);
        };
        let (row, column_number) = cell.at?;
        let rows = vec![(row, vec![cell.content.text().into_owned()])];
        let drawn = Excerpt { columns: vec![column_number], rows };
        let place = Location::Cell(name.cell(row, column_number), Some(drawn));
        let diagnostic = Diagnostic::warning(Code::LossyFormat)
            .with("path", &*name.file)
            .with("kind", "shares")
            .with("column", column.name.value.as_str())
            .with("format", sheet.format.name())
            .labelled(column.type_span, "declared")
            .labelled(place, "fraction");
        Some(diagnostic.help("help-shares"))
    };
    percents.filter_map(warning).collect()
}

/// Warns of numbers that are hardly of the same form as the others of their column: 0.985 beside
/// 98,5 % is mostly the same share in another form, and so is 0,985 beside 98,5.
fn mixture(
    name: &SheetName,
    sheet: &RawSheet,
    source: &Source,
    index: usize,
) -> Option<Diagnostic> {
    let column = &source.columns[index];
    let numbers: Vec<Percent<'_>> = numbers(sheet, source, index).collect();
    let with_sign = numbers.iter().find(|number| number.has_sign);
    let is_share = |number: &&Percent<'_>| {
        number.value != 0.0 && number.value.abs() <= 1.0 && !number.has_sign
    };
    let (doubtful, other, attribute): (Vec<&Percent<'_>>, _, _) = match with_sign {
        Some(with_sign) => (numbers.iter().filter(is_share).collect(), with_sign, "sign"),
        // Without any sign only the digits tell: a share has two decimals more than a percent.
        None => {
            let precise = numbers.iter().filter(|number| number.value.abs() > 1.0);
            let precise = precise.max_by_key(|number| decimals(number.value))?;
            let fewest = decimals(precise.value) + 2;
            let is_finer = |number: &&Percent<'_>| decimals(number.value) >= fewest;
            let shares = numbers.iter().filter(is_share).filter(is_finer);
            (shares.collect(), precise, "percent")
        }
    };
    report(name, column, "share", (&doubtful, Some((other, attribute))))
}

/// Warns of numbers above one in a column that is declared as parts of one.
fn above_one(
    name: &SheetName,
    sheet: &RawSheet,
    source: &Source,
    index: usize,
) -> Option<Diagnostic> {
    const ONE_IN_PERCENT: f64 = 100.0;
    let numbers: Vec<Percent<'_>> = numbers(sheet, source, index).collect();
    let is_above = |number: &&Percent<'_>| !number.has_sign && number.value.abs() > ONE_IN_PERCENT;
    let doubtful: Vec<&Percent<'_>> = numbers.iter().filter(is_above).collect();
    report(name, &source.columns[index], "above-one", (&doubtful, None))
}

/// A number of a column of percents.
struct Percent<'s> {
    value: f64,
    has_sign: bool,
    cell: &'s RawCell,
}

/// The numbers of a column that stand in cells.
fn numbers<'s>(
    sheet: &'s RawSheet,
    source: &'s Source,
    index: usize,
) -> impl Iterator<Item = Percent<'s>> {
    let cells = sheet.rows.iter().map(move |row| &row.cells[index]);
    cells.filter(|cell| cell.at.is_some()).filter_map(move |cell| {
        match cast(&cell.content, &source.columns[index], &source.missing) {
            Ok(Value::Number(value)) => {
                Some(Percent { value, has_sign: is_percent(&cell.content), cell })
            }
            _ => None,
        }
    })
}

/// How many decimal places a number has, of the digits that people see.
fn decimals(number: f64) -> usize {
    let text = seen_digits(number).to_string();
    text.split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

fn report(
    name: &SheetName,
    column: &SourceColumn,
    kind: &'static str,
    (doubtful, other): (&[&Percent<'_>], Option<(&Percent<'_>, &'static str)>),
) -> Option<Diagnostic> {
    const SHOWN: usize = 3;
    let place = |cell: &RawCell| {
        let (row, column) = cell.at?;
        let rows = vec![(row, vec![cell.content.text().into_owned()])];
        let drawn = Excerpt { columns: vec![column], rows };
        Some(Location::Cell(name.cell(row, column), Some(drawn)))
    };
    let begun = Diagnostic::warning(Code::MixedShares)
        .with("kind", kind)
        .with("column", column.name.value.as_str())
        .with("sheet", name.to_string())
        .with_count("count", doubtful.len());
    let shown = doubtful.iter().take(SHOWN).filter_map(|number| place(number.cell));
    let finding = shown.fold(begun, |finding, place| finding.labelled(place, kind));
    let finding = match other {
        Some((number, attribute)) => finding.labelled(place(number.cell)?, attribute),
        None => finding,
    };
    let finding = finding.labelled(column.type_span, "declared");
    (!doubtful.is_empty())
        .then(|| finding.help(if kind == "share" { "help" } else { "help-above" }))
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
    first.filter(|_| count >= FEWEST)
}

fn is_percent(content: &Content) -> bool {
    match content {
        Content::Number { percent, .. } => *percent,
        Content::Text(text) => parse_number(text).is_some_and(|number| number.percent),
        _ => false,
    }
}
