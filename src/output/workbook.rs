//! Values as a workbook for the office: the whole over the years, every value, passports of the
//! indicators, quality log. Numbers are numbers, shown with the decimals of their indicator.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};
use serde_json::Value;

use crate::definition::Definition;
use crate::diagnostics::{Code, Diagnostic};
use crate::report::IndicatorValues;

use super::rows::{FlatRow, HEADINGS, each};
use super::workbook_sheets::{
    FINDING, PASSPORT, PERSONAL, VALUES, WHOLE, WHOLE_AFTER, cut_title, passport, whole, worded,
};

/// A column: heading, key of the value, width.
pub(super) type Column = (&'static str, &'static str, f64);

/// `indicators.xlsx` in the making. No sheet is opened before its rows are counted but that of all
/// values, which is much larger than all others.
pub(super) struct ValuesBook<'d> {
    definition: &'d Definition,
    book: Workbook,
    values: Worksheet,
    /// Rows on the sheet of all values.
    lines: u32,
    /// A line for each indicator that has a value of the whole.
    whole: Vec<(Value, Vec<Value>)>,
    passports: Vec<Value>,
}

impl<'d> ValuesBook<'d> {
    /// Begins a workbook.
    pub(super) fn new(definition: &'d Definition) -> Result<Self, Diagnostic> {
        let book = new_book(definition).map_err(failed)?;
        let (values, whole, passports) = (Worksheet::new(), Vec::new(), Vec::new());
        Ok(Self { definition, book, values, lines: 0, whole, passports })
    }

    /// Adds an indicator; `also` gets each of its rows.
    pub(super) fn add(
        &mut self,
        indicator: &IndicatorValues<'_>,
        mut also: impl FnMut(&FlatRow<'_>),
    ) -> Result<(), Diagnostic> {
        let own = indicator.passport();
        let looks = formats(&own);
        each(indicator, &own, |row| {
            also(row);
            self.lines += 1;
            let word = |(name, value): (&&str, &Value)| match *name {
                "slice" => cut_title(row.titles),
                name => worded(name, value),
            };
            let cells: Vec<Value> = HEADINGS.iter().zip(&row.cells).map(word).collect();
            write_row(&mut self.values, self.lines, &cells, &looks)
        })
        .map_err(failed)?;
        self.passports.push(passport(self.definition, &own));
        let row = whole(self.definition, indicator, &own);
        self.whole.extend(row.map(|row| (own, row)));
        Ok(())
    }

    /// Returns the bytes.
    pub(super) fn bytes(self, log: &Value) -> Result<Vec<u8>, Diagnostic> {
        self.build(log).map_err(failed)
    }

    fn build(mut self, log: &Value) -> Result<Vec<u8>, XlsxError> {
        whole_sheet(&mut self.book, self.definition, self.whole)?;
        let labels: Vec<(String, f64)> =
            VALUES.iter().map(|(title, width)| ((*title).to_owned(), *width)).collect();
        open(&mut self.values, "Значения", &labels, self.lines)?;
        let mut book = self.book;
        book.push_worksheet(self.values);
        listed(&mut book, "Показатели", &PASSPORT, &self.passports)?;
        let findings = log["findings"].as_array().map_or(&[][..], Vec::as_slice);
        listed(&mut book, "Качество данных", &FINDING, findings)?;
        if let Some(columns) = log["personal"].as_array() {
            listed(&mut book, "Персональные данные", &PERSONAL, columns)?;
        }
        book.save_to_buffer()
    }
}

fn failed(error: XlsxError) -> Diagnostic {
    Diagnostic::error(Code::CannotWrite)
        .with("path", "indicators.xlsx")
        .with("reason", error.to_string())
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

/// Writes the lines about the whole, with the passports of their indicators.
fn whole_sheet(
    book: &mut Workbook,
    definition: &Definition,
    mut rows: Vec<(Value, Vec<Value>)>,
) -> Result<(), XlsxError> {
    let periods = definition.calendar.periods();
    let labels: Vec<(String, f64)> = WHOLE
        .iter()
        .map(|(title, width)| ((*title).to_owned(), *width))
        .chain(periods.iter().map(|period| (period.label(), 12.0)))
        .chain(WHOLE_AFTER.iter().map(|(title, width)| ((*title).to_owned(), *width)))
        .collect();
    // By chapters; indicators that only others stand on come last.
    rows.sort_by_key(|(indicator, _)| {
        let code = indicator["direction"].as_str();
        let place = definition.directions.iter().position(|one| Some(one.code.as_str()) == code);
        place.unwrap_or(usize::MAX)
    });
    let sheet = opened(book, "Сводка", &labels, rows.len())?;
    for (line, (indicator, row)) in (1..).zip(&rows) {
        write_row(sheet, line, row, &formats(indicator))?;
    }
    Ok(())
}

fn listed(
    book: &mut Workbook,
    name: &str,
    columns: &[Column],
    rows: &[Value],
) -> Result<(), XlsxError> {
    let labels: Vec<(String, f64)> =
        columns.iter().map(|(title, _, width)| ((*title).to_owned(), *width)).collect();
    let sheet = opened(book, name, &labels, rows.len())?;
    let top = Format::new().set_align(FormatAlign::Top);
    let wrapped = Formats { number: Some(top.clone()), other: Some(top.set_text_wrap()) };
    for (line, row) in (1..).zip(rows) {
        let cells: Vec<Value> = columns.iter().map(|(_, key, _)| worded(key, &row[*key])).collect();
        write_row(sheet, line, &cells, &wrapped)?;
        // Not every program finds the height of lines that are broken by itself.
        let heights = columns.iter().zip(&cells).map(|((_, _, width), cell)| match cell {
            Value::String(text) => text.lines().map(|line| row_height(line, *width)).sum(),
            _ => 0.0,
        });
        let tallest = heights.fold(LINE, f64::max);
        sheet.set_row_height(line, tallest.min(TALLEST))?;
    }
    Ok(())
}

/// The height of a row that spreadsheet programs allow, in points.
const TALLEST: f64 = 409.0;

fn opened<'b>(
    book: &'b mut Workbook,
    name: &str,
    columns: &[(String, f64)],
    rows: usize,
) -> Result<&'b mut Worksheet, XlsxError> {
    let sheet = book.add_worksheet();
    open(sheet, name, columns, u32::try_from(rows).unwrap_or(u32::MAX))?;
    Ok(sheet)
}

/// Gives a sheet its name, its headings, and how it is shown and printed.
fn open(
    sheet: &mut Worksheet,
    name: &str,
    columns: &[(String, f64)],
    last_row: u32,
) -> Result<(), XlsxError> {
    let heading = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_name(name)?;
    for (column, (title, width)) in (0..).zip(columns) {
        sheet.write_string_with_format(0, column, title, &heading)?;
        sheet.set_column_width(column, *width)?;
    }
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    sheet.set_freeze_panes(1, 0)?;
    let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0);
    sheet.autofilter(0, 0, last_row, last)?;
    Ok(())
}

/// How the cells of a row look. A look costs time in each of a million cells, so that those that
/// need none have none.
#[derive(Default)]
struct Formats {
    /// Of numbers with decimals.
    number: Option<Format>,
    /// Of everything else.
    other: Option<Format>,
}

/// Whole numbers stay without decimals, others get those of their indicator.
fn formats(indicator: &Value) -> Formats {
    let decimals = indicator["decimals"].as_u64().and_then(|count| usize::try_from(count).ok());
    let shown = match decimals.unwrap_or(0) {
        0 => "0".to_owned(),
        count => format!("0.{}", "0".repeat(count)),
    };
    Formats { number: Some(Format::new().set_num_format(shown)), other: None }
}

/// Texts are always written as texts, so that none of them becomes a formula.
fn write_row(
    sheet: &mut Worksheet,
    line: u32,
    cells: &[Value],
    formats: &Formats,
) -> Result<(), XlsxError> {
    for (column, cell) in (0..).zip(cells) {
        let place = (line, column);
        match cell {
            Value::Null => {}
            Value::Bool(yes) => write_text(sheet, place, if *yes { "да" } else { "нет" }, formats)?,
            Value::Number(number) => {
                // Counts are whole numbers in data.
                let is_whole = number.is_u64() || number.is_i64();
                let format = if is_whole { &formats.other } else { &formats.number };
                let number = number.as_f64().unwrap_or_default();
                match format {
                    Some(format) => {
                        sheet.write_number_with_format(line, column, number, format)?;
                    }
                    None => _ = sheet.write_number(line, column, number)?,
                }
            }
            Value::String(text) => write_text(sheet, place, text, formats)?,
            Value::Array(list) => {
                let texts: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
                write_text(sheet, place, &texts.join("\n"), formats)?;
            }
            Value::Object(_) => write_text(sheet, place, &cell.to_string(), formats)?,
        }
    }
    Ok(())
}

fn write_text(
    sheet: &mut Worksheet,
    (line, column): (u32, u16),
    text: &str,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match &formats.other {
        Some(format) => sheet.write_string_with_format(line, column, text, format)?,
        None => sheet.write_string(line, column, text)?,
    };
    Ok(())
}

/// The height of a line of text, in points.
const LINE: f64 = 14.0;

/// Returns the height of a row in which a text is broken into lines of a width.
pub(super) fn row_height(text: &str, width: f64) -> f64 {
    // Lines break between words, so they are not full.
    const FULL: f64 = 0.8;
    let letters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    (f64::from(letters) / (width * FULL)).ceil().max(1.0) * LINE
}
