//! Old workbooks: what their records say beyond values.

use crate::definition::ColumnKind::{Code, Date, Integer, Percent, Text};
use crate::definition::SheetChoice;
use crate::diagnostics::Code as FindingCode;
use crate::sources::{Content, format, read, workbook};
use crate::system::MemorySystem;

use super::fixture::{FILE, column, read_one, source, text, values};
use super::old_writer::OldCell::{Boolean, Error, Formula, Number, Text as OldText, TextFormula};
use super::old_writer::{OldSheet, Version, old_workbook};

const VERSIONS: [Version; 2] = [Version::Excel5, Version::Excel97];

const EMPTY_TEXT: [u8; 8] = [3, 0, 0, 0, 0, 0, 0xFF, 0xFF];
const DIVISION_ERROR: [u8; 8] = [2, 0, 7, 0, 0, 0, 0xFF, 0xFF];
/// 1+2 in the order of computation.
const SUM: &[u8] = &[0x1E, 1, 0, 0x1E, 2, 0, 0x03];

fn sheet(rows: Vec<Vec<super::old_writer::OldCell<'_>>>) -> OldSheet<'_> {
    OldSheet { name: "Лист", rows, ..OldSheet::default() }
}

#[test]
fn number_formats_have_a_meaning() {
    for version in VERSIONS {
        let rows = vec![
            vec![OldText("код"), OldText("доля"), OldText("день"), OldText("школа")],
            vec![Number(814.0, 2), Number(0.531, 1), Number(45_536.0, 3), OldText("«Орлёнок»")],
        ];
        let columns = vec![
            column(Code { width: None }, "код"),
            column(Percent, "доля"),
            column(Date, "день"),
            column(Text, "школа"),
        ];
        let source = source(&["код"], columns);
        let rows = read_one(&source, old_workbook(version, &[sheet(rows)]));
        assert_eq!(values(&source, &rows), ["000814|53.1|2024-09-01|«Орлёнок»"], "{version:?}");
    }
}

#[test]
fn formulas_and_errors_are_never_blank() {
    for version in VERSIONS {
        let rows = vec![
            vec![OldText("а"), OldText("б")],
            vec![Formula(DIVISION_ERROR, 0, SUM), Error(0x2A)],
            vec![Formula(EMPTY_TEXT, 0, SUM), TextFormula("да")],
            vec![Boolean(true), Formula(3_f64.to_le_bytes(), 0, SUM)],
        ];
        let columns = vec![column(Integer, "а"), column(Text, "б")];
        let source = source(&["а"], columns);
        let sheet = read_one(&source, old_workbook(version, &[sheet(rows)])).sheets.remove(0);
        let contents = sheet.rows.into_iter().flat_map(|row| row.cells);
        let contents: Vec<Content> = contents.map(|cell| cell.content).collect();
        let expected = [
            Content::Error("#DIV/0!".into()),
            Content::Error("#N/A".into()),
            Content::NotCalculated,
            Content::Text("да".into()),
            Content::Boolean(true),
            Content::number(3.0),
        ];
        assert_eq!(contents, expected, "{version:?}");
    }
}

#[test]
fn what_is_hidden_is_known() {
    for version in VERSIONS {
        let mut hiding = sheet(vec![vec![Number(1.0, 0), Number(2.0, 0)]; 3]);
        (hiding.hidden_rows, hiding.hidden_columns) = (vec![1], vec![1]);
        let hidden = OldSheet { name: "Черновик", is_hidden: true, ..OldSheet::default() };
        let bytes = old_workbook(version, &[hidden, hiding]);
        let detected = format::detect(&bytes).expect("a workbook");
        let workbook = workbook::read(&bytes, detected, &|_| [1].into()).expect("it can be read");
        let names: Vec<_> =
            workbook.sheets.iter().map(|sheet| (&*sheet.name, sheet.is_hidden)).collect();
        assert_eq!(names, [("Черновик", true), ("Лист", false)]);
        let (_, grid) = &workbook.grids[0];
        let rows: Vec<bool> = grid.rows().iter().map(|row| row.is_hidden).collect();
        assert_eq!(rows, [false, true, false]);
        assert_eq!([0, 1].map(|column| grid.is_hidden_column(column)), [false, true]);
    }
}

/// A cut or a changed byte anywhere may spoil the file, and never the program.
#[test]
fn damage_anywhere_is_survived() {
    let rows = vec![vec![OldText("а"), Number(814.0, 2)], vec![TextFormula("да"), Error(7)]];
    let source = source(&["а"], vec![column(Text, "а")]);
    for version in VERSIONS {
        let whole = old_workbook(version, &[sheet(rows.clone())]);
        let ends_well = |bytes: &[u8]| {
            let system = MemorySystem::default().with(FILE, bytes);
            match read(std::slice::from_ref(&source), &system) {
                Ok(_) => true,
                Err(findings) => findings.iter().all(|finding| {
                    let notes = finding.notes.first().copied();
                    notes != Some("unexpected") && finding.code != FindingCode::Internal
                }),
            }
        };
        for at in (512..whole.len()).step_by(7) {
            assert!(ends_well(&whole[..at]), "{at}");
            for value in [0, 1, 0x7F, 0xFF] {
                let mut bytes = whole.clone();
                bytes[at] = value;
                assert!(ends_well(&bytes), "{value} at {at}");
            }
        }
    }
}

#[test]
fn a_sheet_is_found_by_its_name_in_the_code_page_of_the_file() {
    let mut source = source(&["а"], vec![column(Integer, "а")]);
    source.sheets = vec![SheetChoice::Named(text("лист"))];
    let rows = vec![vec![OldText("а")], vec![Number(5.0, 0)]];
    let bytes = old_workbook(Version::Excel5, &[sheet(rows)]);
    assert_eq!(values(&source, &read_one(&source, bytes)), ["5"]);
}
