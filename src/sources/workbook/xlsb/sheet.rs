//! One sheet: its cells, and what is hidden of it.

use std::io::Read;
use std::sync::Arc;

use crate::sources::budget::Memory;
use crate::sources::content::Content;
use crate::sources::grid::{Grid, GridBuilder};
use crate::sources::problem::{Damage, FileProblem, Limit};
use crate::sources::workbook::cell::Cells;

use super::fields::Fields;
use super::problem;
use super::records::{RecordError, Records};
use super::shared::Shared;

/// Rows and columns a sheet can have.
const ROWS_MAX: u32 = 1_048_576;
const COLUMNS_MAX: u32 = 16_384;

/// What a sheet has given.
pub(super) struct Sheet {
    /// Its cells.
    pub(super) grid: Grid,
    /// Whether some of them are results of formulas.
    pub(super) has_formulas: bool,
}

/// Reads a sheet.
pub(super) fn read<R: Read>(
    mut records: Records<R>,
    shared: &Shared,
    memory: &Memory,
    damage: &Damage,
) -> Result<Sheet, FileProblem> {
    let mut reading = Reading {
        shared,
        builder: GridBuilder::within(memory),
        cells: Cells::within(shared.epoch_1904, memory),
        row: None,
        column: 0,
        row_count: 0,
        column_ranges: 0,
        text: String::new(),
        has_formulas: false,
    };
    let in_sheet = |stop: Stop| match stop {
        Stop::Record(error) => problem(error, damage),
        Stop::Problem(problem) => problem,
    };
    loop {
        let record = records.next().map_err(|error| problem(error, damage))?;
        if record.kind == kind::CELLS_END {
            let grid = reading.builder.finish();
            return Ok(Sheet { grid, has_formulas: reading.has_formulas });
        }
        reading.add(record.kind, record.fields).map_err(in_sheet)?;
    }
}

/// Kinds of records, MS-XLSB 2.3.2.
mod kind {
    pub(super) const ROW: u16 = 0;
    pub(super) const BLANK: u16 = 1;
    pub(super) const PACKED: u16 = 2;
    pub(super) const ERROR: u16 = 3;
    pub(super) const BOOLEAN: u16 = 4;
    pub(super) const REAL: u16 = 5;
    pub(super) const TEXT: u16 = 6;
    pub(super) const SHARED_TEXT: u16 = 7;
    pub(super) const FORMULA_TEXT: u16 = 8;
    pub(super) const FORMULA_REAL: u16 = 9;
    pub(super) const FORMULA_BOOLEAN: u16 = 10;
    pub(super) const FORMULA_ERROR: u16 = 11;
    /// The kinds from `BLANK` to `SHARED_TEXT` again, without a column: the next one.
    pub(super) const SHORT_BLANK: u16 = 12;
    pub(super) const SHORT_SHARED_TEXT: u16 = 18;
    pub(super) const COLUMNS: u16 = 60;
    pub(super) const RICH_TEXT: u16 = 62;
    pub(super) const CELLS_END: u16 = 146;
}

/// Why a sheet cannot be read on.
enum Stop {
    Record(RecordError),
    Problem(FileProblem),
}

impl From<RecordError> for Stop {
    fn from(error: RecordError) -> Self {
        Self::Record(error)
    }
}

impl From<FileProblem> for Stop {
    fn from(problem: FileProblem) -> Self {
        Self::Problem(problem)
    }
}

const OUTSIDE: Stop = Stop::Problem(FileProblem::TooLarge(Limit::Grid));

/// A sheet while it is read.
struct Reading<'a> {
    shared: &'a Shared,
    builder: GridBuilder,
    cells: Cells,
    row: Option<u32>,
    /// The place of the next cell, should it not give its own.
    column: u32,
    row_count: u32,
    column_ranges: u32,
    text: String,
    has_formulas: bool,
}

impl Reading<'_> {
    fn add(&mut self, kind: u16, fields: Fields<'_>) -> Result<(), Stop> {
        match kind {
            kind::ROW => self.begin_row(fields),
            kind::BLANK..=kind::SHORT_SHARED_TEXT | kind::RICH_TEXT => self.cell(kind, fields),
            kind::COLUMNS => self.columns(fields),
            _ => Ok(()),
        }
    }

    fn columns(&mut self, mut fields: Fields<'_>) -> Result<(), Stop> {
        const IS_HIDDEN: u16 = 1;
        let [first, last, width, _format] =
            [fields.whole()?, fields.whole()?, fields.whole()?, fields.whole()?];
        let is_hidden = fields.short()? & IS_HIDDEN != 0 || width == 0;
        self.column_ranges += 1;
        if self.column_ranges > COLUMNS_MAX {
            return Err(OUTSIDE);
        }
        if is_hidden && first <= last {
            self.builder.hide_columns(first, last);
        }
        Ok(())
    }

    fn begin_row(&mut self, mut fields: Fields<'_>) -> Result<(), Stop> {
        const IS_HIDDEN: u8 = 1 << 4;
        const HAS_OWN_HEIGHT: u8 = 1 << 5;
        let (row, _format) = (fields.whole()?, fields.whole()?);
        let (height, _padding, flags) = (fields.short()?, fields.byte()?, fields.byte()?);
        self.row_count += 1;
        // A row that stands twice counts twice: there may be no more of them than a sheet has.
        if row >= ROWS_MAX || self.row_count > ROWS_MAX {
            return Err(OUTSIDE);
        }
        if flags & IS_HIDDEN != 0 || (height == 0 && flags & HAS_OWN_HEIGHT != 0) {
            self.builder.hide_rows(row, row);
        }
        (self.row, self.column) = (Some(row), 0);
        Ok(())
    }

    fn cell(&mut self, kind: u16, mut fields: Fields<'_>) -> Result<(), Stop> {
        const FORMAT_BITS: u32 = 0x00FF_FFFF;
        let is_short = (kind::SHORT_BLANK..=kind::SHORT_SHARED_TEXT).contains(&kind);
        let column = if is_short { self.column } else { fields.whole()? };
        let format = fields.whole()? & FORMAT_BITS;
        let row = self.row.ok_or(RecordError::Malformed)?;
        if column >= COLUMNS_MAX {
            return Err(OUTSIDE);
        }
        self.column = column + 1;
        let kind = if is_short { kind - kind::SHORT_BLANK + kind::BLANK } else { kind };
        let content = self.content(kind, fields, format)?;
        Ok(self.builder.push((row, column), content)?)
    }

    fn content(&mut self, kind: u16, mut fields: Fields<'_>, format: u32) -> Result<Content, Stop> {
        let style = self.shared.style(format);
        self.has_formulas |= (kind::FORMULA_TEXT..=kind::FORMULA_ERROR).contains(&kind);
        Ok(match kind {
            kind::PACKED => self.cells.number(fields.packed()?, style)?,
            kind::REAL | kind::FORMULA_REAL => self.cells.number(fields.real()?, style)?,
            kind::BOOLEAN | kind::FORMULA_BOOLEAN => Content::Boolean(fields.byte()? != 0),
            kind::ERROR | kind::FORMULA_ERROR => {
                let number = fields.byte()?;
                match error_text(number) {
                    Some(text) => self.cells.error(text)?,
                    None => self.cells.error(&format!("#ERROR {number}!"))?,
                }
            }
            kind::TEXT | kind::FORMULA_TEXT => {
                fields.text(&mut self.text)?;
                self.cells.text(&self.text)?
            }
            kind::RICH_TEXT => {
                fields.skip(1)?;
                fields.text(&mut self.text)?;
                self.cells.text(&self.text)?
            }
            kind::SHARED_TEXT => {
                let place = usize::try_from(fields.whole()?).ok();
                match place.and_then(|place| self.shared.texts.get(place)) {
                    Some(text) if text.is_empty() => Content::Empty,
                    Some(text) => Content::Text(Arc::clone(text)),
                    None => self.cells.error("#VALUE!")?,
                }
            }
            _ => Content::Empty,
        })
    }
}

/// Returns how an error is shown, MS-XLSB 2.5.97.2; the later ones have the numbers by which
/// macros know them.
const fn error_text(number: u8) -> Option<&'static str> {
    Some(match number {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        0x2D => "#SPILL!",
        0x2E => "#CONNECT!",
        0x2F => "#BLOCKED!",
        0x30 => "#UNKNOWN!",
        0x31 => "#FIELD!",
        0x32 => "#CALC!",
        _ => return None,
    })
}
