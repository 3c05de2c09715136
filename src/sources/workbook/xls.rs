//! Old workbooks. Their reader unpacks every sheet when the file is opened.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Reader as _, Xls, XlsError, XlsOptions};

use crate::sources::grid::{Grid, GridBuilder};
use crate::sources::ole::Biff;
use crate::sources::problem::{Damage, FileProblem};

use super::cell::{Cells, borrowed};
use super::{Wanted, Workbook, read_wanted, sheets_with_cells};

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], biff: Biff, wanted: Wanted<'_>) -> Result<Workbook, FileProblem> {
    /// UTF-16. Some writers name another code page in files whose texts are UTF-16.
    const UTF_16: u16 = 1200;
    let mut options = XlsOptions::default();
    options.force_codepage = (biff == Biff::Eight).then_some(UTF_16);
    let mut workbook =
        Xls::new_with_options(Cursor::new(bytes), options).map_err(|error| match error {
            XlsError::Password => FileProblem::Password,
            XlsError::Cfb(_) => FileProblem::Damaged(Damage::Container),
            _ => FileProblem::Damaged(Damage::Workbook),
        })?;
    let sheets = sheets_with_cells(workbook.sheets_metadata());
    read_wanted(sheets, wanted, |name| read_sheet(&mut workbook, name))
}

fn read_sheet(workbook: &mut Xls<Cursor<&[u8]>>, name: &Arc<str>) -> Result<Grid, FileProblem> {
    let damaged = |_| FileProblem::Damaged(Damage::Sheet(Arc::clone(name)));
    let epoch_1904 = workbook.has_1904_epoch();
    let range = workbook.worksheet_range(name).map_err(damaged)?;
    let (top, left) = range.start().unwrap_or_default();
    let mut builder = GridBuilder::default();
    let mut cells = Cells::new(epoch_1904);
    let place = |start: u32, offset: usize| {
        u32::try_from(offset).map_or(u32::MAX, |offset| start.saturating_add(offset))
    };
    for (row, column, data) in range.used_cells() {
        let content = cells.content(&borrowed(data), None)?;
        builder.push((place(top, row), place(left, column)), content)?;
    }
    Ok(builder.finish())
}
