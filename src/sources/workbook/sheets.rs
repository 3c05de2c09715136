//! The list of sheets that `calamine` gives, and how the wanted ones are read.

use std::sync::Arc;

use calamine::{Sheet, SheetType, SheetVisible};

use crate::sources::doubts::Doubts;
use crate::sources::grid::Grid;
use crate::sources::problem::FileProblem;

use super::{SheetInfo, Wanted, Workbook};

/// Returns the sheets that hold cells; charts and macros do not.
pub(super) fn sheets_with_cells(all: &[Sheet]) -> Vec<SheetInfo> {
    let sheets = all.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let info = |sheet: &Sheet| SheetInfo {
        name: sheet.name.as_str().into(),
        is_hidden: sheet.visible != SheetVisible::Visible,
    };
    sheets.map(info).collect()
}

/// Reads each wanted sheet by its name.
pub(super) fn read_wanted(
    sheets: Vec<SheetInfo>,
    wanted: Wanted<'_>,
    mut read_sheet: impl FnMut(&Arc<str>) -> Result<Grid, FileProblem>,
) -> Result<Workbook, FileProblem> {
    let mut grids = Vec::new();
    for index in wanted(&sheets) {
        grids.push((index, read_sheet(&sheets[index].name)?));
    }
    Ok(Workbook { sheets, grids, doubts: Doubts::default() })
}
