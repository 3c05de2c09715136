//! The header of a blank, laid out as the form reads it.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::definition::{ColumnKind, Header};

use crate::output::workbook::row_height;

use super::table::heading_format;

/// A heading, from the topmost group to the column.
pub(super) struct Heading<'a> {
    pieces: Vec<&'a str>,
    /// What its values need.
    width_min: u32,
}

impl<'a> Heading<'a> {
    /// Takes a heading apart into the rows of the header.
    pub(super) fn new(text: &'a str, header: &Header, kind: &ColumnKind) -> Self {
        let pieces = match header.rows {
            1 => vec![text],
            _ => text.split(header.join.as_str()).collect(),
        };
        let width_min = match kind {
            ColumnKind::Text => 32,
            ColumnKind::Category { .. } => 18,
            _ => 10,
        };
        Self { pieces, width_min }
    }

    /// The words above the column itself.
    pub(super) fn last(&self) -> &'a str {
        self.pieces.last().copied().unwrap_or_default()
    }

    /// All of it, on one line.
    pub(super) fn text(&self, join: &str) -> String {
        self.pieces.join(join)
    }

    /// A width at which its words fit into a few lines, and no word is broken.
    pub(super) fn width(&self) -> f64 {
        let letters = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        // A group may have no other column to stand over.
        let words = self.pieces.iter().flat_map(|piece| piece.split_whitespace()).map(letters);
        // Headings are bold.
        let longest = (words.max().unwrap_or(0).saturating_mul(6) / 5).saturating_add(2);
        let lines = (letters(self.last()) / 2).max(self.width_min);
        f64::from(lines.max(longest).min(40))
    }

    /// The group at a level together with all above it.
    fn group(&self, level: usize) -> Option<&[&'a str]> {
        (level + 1 < self.pieces.len()).then(|| &self.pieces[..=level])
    }
}

/// Writes the rows of the header from `top` on; returns the row below them.
pub(super) fn write_headings(
    sheet: &mut Worksheet,
    top: u32,
    headings: &[&Heading<'_>],
    header: &Header,
) -> Result<u32, XlsxError> {
    let last = top + header.rows - 1;
    for level in 0..header.rows {
        let index = usize::try_from(level).unwrap_or(usize::MAX);
        let row = top + level;
        let mut tallest: f64 = 0.0;
        let mut at = 0;
        while at < headings.len() {
            let heading = headings[at];
            let mut end = at;
            if let Some(group) = heading.group(index) {
                while headings.get(end + 1).is_some_and(|next| next.group(index) == Some(group)) {
                    end += 1;
                }
                write(sheet, (row, at), (row, end), heading.pieces[index])?;
                let width = headings[at..=end].iter().map(|heading| heading.width()).sum();
                tallest = tallest.max(row_height(heading.pieces[index], width));
            } else if heading.pieces.len() == index + 1 {
                // A column without further groups reaches down to the last row.
                write(sheet, (row, at), (last, at), heading.pieces[index])?;
                let rows = f64::from(header.rows - level);
                tallest = tallest.max(row_height(heading.pieces[index], heading.width()) / rows);
            }
            at = end + 1;
        }
        sheet.set_row_height(row, tallest)?;
    }
    if !header.numbered {
        return Ok(last + 1);
    }
    for (column, number) in (0_u16..).zip(1..=headings.len()) {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        sheet.write_with_format(last + 1, column, number, &heading_format())?;
    }
    Ok(last + 2)
}

fn write(
    sheet: &mut Worksheet,
    first: (u32, usize),
    last: (u32, usize),
    text: &str,
) -> Result<(), XlsxError> {
    let column = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
    let format = heading_format();
    if first == last {
        sheet.write_with_format(first.0, column(first.1), text, &format)?;
    } else {
        sheet.merge_range(first.0, column(first.1), last.0, column(last.1), text, &format)?;
    }
    Ok(())
}
