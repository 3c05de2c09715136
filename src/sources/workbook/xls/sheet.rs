//! A sheet of an old workbook. Numbers in comments are sections of MS-XLS.

use crate::sources::content::Content;
use crate::sources::grid::{Grid, GridBuilder};
use crate::sources::problem::FileProblem;
use crate::sources::workbook::cell::Cells;
use crate::sources::workbook::cell_format::Moment;

use super::formula::Formulas;
use super::globals::Globals;
use super::records::{DAMAGED, Record, Records};

/// Reads the sheet that begins at a place of the stream.
pub(super) fn read(stream: &[u8], at: usize, globals: &Globals) -> Result<Grid, FileProblem> {
    let (mut records, first) = Records::begin(stream, at)?;
    let mut sheet = Sheet {
        globals,
        cells: Cells::new(globals.epoch_1904),
        builder: GridBuilder::default(),
        formulas: Formulas::default(),
        waiting: None,
        rows: Rows::default(),
    };
    // A chart announced as a sheet has no cells.
    const CELLS: u16 = 0x0010;
    if first.word(2)? == CELLS {
        while let Some(record) = records.next()? {
            sheet.record(&records, &record)?;
        }
    }
    sheet.finish()
}

struct Sheet<'g> {
    globals: &'g Globals,
    cells: Cells,
    builder: GridBuilder,
    formulas: Formulas,
    /// The formula whose text is in a record behind it.
    waiting: Option<(u32, u32)>,
    rows: Rows,
}

/// Which rows are shown.
#[derive(Default)]
struct Rows {
    /// Whether rows that nothing is said of are hidden.
    others_are_hidden: bool,
    shown: Vec<u32>,
}

impl Sheet<'_> {
    fn record(&mut self, records: &Records<'_>, record: &Record<'_>) -> Result<(), FileProblem> {
        match record.kind {
            0x0208 => self.row(record),
            0x0225 => {
                // DefaultRowHeight, 2.4.87: rows without a record of their own are hidden.
                self.rows.others_are_hidden = record.word(0)? & 0x0002 != 0;
                Ok(())
            }
            0x007D => self.columns(record),
            0x0203 => self.number(record, 4, record.double(6)?, place(record)?),
            0x027E => self.number(record, 4, packed(record.long(6)?), place(record)?),
            0x00BD => self.numbers(record),
            // Label, with formatting of its parts or without: 2.4.148.
            0x0204 | 0x00D6 => {
                let text = records.pieces(record, 6).text(self.globals.letters)?;
                let content = self.cells.text(&text)?;
                self.builder.push(place(record)?, content)
            }
            0x00FD => self.shared_text(record),
            0x0205 => self.truth_or_error(record, (6, 7), place(record)?),
            0x0006 | 0x0206 | 0x0406 => self.formula(record),
            0x0207 => {
                let Some(at) = self.waiting.take() else { return Ok(()) };
                let text = records.pieces(record, 0).text(self.globals.letters)?;
                let content = self.cells.text(&text)?;
                self.builder.push(at, content)
            }
            _ => Ok(()),
        }
    }

    /// Row, 2.4.221.
    fn row(&mut self, record: &Record<'_>) -> Result<(), FileProblem> {
        const NO_HEIGHT: u16 = 0x0020;
        let row = u32::from(record.word(0)?);
        if record.word(12)? & NO_HEIGHT == 0 {
            self.rows.shown.push(row);
        } else {
            self.builder.hide_rows(row, row);
        }
        Ok(())
    }

    /// `ColInfo`, 2.4.53.
    fn columns(&mut self, record: &Record<'_>) -> Result<(), FileProblem> {
        const HIDDEN: u16 = 0x0001;
        if record.word(8)? & HIDDEN != 0 {
            self.builder.hide_columns(record.word(0)?.into(), record.word(2)?.into());
        }
        Ok(())
    }

    fn number(
        &mut self,
        record: &Record<'_>,
        format_at: usize,
        value: f64,
        at: (u32, u32),
    ) -> Result<(), FileProblem> {
        let format = self.globals.formats.get(usize::from(record.word(format_at)?));
        let content = match format.and_then(|format| format.moment) {
            Some(moment) => self.cells.days(value, moment == Moment::Day)?,
            None => self.cells.number(value, format.map(|format| &format.style))?,
        };
        self.builder.push(at, content)
    }

    /// `MulRk`, 2.4.175: numbers side by side.
    fn numbers(&mut self, record: &Record<'_>) -> Result<(), FileProblem> {
        const EACH: usize = 6;
        let (row, first) = place(record)?;
        let inner = record.data.len().checked_sub(EACH).ok_or(DAMAGED)?;
        for (column, at) in (first..).zip((4..4 + inner / EACH * EACH).step_by(EACH)) {
            self.number(record, at, packed(record.long(at + 2)?), (row, column))?;
        }
        Ok(())
    }

    /// `LabelSst`, 2.4.149.
    fn shared_text(&mut self, record: &Record<'_>) -> Result<(), FileProblem> {
        let content = match self.globals.texts.get(record.long(6)? as usize) {
            Some(text) if text.is_empty() => Content::Empty,
            Some(text) => Content::Text(text.clone()),
            None => self.cells.error("#VALUE!")?,
        };
        self.builder.push(place(record)?, content)
    }

    /// A byte, and a byte that says whether it is an error: `BoolErr`, 2.4.24.
    fn truth_or_error(
        &mut self,
        record: &Record<'_>,
        (value, kind): (usize, usize),
        at: (u32, u32),
    ) -> Result<(), FileProblem> {
        let byte = |at: usize| record.data.get(at).copied().ok_or(DAMAGED);
        let content = match byte(kind)? {
            0 => Content::Boolean(byte(value)? != 0),
            _ => self.cells.error(error_text(byte(value)?))?,
        };
        self.builder.push(at, content)
    }

    /// Formula, 2.4.127. Where the last two bytes of the result are no part of a number, the first
    /// says what it is.
    fn formula(&mut self, record: &Record<'_>) -> Result<(), FileProblem> {
        let at = place(record)?;
        self.waiting = None;
        self.formulas.add(at, record, self.globals.letters);
        if record.word(12)? != 0xFFFF {
            return self.number(record, 4, record.double(6)?, at);
        }
        match record.word(6)? & 0xFF {
            0 => self.waiting = Some(at),
            1 => {
                let value = record.data[8] != 0;
                self.builder.push(at, Content::Boolean(value))?;
            }
            2 => {
                let error = self.cells.error(error_text(record.data[8]))?;
                self.builder.push(at, error)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Grid, FileProblem> {
        for at in self.formulas.not_calculated() {
            self.builder.push(at, Content::NotCalculated)?;
        }
        if self.rows.others_are_hidden {
            let mut shown = self.rows.shown;
            shown.sort_unstable();
            let mut next = 0;
            for row in shown {
                if row > next {
                    self.builder.hide_rows(next, row - 1);
                }
                next = row + 1;
            }
            self.builder.hide_rows(next, u32::MAX);
        }
        Ok(self.builder.finish())
    }
}

fn place(record: &Record<'_>) -> Result<(u32, u32), FileProblem> {
    Ok((record.word(0)?.into(), record.word(2)?.into()))
}

/// `RkNumber`, 2.5.217: the upper 30 bits of a number or a whole number, perhaps in hundredths.
fn packed(bits: u32) -> f64 {
    let number = if bits & 2 == 0 {
        f64::from_bits(u64::from(bits & !3) << 32)
    } else {
        f64::from(bits.cast_signed() >> 2)
    };
    if bits & 1 == 0 { number } else { number / 100.0 }
}

/// `BErr`, 2.5.10.
const fn error_text(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => "#VALUE!",
    }
}

#[cfg(test)]
mod tests {
    use super::packed;

    #[test]
    fn packed_numbers() {
        let cases = [
            (0x3FF0_0000, 1.0),
            (0x3FF0_0001, 0.01),
            (0x0000_0006, 1.0),
            (0x0000_3039 << 2 | 3, 123.45),
            (0xFFFF_FFFE, -1.0),
        ];
        for (bits, expected) in cases {
            assert_eq!(packed(bits), expected, "{bits:x}");
        }
    }
}
