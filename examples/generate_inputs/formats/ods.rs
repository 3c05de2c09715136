//! `OpenDocument` spreadsheets: the smallest package that office programs open.

use std::fmt::Write as _;
use std::io::{self, Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::sheet::{Cell, Merge, Sheet};

const MIME_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// Returns the bytes of a workbook.
pub(super) fn encode(sheets: &[Sheet]) -> io::Result<Vec<u8>> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    // The type comes first and uncompressed, so that programs find it at a fixed offset.
    let parts = [
        ("mimetype", MIME_TYPE.to_owned(), CompressionMethod::Stored),
        ("META-INF/manifest.xml", manifest(), CompressionMethod::Deflated),
        ("content.xml", content(sheets), CompressionMethod::Deflated),
    ];
    for (name, text, method) in parts {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default());
        package.start_file(name, options)?;
        package.write_all(text.as_bytes())?;
    }
    Ok(package.finish()?.into_inner())
}

fn manifest() -> String {
    let entry = |path: &str, media: &str| {
        format!(
            "<manifest:file-entry manifest:full-path=\"{path}\" manifest:media-type=\"{media}\"/>"
        )
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><manifest:manifest \
         xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" \
         manifest:version=\"1.2\">{}{}</manifest:manifest>",
        entry("/", MIME_TYPE),
        entry("content.xml", "text/xml"),
    )
}

fn content(sheets: &[Sheet]) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
         office:version=\"1.2\"><office:body><office:spreadsheet>",
    );
    for sheet in sheets {
        text.extend(["<table:table table:name=\"", &escaped(&sheet.name), "\">"]);
        for index in 0..sheet.rows.len() {
            push_row(&mut text, sheet, index);
        }
        text += "</table:table>";
    }
    text + "</office:spreadsheet></office:body></office:document-content>"
}

fn push_row(text: &mut String, sheet: &Sheet, index: usize) {
    let row = &sheet.rows[index];
    let merged =
        sheet.merges.iter().filter(|merge| (merge.first.0..=merge.last.0).contains(&index));
    let width = merged.map(|merge| merge.last.1 + 1).chain([row.len(), 1]).max().unwrap_or(1);
    *text += "<table:table-row>";
    for column in 0..width {
        push_cell(text, sheet, (index, column));
    }
    *text += "</table:table-row>";
}

fn push_cell(text: &mut String, sheet: &Sheet, place: (usize, usize)) {
    let (row, column) = place;
    let covers = |merge: &&Merge| {
        (merge.first.0..=merge.last.0).contains(&row)
            && (merge.first.1..=merge.last.1).contains(&column)
    };
    let merge = sheet.merges.iter().find(covers);
    if merge.is_some_and(|merge| merge.first != place) {
        *text += "<table:covered-table-cell/>";
        return;
    }
    *text += "<table:table-cell";
    if let Some(Merge { first, last }) = merge {
        let (columns, rows) = (last.1 - first.1 + 1, last.0 - first.0 + 1);
        let spans = format!(
            " table:number-columns-spanned=\"{columns}\" table:number-rows-spanned=\"{rows}\""
        );
        *text += &spans;
    }
    let cell = sheet.rows[row].get(column).unwrap_or(&Cell::Blank);
    push_value(text, cell);
}

fn push_value(text: &mut String, cell: &Cell) {
    let printed = escaped(&cell.printed());
    let attributes = match cell {
        Cell::Blank => {
            *text += "/>";
            return;
        }
        Cell::Text(_) => "office:value-type=\"string\"".to_owned(),
        Cell::Integer(_) | Cell::Decimal { .. } => {
            format!("office:value-type=\"float\" office:value=\"{}\"", cell.plain())
        }
        Cell::Date { year, month, day } => {
            format!("office:value-type=\"date\" office:date-value=\"{year}-{month:02}-{day:02}\"")
        }
    };
    // Writing to a `String` cannot fail.
    let _ = write!(text, " {attributes}><text:p>{printed}</text:p></table:table-cell>");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
