//! What is done with the bytes that a fuzzer proposes.
//!
//! Only the public interface of the program is used, so that `tests/fuzz_corpus.rs` can replay the
//! corpus with this very file and without a fuzzer. An exercise fails by a panic: its own, where a
//! result is not what it has to be, or one of the program. A reader that panics over a file is
//! caught by the program and reported as a damaged file (`unexpected`); here that is a failure too.

use std::io::{Cursor, Write as _};
use std::sync::LazyLock;

use msoko::definition::{self, Source};
use msoko::diagnostics::{
    Catalogue, Diagnostics, Language, RenderFormat, Renderer, Severity, SourceMap,
};
use msoko::sources::{self, Content, RawSheet, SourceRows, cast};
use msoko::system::MemorySystem;
use msoko::values::{Value, parse_number};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Every exercise, by name.
pub const NAMES: [&str; 9] =
    ["cells", "container", "csv", "header", "html", "ods", "xls", "xlsb", "xlsx"];

/// Does an exercise.
pub fn run(name: &str, bytes: &[u8]) {
    match name {
        "cells" => cells(bytes),
        "container" | "html" => examine(&ANY, bytes.to_vec()),
        "csv" => examine(&CSV, bytes.to_vec()),
        "header" => examine(&LAYOUTS, bytes.to_vec()),
        "ods" => examine(&ANY, package(&ODS_PARTS, bytes)),
        "xls" => examine(&ANY, old_workbook(bytes)),
        "xlsb" => examine(&ANY, package(&XLSB_PARTS, bytes)),
        "xlsx" => examine(&ANY, package(&XLSX_PARTS, bytes)),
        _ => panic!("there is no exercise `{name}`"),
    }
}

/// Where the file of the fuzzer lies.
const FILE: &str = "inputs/2024-25/f";

/// A definition that was loaded.
struct Loaded {
    sources: Vec<Source>,
    texts: SourceMap,
}

fn loaded(sources: &str) -> Loaded {
    let head = "title: Отчёт\nperiod: { current: 2024-25, kind: academic_year }\nsources:\n";
    let system = MemorySystem::default().with("pipeline.yaml", format!("{head}{sources}"));
    let mut texts = SourceMap::default();
    let loaded = definition::load(&system, "pipeline.yaml", &mut texts);
    let sources = loaded.definition.map(|definition| definition.sources);
    let sources = sources.filter(|sources| sources.iter().all(|source| source.is_intact));
    Loaded { sources: sources.expect("the definition of an exercise is sound"), texts }
}

/// Columns of every type, on any sheet.
static ANY: LazyLock<Loaded> = LazyLock::new(|| {
    loaded(
        r#"
  any:
    files: "inputs/{period}/f"
    sheet: { match: "" }
    header: { contains: [Код], within: 100 }
    missing: { н/д: no_data, '#N/A': no_data }
    unreadable: warning
    columns:
      code: { from: Код, type: code, width: 6 }
      name: { from: Школа, type: text, optional: true }
      n: { from: Число, type: integer, optional: true }
      mean: { from: Балл, type: number, optional: true }
      share: { from: Доля, type: percent, optional: true }
      day: { from: Дата, type: date, optional: true }
      answer: { from: Да, type: boolean, optional: true }
"#,
    )
});

/// The ways to read text files.
static CSV: LazyLock<Loaded> = LazyLock::new(|| {
    let columns = "header: { contains: [a] }, columns: { a: {}, b: { optional: true } }";
    let options = [
        "{}",
        "{ delimiter: tab }",
        "{ delimiter: ',', encoding: utf-8 }",
        "{ encoding: windows-1251 }",
        "{ encoding: utf-16le }",
    ];
    let source = |(index, options): (usize, &&str)| {
        format!("  s{index}: {{ files: \"inputs/{{period}}/f\", csv: {options}, {columns} }}\n")
    };
    loaded(&options.iter().enumerate().map(source).collect::<String>())
});

/// Layouts of tables: headers of several rows, levels, blocks, values in headings.
static LAYOUTS: LazyLock<Loaded> = LazyLock::new(|| {
    loaded(
        r#"
  plain:
    files: "inputs/{period}/f"
    header: { contains: [a, b], numbered: true }
    stop: [{ match: ^Итого }, { blank_rows: 3 }]
    exclude: [{ column: a, match: "^\\*" }]
    fill_down: [a]
    capture:
      title: { cell: A1, match: '(?<title>\w+)' }
    columns: { a: {}, b: { type: integer }, c: { optional: true } }
  two_rows:
    files: "inputs/{period}/f"
    header: { contains: [[a, а]], rows: 2, within: 5, numbered: true }
    columns: { a: { from: [a, а] }, deep: { from: g › b, optional: true } }
  three_rows:
    files: "inputs/{period}/f"
    header: { contains: [a], rows: 3, join: " / " }
    columns: { a: {} }
  levels:
    files: "inputs/{period}/f"
    header: { contains: [a] }
    hierarchy:
      column: a
      levels:
        - { name: country, equals: all }
        - { name: school, match: '^s(?<school>\d+)' }
        - { name: district, match: . }
    columns: { b: { optional: true } }
  blocks:
    files: "inputs/{period}/f"
    header: { contains: [a] }
    blocks: { column: a, rows: { low: ^l, high: ^h } }
    hierarchy: { column: a, levels: [{ name: school, match: '^s(?<school>\d+)' }] }
    columns:
      low: { from: b, block: low, type: integer }
      high: { from: b, block: high, type: integer }
  unpivot:
    files: "inputs/{period}/f"
    header: { contains: [a], rows: 2 }
    unpivot: '^(?<subject>.+) › (?<heading>.+)$'
    columns: { a: {}, b: { optional: true, type: number } }
"#,
    )
});

static WORDS: LazyLock<[Catalogue; 2]> =
    LazyLock::new(|| [Language::Russian, Language::English].map(Catalogue::new));

/// Reads a file for all sources of a definition.
fn examine(loaded: &Loaded, bytes: Vec<u8>) {
    // Telling a finding takes longer than finding it; every eighth length is enough.
    let is_told = bytes.len().is_multiple_of(8);
    let system = MemorySystem::default().with(FILE, bytes);
    let findings = match sources::read(&loaded.sources, &system) {
        Ok(rows) => {
            for rows in &rows.value {
                examine_rows(rows, &loaded.sources[rows.source]);
            }
            rows.warnings
        }
        Err(findings) => {
            assert!(findings.has_errors(), "a refusal has a reason");
            findings
        }
    };
    examine_findings(&findings);
    if is_told {
        tell(&findings, &loaded.texts);
    }
}

/// None is about a fault of the program.
fn examine_findings(findings: &Diagnostics) {
    for finding in findings.iter() {
        assert!(finding.severity != Severity::Bug, "{finding:?}");
        assert!(!finding.notes.contains(&"unexpected"), "a reader panicked: {finding:?}");
    }
}

/// Every finding can be told in both languages.
fn tell(findings: &Diagnostics, texts: &SourceMap) {
    for words in &*WORDS {
        let renderer = Renderer::new(words, texts, RenderFormat::Plain);
        for finding in findings.iter() {
            assert!(!renderer.render(finding).is_empty());
        }
    }
}

fn examine_rows(rows: &SourceRows, source: &Source) {
    for sheet in &rows.sheets {
        let mut before = None;
        for row in &sheet.rows {
            assert!(before <= Some(row.row), "rows come from the top");
            before = Some(row.row);
            assert_eq!(row.cells.len(), source.columns.len(), "a cell for each column");
            for (cell, column) in row.cells.iter().zip(&source.columns) {
                examine_cell(sheet, cell.at);
                examine_value(cast(&cell.content, column, &source.missing).ok());
            }
        }
    }
}

fn examine_cell(sheet: &RawSheet, at: Option<(u32, u32)>) {
    const ROWS: u32 = 1 << 20;
    const COLUMNS: u32 = 1 << 14;
    let is_text = sheet.sheet.is_empty();
    let is_inside = |(row, column): (u32, u32)| is_text || (row < ROWS && column < COLUMNS);
    assert!(at.is_none_or(is_inside), "a cell outside of the sheet: {at:?}");
}

fn examine_value(value: Option<Value>) {
    match value {
        Some(Value::Number(number)) => assert!(number.is_finite(), "{number}"),
        Some(Value::Text(text)) => assert!(!text.is_empty(), "an empty text is missing"),
        _ => {}
    }
}

/// Every line is a text in a cell, the first eight bytes are a number in one; both are cast to
/// every type.
fn cells(bytes: &[u8]) {
    let source = &ANY.sources[0];
    let text = String::from_utf8_lossy(bytes);
    let mut contents: Vec<Content> =
        text.split('\n').map(|line| Content::Text(line.into())).collect();
    if let Some(first) = bytes.first_chunk() {
        let value = f64::from_le_bytes(*first);
        if value.is_finite() {
            contents.push(Content::number(value));
            contents.push(Content::Number { value, percent: true, code: None });
        }
    }
    for content in &contents {
        let _ = content.text();
        for column in &source.columns {
            examine_value(cast(content, column, &source.missing).ok());
        }
    }
    for line in text.split('\n') {
        examine_number(line);
    }
}

/// Plain digits are read as what they are; everything else is finite.
fn examine_number(line: &str) {
    const DIGITS_MAX: usize = 15;
    let parsed = parse_number(line);
    assert!(parsed.as_ref().is_none_or(|parsed| parsed.value.is_finite()), "{line}");
    let is_plain = !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit());
    if is_plain && line.len() <= DIGITS_MAX {
        let value = line.parse::<f64>().expect("digits");
        assert!(parsed.is_some_and(|parsed| parsed.value == value && !parsed.percent), "{line}");
    }
}

/// A part of a package: its name, and what stands in it where the fuzzer says nothing of it.
type Part = (&'static str, &'static [u8]);

const XLSX_PARTS: [Part; 6] = [
    (
        "xl/worksheets/sheet1.xml",
        b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData></worksheet>",
    ),
    (
        "xl/sharedStrings.xml",
        "<sst><si><t>Код</t></si><si><t>Дата</t></si></sst>".as_bytes(),
    ),
    (
        "xl/styles.xml",
        b"<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"000000\"/></numFmts><cellXfs>\
          <xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
    ),
    (
        "xl/workbook.xml",
        b"<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
          <sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        b"<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/\
          officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
          </Relationships>",
    ),
    (
        "[Content_Types].xml",
        b"<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/\
          vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>",
    ),
];

const XLSB_PARTS: [Part; 6] = [
    ("xl/worksheets/sheet1.bin", b"\x91\x01\0\x92\x01\0"),
    ("xl/sharedStrings.bin", b"\x9f\x01\0\xa0\x01\0"),
    ("xl/styles.bin", b"\x96\x02\0\x97\x02\0"),
    ("xl/workbook.bin", b"\x9c\x01\x16\0\0\0\0\x01\0\0\0\x02\0\0\0r\x001\0\x01\0\0\0S\0\x84\x01\0"),
    (
        "xl/_rels/workbook.bin.rels",
        b"<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" \
          Target=\"worksheets/sheet1.bin\"/></Relationships>",
    ),
    (
        "[Content_Types].xml",
        b"<Types><Default Extension=\"bin\" \
          ContentType=\"application/vnd.ms-excel.sheet.binary.macroEnabled.main\"/></Types>",
    ),
];

const ODS_PARTS: [Part; 3] = [
    ("content.xml", b"<office:document-content/>"),
    ("META-INF/manifest.xml", b"<manifest:manifest/>"),
    ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
];

/// Packs parts into a container, so that the fuzzer need not learn to compress. Its bytes are the
/// first part; behind each `@@` stands the number of another part, and then what it holds.
fn package(parts: &[Part], bytes: &[u8]) -> Vec<u8> {
    let mut contents: Vec<&[u8]> = parts.iter().map(|(_, usual)| *usual).collect();
    let mut rest = bytes;
    let mut place = 0;
    loop {
        let end = rest.windows(2).position(|pair| pair == b"@@").unwrap_or(rest.len());
        contents[place] = &rest[..end];
        let Some((number, behind)) = rest.get(end + 2..).and_then(|rest| rest.split_first()) else {
            break;
        };
        place = usize::from(number.wrapping_sub(b'0')) % parts.len();
        rest = behind;
    }
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for ((name, _), content) in parts.iter().zip(contents) {
        package.start_file(*name, stored).expect("a part");
        package.write_all(content).expect("memory can be written");
    }
    package.finish().expect("the container ends").into_inner()
}

/// Puts records into a container, unless the bytes are one already.
fn old_workbook(bytes: &[u8]) -> Vec<u8> {
    if bytes.starts_with(&[0xD0, 0xCF]) {
        return bytes.to_vec();
    }
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a container");
    let mut stream = file.create_stream("Workbook").expect("a stream");
    stream.write_all(bytes).expect("memory can be written");
    drop(stream);
    file.flush().expect("memory can be written");
    file.into_inner().into_inner()
}
