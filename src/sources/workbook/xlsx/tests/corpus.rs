//! Spreadsheets of the test suites of other readers: our reader and `calamine` give the same
//! cells, with their formats, unless the difference is explained here.
//!
//! The files are no part of this repository. They are looked for in the folder `MSOKO_SHARED`, or
//! else in `../shared`; the test passes with a message where there is none.

use std::collections::BTreeMap;
use std::panic;
use std::path::{Path, PathBuf};

use crate::sources::format::Format;
use crate::sources::package;
use crate::sources::workbook::Workbook;
use crate::sources::workbook::xlsx::{Trouble, fallback, read_by_ourselves};
use crate::system::{NativeSystem, System as _};

use super::{all, cells};

/// The two readers give different cells: ours keeps the blank between parts of a text.
const DIFFERENT: [&str; 2] =
    ["roo/test_files_richtext_example.xlsx", "synthetic/sec_richtext.xlsx"];

/// Only ours reads them, and why `calamine` does not.
const OURS: [(&str, &str); 15] = [
    ("closedxml/ClosedXML.Tests_Resource_TryToLoad_SheetsWithoutRelId.xlsx", NO_PART),
    ("exceljs/spec_integration_data_test-issue-176.xlsx", "a dimension without cells"),
    ("exceljs/spec_integration_data_test-row-styles.xlsx", "the state `show` of a sheet"),
    (
        "open-xml-sdk/test_DocumentFormat.OpenXml.Tests.Assets_assets_TestDataStorage_v2FxTestFiles\
         _spreadsheet_O12_templates_ProjectStatusReport_TP10094814.xltx",
        MACROS,
    ),
    ("phpspreadsheet/tests_data_Reader_XLSX_utf16be.xlsx", "UTF-16"),
    ("poi/test-data_spreadsheet_60825.xlsx", NO_PART),
    ("poi/test-data_spreadsheet_64420.xlsm", MACROS),
    ("poi/test-data_spreadsheet_xlsx-corrupted.xlsx", "damaged behind the cells"),
    ("roo/test_files_Pfand_from_windows_phone.xlsm", MACROS),
    ("synthetic/xlsx_dim_bad.xlsx", "a dimension without a value"),
    ("synthetic/xlsx_dim_neg.xlsx", "a dimension from its end to its beginning: it panics"),
    ("synthetic/xlsx_shared_si.xlsx", CLAIM),
    ("synthetic/xlsx_unique_1e10.xlsx", CLAIM),
    ("synthetic/xlsx_unique_1e19.xlsx", CLAIM),
    ("tidyxl/inst_extdata_enron-nested.xlsx", NO_PART),
];
const NO_PART: &str = "modules that are listed as sheets without a part";
const MACROS: &str = "a sheet of macros";
const CLAIM: &str = "a number by which it would reserve memory, so that we keep it from reading";

#[test]
fn workbooks_of_others_read_as_with_calamine() {
    const FILES_MIN: usize = 400;
    let folder = std::env::var_os("MSOKO_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    if !folder.join("corpus").exists() {
        println!("skipped: there is no {}", folder.join("corpus").display());
        return;
    }
    let system = NativeSystem::open(&folder).expect("the folder can be read");
    let mut found: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let folders = system.list(Path::new("corpus")).expect("it can be listed");
    for folder in folders.iter().filter(|entry| entry.is_folder) {
        for file in system.list(&folder.path).expect("it can be listed") {
            if file.is_folder {
                continue;
            }
            let bytes = system.read(&file.path).expect("it can be read");
            if let Some(kind) = compare(&bytes) {
                let name = file.path.strip_prefix("corpus").expect("it is in there");
                found.entry(kind).or_default().push(name.display().to_string());
            }
        }
    }
    let of = |kind| found.get(kind).cloned().unwrap_or_default();
    let counts: BTreeMap<_, _> = found.iter().map(|(kind, files)| (kind, files.len())).collect();
    println!("{counts:?}");
    assert!(found.values().map(Vec::len).sum::<usize>() >= FILES_MIN, "{counts:?}");
    assert_eq!(of("different"), DIFFERENT);
    assert_eq!(of("ours"), OURS.map(|(file, _)| file));
    assert_eq!(of("theirs"), <[&str; 0]>::default());
    assert_eq!(of("not understood"), <[&str; 0]>::default());
}

/// Reads a file with both readers. Nothing is returned of other formats and of containers that are
/// refused for both.
fn compare(bytes: &[u8]) -> Option<&'static str> {
    let is_xlsx = bytes.starts_with(b"PK")
        && package::inspect(bytes).is_ok_and(|package| package.format == Format::Xlsx);
    if !is_xlsx {
        return None;
    }
    let ours = read_by_ourselves(bytes, &all);
    // It panics over some files, which is why readers run in threads of their own.
    let theirs = panic::catch_unwind(|| fallback::read(bytes, &all));
    let is_same = |ours: &Workbook, theirs: &Workbook| {
        ours.sheets == theirs.sheets && cells(ours) == cells(theirs)
    };
    Some(match (&ours, &theirs) {
        (Ok(ours), Ok(Ok(theirs))) if is_same(ours, theirs) => "same",
        (Ok(_), Ok(Ok(_))) => "different",
        (Ok(_), _) => "ours",
        (Err(Trouble::NotUnderstood), _) => "not understood",
        (Err(_), Ok(Ok(_))) => "theirs",
        (Err(_), _) => "neither",
    })
}
