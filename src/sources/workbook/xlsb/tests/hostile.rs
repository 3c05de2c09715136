//! Workbooks that are damaged or made to harm.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::sources::content::Content;
use crate::sources::problem::{Damage, FileProblem, Limit};

use super::writer::{Book, Cell, Sheet, record, text, zipped};
use super::{cells, read_all};

const SHEET: &str = "xl/worksheets/sheet1.bin";
const BOOK: &str = "xl/workbook.bin";
const TEXTS: &str = "xl/sharedStrings.bin";

fn book() -> Book {
    let rows = vec![(0, false, vec![(0, 0, Cell::Shared(0)), (1, 0, Cell::Packed(7, false))])];
    let sheets = vec![Sheet { name: "S", rows, ..Sheet::default() }];
    Book { sheets, texts: vec!["а"], ..Book::default() }
}

/// The workbook with one part replaced.
fn with(part: &str, bytes: &[u8]) -> Vec<u8> {
    let replaced = book().parts().into_iter().map(|(name, old)| {
        let new = if name == part { bytes.to_vec() } else { old };
        (name, new)
    });
    zipped(&replaced.collect::<Vec<_>>())
}

fn without(part: &str) -> Vec<u8> {
    zipped(&book().parts().into_iter().filter(|(name, _)| name != part).collect::<Vec<_>>())
}

#[track_caller]
fn check(bytes: &[u8], expected: &FileProblem) {
    assert_eq!(read_all(bytes).err().as_ref(), Some(expected));
}

fn damaged_sheet() -> FileProblem {
    FileProblem::Damaged(Damage::Sheet(Arc::from("S")))
}

const WORKBOOK: FileProblem = FileProblem::Damaged(Damage::Workbook);

#[test]
fn parts_that_are_cut_or_missing() {
    let parts = book().parts();
    for (name, bytes) in parts.iter().filter(|(name, _)| name.ends_with(".bin")) {
        let problem = if name == SHEET { damaged_sheet() } else { WORKBOOK };
        // What comes behind the end of the cells is not looked at.
        for length in 0..bytes.len() - 5 {
            check(&with(name, &bytes[..length]), &problem);
        }
    }
    check(&without(SHEET), &damaged_sheet());
    check(&without(BOOK), &WORKBOOK);
    check(&without("xl/_rels/workbook.bin.rels"), &WORKBOOK);
    let workbook = read_all(&without(TEXTS)).expect("numbers can be read without texts");
    assert_eq!(cells(&workbook, 0)[0], (0, 0, Content::Error("#VALUE!".into())));
}

#[test]
fn sizes_that_are_claimed_reserve_nothing() {
    let huge = u32::MAX.to_le_bytes();
    let count = record(159, &[huge, huge].concat());
    let item = record(19, &[&[0][..], &text("а")].concat());
    let texts = [count.clone(), item, record(160, &[])].concat();
    assert!(read_all(&with(TEXTS, &texts)).is_ok());
    let long_text = record(19, &[&[0][..], &[0xFF, 0xFF, 0xFF, 0x7F]].concat());
    check(&with(TEXTS, &[count, long_text].concat()), &WORKBOOK);
    let long_record = [1, 0xFF, 0xFF, 0xFF, 0x7F];
    check(&with(SHEET, &long_record), &FileProblem::TooLarge(Limit::Text));
}

/// A sheet with the records of its cells.
fn with_cells(records: &[Vec<u8>]) -> Vec<u8> {
    with(SHEET, &[&record(145, &[])[..], &records.concat(), &record(146, &[])].concat())
}

fn row(number: u32) -> Vec<u8> {
    record(0, &[&number.to_le_bytes()[..], &[0; 13]].concat())
}

fn blank(column: u32) -> Vec<u8> {
    record(1, &[column.to_le_bytes(), [0; 4]].concat())
}

#[test]
fn cells_that_no_sheet_can_have() {
    let outside = FileProblem::TooLarge(Limit::Grid);
    check(&with_cells(&[row(1_048_576)]), &outside);
    check(&with_cells(&[row(u32::MAX)]), &outside);
    check(&with_cells(&[row(0), blank(16_384)]), &outside);
    check(&with_cells(&[row(0), blank(u32::MAX)]), &outside);
    check(&with_cells(&[row(0), blank(16_383), record(12, &[0; 4])]), &outside);
    check(&with_cells(&[blank(0)]), &damaged_sheet());
    check(&with_cells(&vec![row(0); 1_048_577]), &outside);
    let columns = record(60, &[0; 18]);
    check(&with_cells(&vec![columns; 16_385]), &outside);
}

#[test]
fn cells_beyond_the_memory_are_refused() {
    let number = record(4, &[&[0; 8][..], &[1]].concat());
    let cells = vec![number; 6_000_000];
    check(&with_cells(&[&[row(0)][..], &cells].concat()), &FileProblem::TooLarge(Limit::Cells));
}

#[test]
fn sheets_without_cells_and_without_parts_are_no_sheets() {
    let sheet = |id: &[u8], name: &str| record(156, &[&[0; 8][..], id, &text(name)].concat());
    let list = [
        sheet(&[0xFF; 4], "Модуль"),
        sheet(&text("s"), "Диаграмма"),
        sheet(&text("r1"), "Данные"),
        record(132, &[]),
    ];
    let workbook = read_all(&with(BOOK, &list.concat())).expect("one sheet has cells");
    let names: Vec<&str> = workbook.sheets.iter().map(|sheet| &*sheet.name).collect();
    assert_eq!(names, ["Данные"]);
    let unknown = [sheet(&text("r9"), "Данные"), record(132, &[])];
    check(&with(BOOK, &unknown.concat()), &WORKBOOK);
    check(&with(BOOK, &record(132, &[])), &WORKBOOK);
}

#[test]
fn sheets_that_nobody_wants_are_not_read() {
    let bytes = with(SHEET, b"no records at all");
    let workbook = super::super::read(&bytes, &|_| BTreeSet::new()).expect("nothing is wanted");
    assert_eq!((workbook.sheets.len(), workbook.grids.len()), (1, 0));
    assert!(read_all(&bytes).is_err());
}
