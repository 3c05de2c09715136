//! The cells of one sheet that are not blank, and the budget they have to keep.

use std::collections::HashSet;
use std::sync::Arc;

use super::content::Content;
use super::problem::{FileProblem, Limit};

/// Rows a sheet can have.
const ROWS_MAX: u32 = 1_048_576;
/// Columns a sheet can have.
const COLUMNS_MAX: u32 = 16_384;
/// Cells that are read of one sheet.
const CELLS_MAX: usize = 20_000_000;
/// Bytes of different texts that are read of one sheet.
const TEXT_BYTES_MAX: usize = 256 << 20;

/// The cells of a sheet, row by row. A far cell costs no more than a near one.
#[derive(Debug, Default)]
pub(super) struct Grid {
    rows: Vec<GridRow>,
}

/// The cells of a row that are not blank, by column.
#[derive(Debug)]
pub(super) struct GridRow {
    /// Its number, from zero.
    pub(super) number: u32,
    cells: Vec<(u32, Content)>,
}

impl Grid {
    /// Returns the rows that have a cell, from the top.
    pub(super) fn rows(&self) -> &[GridRow] {
        &self.rows
    }

    /// Returns a row, if it has a cell.
    pub(super) fn row(&self, number: u32) -> Option<&GridRow> {
        let index = self.rows.binary_search_by_key(&number, |row| row.number).ok()?;
        Some(&self.rows[index])
    }

    /// Returns the content of a cell.
    pub(super) fn cell(&self, row: u32, column: u32) -> &Content {
        self.row(row).map_or(&Content::Empty, |row| row.cell(column))
    }
}

impl GridRow {
    /// Returns the cells by column.
    pub(super) fn cells(&self) -> &[(u32, Content)] {
        &self.cells
    }

    /// Returns the content of a cell.
    pub(super) fn cell(&self, column: u32) -> &Content {
        match self.cells.binary_search_by_key(&column, |(column, _)| *column) {
            Ok(index) => &self.cells[index].1,
            Err(_) => &Content::Empty,
        }
    }
}

/// Gathers the cells of a sheet, in any order.
#[derive(Debug, Default)]
pub(super) struct GridBuilder {
    rows: Vec<GridRow>,
    cell_count: usize,
    is_unordered: bool,
}

impl GridBuilder {
    /// Adds a cell, unless it is empty. Of two cells at one place the later one stays.
    pub(super) fn push(&mut self, at: (u32, u32), content: Content) -> Result<(), FileProblem> {
        let (number, column) = at;
        if content == Content::Empty {
            return Ok(());
        }
        if number >= ROWS_MAX || column >= COLUMNS_MAX {
            return Err(FileProblem::TooLarge(Limit::Grid));
        }
        self.cell_count += 1;
        if self.cell_count > CELLS_MAX {
            return Err(FileProblem::TooLarge(Limit::Cells));
        }
        match self.rows.last_mut() {
            Some(row) if row.number == number => {
                self.is_unordered |= row.cells.last().is_some_and(|(last, _)| *last >= column);
                row.cells.push((column, content));
            }
            last => {
                self.is_unordered |= last.is_some_and(|row| row.number > number);
                self.rows.push(GridRow { number, cells: vec![(column, content)] });
            }
        }
        Ok(())
    }

    /// Fails if so many more cells would exceed the budget.
    pub(super) fn expect_room(&self, cells: u64) -> Result<(), FileProblem> {
        let room = CELLS_MAX.saturating_sub(self.cell_count);
        if usize::try_from(cells).is_ok_and(|cells| cells <= room) {
            Ok(())
        } else {
            Err(FileProblem::TooLarge(Limit::Cells))
        }
    }

    /// Ends the sheet.
    pub(super) fn finish(self) -> Grid {
        let mut rows = self.rows;
        if self.is_unordered {
            rows.sort_by_key(|row| row.number);
            rows.dedup_by(|later, earlier| {
                let is_same = later.number == earlier.number;
                if is_same {
                    earlier.cells.append(&mut later.cells);
                }
                is_same
            });
            rows.iter_mut().for_each(GridRow::order);
        }
        Grid { rows }
    }
}

impl GridRow {
    fn order(&mut self) {
        self.cells.sort_by_key(|(column, _)| *column);
        self.cells.dedup_by(|later, earlier| {
            let is_same = later.0 == earlier.0;
            if is_same {
                std::mem::swap(later, earlier);
            }
            is_same
        });
    }
}

/// The different texts of a sheet, each kept once.
#[derive(Debug, Default)]
pub(super) struct Texts {
    known: HashSet<Arc<str>>,
    bytes: usize,
}

impl Texts {
    /// Returns the content of a cell with this text.
    pub(super) fn content(&mut self, text: &str) -> Result<Content, FileProblem> {
        if text.is_empty() {
            return Ok(Content::Empty);
        }
        self.get(text).map(Content::Text)
    }

    /// Returns the one copy of a text.
    pub(super) fn get(&mut self, text: &str) -> Result<Arc<str>, FileProblem> {
        if let Some(known) = self.known.get(text) {
            return Ok(Arc::clone(known));
        }
        self.bytes += text.len();
        if self.bytes > TEXT_BYTES_MAX {
            return Err(FileProblem::TooLarge(Limit::Text));
        }
        let text: Arc<str> = text.into();
        self.known.insert(Arc::clone(&text));
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::{Content, FileProblem, GridBuilder, Limit};

    #[test]
    fn cells_may_come_in_any_order() {
        let mut builder = GridBuilder::default();
        let cells = [((4, 1), 1.0), ((0, 3), 2.0), ((0, 0), 3.0), ((4, 1), 4.0), ((2, 2), 5.0)];
        for (at, value) in cells {
            builder.push(at, Content::number(value)).expect("inside of the budget");
        }
        let grid = builder.finish();
        let numbers: Vec<u32> = grid.rows().iter().map(|row| row.number).collect();
        assert_eq!(numbers, [0, 2, 4]);
        assert_eq!(*grid.cell(0, 0), Content::number(3.0));
        assert_eq!(*grid.cell(4, 1), Content::number(4.0));
        assert_eq!(*grid.cell(1, 1), Content::Empty);
    }

    #[test]
    fn cells_outside_of_a_sheet_are_refused() {
        for at in [(1_048_576, 0), (0, 16_384)] {
            let error = GridBuilder::default().push(at, Content::number(1.0));
            assert_eq!(error, Err(FileProblem::TooLarge(Limit::Grid)));
        }
        assert_eq!(GridBuilder::default().push((2_000_000, 0), Content::Empty), Ok(()));
    }
}
