//! Old workbooks (.xls) of Excel 5 to 2003.
//!
//! They are read here and not by `calamine`, which keeps every sheet as a dense block, gives
//! neither number formats nor what is hidden, and may panic or ask for all memory over a damaged
//! file. Only the wanted sheets are read, record by record.

use crate::sources::ole;
use crate::sources::problem::{Damage, FileProblem};

use super::xls_globals::Globals;
use super::xls_sheet;
use super::{SheetInfo, Wanted, Workbook};

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], wanted: Wanted<'_>) -> Result<Workbook, FileProblem> {
    let stream = ole::workbook(bytes)?;
    let globals = Globals::read(&stream)?;
    let sheets: Vec<SheetInfo> = globals.sheets.iter().map(|sheet| sheet.info.clone()).collect();
    let mut grids = Vec::new();
    for index in wanted(&sheets) {
        let sheet = &globals.sheets[index];
        let grid =
            xls_sheet::read(&stream, sheet.at, &globals).map_err(|problem| match problem {
                FileProblem::Damaged(_) => {
                    FileProblem::Damaged(Damage::Sheet(sheet.info.name.clone()))
                }
                other => other,
            })?;
        grids.push((index, grid));
    }
    Ok(Workbook { sheets, grids })
}
