//! The quality log as a workbook: summary, entries, files, rows that were left out.
//!
//! Texts are always written as texts: a value of a cell that begins like a formula is none.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};
use serde_json::Value;

use crate::definition::Definition;
use crate::diagnostics::{Code, Diagnostic};
use crate::report::QualityLog;

use super::workbook::{new_book, row_height};

/// The height of a row that spreadsheet programs allow, in points.
const TALLEST: f64 = 409.0;

/// A sheet: heading, key of the value, width of the column.
type Columns = [(&'static str, &'static str, f64)];

const SUMMARY: [(&str, &str, f64); 7] = [
    ("Важность", "severity_title", 16.0),
    ("Вид", "kind_title", 20.0),
    ("Правило", "rule", 48.0),
    ("Источник", "source", 40.0),
    ("Случаев", "count", 10.0),
    ("Замечание", "title", 60.0),
    ("Что сделать", "help", 48.0),
];

const ENTRIES: [(&str, &str, f64); 14] = [
    ("Важность", "severity_title", 16.0),
    ("Вид", "kind_title", 20.0),
    ("Поставщик", "supplier_label", 34.0),
    ("Ключ поставщика", "supplier", 16.0),
    ("Период", "period", 10.0),
    ("Источник", "source", 36.0),
    ("Файл", "file", 48.0),
    ("Лист", "sheet", 14.0),
    ("Ячейка", "cell", 12.0),
    ("Значение", "value", 28.0),
    ("Что не так", "what", 44.0),
    ("Правило", "rule", 44.0),
    ("Что сделать", "action", 44.0),
    ("Код", "code", 8.0),
];

const FILES: [(&str, &str, f64); 6] = [
    ("Источник", "source", 44.0),
    ("Файл", "path", 60.0),
    ("Лист", "sheet", 18.0),
    ("Формат", "format", 10.0),
    ("Строк", "rows", 10.0),
    ("SHA-256", "sha256", 68.0),
];

const EXCLUDED: [(&str, &str, f64); 5] = [
    ("Источник", "source", 44.0),
    ("Файл", "file", 60.0),
    ("Лист", "sheet", 18.0),
    ("Строка", "row", 10.0),
    ("Почему", "rule", 60.0),
];

/// Returns the bytes of `quality.xlsx`.
pub(super) fn bytes(definition: &Definition, log: &QualityLog) -> Result<Vec<u8>, Diagnostic> {
    build(definition, log).map_err(|error| {
        Diagnostic::error(Code::CannotWrite)
            .with("path", "quality.xlsx")
            .with("reason", error.to_string())
    })
}

fn build(definition: &Definition, log: &QualityLog) -> Result<Vec<u8>, XlsxError> {
    let mut book = new_book(definition)?;
    let files = log.summary()["files"].as_array().map_or(&[][..], Vec::as_slice);
    sheet(&mut book, "Сводка", &SUMMARY, &log.overview())?;
    sheet(&mut book, "Замечания", &ENTRIES, &log.entries())?;
    sheet(&mut book, "Файлы", &FILES, files)?;
    sheet(&mut book, "Исключённые строки", &EXCLUDED, log.excluded())?;
    book.save_to_buffer()
}

fn sheet(
    book: &mut Workbook,
    name: &str,
    columns: &Columns,
    rows: &[Value],
) -> Result<(), XlsxError> {
    let heading = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    for (column, (title, _, width)) in (0..).zip(columns) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(0, column, *title, &heading)?;
    }
    for (line, row) in (1..).zip(rows) {
        // Not every program finds the height of lines that are broken by itself.
        let mut tallest: f64 = 0.0;
        for (column, (_, key, width)) in (0..).zip(columns) {
            write(sheet, (line, column), &row[*key], &wrapped)?;
            tallest = tallest.max(row_height(row[*key].as_str().unwrap_or_default(), *width));
        }
        sheet.set_row_height(line, tallest.min(TALLEST))?;
    }
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    sheet.set_freeze_panes(1, 0)?;
    let last_row = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let last_column = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0);
    sheet.autofilter(0, 0, last_row, last_column)?;
    Ok(())
}

fn write(
    sheet: &mut Worksheet,
    (line, column): (u32, u16),
    value: &Value,
    format: &Format,
) -> Result<(), XlsxError> {
    match value {
        Value::Null => {}
        Value::Number(number) => {
            let number = number.as_f64().unwrap_or_default();
            sheet.write_number_with_format(line, column, number, format)?;
        }
        Value::String(text) => {
            sheet.write_string_with_format(line, column, fitting(text), format)?;
        }
        other => {
            sheet.write_string_with_format(line, column, other.to_string(), format)?;
        }
    }
    Ok(())
}

/// A cell holds at most 32 767 characters.
fn fitting(text: &str) -> String {
    const LONGEST: usize = 32_767;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST - 1).chain(['…']).collect()
}
