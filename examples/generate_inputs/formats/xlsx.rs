//! Workbooks of Excel 2007 and later, with a fixed date in the properties.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::sheet::{Cell, Sheet};

/// The looks a cell may have.
struct Formats {
    plain: Format,
    heading: Format,
    decimal: [Format; 3],
    date: Format,
}

/// Returns the bytes of a workbook.
pub(super) fn encode(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2025, 8, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let formats = Formats::new();
    for sheet in sheets {
        write_sheet(workbook.add_worksheet(), sheet, &formats)?;
    }
    workbook.save_to_buffer()
}

impl Formats {
    fn new() -> Self {
        let heading = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
            .set_border(FormatBorder::Thin);
        Self {
            plain: Format::new(),
            heading,
            decimal: ["0", "0.0", "0.00"].map(|code| Format::new().set_num_format(code)),
            date: Format::new().set_num_format("dd.mm.yyyy"),
        }
    }
}

fn write_sheet(target: &mut Worksheet, sheet: &Sheet, formats: &Formats) -> Result<(), XlsxError> {
    target.set_name(&sheet.name)?;
    target.set_hidden(sheet.hidden);
    for (column, &width) in (0..).zip(&sheet.widths) {
        target.set_column_width(column, width)?;
    }
    // A merge writes its own blank cells, so the values come after it.
    for merge in &sheet.merges {
        let format =
            if sheet.heading.contains(&merge.first.0) { &formats.heading } else { &formats.plain };
        let (row, column) = (merge.first.0 as u32, merge.first.1 as u16);
        let (last_row, last_column) = (merge.last.0 as u32, merge.last.1 as u16);
        target.merge_range(row, column, last_row, last_column, "", format)?;
    }
    for (index, row) in sheet.rows.iter().enumerate() {
        let heading = sheet.heading.contains(&index).then_some(&formats.heading);
        for (column, cell) in (0..).zip(row) {
            write_cell(target, (index as u32, column), cell, heading, formats)?;
        }
    }
    Ok(())
}

fn write_cell(
    target: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    heading: Option<&Format>,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Blank => return Ok(()),
        Cell::Text(text) => {
            let format = heading.unwrap_or(&formats.plain);
            target.write_string_with_format(row, column, text, format)?
        }
        Cell::Integer(number) => {
            let format = heading.unwrap_or(&formats.plain);
            target.write_number_with_format(row, column, *number as f64, format)?
        }
        Cell::Decimal { places, .. } => {
            let number = cell.number().expect("a decimal cell is a number");
            let format = &formats.decimal[*places as usize];
            target.write_number_with_format(row, column, number, format)?
        }
        Cell::Date { year, month, day } => {
            let date = ExcelDateTime::from_ymd(*year, *month, *day)?;
            target.write_datetime_with_format(row, column, &date, &formats.date)?
        }
    };
    Ok(())
}
