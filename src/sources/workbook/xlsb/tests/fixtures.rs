//! The binary workbooks among the test cases, written again from what they should hold.

use std::path::Path;

use crate::system::{NativeSystem, System as _};

use super::writer::{Book, Cell, Sheet};

const CODE: u32 = 1;
const PERCENT: u32 = 2;
const DAY: u32 = 3;

/// Three schools, of which one stands in a hidden row, beside a hidden column and a hidden sheet.
fn schools() -> Book {
    use Cell::{Blank, Boolean, FormulaReal, Packed, Real, Shared, Text};
    let heading = |column: u32| (column, 0, Shared(column));
    let first = vec![
        (0, CODE, Packed(50_101, false)),
        (1, 0, Shared(7)),
        (2, 0, Packed(2150, true)),
        (3, PERCENT, FormulaReal(0.531)),
        (4, DAY, Packed(45_536, false)),
        (5, 0, Boolean(true)),
        (6, 0, Text("для себя")),
    ];
    let second = vec![
        (0, CODE, Packed(814, false)),
        (1, 0, Text("Лицей «Орлёнок»")),
        (2, 0, Real(18.25)),
        (3, PERCENT, Packed(1, false)),
        (4, DAY, FormulaReal(45_537.75)),
        (5, 0, Boolean(false)),
    ];
    let third = vec![(0, CODE, Real(50_103.0)), (1, 0, Shared(8)), (2, 0, Blank)];
    let rows = vec![
        (0, false, vec![(0, 0, Text("Школы района"))]),
        (2, false, (0..7).map(heading).collect()),
        (3, false, first),
        (4, true, second),
        (7, false, third),
    ];
    let notes = vec![(0, false, vec![(0, 0, Text("черновик"))])];
    let sheet =
        Sheet { name: "Школы", rows, hidden_columns: vec![(6, 6)], ..Sheet::default() };
    let hidden =
        Sheet { name: "Черновик", is_hidden: true, rows: notes, ..Sheet::default() };
    Book {
        sheets: vec![hidden, sheet],
        texts: vec![
            "Код",
            "Школа",
            "Балл",
            "Доля",
            "Дата",
            "Участвует",
            "Заметки",
            "СОШ № 1",
            "СОШ № 3",
        ],
        formats: vec!["000000", "0.0%", "dd.mm.yyyy"],
        ..Book::default()
    }
}

/// Formulas with an error as their result, in a workbook that was not calculated to its end.
fn errors() -> Book {
    use Cell::{Error, FormulaError, FormulaReal, Packed, Text};
    let row = |number: u32, code: i32, cell| {
        (number, false, vec![(0, CODE, Packed(code, false)), (1, 0, cell)])
    };
    let rows = vec![
        (0, false, vec![(0, 0, Text("Код")), (1, 0, Text("Балл"))]),
        row(1, 50_101, FormulaError(0x07)),
        row(2, 50_102, FormulaReal(0.0)),
        row(3, 50_103, Error(0x2A)),
    ];
    Book {
        sheets: vec![Sheet { name: "Лист1", rows, ..Sheet::default() }],
        formats: vec!["000000"],
        is_uncalculated: true,
        ..Book::default()
    }
}

/// The first workbook, with a sheet that breaks off.
fn broken() -> Vec<u8> {
    let parts = schools().parts().into_iter().map(|(name, mut bytes)| {
        if name.ends_with("sheet2.bin") {
            bytes.truncate(bytes.len() / 2);
        }
        (name, bytes)
    });
    super::writer::zipped(&parts.collect::<Vec<_>>())
}

#[test]
fn the_workbooks_of_the_cases_are_these() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/sources");
    let system = NativeSystem::open(&root).expect("the cases are there");
    let files =
        [("xlsb", schools().bytes()), ("xlsb-errors", errors().bytes()), ("xlsb-broken", broken())];
    for (case, expected) in files {
        let path = Path::new(case).join("inputs/2024-25/t.xlsb");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            system.write(&path, &expected).expect("the workbook can be written");
        }
        let found = system.read(&path).unwrap_or_default();
        assert!(found == expected, "UPDATE_EXPECTED=1 writes {} again", path.display());
    }
}
