//! Workbooks in the binary form of Office Open XML.
//!
//! The reader leaves out formulas whose result is an error; the caller warns of it.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{DataRef, Reader as _, Xlsb, XlsbError};

use crate::sources::grid::{Grid, GridBuilder};
use crate::sources::problem::{Damage, FileProblem};

use super::cell::Cells;
use super::{Wanted, Workbook, read_wanted, sheets_with_cells};

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], wanted: Wanted<'_>) -> Result<Workbook, FileProblem> {
    let mut workbook = Xlsb::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsbError::Password => FileProblem::Password,
        XlsbError::Zip(_) => FileProblem::Damaged(Damage::Container),
        _ => FileProblem::Damaged(Damage::Workbook),
    })?;
    let sheets = sheets_with_cells(workbook.sheets_metadata());
    read_wanted(sheets, wanted, |name| read_sheet(&mut workbook, name))
}

fn read_sheet(workbook: &mut Xlsb<Cursor<&[u8]>>, name: &Arc<str>) -> Result<Grid, FileProblem> {
    let damaged = || FileProblem::Damaged(Damage::Sheet(Arc::clone(name)));
    let epoch_1904 = workbook.has_1904_epoch();
    let mut reader = workbook.worksheet_cells_reader(name).map_err(|_| damaged())?;
    let mut builder = GridBuilder::default();
    let mut cells = Cells::new(epoch_1904);
    while let Some(cell) = reader.next_cell().map_err(|_| damaged())? {
        let value: &DataRef<'_> = cell.get_value();
        builder.push(cell.get_position(), cells.content(value, None)?)?;
    }
    Ok(builder.finish())
}
