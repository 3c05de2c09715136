//! Workbooks put together from the text of their parts.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A sheet with these rows.
pub(in crate::sources) fn sheet(rows: &str) -> String {
    format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>")
}

/// The smallest workbook, with some parts added or replaced.
pub(in crate::sources) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let sheet = format!(
        "<Relationships><Relationship Id=\"r1\" Type=\"{RELATIONSHIPS}/worksheet\" \
         Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    package_with_relations(&sheet, parts)
}

/// The same with shared texts.
pub(in crate::sources) fn package_with_texts(rows: &str, texts: &str) -> Vec<u8> {
    let relations = format!(
        "<Relationships><Relationship Id=\"r1\" Type=\"{RELATIONSHIPS}/worksheet\" \
         Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" \
         Type=\"{RELATIONSHIPS}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
    );
    let texts = format!("<sst xmlns=\"{MAIN}\">{texts}</sst>");
    let parts = [("xl/worksheets/sheet1.xml", sheet(rows)), ("xl/sharedStrings.xml", texts)];
    let parts = parts.each_ref().map(|(name, text)| (*name, text.as_str()));
    package_with_relations(&relations, &parts)
}

fn package_with_relations(sheets: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let types = "<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/\
                 vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>";
    let root = format!(
        "<Relationships><Relationship Id=\"r1\" Type=\"{RELATIONSHIPS}/officeDocument\" \
         Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let workbook = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONSHIPS}\"><sheets>\
         <sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let all = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", &root),
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", sheets),
    ];
    let is_replaced = |name: &str| parts.iter().any(|(other, _)| *other == name);
    zipped(all.iter().filter(|(name, _)| !is_replaced(name)).chain(parts))
}

pub(in crate::sources) fn zipped<'a>(
    parts: impl IntoIterator<Item = &'a (&'a str, &'a str)>,
) -> Vec<u8> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        package.start_file(*name, SimpleFileOptions::default()).expect("a part");
        package.write_all(text.as_bytes()).expect("memory can be written");
    }
    package.finish().expect("memory can be written").into_inner()
}
