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
    let shares = numbers(sheet, source, index, may_be_share);
    let shares: Vec<Percent<'_>> =
        shares.filter(|share| share.value != 0.0 && share.value.abs() <= 1.0).collect();
    let most = shares.iter().map(|share| decimals(share.value)).max()?;
    let with_sign = numbers(sheet, source, index, is_percent).next();
    if let Some(with_sign) = with_sign {
        let doubtful: Vec<&Percent<'_>> = shares.iter().collect();
        return report(name, column, "share", (&doubtful, Some((&with_sign, "sign"))));
    }
    // Without any sign only the digits tell: a share has two decimals more than a percent.
    let mut precise: Option<(usize, Percent<'_>)> = None;
    for number in numbers(sheet, source, index, |_| true) {
        let count = decimals(number.value);
        let is_finer = precise.as_ref().is_none_or(|(known, _)| count > *known);
        if number.value.abs() > 1.0 && is_finer {
            if count + 2 > most {
                return None;
            }
            precise = Some((count, number));
        }
    }
    let (fewest, percent) = precise?;
    let is_doubtful = |share: &&Percent<'_>| decimals(share.value) >= fewest + 2;
    let doubtful: Vec<&Percent<'_>> = shares.iter().filter(is_doubtful).collect();
    report(name, column, "share", (&doubtful, Some((&percent, "percent"))))
}

/// Whether a cell without a sign may hold a number that is not above one. Most need not be read.
fn may_be_share(content: &Content) -> bool {
    match content {
        Content::Number { value, percent, .. } => !percent && value.abs() <= 1.0,
        Content::Text(text) => {
            let digits = text.trim_start_matches(|c: char| !c.is_alphanumeric());
            digits.starts_with(['0', '1']) && !is_percent(content)
        }
        _ => false,
    }
}

/// Warns of numbers above one in a column that is declared as parts of one.
fn above_one(
    name: &SheetName,
    sheet: &RawSheet,
    source: &Source,
    index: usize,
) -> Option<Diagnostic> {
    const ONE_IN_PERCENT: f64 = 100.0;
    let bare = numbers(sheet, source, index, |content| !is_percent(content));
    let above: Vec<Percent<'_>> =
        bare.filter(|number| number.value.abs() > ONE_IN_PERCENT).collect();
    let doubtful: Vec<&Percent<'_>> = above.iter().collect();
    report(name, &source.columns[index], "above-one", (&doubtful, None))
}

/// A number of a column of percents.
struct Percent<'s> {
    value: f64,
    cell: &'s RawCell,
}

/// The numbers of a column in cells of some kind.
fn numbers<'s>(
    sheet: &'s RawSheet,
    source: &'s Source,
    index: usize,
    is_wanted: impl Fn(&Content) -> bool + 's,
) -> impl Iterator<Item = Percent<'s>> {
    let cells = sheet.rows.iter().map(move |row| &row.cells[index]);
    let cells = cells.filter(move |cell| cell.at.is_some() && is_wanted(&cell.content));
    cells.filter_map(move |cell| {
        match cast(&cell.content, &source.columns[index], &source.missing) {
            Ok(Value::Number(value)) => Some(Percent { value, cell }),
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
        Content::Text(text) => {
            text.contains('%') && parse_number(text).is_some_and(|number| number.percent)
        }
        _ => false,
    }
}
