//! What is read of each kind of record.

use jiff::civil::date;

use crate::sources::content::Content;

use super::writer::{Book, Cell, Row, Sheet};
use super::{cells, read_all};

fn sheet(name: &'static str, rows: Vec<Row>) -> Sheet {
    Sheet { name, rows, ..Sheet::default() }
}

fn book(rows: Vec<Row>) -> Book {
    let formats = vec!["0.0%", "000000", "dd.mm.yyyy", "h:mm", "[h]:mm"];
    let texts = vec!["Школа", "", "№ 1\u{1F393}"];
    Book { sheets: vec![sheet("S", rows)], texts, formats, ..Book::default() }
}

fn text(text: &str) -> Content {
    Content::Text(text.into())
}

fn error(text: &str) -> Content {
    Content::Error(text.into())
}

/// Cells of one row, and what they mean, in the long and in the short form.
#[track_caller]
fn check(contents: Vec<(u32, Cell, Content)>) {
    let row =
        (0..).zip(&contents).map(|(column, (format, cell, _))| (column, *format, cell.clone()));
    let mut book = book(vec![(0, false, row.collect())]);
    let expected = (0..).zip(contents).map(|(column, (_, _, content))| (0, column, content));
    let expected: Vec<_> = expected.filter(|(_, _, content)| *content != Content::Empty).collect();
    for is_short in [false, true] {
        book.sheets[0].is_short = is_short;
        let workbook = read_all(&book.bytes()).expect("it is sound");
        assert_eq!(cells(&workbook, 0), expected, "short: {is_short}");
    }
}

#[test]
fn numbers() {
    let percent = |value| Content::Number { value, percent: true, code: None };
    let code = Content::Number { value: 814.0, percent: false, code: Some("000814".into()) };
    check(vec![
        (0, Cell::Packed(21, false), Content::number(21.0)),
        (0, Cell::Blank, Content::Empty),
        (0, Cell::Packed(-2150, true), Content::number(-21.5)),
        (1, Cell::Packed(53, true), percent(0.53)),
        (2, Cell::Packed(814, false), code),
        (1, Cell::FormulaReal(0.531), percent(0.531)),
        (0, Cell::Real(1.0 / 3.0), Content::number(1.0 / 3.0)),
        (0, Cell::Real(f64::NAN), error("#NUM!")),
        (99, Cell::Real(0.5), Content::number(0.5)),
    ]);
}

#[test]
fn texts_errors_and_the_rest() {
    check(vec![
        (0, Cell::Shared(2), text("№ 1\u{1F393}")),
        (0, Cell::Shared(1), Content::Empty),
        (0, Cell::Shared(3), error("#VALUE!")),
        (0, Cell::Text("Орлёнок"), text("Орлёнок")),
        (0, Cell::FormulaText("а"), text("а")),
        (0, Cell::FormulaText(""), Content::Empty),
        (0, Cell::Boolean(true), Content::Boolean(true)),
        (0, Cell::FormulaBoolean(false), Content::Boolean(false)),
        (0, Cell::Error(0x2A), error("#N/A")),
        (0, Cell::FormulaError(0x07), error("#DIV/0!")),
        (0, Cell::FormulaError(0x2D), error("#SPILL!")),
        (0, Cell::FormulaError(0x7F), error("#ERROR 127!")),
    ]);
}

#[test]
fn days_of_both_epochs_and_times() {
    let day = Cell::Packed(45_536, false);
    check(vec![
        (3, day.clone(), Content::Date(date(2024, 9, 1))),
        (3, Cell::FormulaReal(45_536.75), Content::Date(date(2024, 9, 1))),
        (4, Cell::Real(0.4375), text("10:30")),
        (5, Cell::Real(1.25), text("30:00")),
    ]);
    let mut book = book(vec![(0, false, vec![(0, 3, day)])]);
    book.epoch_1904 = true;
    let workbook = read_all(&book.bytes()).expect("it is sound");
    assert_eq!(cells(&workbook, 0), [(0, 0, Content::Date(date(2028, 9, 2)))]);
}

#[test]
fn what_is_hidden() {
    let cell = |column| vec![(column, 0, Cell::Packed(1, false))];
    let rows = vec![(0, false, cell(0)), (4, true, cell(3)), (1_048_575, false, cell(16_383))];
    let mut book = book(rows);
    book.sheets[0].hidden_columns = vec![(1, 3), (7, 16_383)];
    book.sheets.push(Sheet { is_hidden: true, ..sheet("Черновик", vec![]) });
    let workbook = read_all(&book.bytes()).expect("it is sound");
    let sheets: Vec<_> = workbook.sheets.iter().map(|s| (&*s.name, s.is_hidden)).collect();
    assert_eq!(sheets, [("S", false), ("Черновик", true)]);
    let grid = &workbook.grids[0].1;
    let rows: Vec<_> = grid.rows().iter().map(|row| (row.number, row.is_hidden)).collect();
    assert_eq!(rows, [(0, false), (4, true), (1_048_575, false)]);
    let is_hidden = [0, 1, 3, 4, 6, 7, 16_383].map(|column| grid.is_hidden_column(column));
    assert_eq!(is_hidden, [false, true, true, false, false, true, true]);
}

#[test]
fn formulas_of_which_the_file_says_that_they_are_old() {
    let with = |cell: Cell, is_uncalculated| {
        let mut book = book(vec![(0, false, vec![(0, 0, cell)])]);
        book.is_uncalculated = is_uncalculated;
        read_all(&book.bytes()).expect("it is sound").doubts.has_old_results
    };
    assert!(with(Cell::FormulaReal(0.0), true));
    assert!(!with(Cell::FormulaReal(0.0), false));
    assert!(!with(Cell::Real(0.0), true));
}
