//! Workbooks as a whole: what is read of them, and that `calamine` reads the same.

mod cells;
mod corpus;
mod hostile;
mod random;

use std::collections::{BTreeMap, BTreeSet};

use crate::sources::content::Content;
use crate::sources::grid::{Grid, GridRow};
use crate::sources::tests::parts::{package, sheet};
use crate::sources::workbook::{SheetInfo, Workbook};

use super::{Trouble, read_by_ourselves};

/// A cell: its sheet, row and column.
type Place = (String, u32, u32);

/// Returns all cells of a workbook.
fn cells(workbook: &Workbook) -> BTreeMap<Place, Content> {
    let of_grid = |(index, grid): &(usize, Grid)| {
        let name = workbook.sheets[*index].name.to_string();
        let of_row = |row: &GridRow| {
            let place = |column: u32| (name.clone(), row.number, column);
            let cells = row.cells().iter();
            cells.map(|(column, content)| (place(*column), content.clone())).collect::<Vec<_>>()
        };
        grid.rows().iter().flat_map(of_row).collect::<Vec<_>>()
    };
    workbook.grids.iter().flat_map(of_grid).collect()
}

/// Asks for every sheet.
fn all(sheets: &[SheetInfo]) -> BTreeSet<usize> {
    (0..sheets.len()).collect()
}

/// Cells by row and column.
type Cells = Vec<((u32, u32), Content)>;

/// Reads the only sheet of a workbook with these rows.
fn read_rows(rows: &str) -> Result<Cells, Trouble> {
    let bytes = package(&[("xl/worksheets/sheet1.xml", &sheet(rows))]);
    let workbook = read_by_ourselves(&bytes, &all)?;
    let cells = cells(&workbook).into_iter();
    Ok(cells.map(|((_, row, column), content)| ((row, column), content)).collect())
}

fn text(text: &str) -> Content {
    Content::Text(text.into())
}

fn error(text: &str) -> Content {
    Content::Error(text.into())
}
