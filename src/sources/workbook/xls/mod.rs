//! Old workbooks (.xls) of Excel 5 to 2003.
//!
//! They are read here and not by `calamine`, which keeps every sheet as a dense block, gives
//! neither number formats nor what is hidden, and may panic or ask for all memory over a damaged
//! file. Only the wanted sheets are read, record by record.

mod formula;
mod globals;
mod records;
mod sheet;

use crate::sources::doubts::Doubts;
use crate::sources::ole;
use crate::sources::problem::{Damage, FileProblem};
use crate::sources::workbook::{SheetInfo, Wanted, Workbook};

use globals::Globals;

/// Reads a workbook.
pub(in crate::sources) fn read(bytes: &[u8], wanted: Wanted<'_>) -> Result<Workbook, FileProblem> {
    let stream = ole::workbook(bytes)?;
    let globals = Globals::read(&stream)?;
    let sheets: Vec<SheetInfo> = globals.sheets.iter().map(|sheet| sheet.info.clone()).collect();
    let mut grids = Vec::new();
    for index in wanted(&sheets) {
        let announced = &globals.sheets[index];
        let damaged = || FileProblem::Damaged(Damage::Sheet(announced.info.name.clone()));
        let read = sheet::read(&stream, announced.at, &globals);
        let grid = read.map_err(|problem| match problem {
            FileProblem::Damaged(_) => damaged(),
            other => other,
        })?;
        grids.push((index, grid));
    }
    Ok(Workbook { sheets, grids, doubts: Doubts::default() })
}
