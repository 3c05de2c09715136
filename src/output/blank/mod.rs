//! A blank workbook of a form, to be filled in by hand: what is written under its header reads
//! back through the same form.

mod guide;
mod header;
mod rule;
mod table;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::definition::{Collect, ColumnOrigin, Form, SourceColumn};
use crate::diagnostics::{Argument, Catalogue, Code, Diagnostic};

use header::Heading;

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
    let first = table::write(blank, sheet, &guide)?;
    if example {
        table::write_example(blank, sheet, first)?;
    }
    guide::write(blank, book.add_worksheet(), &guide)?;
    book.save_to_buffer()
}
