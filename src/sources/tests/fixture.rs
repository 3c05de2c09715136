//! Sources and sheets for tests.

use indexmap::IndexMap;
use regex::Regex;
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use crate::definition::{
    ColumnKind, ColumnOrigin, CsvOptions, Duplicates, Header, Hidden, PathPattern, Source,
    SourceColumn, Strictness,
};
use crate::diagnostics::{SourceMap, Span, Spanned};
use crate::sources::{RawCell, SourceRows, cast, read};
use crate::system::MemorySystem;
use crate::values::{Missing, Value};

/// The file that [`source`] reads.
pub(super) const FILE: &str = "inputs/a";

/// A place in some definition.
pub(super) fn span(start: u32) -> Span {
    let source = SourceMap::default().add("pipeline.yaml", &"x".repeat(1000));
    Span { source, start, end: start + 1 }
}

pub(super) fn spanned<T>(value: T) -> Spanned<T> {
    Spanned::new(value, span(0))
}

pub(super) fn pattern(text: &str) -> Spanned<Regex> {
    spanned(Regex::new(text).expect("a pattern of a test"))
}

pub(super) fn text(text: &str) -> Spanned<String> {
    spanned(text.to_owned())
}

/// A source of one file whose header contains some headings.
pub(super) fn source(contains: &[&str], columns: Vec<SourceColumn>) -> Source {
    let path = PathPattern::parse(FILE).expect("a path of a test");
    Source {
        name: text("source"),
        title: String::new(),
        files: vec![spanned(path)],
        sheets: Vec::new(),
        hidden: Hidden::default(),
        range: None,
        csv: CsvOptions::default(),
        header: Header {
            contains: contains.iter().map(|heading| spanned(vec![(*heading).to_owned()])).collect(),
            rows: 1,
            join: " › ".to_owned(),
            within: 40,
            numbered: false,
            after: None,
            repeat: None,
        },
        cells: None,
        start: Vec::new(),
        stop: Vec::new(),
        exclude: Vec::new(),
        fill_down: Vec::new(),
        hierarchy: None,
        blocks: None,
        unpivot: None,
        missing: IndexMap::new(),
        footnote_marks: Vec::new(),
        columns,
        identify: Vec::new(),
        unreadable: Strictness::Error,
        duplicates: Duplicates::Error,
        key: Vec::new(),
        is_intact: true,
    }
}

/// A column below a heading; its name is the heading.
pub(super) fn column(kind: ColumnKind, heading: &str) -> SourceColumn {
    let headings = vec![text(heading)];
    found_column(kind, heading, ColumnOrigin::Heading { headings, block: None })
}

/// A column of another origin.
pub(super) fn found_column(kind: ColumnKind, name: &str, origin: ColumnOrigin) -> SourceColumn {
    SourceColumn {
        name: text(name),
        kind,
        origin,
        scale: None,
        missing: IndexMap::new(),
        unit: None,
        title: None,
        pattern: None,
        optional: false,
        not_personal: None,
        type_span: span(0),
    }
}

/// A workbook with one sheet. Each text is a row, its cells are divided by `|`; what reads as a
/// number is one unless it begins with an apostrophe.
pub(super) fn xlsx(rows: &[&str]) -> Vec<u8> {
    workbook(|workbook| fill(workbook.add_worksheet(), rows).map(|_| ()))
}

pub(super) fn workbook(build: impl FnOnce(&mut Workbook) -> Result<(), XlsxError>) -> Vec<u8> {
    let mut workbook = Workbook::new();
    build(&mut workbook).expect("a small workbook can be built");
    workbook.save_to_buffer().expect("a small workbook can be saved")
}

pub(super) fn fill<'a>(
    sheet: &'a mut Worksheet,
    rows: &[&str],
) -> Result<&'a mut Worksheet, XlsxError> {
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells.split('|')).filter(|(_, cell)| !cell.is_empty()) {
            match (cell.strip_prefix('\''), cell.parse::<f64>()) {
                (Some(text), _) => sheet.write(row, column, text)?,
                (None, Ok(number)) => sheet.write(row, column, number)?,
                (None, Err(_)) => sheet.write(row, column, cell)?,
            };
        }
    }
    Ok(sheet)
}

/// Reads one source of one file.
pub(super) fn read_one(source: &Source, bytes: impl Into<Vec<u8>>) -> SourceRows {
    let system = MemorySystem::default().with(FILE, bytes);
    let outcome = read(std::slice::from_ref(source), &system);
    let mut rows = outcome.unwrap_or_else(|findings| panic!("{findings:#?}")).value;
    rows.remove(0)
}

/// Returns each row as text: its values divided by `|`, a missing value as `-`, an error with `!`.
pub(super) fn values(source: &Source, rows: &SourceRows) -> Vec<String> {
    let value = |(cell, column): (&RawCell, &SourceColumn)| match cast(
        &cell.content,
        column,
        &source.missing,
    ) {
        Ok(Value::Missing(Missing::Empty)) => "-".to_owned(),
        Ok(Value::Missing(reason)) => format!("-{}", reason.name()),
        Ok(Value::Boolean(value)) => value.to_string(),
        Ok(Value::Integer(value)) => value.to_string(),
        Ok(Value::Number(value)) => value.to_string(),
        Ok(Value::Text(text)) => text.to_string(),
        Ok(Value::Date(date)) => date.to_string(),
        Err(error) => format!("!{}", error.label()),
    };
    let all = rows.sheets.iter().flat_map(|sheet| &sheet.rows);
    all.map(|row| row.cells.iter().zip(&source.columns).map(value).collect::<Vec<_>>().join("|"))
        .collect()
}

/// Checks the rows that are read of one sheet of a workbook.
#[track_caller]
pub(super) fn check(source: &Source, rows: &[&str], expected: &[&str]) {
    assert_eq!(values(source, &read_one(source, xlsx(rows))), expected);
}
