//! Workbooks that are made to harm, and what is refused of them.

use std::sync::Arc;

use crate::sources::problem::{Damage, FileProblem, Limit};
use crate::sources::tests::parts::{package, package_with_texts, sheet};
use crate::sources::workbook::xlsx::{Trouble, read, read_by_ourselves};

use super::{all, read_rows};

#[track_caller]
fn refused(rows: &str, expected: FileProblem) {
    let shown: String = rows.chars().take(80).collect();
    assert_eq!(read_rows(rows), Err(Trouble::Problem(expected)), "{shown}");
}

#[test]
fn places_outside_of_a_sheet() {
    let grid = || FileProblem::TooLarge(Limit::Grid);
    for reference in ["XFE1", "A1048577", "A4294967298", "ZZZZZZZZ1"] {
        refused(&format!("<row><c r=\"{reference}\"><v>1</v></c></row>"), grid());
    }
    refused("<row r=\"1048577\"/>", grid());
    refused("<row r=\"1048576\"/><row/>", grid());
    refused(&format!("<row>{}</row>", "<c/>".repeat(16_385)), grid());
    refused(&"<row r=\"5\"/>".repeat(1_048_577), grid());
}

#[test]
fn merged_cells_and_claims_cost_nothing() {
    let merges = "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(100_000);
    let part = sheet("<row><c><v>1</v></c></row>")
        .replace("<sheetData>", "<dimension ref=\"C5:A1\"/><sheetData>")
        .replace("</worksheet>", &format!("<mergeCells>{merges}</mergeCells></worksheet>"));
    let bytes = package(&[("xl/worksheets/sheet1.xml", &part)]);
    assert!(read_by_ourselves(&bytes, &all).is_ok());
}

#[test]
fn texts_and_cells_have_a_budget() {
    let long = "x".repeat(1 << 15);
    // Texts that are different, for equal ones are kept once.
    let inline = |row: usize| format!("<row><c t=\"str\"><v>{row}{long}</v></c></row>");
    let rows: String = (0..7300).map(inline).collect();
    refused(&rows, FileProblem::TooLarge(Limit::Cells));
    let texts = format!("<si><t>{long}</t></si>").repeat(7300);
    let bytes = package_with_texts("", &texts);
    let problem = FileProblem::TooLarge(Limit::Cells);
    assert_eq!(read_by_ourselves(&bytes, &all).err(), Some(Trouble::Problem(problem)));
    let cells = format!("<row>{}</row>", "<c><f/></c>".repeat(16_000)).repeat(370);
    refused(&cells, FileProblem::TooLarge(Limit::Cells));
}

#[test]
fn entities_are_never_expanded() {
    let part =
        |text: &str| sheet(text).replace("<worksheet", "<!DOCTYPE a [<!ENTITY e 'b'>]><worksheet");
    let cell = "<row><c t=\"str\"><v>&e;</v></c></row>";
    for part in [part(cell), sheet(cell)] {
        let bytes = package(&[("xl/worksheets/sheet1.xml", &part)]);
        let problem = read(&bytes, &all).err();
        assert_eq!(problem, Some(FileProblem::Damaged(Damage::Entities)));
    }
    let bare = sheet("<row/>").replace("<worksheet", "<!DOCTYPE worksheet><worksheet");
    let bytes = package(&[("xl/worksheets/sheet1.xml", &bare)]);
    assert!(read_by_ourselves(&bytes, &all).is_ok());
}

#[test]
fn sheets_that_are_cut_off_or_no_text() {
    let damaged = || FileProblem::Damaged(Damage::Sheet(Arc::from("S")));
    let whole = sheet("<row><c t=\"str\"><v>а</v></c></row>");
    for length in [1, 20, 100, whole.len() - 40] {
        let length = whole.floor_char_boundary(length);
        let bytes = package(&[("xl/worksheets/sheet1.xml", &whole[..length])]);
        assert_eq!(read(&bytes, &all).err(), Some(damaged()), "{length}");
    }
    assert_eq!(read(&package(&[]), &all).err(), Some(damaged()));
}
