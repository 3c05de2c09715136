//! Where the values of a column were read: file, sheet, row and column of each.

use std::sync::Arc;

use crate::diagnostics::CellRef;

/// A sheet that values were read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SheetName {
    pub(super) file: Arc<str>,
    pub(super) sheet: Arc<str>,
}

/// The origin of each value of a column.
#[derive(Debug, Clone)]
pub struct Provenance {
    sheets: Arc<[SheetName]>,
    cells: Arc<Cells>,
    /// Rows of the column in terms of the rows that were read; nothing where they are the same.
    rows: Option<Arc<[Option<u32>]>>,
}

/// Addresses of cells, by row as read. Most columns of a sheet stand in one column and in the row
/// of the sheet, so that two numbers for a sheet and two for a row are enough.
#[derive(Debug)]
pub(super) enum Cells {
    /// Column of each sheet, where the row of the sheet is that of the table row.
    SameRow { origins: Arc<[(u32, u32)]>, columns: Vec<Option<u32>> },
    /// Sheet, and row and column of each value.
    Each { origins: Arc<[(u32, u32)]>, addresses: Vec<Option<(u32, u32)>> },
}

impl Provenance {
    /// Notes where the values of a column stand. `origins` gives sheet and row of each table row;
    /// `addresses` the row and column of each value.
    pub(super) fn new(
        sheets: Arc<[SheetName]>,
        origins: &Arc<[(u32, u32)]>,
        addresses: Vec<Option<(u32, u32)>>,
    ) -> Self {
        let origins = Arc::clone(origins);
        let cells = match shared_columns(sheets.len(), &origins, &addresses) {
            Some(columns) => Cells::SameRow { origins, columns },
            None => Cells::Each { origins, addresses },
        };
        Self { sheets, cells: Arc::new(cells), rows: None }
    }

    /// Returns the cell of a row.
    #[must_use]
    pub fn cell(&self, row: usize) -> Option<CellRef> {
        let row = match &self.rows {
            Some(rows) => rows[row]? as usize,
            None => row,
        };
        let (sheet, row, column) = match &*self.cells {
            Cells::SameRow { origins, columns } => {
                let (sheet, row) = origins[row];
                (sheet, row, columns[sheet as usize]?)
            }
            Cells::Each { origins, addresses } => {
                let (at_row, column) = addresses[row]?;
                (origins[row].0, at_row, column)
            }
        };
        let SheetName { file, sheet } = &self.sheets[sheet as usize];
        Some(CellRef { file: Arc::clone(file), sheet: Arc::clone(sheet), row, column })
    }

    /// Returns the beginning of the row of the sheet in which a row of the table begins.
    pub(super) fn row_begin(&self, row: usize) -> Option<CellRef> {
        let row = match &self.rows {
            Some(rows) => rows[row]? as usize,
            None => row,
        };
        let (Cells::SameRow { origins, .. } | Cells::Each { origins, .. }) = &*self.cells;
        let (sheet, row) = origins[row];
        let SheetName { file, sheet } = &self.sheets[sheet as usize];
        Some(CellRef { file: Arc::clone(file), sheet: Arc::clone(sheet), row, column: 0 })
    }

    /// Returns the origin of the listed rows.
    pub(super) fn gather(&self, rows: &[Option<u32>]) -> Self {
        let rows = rows
            .iter()
            .map(|row| match (row, &self.rows) {
                (Some(row), Some(own)) => own[*row as usize],
                (row, _) => *row,
            })
            .collect();
        let (sheets, cells) = (Arc::clone(&self.sheets), Arc::clone(&self.cells));
        Self { sheets, cells, rows: Some(rows) }
    }
}

/// Returns the column of each sheet if every value stands in that column and in its own row.
fn shared_columns(
    sheet_count: usize,
    origins: &[(u32, u32)],
    addresses: &[Option<(u32, u32)>],
) -> Option<Vec<Option<u32>>> {
    let mut columns: Vec<Option<Option<u32>>> = vec![None; sheet_count];
    for ((sheet, row), address) in origins.iter().zip(addresses) {
        if address.is_some_and(|(at_row, _)| at_row != *row) {
            return None;
        }
        let column = address.map(|(_, column)| column);
        let known = columns[*sheet as usize].get_or_insert(column);
        if *known != column {
            return None;
        }
    }
    Some(columns.into_iter().map(Option::flatten).collect())
}
