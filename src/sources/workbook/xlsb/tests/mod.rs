//! Tests of the reader: what it reads of small workbooks, what it refuses, and what another reader
//! says of the same files.

mod fixtures;
mod hostile;
mod oracle;
mod values;
mod writer;

use std::collections::BTreeSet;

use crate::sources::content::Content;
use crate::sources::problem::FileProblem;
use crate::sources::workbook::{SheetInfo, Workbook};

fn all(sheets: &[SheetInfo]) -> BTreeSet<usize> {
    (0..sheets.len()).collect()
}

fn read_all(bytes: &[u8]) -> Result<Workbook, FileProblem> {
    super::read(bytes, &all)
}

/// The cells of a sheet as row, column and content.
fn cells(workbook: &Workbook, sheet: usize) -> Vec<(u32, u32, Content)> {
    let grid = workbook.grids.iter().find(|(index, _)| *index == sheet);
    let rows = grid.iter().flat_map(|(_, grid)| grid.rows());
    let cells = rows.flat_map(|row| {
        row.cells().iter().map(|(column, content)| (row.number, *column, content.clone()))
    });
    cells.collect()
}
