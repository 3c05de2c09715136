//! The sheet to be filled in: header, what the cells take, protection and print.

use rust_xlsxwriter::{
    ExcelDateTime, Format, FormatAlign, FormatBorder, ProtectionOptions, Worksheet, XlsxError,
};

use crate::definition::ColumnKind;

use super::header::{Heading, write_headings};
use super::{Blank, rule};

/// Rows below the header for which cells are checked while they are typed.
const ROWS: u32 = 1000;

/// Rows above the header: the title, a hint, a blank one.
const ABOVE: u32 = 3;

/// Writes everything but rows; returns the first row for them.
pub(super) fn write(
    blank: &Blank<'_>,
    sheet: &mut Worksheet,
    guide: &str,
) -> Result<u32, XlsxError> {
    // A format of its own, so that the hint is not broken into lines as the column below is.
    let plain = Format::new().set_align(FormatAlign::Left);
    let columns: Vec<_> = blank.columns().collect();
    let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.write_with_format(0, 0, blank.form.title.as_str(), &bold(14.0))?;
    sheet.write_with_format(1, 0, blank.said("blank-hint", "sheet", guide), &plain)?;
    let headings: Vec<&Heading<'_>> = columns.iter().map(|(_, heading)| heading).collect();
    let header = &blank.form.source.header;
    let first = write_headings(sheet, ABOVE, &headings, header)?;
    for (at, (column, heading)) in (0_u16..).zip(&columns) {
        sheet.set_column_width(at, heading.width())?;
        sheet.set_column_format(at, &cell_format(&column.kind).set_unlocked())?;
        let rule = rule::validation(blank, column, heading, (first, at))?;
        sheet.add_data_validation(first, at, first + ROWS - 1, at, &rule)?;
    }
    sheet.set_freeze_panes(first, 0)?;
    // Against slips of the hand only: there is no password.
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        insert_rows: true,
        delete_rows: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    });
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(ABOVE, first - 1)?;
    sheet.set_print_area(0, 0, first + 39, last)?;
    sheet.set_footer("&C&P / &N");
    Ok(first)
}

/// Writes the examples of the form as a row.
pub(super) fn write_example(
    blank: &Blank<'_>,
    sheet: &mut Worksheet,
    row: u32,
) -> Result<(), XlsxError> {
    for (at, (column, _)) in (0_u16..).zip(blank.columns()) {
        let collected = blank.collect.columns.get(column.name.value.as_str());
        let Some(text) = collected.and_then(|collected| collected.example.as_deref()) else {
            continue;
        };
        let format = cell_format(&column.kind).set_unlocked();
        let number = text.replace(',', ".").parse::<f64>().ok();
        let date = matches!(column.kind, ColumnKind::Date).then(|| date_of(text)).flatten();
        match (&column.kind, number, date) {
            (_, _, Some(date)) => sheet.write_with_format(row, at, &date, &format)?,
            (
                ColumnKind::Integer | ColumnKind::Number | ColumnKind::Percent,
                Some(number),
                None,
            ) => sheet.write_with_format(row, at, number, &format)?,
            _ => sheet.write_with_format(row, at, text, &format)?,
        };
    }
    Ok(())
}

/// Reads a day such as `31.12.2025`.
fn date_of(text: &str) -> Option<ExcelDateTime> {
    let mut parts = text.split('.');
    let day = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    ExcelDateTime::from_ymd(parts.next()?.parse().ok()?, month, day).ok()
}

pub(super) fn bold(size: f64) -> Format {
    Format::new().set_bold().set_font_size(size)
}

pub(super) fn heading_format() -> Format {
    bold(10.0)
        .set_border(FormatBorder::Thin)
        .set_background_color("E7ECF3")
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
}

/// Codes are texts, so that their leading zeros stay.
fn cell_format(kind: &ColumnKind) -> Format {
    let format = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    match kind {
        ColumnKind::Code { .. } => format.set_num_format("@"),
        ColumnKind::Date => format.set_num_format("dd.mm.yyyy"),
        ColumnKind::Integer
        | ColumnKind::Number
        | ColumnKind::Percent
        | ColumnKind::Text
        | ColumnKind::Category { .. }
        | ColumnKind::Boolean => format,
    }
}
