//! Binary workbooks of others, read by `calamine` as well.
//!
//! They are no part of this repository. The test looks for them in the folder `MSOKO_SHARED`, or
//! else in `../shared`, and passes with a message where there is none.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use calamine::{Reader as _, Xlsb};

use crate::sources::content::Content;
use crate::sources::format::{Format, detect};
use crate::sources::workbook::cell::Cells;
use crate::sources::workbook::{SheetInfo, Workbook, sheets_with_cells};
use crate::system::{NativeSystem, System as _};

use super::{cells, read_all};

/// `calamine` wants a sheet of macros to be of a kind it knows, and every sheet to have a part in
/// the usual folder.
const ONLY_OURS: [&str; 2] = ["BlankSheetTypes.xlsb", "wtf_path.xlsb"];
/// Written by a trial version of Excel 2007, whose records have other fields; `calamine` panics.
const NEITHER: [&str; 1] = ["test-data_spreadsheet_Simple.xlsb"];
/// Formulas with an error as their result, which `calamine` leaves out, in all files.
const LOST_ERRORS_MIN: usize = 20;

/// Name, whether it is hidden, and cells of a sheet.
type Sheet = (String, bool, BTreeMap<(u32, u32), Content>);

/// The sheets as `calamine` reads them, if it does.
fn theirs(bytes: &[u8]) -> Option<Vec<Sheet>> {
    let mut workbook = Xlsb::new(Cursor::new(bytes)).ok()?;
    let sheets = sheets_with_cells(workbook.sheets_metadata());
    let epoch_1904 = workbook.has_1904_epoch();
    let read = |sheet: SheetInfo| {
        let mut reader = workbook.worksheet_cells_reader(&sheet.name).ok()?;
        let mut cells = Cells::new(epoch_1904);
        let mut found = BTreeMap::new();
        while let Some(cell) = reader.next_cell().ok()? {
            let content = cells.content(cell.get_value(), None).ok()?;
            if content != Content::Empty {
                found.insert(cell.get_position(), content);
            }
        }
        Some((sheet.name.to_string(), sheet.is_hidden, found))
    };
    sheets.into_iter().map(read).collect()
}

fn ours(workbook: &Workbook) -> Vec<Sheet> {
    let sheets = workbook.sheets.iter().enumerate().map(|(index, sheet)| {
        let cells = cells(workbook, index).into_iter();
        let cells = cells.map(|(row, column, content)| ((row, column), without_format(content)));
        (sheet.name.to_string(), sheet.is_hidden, cells.collect())
    });
    sheets.collect()
}

/// `calamine` does not tell percents and leading zeros.
fn without_format(content: Content) -> Content {
    match content {
        Content::Number { value, .. } => Content::number(value),
        content => content,
    }
}

/// Takes out the errors that the others do not have, and counts them.
fn without_lost_errors(ours: Vec<Sheet>, theirs: &[Sheet]) -> (Vec<Sheet>, usize) {
    let mut count = 0;
    let sheets = ours.into_iter().zip(theirs).map(|((name, is_hidden, mut cells), other)| {
        cells.retain(|at, content| {
            let is_lost = matches!(content, Content::Error(_)) && !other.2.contains_key(at);
            count += usize::from(is_lost);
            !is_lost
        });
        (name, is_hidden, cells)
    });
    (sheets.collect(), count)
}

fn binary_workbooks() -> Vec<(String, Vec<u8>)> {
    let folder = std::env::var_os("MSOKO_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let mut found = Vec::new();
    let Ok(system) = NativeSystem::open(&folder.join("corpus")) else { return found };
    for suite in system.list(Path::new("")).expect("the corpus can be listed") {
        let files = if suite.is_folder { system.list(&suite.path) } else { Ok(Vec::new()) };
        for file in files.expect("a folder can be listed") {
            let bytes = if file.is_folder { Ok(Vec::new()) } else { system.read(&file.path) };
            let bytes = bytes.expect("a file can be read");
            if detect(&bytes).is_ok_and(|detected| detected.format() == Format::Xlsb) {
                let name = file.path.file_name().unwrap_or_default().to_string_lossy();
                found.push((name.into_owned(), bytes));
            }
        }
    }
    found
}

#[test]
fn workbooks_of_others_read_as_by_another_reader() {
    const FILES_MIN: usize = 45;
    let files = binary_workbooks();
    if files.is_empty() {
        return;
    }
    assert!(files.len() >= FILES_MIN, "only {} files", files.len());
    let (mut only_ours, mut neither, mut lost) = (BTreeSet::new(), BTreeSet::new(), 0);
    for (name, bytes) in &files {
        let theirs = catch_unwind(|| theirs(bytes)).unwrap_or_default();
        match (read_all(bytes), theirs) {
            (Ok(ours_), Some(theirs)) => {
                let (ours, count) = without_lost_errors(ours(&ours_), &theirs);
                assert!(ours == theirs, "{name}");
                lost += count;
            }
            (Ok(_), None) => drop(only_ours.insert(name.as_str())),
            (Err(_), None) => drop(neither.insert(name.as_str())),
            (Err(problem), Some(_)) => panic!("{name}: {problem:?}"),
        }
    }
    assert_eq!(only_ours, BTreeSet::from(ONLY_OURS));
    assert_eq!(neither, BTreeSet::from(NEITHER));
    assert!(lost >= LOST_ERRORS_MIN, "{lost}");
}
