//! Files that are damaged, are something else, or are made to harm.

use std::io::{Cursor, Write as _};

use crate::definition::ColumnKind::Text;
use crate::diagnostics::Code;
use crate::sources::read;
use crate::system::MemorySystem;

use super::fixture::{FILE, column, source, xlsx};
use super::parts::{package, sheet, zipped};

/// Checks with which code and note a file is refused.
#[track_caller]
fn check(bytes: impl Into<Vec<u8>>, code: Code, note: Option<&str>) {
    let source = source(&["а"], vec![column(Text, "а")]);
    let system = MemorySystem::default().with(FILE, bytes);
    let findings = read(&[source], &system).expect_err("the file is refused");
    let found: Vec<_> =
        findings.iter().map(|finding| (finding.code, finding.notes.first().copied())).collect();
    assert_eq!(found, [(code, note)]);
}

fn one_cell(reference: &str) -> Vec<u8> {
    let row = format!("<row><c r=\"{reference}\"><v>1</v></c></row>");
    package(&[("xl/worksheets/sheet1.xml", &sheet(&row))])
}

#[test]
fn other_formats_are_named() {
    check("<html><table>", Code::UnknownFormat, Some("html"));
    check("\u{feff} <?xml version='1.0'?><Workbook>", Code::UnknownFormat, Some("xml"));
    check(b"\x09\x04\x06\x00\0\0".to_vec(), Code::UnknownFormat, Some("old-excel"));
    check(b"%PDF-1.7\n\x00\x01".to_vec(), Code::UnknownFormat, Some("binary"));
    check(zipped(&[("word/document.xml", "<a/>")]), Code::UnknownFormat, Some("archive"));
    let types = "<Types ContentType=\"…wordprocessingml.document.main+xml\"/>";
    check(zipped(&[("[Content_Types].xml", types)]), Code::UnknownFormat, Some("document"));
}

#[test]
fn damaged_files_are_refused() {
    let whole = xlsx(&["а", "1"]);
    check("", Code::DamagedWorkbook, Some("empty"));
    check(whole[..whole.len() / 2].to_vec(), Code::DamagedWorkbook, Some("container"));
    check(package(&[]), Code::DamagedWorkbook, Some("sheet"));
    let twice = [("xl/worksheets/sheet1.xml", "<a/>"), ("xl/Worksheets/sheet1.xml", "<a/>")];
    check(package(&twice), Code::DamagedWorkbook, Some("container"));
    let unfinished = "<worksheet><sheetData><row><c><v>1</v>";
    let part = [("xl/worksheets/sheet1.xml", unfinished)];
    check(package(&part), Code::DamagedWorkbook, Some("sheet"));
}

#[test]
fn far_cells_cost_nothing_and_impossible_ones_are_refused() {
    let source = source(&["1"], vec![column(Text, "1")]);
    let system = MemorySystem::default().with(FILE, one_cell("A1"));
    assert!(read(&[source], &system).is_ok());
    check(one_cell("XFE1"), Code::TooLarge, Some("grid"));
    check(one_cell("A1048577"), Code::TooLarge, Some("grid"));
    let corners = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>а</t></is></c></row>\
                   <row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let bytes = package(&[("xl/worksheets/sheet1.xml", &sheet(corners))]);
    let source = super::fixture::source(&["а"], vec![column(Text, "а")]);
    assert!(read(&[source], &MemorySystem::default().with(FILE, bytes)).is_ok());
}

#[test]
fn claims_that_would_fill_the_memory_are_not_believed() {
    let source = source(&["а"], vec![column(Text, "а")]);
    let is_read = |bytes: Vec<u8>| {
        read(std::slice::from_ref(&source), &MemorySystem::default().with(FILE, bytes)).is_ok()
    };
    let rows = "<row><c t=\"s\"><v>0</v></c></row>\
                <row><c><f t=\"shared\" si=\"50000000000\" ref=\"A2\">1</f><v>1</v></c></row>";
    let rows = sheet(rows);
    for count in ["10000000000", "9999999999999999999"] {
        let texts = format!("<sst count=\"1\" uniqueCount=\"{count}\"><si><t>а</t></si></sst>");
        let parts = [("xl/worksheets/sheet1.xml", &*rows), ("xl/sharedStrings.xml", &texts)];
        assert!(is_read(package(&parts)));
    }
}

#[test]
fn texts_and_tags_without_end_are_refused() {
    let long = format!("<row><c><is><t>{}</t></is></c></row>", "a".repeat(2 << 20));
    let part = [("xl/worksheets/sheet1.xml", &*sheet(&long))];
    check(package(&part), Code::TooLarge, Some("text"));
    let long = format!("<row r=\"{}\"/>", "1".repeat(2 << 20));
    let part = [("xl/worksheets/sheet1.xml", &*sheet(&long))];
    check(package(&part), Code::TooLarge, Some("text"));
}

#[test]
fn opendocument_files_that_repeat_or_do_not_end() {
    let check = |table: &str, code: Code, note: &str| {
        let content = format!(
            "<office:document-content><office:body><office:spreadsheet>{table}\
             </office:spreadsheet></office:body></office:document-content>"
        );
        check(zipped(&[("content.xml", content.as_str())]), code, Some(note));
    };
    let row = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell \
               table:number-columns-repeated=\"90\" office:value-type=\"float\" \
               office:value=\"1\"/></table:table-row>";
    let table = format!("<table:table table:name=\"S\">{row}</table:table>");
    check(&table, Code::TooLarge, "cells");
    let table = "<table:table table:name=\"S\"><table:table-row>";
    check(table, Code::DamagedWorkbook, "workbook");
    let cell = "<table:table-cell office:value-type=\"string\"><text:p>&secret;</text:p>";
    let row = format!("<table:table-row>{cell}</table:table-cell></table:table-row>");
    let table = format!("<table:table table:name=\"S\">{row}</table:table>");
    check(&table, Code::DamagedWorkbook, "sheet");
}

#[test]
fn passwords_are_named() {
    let encrypted = |stream: &str, bytes: &[u8]| {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a container");
        file.create_stream(stream).expect("a stream").write_all(bytes).expect("memory");
        file.into_inner().into_inner()
    };
    check(encrypted("EncryptedPackage", b"secret"), Code::PasswordProtected, None);
    // The first record of a workbook, then "file pass" with the old encryption.
    let begin = [9, 8, 16, 0, 0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let records = [&begin[..], &[0x2F, 0, 6, 0, 0, 0, 1, 2, 3, 4]].concat();
    check(encrypted("Workbook", &records), Code::PasswordProtected, None);
    let manifest = [("content.xml", "…"), ("META-INF/manifest.xml", "<manifest:encryption-data/>")];
    check(zipped(&manifest), Code::PasswordProtected, None);
    check(encrypted("WordDocument", b"secret"), Code::UnknownFormat, Some("document"));
}
