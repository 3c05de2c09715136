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
    hidden_columns: Vec<(u32, u32)>,
}

/// The cells of a row that are not blank, by column.
#[derive(Debug)]
pub(super) struct GridRow {
    /// Its number, from zero.
    pub(super) number: u32,
    /// Whether the spreadsheet program does not show it: hidden by hand or by a filter.
    pub(super) is_hidden: bool,
    cells: Vec<(u32, Content)>,
}

impl Grid {
    /// Returns the rows that have a cell, from the top.
    pub(super) fn rows(&self) -> &[GridRow] {
        &self.rows
    }

    /// Replaces the contents for which a function gives another one.
    pub(super) fn replace(&mut self, mut other: impl FnMut(&Content) -> Option<Content>) {
        for (_, content) in self.rows.iter_mut().flat_map(|row| &mut row.cells) {
            if let Some(other) = other(content) {
                *content = other;
            }
        }
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

    /// Whether the spreadsheet program does not show a column.
    pub(super) fn is_hidden_column(&self, column: u32) -> bool {
        self.hidden_columns.iter().any(|(first, last)| (*first..=*last).contains(&column))
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
    hidden_rows: Vec<(u32, u32)>,
    hidden_columns: Vec<(u32, u32)>,
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
                let cells = vec![(column, content)];
                self.rows.push(GridRow { number, is_hidden: false, cells });
            }
        }
        Ok(())
    }

    /// Notes that rows are not shown, first and last.
    pub(super) fn hide_rows(&mut self, first: u32, last: u32) {
        add_range(&mut self.hidden_rows, first, last);
    }

    /// Notes that columns are not shown, first and last.
    pub(super) fn hide_columns(&mut self, first: u32, last: u32) {
        add_range(&mut self.hidden_columns, first, last);
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
        let mut hidden = self.hidden_rows;
        hidden.sort_unstable();
        let mut hidden = hidden.into_iter().peekable();
        for row in &mut rows {
            while hidden.next_if(|(_, last)| *last < row.number).is_some() {}
            row.is_hidden = hidden.peek().is_some_and(|(first, _)| *first <= row.number);
        }
        Grid { rows, hidden_columns: self.hidden_columns }
    }
}

/// Adds a range of numbers; one that continues the range before it lengthens that one.
fn add_range(ranges: &mut Vec<(u32, u32)>, first: u32, last: u32) {
    match ranges.last_mut() {
        Some(before) if before.0 <= first && first <= before.1.saturating_add(1) => {
            before.1 = before.1.max(last);
        }
        _ => ranges.push((first, last)),
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
    fn hidden_rows_and_columns_are_known() {
        let mut builder = GridBuilder::default();
        builder.hide_rows(4, 5);
        builder.hide_rows(1, 1);
        builder.hide_rows(2, 2);
        builder.hide_columns(3, 7);
        for row in [0, 2, 3, 4, 5, 6] {
            builder.push((row, 0), Content::number(1.0)).expect("inside of the budget");
        }
        let grid = builder.finish();
        let hidden: Vec<u32> =
            grid.rows().iter().filter(|row| row.is_hidden).map(|row| row.number).collect();
        assert_eq!(hidden, [2, 4, 5]);
        assert_eq!(
            [2, 3, 7, 8].map(|column| grid.is_hidden_column(column)),
            [false, true, true, false]
        );
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
