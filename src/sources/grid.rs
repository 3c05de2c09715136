//! The cells of one sheet that are not blank, and the budget they have to keep.

use std::collections::HashSet;
use std::sync::Arc;

use super::budget::{Memory, Share};
use super::content::Content;
use super::problem::{FileProblem, Limit};

/// Rows a sheet can have.
const ROWS_MAX: u32 = 1_048_576;
/// Columns a sheet can have.
const COLUMNS_MAX: u32 = 16_384;
/// Bytes that a cell takes, without its text.
const CELL_BYTES: usize = size_of::<(u32, Content)>();
/// Bytes that a row takes, without its cells.
const ROW_BYTES: usize = size_of::<GridRow>() + 16;
/// Bytes that a text takes beside its characters.
const TEXT_BYTES: usize = 96;

/// The cells of a sheet, row by row. A far cell costs no more than a near one.
#[derive(Debug, Clone, Default)]
pub(super) struct Grid {
    rows: Vec<GridRow>,
    hidden_columns: Vec<(u32, u32)>,
    /// What of the sheet is passed over, if anything is.
    passed_over: Option<Box<PassedOver>>,
}

/// What of a sheet is there, but not to be read.
#[derive(Debug, Clone)]
struct PassedOver {
    /// Rows, from the top, without the columns below.
    rows: Vec<GridRow>,
    /// Numbers of columns, from the left.
    columns: Vec<u32>,
    /// The sheet with those columns: a merged heading may begin in one of them.
    whole: Option<Grid>,
}

/// The cells of a row that are not blank, by column.
#[derive(Debug, Clone)]
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

    /// Returns some of the rows and columns, at their places.
    pub(super) fn part(
        &self,
        is_row: impl Fn(&GridRow) -> bool,
        is_column: impl Fn(u32) -> bool,
    ) -> Self {
        let row = |row: &GridRow| {
            let cells = row.cells.iter().filter(|(column, _)| is_column(*column)).cloned();
            GridRow { number: row.number, is_hidden: row.is_hidden, cells: cells.collect() }
        };
        let rows = self.rows.iter().filter(|row| is_row(row)).map(row).collect();
        let hidden_columns = self.hidden_columns.clone();
        Self { rows, hidden_columns, passed_over: None }
    }

    /// Returns the same without some rows and columns, given in order. They are there all the same:
    /// a row that is passed over may end the table, and a column may hold the text of a heading.
    pub(super) fn passing_over(self, rows: &[u32], columns: Vec<u32>) -> Self {
        let is_passed = |row: &GridRow| rows.binary_search(&row.number).is_ok();
        let is_kept = |column: u32| columns.binary_search(&column).is_err();
        let passed = self.part(is_passed, is_kept).rows;
        let mut kept = self.part(|row| !is_passed(row), is_kept);
        let whole = (!columns.is_empty()).then_some(self);
        kept.passed_over = Some(Box::new(PassedOver { rows: passed, columns, whole }));
        kept
    }

    /// Returns the rows from the top, each with whether it is passed over.
    pub(super) fn all_rows(&self) -> Vec<(&GridRow, bool)> {
        let mut rows: Vec<(&GridRow, bool)> = self.rows.iter().map(|row| (row, false)).collect();
        if let Some(passed) = &self.passed_over {
            rows.extend(passed.rows.iter().map(|row| (row, true)));
            rows.sort_by_key(|(row, _)| row.number);
        }
        rows
    }

    /// Returns the sheet with the columns that are passed over.
    pub(super) fn whole(&self) -> &Self {
        self.passed_over.as_ref().and_then(|passed| passed.whole.as_ref()).unwrap_or(self)
    }

    /// Whether a column is passed over.
    pub(super) fn passes_over(&self, column: u32) -> bool {
        let passed = self.passed_over.as_ref();
        passed.is_some_and(|passed| passed.columns.binary_search(&column).is_ok())
    }

    /// Returns the columns that the spreadsheet program does not show, first and last of each run.
    pub(super) fn hidden_columns(&self) -> &[(u32, u32)] {
        &self.hidden_columns
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
    /// Number and cells of the row that is not among them yet.
    open_row: Option<u32>,
    open_cells: Vec<(u32, Content)>,
    hidden_rows: Vec<(u32, u32)>,
    hidden_columns: Vec<(u32, u32)>,
    share: Share,
    is_unordered: bool,
}

impl GridBuilder {
    /// Begins a sheet of a workbook whose sheets share their memory.
    pub(super) fn within(memory: &Memory) -> Self {
        Self { share: Share::of(memory), ..Self::default() }
    }

    /// Adds a cell, unless it is empty. Of two cells at one place the later one stays.
    pub(super) fn push(&mut self, at: (u32, u32), content: Content) -> Result<(), FileProblem> {
        let (number, column) = at;
        if content == Content::Empty {
            return Ok(());
        }
        if number >= ROWS_MAX || column >= COLUMNS_MAX {
            return Err(FileProblem::TooLarge(Limit::Grid));
        }
        self.share.take(CELL_BYTES)?;
        if self.open_row != Some(number) {
            self.close_row();
            self.share.take(ROW_BYTES)?;
            self.open_row = Some(number);
        }
        self.is_unordered |= self.open_cells.last().is_some_and(|(last, _)| *last >= column);
        self.open_cells.push((column, content));
        Ok(())
    }

    /// Puts the cells of a row among the others, in no more memory than they need.
    fn close_row(&mut self) {
        let Some(number) = self.open_row.take() else { return };
        self.is_unordered |= self.rows.last().is_some_and(|row| row.number >= number);
        let mut cells = Vec::with_capacity(self.open_cells.len());
        cells.append(&mut self.open_cells);
        self.rows.push(GridRow { number, is_hidden: false, cells });
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
        let room = self.share.left() / CELL_BYTES;
        if usize::try_from(cells).is_ok_and(|cells| cells <= room) {
            Ok(())
        } else {
            Err(FileProblem::TooLarge(Limit::Cells))
        }
    }

    /// Ends the sheet.
    pub(super) fn finish(mut self) -> Grid {
        self.close_row();
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
        Grid { rows, hidden_columns: self.hidden_columns, passed_over: None }
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
    share: Share,
}

impl Texts {
    /// Begins a sheet of a workbook whose sheets share their memory.
    pub(super) fn within(memory: &Memory) -> Self {
        Self { share: Share::of(memory), ..Self::default() }
    }

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
        self.share.take(TEXT_BYTES + text.len())?;
        let text: Arc<str> = text.into();
        self.known.insert(Arc::clone(&text));
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::{Content, FileProblem, GridBuilder, Limit, Memory};

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
    fn the_memory_of_a_workbook_is_shared_by_its_sheets() {
        let memory = Memory::default();
        memory.take(memory.left() - (4 << 20)).expect("it is there");
        let mut builders = [GridBuilder::within(&memory), GridBuilder::within(&memory)];
        let cells = (0..400_000).map(|index| ((index / 100, index % 100), Content::number(1.0)));
        let mut pushed = 0;
        for (index, (at, content)) in cells.enumerate() {
            if let Err(problem) = builders[index % 2].push(at, content) {
                assert_eq!(problem, FileProblem::TooLarge(Limit::Cells));
                break;
            }
            pushed += 1;
        }
        assert!((95_000..=(4 << 20) / 40).contains(&pushed), "{pushed}");
        assert!(builders[0].expect_room(5_000).is_err());
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
