//! Values as a workbook: values, passports of the indicators, quality log.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use serde_json::Value;

use crate::definition::Definition;
use crate::diagnostics::{Code, Diagnostic};

use super::rows::{HEADINGS, each};

/// Returns the bytes of `indicators.xlsx`.
pub(super) fn bytes(
    definition: &Definition,
    values: &Value,
    log: &Value,
) -> Result<Vec<u8>, Diagnostic> {
    build(definition, values, log).map_err(|error| {
        Diagnostic::error(Code::CannotWrite)
            .with("path", "indicators.xlsx")
            .with("reason", error.to_string())
    })
}

fn build(definition: &Definition, values: &Value, log: &Value) -> Result<Vec<u8>, XlsxError> {
    let mut book = new_book(definition)?;
    let mut sheet = named(&mut book, "Значения", &HEADINGS)?;
    let mut line = 0;
    each(values, |row| {
        line += 1;
        write_row(sheet, line, row)
    })?;
    sheet = named(&mut book, "Показатели", &PASSPORT)?;
    let indicators = values["indicators"].as_object().into_iter().flat_map(|map| map.values());
    for (line, indicator) in (1..).zip(indicators) {
        let cells: Vec<Value> = PASSPORT.iter().map(|name| indicator[name].clone()).collect();
        write_row(sheet, line, &cells)?;
    }
    sheet = named(&mut book, "Качество данных", &FINDING)?;
    let findings = log["findings"].as_array().into_iter().flatten();
    for (line, finding) in (1..).zip(findings) {
        let cells: Vec<Value> = FINDING.iter().map(|name| finding[name].clone()).collect();
        write_row(sheet, line, &cells)?;
    }
    if let Some(columns) = log["personal"].as_array() {
        sheet = named(&mut book, "Персональные данные", &PERSONAL)?;
        for (line, column) in (1..).zip(columns) {
            let cells: Vec<Value> = PERSONAL.iter().map(|name| column[name].clone()).collect();
            write_row(sheet, line, &cells)?;
        }
    }
    book.save_to_buffer()
}

/// Begins a workbook whose bytes are the same in every run.
pub(super) fn new_book(definition: &Definition) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let date = definition.date;
    let created = ExcelDateTime::from_ymd(
        u16::try_from(date.year()).unwrap_or(1900),
        u8::try_from(date.month()).unwrap_or(1),
        u8::try_from(date.day()).unwrap_or(1),
    )?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    Ok(book)
}

const PASSPORT: [&str; 15] = [
    "id",
    "code",
    "title",
    "kind",
    "unit",
    "better",
    "direction",
    "formula",
    "where",
    "levels",
    "method",
    "source",
    "owner",
    "target_text",
    "codes_text",
];

const PERSONAL: [&str; 9] = [
    "source",
    "heading",
    "place",
    "treatment_title",
    "evidence_title",
    "column",
    "sheets",
    "cells",
    "reason",
];

const FINDING: [&str; 6] = ["severity", "code", "title", "count", "places", "help"];

fn named<'b>(
    book: &'b mut Workbook,
    name: &str,
    headings: &[&str],
) -> Result<&'b mut Worksheet, XlsxError> {
    let bold = Format::new().set_bold();
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    for (column, heading) in (0..).zip(headings) {
        sheet.write_string_with_format(0, column, *heading, &bold)?;
        sheet.set_column_width(column, if heading.len() > 5 { 18 } else { 10 })?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let last = u16::try_from(headings.len().saturating_sub(1)).unwrap_or(0);
    sheet.autofilter(0, 0, 0, last)?;
    Ok(sheet)
}

/// Texts are always written as texts, so that none of them becomes a formula.
fn write_row(sheet: &mut Worksheet, line: u32, cells: &[Value]) -> Result<(), XlsxError> {
    for (column, cell) in (0..).zip(cells) {
        match cell {
            Value::Null => {}
            Value::Bool(yes) => {
                sheet.write_boolean(line, column, *yes)?;
            }
            Value::Number(number) => {
                sheet.write_number(line, column, number.as_f64().unwrap_or_default())?;
            }
            Value::String(text) => {
                sheet.write_string(line, column, text)?;
            }
            Value::Array(list) => {
                let texts: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
                sheet.write_string(line, column, texts.join("\n"))?;
            }
            Value::Object(_) => {
                sheet.write_string(line, column, cell.to_string())?;
            }
        }
    }
    Ok(())
}

/// Returns the height of a row in which a text is broken into lines of a width.
pub(super) fn row_height(text: &str, width: f64) -> f64 {
    const LINE: f64 = 14.0;
    // Lines break between words, so they are not full.
    const FULL: f64 = 0.8;
    let letters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    (f64::from(letters) / (width * FULL)).ceil().max(1.0) * LINE
}
