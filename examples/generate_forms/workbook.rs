//! Samples as workbooks.

use std::error::Error;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError,
};

use crate::sample::{Sample, Sheet};

/// Returns the bytes of a sample.
pub(crate) fn bytes(sample: &Sample) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_ymd(2025, 8, 20)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    for sheet in sample.sheets {
        let page = book.add_worksheet();
        page.set_name(sheet.name)?.set_hidden(sheet.is_hidden);
        write(page, sheet)?;
    }
    Ok(book.save_to_buffer()?)
}

fn write(page: &mut Worksheet, sheet: &Sheet) -> Result<(), Box<dyn Error>> {
    for range in sheet.merges {
        let (first, last) = range.split_once(':').ok_or("a range has two ends")?;
        let (first, last) = (address(first)?, address(last)?);
        page.merge_range(first.0, first.1, last.0, last.1, "", &Format::new())?;
    }
    for (row, line) in (0_u32..).zip(sheet.rows.trim_start_matches('\n').lines()) {
        for (column, text) in (0_u16..).zip(line.split('|')) {
            cell(page, (row, column), text.trim())?;
        }
    }
    Ok(())
}

fn cell(page: &mut Worksheet, (row, column): (u32, u16), text: &str) -> Result<(), XlsxError> {
    if text.is_empty() {
        return Ok(());
    }
    if let Some((formula, result)) = text.strip_prefix('=').and_then(|rest| rest.split_once('~')) {
        page.write_formula(row, column, Formula::new(formula).set_result(result))?;
    } else if let Some(text) = text.strip_prefix('\'') {
        page.write_string(row, column, text)?;
    } else if let Ok(number) = text.parse::<f64>() {
        page.write_number(row, column, number)?;
    } else if let Some(Ok(number)) = text.strip_suffix('%').map(str::parse::<f64>) {
        let format = Format::new().set_num_format("0.0%");
        page.write_number_with_format(row, column, number / 100.0, &format)?;
    } else if let Some(date) = date(text) {
        let format = Format::new().set_num_format("dd.mm.yyyy");
        page.write_datetime_with_format(row, column, &date, &format)?;
    } else {
        page.write_string(row, column, text.replace('\\', "\n"))?;
    }
    Ok(())
}

fn date(text: &str) -> Option<ExcelDateTime> {
    let mut parts = text.split('.');
    let day = parts.next().filter(|day| day.len() == 2)?.parse().ok()?;
    let month = parts.next().filter(|month| month.len() == 2)?.parse().ok()?;
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    parts.next().is_none().then(|| ExcelDateTime::from_ymd(year, month, day).ok())?
}

/// Reads an address such as `C14`.
fn address(text: &str) -> Result<(u32, u16), Box<dyn Error>> {
    let digits = text.find(|c: char| c.is_ascii_digit()).ok_or("an address has a row")?;
    let column = text[..digits].bytes().fold(0, |sum, letter| sum * 26 + u16::from(letter - 64));
    Ok((text[digits..].parse::<u32>()? - 1, column - 1))
}
