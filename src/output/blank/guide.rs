//! The sheet that says how to fill in a blank.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use crate::definition::WordMeaning;

use super::Blank;
use super::rule::{expected, hint};
use crate::output::workbook::row_height;

use super::table::{bold, heading_format};

const WIDTHS: [f64; 4] = [44.0, 44.0, 60.0, 24.0];

/// Writes the sheet.
pub(super) fn write(blank: &Blank<'_>, sheet: &mut Worksheet, name: &str) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    for (column, width) in (0_u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.write_with_format(0, 0, blank.form.title.as_str(), &bold(14.0))?;
    let mut row = 2;
    let rules = blank.collect.rules.iter().cloned();
    for rule in rules.chain([blank.word("blank-rules"), missing(blank)]) {
        if !rule.is_empty() {
            sheet.write(row, 0, rule)?;
            row += 1;
        }
    }
    row += 1;
    for (column, id) in (0_u16..).zip(["column", "expected", "about", "example"]) {
        let word = blank.word(&format!("blank-{id}"));
        sheet.write_with_format(row, column, word, &heading_format())?;
    }
    let format =
        Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::Top).set_text_wrap();
    for (column, heading) in blank.columns() {
        row += 1;
        let collected = blank.collect.columns.get(column.name.value.as_str());
        let example = collected.and_then(|collected| collected.example.clone());
        let cells = [
            heading.text(&blank.form.source.header.join),
            expected(blank, column),
            hint(blank, column).unwrap_or_default(),
            example.unwrap_or_default(),
        ];
        let tallest = cells.iter().zip(WIDTHS).map(|(text, width)| row_height(text, width));
        sheet.set_row_height(row, tallest.fold(0.0, f64::max))?;
        for (at, text) in (0_u16..).zip(cells) {
            sheet.write_string_with_format(row, at, text, &format)?;
        }
    }
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    Ok(())
}

/// Says which words stand for a missing value.
fn missing(blank: &Blank<'_>) -> String {
    let meaning = |(word, meaning): (&String, &WordMeaning)| {
        let id = match meaning {
            WordMeaning::Missing(reason) => format!("missing-{}", reason.name().replace('_', "-")),
            WordMeaning::Zero => "blank-zero".to_owned(),
        };
        format!("«{word}» – {}", blank.word(&id))
    };
    let words: Vec<String> = blank.form.source.missing.iter().map(meaning).collect();
    if words.is_empty() {
        return blank.word("blank-empty");
    }
    blank.said("blank-missing", "words", words.join(", "))
}
