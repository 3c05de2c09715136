//! A blank workbook of a form, to be filled in by hand: what is written under its header reads
//! back through the same form.

mod guide;
mod header;
mod rule;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, ProtectionOptions, Workbook,
    Worksheet, XlsxError,
};

use crate::definition::{Collect, ColumnKind, ColumnOrigin, Form, SourceColumn};
use crate::diagnostics::{Argument, Catalogue, Code, Diagnostic};

use header::{Heading, write_headings};

/// Rows below the header for which cells are checked while they are typed.
const ROWS: u32 = 1000;

/// Rows above the header: the title, a hint, a blank one.
const ABOVE: u32 = 3;

/// Makes the workbook. With `example`, the first row holds the examples of the form.
///
/// # Errors
///
/// Fails when the form is not one that is filled in by hand.
pub fn blank_workbook(
    form: &Form,
    example: bool,
    words: &Catalogue,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let Some(collect) = &form.collect else {
        let finding = Diagnostic::error(Code::FormNotCollected)
            .with("name", form.name.as_str())
            .with("origin", form.origin.as_str())
            .note("origin")
            .help("help");
        return Err(Box::new(finding));
    };
    build(&Blank { form, collect, words }, example).map_err(|error| {
        let finding = Diagnostic::error(Code::CannotWrite).with("path", form.name.as_str());
        Box::new(finding.with("reason", error.to_string()))
    })
}

/// What a blank is made of.
struct Blank<'a> {
    form: &'a Form,
    collect: &'a Collect,
    words: &'a Catalogue,
}

impl<'a> Blank<'a> {
    fn word(&self, id: &str) -> String {
        self.words.text(id, &[])
    }

    fn said(&self, id: &str, name: &'static str, value: impl Into<String>) -> String {
        self.words.text(id, &[(name, Argument::Text(value.into()))])
    }

    /// The columns that stand under headings, with those headings.
    fn columns(&self) -> impl Iterator<Item = (&'a SourceColumn, Heading<'a>)> {
        let header = &self.form.source.header;
        self.form.source.columns.iter().filter_map(|column| match &column.origin {
            ColumnOrigin::Heading { headings, .. } => {
                Some((column, Heading::new(&headings.first()?.value, header)))
            }
            _ => None,
        })
    }
}

fn build(blank: &Blank<'_>, example: bool) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same form gives the same bytes on any day.
    let created = ExcelDateTime::from_ymd(2020, 1, 1)?;
    let title = blank.form.title.as_str();
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&created));
    let guide = blank.word("blank-guide");
    let sheet = book.add_worksheet();
    sheet.set_name(blank.collect.sheet.as_str())?;
    let first = table(blank, sheet, &guide)?;
    if example {
        write_example(blank, sheet, first)?;
    }
    guide::write(blank, book.add_worksheet(), &guide)?;
    book.save_to_buffer()
}

/// Writes everything but rows; returns the first row for them.
fn table(blank: &Blank<'_>, sheet: &mut Worksheet, guide: &str) -> Result<u32, XlsxError> {
    let columns: Vec<_> = blank.columns().collect();
    let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.write_with_format(0, 0, blank.form.title.as_str(), &bold(14.0))?;
    sheet.write_with_format(1, 0, blank.said("blank-hint", "sheet", guide), &Format::new())?;
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

fn write_example(blank: &Blank<'_>, sheet: &mut Worksheet, row: u32) -> Result<(), XlsxError> {
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

/// The height of a row in which a text is broken into lines of a width.
fn height(text: &str, width: f64) -> f64 {
    const LINE: f64 = 14.0;
    // Lines break between words, so they are not full.
    const FULL: f64 = 0.8;
    let letters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    (f64::from(letters) / (width * FULL)).ceil().max(1.0) * LINE
}

fn bold(size: f64) -> Format {
    Format::new().set_bold().set_font_size(size)
}

fn heading_format() -> Format {
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
