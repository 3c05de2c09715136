//! `calamine`'s stream of cells, for workbooks that our own reader does not understand.
//!
//! It is decided before a cell is used, and the container is examined first, since the budgets of
//! our reader do not hold in this one. What is hidden of a sheet is not known, parts of a text lose
//! the blanks between them, and all variants of a cell are read: a warning says so.
//!
//! The stream has two gaps. It gives up a cell with an error it does not know (`#SPILL!`) without
//! saying where the cell is, and it can tell either number formats or formulas, not both. So a
//! sheet is read a second time where it has such an error, to learn the places of all cells, and
//! where it has formulas and blank cells, to find the formulas that were never calculated.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{DataRef, Reader as _, Style, Xlsx, XlsxCellReader, XlsxError};

use crate::sources::budget::Memory;
use crate::sources::content::Content;
use crate::sources::doubts::Doubts;
use crate::sources::grid::{Grid, GridBuilder};
use crate::sources::package;
use crate::sources::problem::{Damage, FileProblem};
use crate::sources::workbook::cell::Cells;
use crate::sources::workbook::number_style::NumberStyle;
use crate::sources::workbook::{Wanted, Workbook, read_wanted, sheets_with_cells};

type CellStream<'a, 'b> = XlsxCellReader<'a, Cursor<&'b [u8]>>;

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], wanted: Wanted<'_>) -> Result<Workbook, FileProblem> {
    let has_formulas = package::examine(bytes)?;
    let workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => FileProblem::Password,
        XlsxError::Zip(_) => FileProblem::Damaged(Damage::Container),
        _ => FileProblem::Damaged(Damage::Workbook),
    })?;
    let sheets = sheets_with_cells(workbook.sheets_metadata());
    let memory = Memory::beside(bytes.len());
    let mut reader = SheetReader { workbook, has_formulas, memory };
    let workbook = read_wanted(sheets, wanted, |name| reader.read(name))?;
    Ok(Workbook { doubts: Doubts { is_foreign: true, has_alternatives: false }, ..workbook })
}

struct SheetReader<'b> {
    workbook: Xlsx<Cursor<&'b [u8]>>,
    has_formulas: bool,
    memory: Memory,
}

/// The places of the cells of a sheet in the order of the file, where they had to be found apart.
type Places = Option<Vec<(u32, u32)>>;

/// What one reading has found.
struct Reading {
    builder: GridBuilder,
    has_unplaced: bool,
    has_blank: bool,
}

impl<'b> SheetReader<'b> {
    fn read(&mut self, name: &Arc<str>) -> Result<Grid, FileProblem> {
        let mut places = None;
        let mut reading = self.cells(name, &places)?;
        if reading.has_unplaced {
            places = Some(self.places(name)?);
            reading = self.cells(name, &places)?;
        }
        if reading.has_blank && self.has_formulas {
            self.add_formulas(name, &places, &mut reading.builder)?;
        }
        Ok(reading.builder.finish())
    }

    fn stream(&mut self, name: &Arc<str>) -> Result<CellStream<'_, 'b>, FileProblem> {
        self.workbook.worksheet_cells_reader(name).map_err(|_| damaged(name))
    }

    /// Reads values with their formats.
    fn cells(&mut self, name: &Arc<str>, places: &Places) -> Result<Reading, FileProblem> {
        let mut cells = Cells::within(self.workbook.has_1904_epoch(), &self.memory);
        let memory = self.memory.clone();
        let mut stream = self.stream(name)?;
        let styles: Vec<NumberStyle> = stream.styles().iter().map(number_style).collect();
        let mut reading = Reading {
            builder: GridBuilder::within(&memory),
            has_unplaced: false,
            has_blank: false,
        };
        for ordinal in 0.. {
            let (at, content) = match stream.next_cell_with_style_id() {
                Ok(None) => break,
                Ok(Some((cell, style))) => {
                    let content = cells.content(cell.get_value(), styles.get(style))?;
                    reading.has_blank |= content == Content::Empty;
                    (Some(cell.get_position()), content)
                }
                Err(error) => (None, cells.error(cell_error(&error).ok_or(damaged(name))?)?),
            };
            let found = places.as_ref().map(|places| places.get(ordinal).copied());
            match found.unwrap_or(at) {
                Some(at) => reading.builder.push(at, content)?,
                None => reading.has_unplaced = true,
            }
        }
        Ok(reading)
    }

    /// Reads the places of all cells.
    fn places(&mut self, name: &Arc<str>) -> Result<Vec<(u32, u32)>, FileProblem> {
        let mut stream = self.stream(name)?;
        let mut places = Vec::new();
        while let Some(cell) = stream.next_formula().map_err(|_| damaged(name))? {
            places.push(cell.get_position());
        }
        Ok(places)
    }

    /// Adds the formulas without a result.
    fn add_formulas(
        &mut self,
        name: &Arc<str>,
        places: &Places,
        builder: &mut GridBuilder,
    ) -> Result<(), FileProblem> {
        let mut stream = self.stream(name)?;
        for ordinal in 0.. {
            let record = match stream.next_cell_with_formula_metadata() {
                Ok(None) => break,
                Ok(Some(record)) => record,
                Err(error) if cell_error(&error).is_some() => continue,
                Err(_) => return Err(damaged(name)),
            };
            if record.formula.is_some() && record.value == DataRef::Empty {
                let found = places.as_ref().and_then(|places| places.get(ordinal).copied());
                builder.push(found.unwrap_or(record.pos), Content::NotCalculated)?;
            }
        }
        Ok(())
    }
}

fn damaged(name: &Arc<str>) -> FileProblem {
    FileProblem::Damaged(Damage::Sheet(Arc::clone(name)))
}

fn number_style(style: &Style) -> NumberStyle {
    let format = style.number_format.as_ref();
    format.map_or_else(NumberStyle::default, |format| NumberStyle::parse(&format.format_code))
}

/// Returns what to show for an error that concerns one cell only: the stream goes on behind it.
fn cell_error(error: &XlsxError) -> Option<&str> {
    match error {
        XlsxError::CellError(text) => Some(text),
        XlsxError::CellTAttribute(_)
        | XlsxError::ParseFloat(_)
        | XlsxError::Unrecognized { typ: "boolean cell value", .. }
        | XlsxError::Unexpected("Cell string index not found in shared strings table") => {
            Some("#VALUE!")
        }
        _ => None,
    }
}
