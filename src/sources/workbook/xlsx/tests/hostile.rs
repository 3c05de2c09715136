//! Workbooks that are made to harm, and what is refused of them.

use std::sync::Arc;

use crate::sources::budget::Memory;
use crate::sources::problem::{Damage, FileProblem, Limit};
use crate::sources::tests::parts::{package, package_with_texts, sheet};
use crate::sources::workbook::xlsx::{Trouble, read, read_by_ourselves, read_within};

use super::{all, cells, read_rows};

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

/// Reads a workbook with one megabyte of memory.
fn read_in_one_megabyte(bytes: &[u8]) -> Result<usize, Trouble> {
    let memory = Memory::default();
    memory.take(memory.left() - (1 << 20)).expect("it is there");
    read_within(memory, bytes, &all).map(|workbook| cells(&workbook).len())
}

#[test]
fn texts_and_cells_have_a_budget() {
    let too_large = Err(Trouble::Problem(FileProblem::TooLarge(Limit::Cells)));
    let long = "x".repeat(30_000);
    // Texts that are different, for equal ones are kept once.
    let different = |count: usize| {
        let inline = |row| format!("<row><c t=\"str\"><v>{row}{long}</v></c></row>");
        let rows = (0..count).map(inline).collect::<String>();
        package(&[("xl/worksheets/sheet1.xml", &sheet(&rows))])
    };
    assert_eq!(read_in_one_megabyte(&different(20)), Ok(20));
    assert_eq!(read_in_one_megabyte(&different(40)), too_large);
    let shared = |text: &str, count: usize| package_with_texts("", &text.repeat(count));
    assert_eq!(read_in_one_megabyte(&shared(&format!("<si><t>{long}</t></si>"), 20)), Ok(0));
    assert_eq!(read_in_one_megabyte(&shared(&format!("<si><t>{long}</t></si>"), 40)), too_large);
    assert_eq!(read_in_one_megabyte(&shared("<si/>", 70_000)), too_large);
    let formulas = |count: usize| {
        let row = format!("<row>{}</row>", "<c><f/></c>".repeat(1000));
        package(&[("xl/worksheets/sheet1.xml", &sheet(&row.repeat(count)))])
    };
    assert_eq!(read_in_one_megabyte(&formulas(20)), Ok(20_000));
    assert_eq!(read_in_one_megabyte(&formulas(30)), too_large);
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

/// A workbook with three sheets that are large enough to be read side by side.
fn three_sheets(last: &str) -> Vec<u8> {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
    let names = ["one", "two", "three"];
    let relation = |name: &&str| {
        format!("<Relationship Id=\"{name}\" Type=\"{kind}\" Target=\"{name}.xml\"/>")
    };
    let entry = |name: &&str| format!("<sheet name=\"{name}\" r:id=\"{name}\"/>");
    let relations = names.iter().map(relation).collect::<String>();
    let entries = names.iter().map(entry).collect::<String>();
    let rows = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(1000)).repeat(300);
    let [good, last] = [sheet(&rows), sheet(&format!("{rows}{last}"))];
    package(&[
        ("xl/workbook.xml", &format!("<workbook><sheets>{entries}</sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels", &format!("<Relationships>{relations}</Relationships>")),
        ("xl/one.xml", &good),
        ("xl/two.xml", &good),
        ("xl/three.xml", &last),
    ])
}

#[test]
fn large_sheets_are_read_side_by_side() {
    let workbook = read_by_ourselves(&three_sheets(""), &all).expect("a workbook");
    let counts = workbook.grids.iter().map(|(index, grid)| {
        (*index, grid.rows().iter().map(|row| row.cells().len()).sum::<usize>())
    });
    assert_eq!(counts.collect::<Vec<_>>(), [(0, 300_000), (1, 300_000), (2, 300_000)]);
    let damaged = read(&three_sheets("<row><c><v>&e;"), &all).err();
    assert_eq!(damaged, Some(FileProblem::Damaged(Damage::Entities)));
    // Together they hold more than there is room for, whichever sheet meets the limit.
    let memory = Memory::default();
    memory.take(memory.left() - (30 << 20)).expect("it is there");
    let large = read_within(memory, &three_sheets("<row><c><v>&e;"), &all).err();
    assert_eq!(large, Some(Trouble::Problem(FileProblem::TooLarge(Limit::Cells))));
}
