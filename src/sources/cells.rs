//! All cells of a workbook, whatever tables it holds: for tools that compare readers.

use std::sync::Arc;

use crate::diagnostics::Diagnostic;

use super::content::Content;
use super::format::{self, Format};
use super::problem::FileProblem;
use super::workbook::{self, SheetInfo};

/// A sheet with all its cells.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetCells {
    /// Its name.
    pub name: Arc<str>,
    /// Whether the spreadsheet program does not show it.
    pub is_hidden: bool,
    /// Row and column from zero and content of the cells that are not blank, row by row.
    pub cells: Vec<(u32, u32, Content)>,
}

/// Reads all sheets of a workbook; text files are none.
///
/// # Errors
///
/// Fails with the finding that a source of this file would end with.
pub fn all_cells(path: &Arc<str>, bytes: &[u8]) -> Result<Vec<SheetCells>, Diagnostic> {
    sheets(bytes).map_err(|problem| problem.diagnostic(path))
}

fn sheets(bytes: &[u8]) -> Result<Vec<SheetCells>, FileProblem> {
    let detected = format::detect(bytes)?;
    if detected.format() == Format::Csv {
        return Ok(Vec::new());
    }
    let all = |sheets: &[SheetInfo]| (0..sheets.len()).collect();
    let workbook = workbook::read(bytes, detected, &all)?;
    let sheets = workbook.grids.into_iter().map(|(index, grid)| {
        let info = &workbook.sheets[index];
        let cells = grid.rows().iter().flat_map(|row| {
            row.cells().iter().map(|(column, content)| (row.number, *column, content.clone()))
        });
        SheetCells {
            name: Arc::clone(&info.name),
            is_hidden: info.is_hidden,
            cells: cells.collect(),
        }
    });
    Ok(sheets.collect())
}
