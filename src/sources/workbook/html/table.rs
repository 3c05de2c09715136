//! A table of a web page while it is read: where its cells stand in the grid of a sheet.

use crate::sources::grid::{Grid, GridBuilder};
use crate::sources::problem::{FileProblem, Limit};
use crate::sources::workbook::cell::Cells;

use super::cell::{HtmlCell, ShownText};
use super::style::Style;
use super::token::Tag;

/// Columns and rows of a sheet.
const COLUMNS_MAX: usize = 16_384;
const ROWS_MAX: u32 = 1_048_576;
/// Columns and rows that browsers let a cell span.
const COLUMN_SPAN_MAX: u32 = 1000;
const ROW_SPAN_MAX: u32 = 65_534;
/// Places that may be looked at while free ones are searched for.
const STEPS_MAX: usize = 200_000_000;

/// A table.
pub(super) struct Table {
    /// Whether the page shows it.
    pub(super) is_hidden: bool,
    /// The text of its caption, once there is one.
    pub(super) caption: Option<ShownText>,
    builder: GridBuilder,
    cells: Cells,
    next_row: u32,
    row: Option<Row>,
    /// By column, the row up to which a cell from above reaches.
    covered: Vec<u32>,
    steps: usize,
    is_section_hidden: bool,
    /// How many columns were described.
    described: u32,
    /// By column, whether there was a hidden cell and whether there was one that is shown.
    seen: Vec<(bool, bool)>,
}

struct Row {
    number: u32,
    column: usize,
    cell: Option<HtmlCell>,
}

impl Table {
    /// Begins a table.
    pub(super) fn new(is_hidden: bool) -> Self {
        Self {
            is_hidden,
            caption: None,
            builder: GridBuilder::default(),
            cells: Cells::new(false),
            next_row: 0,
            row: None,
            covered: Vec::new(),
            steps: 0,
            is_section_hidden: false,
            described: 0,
            seen: Vec::new(),
        }
    }

    /// Begins a group of rows; a cell does not reach from one into another.
    pub(super) fn begin_section(&mut self, is_hidden: bool) -> Result<(), FileProblem> {
        self.end_row()?;
        let next = self.next_row;
        self.covered.iter_mut().for_each(|until| *until = next.min(*until));
        self.is_section_hidden = is_hidden;
        Ok(())
    }

    /// Takes note of a column.
    pub(super) fn column(&mut self, tag: &Tag<'_>, is_hidden: bool) {
        let span = span(tag, "span", COLUMN_SPAN_MAX).max(1);
        let first = self.described;
        self.described = first.saturating_add(span);
        if is_hidden && (first as usize) < COLUMNS_MAX {
            self.builder.hide_columns(first, self.described - 1);
        }
    }

    /// Begins a row.
    pub(super) fn begin_row(&mut self, is_hidden: bool) -> Result<(), FileProblem> {
        self.end_row()?;
        let number = self.next_row;
        if number >= ROWS_MAX {
            return Err(FileProblem::TooLarge(Limit::Grid));
        }
        self.next_row += 1;
        if is_hidden || self.is_section_hidden {
            self.builder.hide_rows(number, number);
        }
        self.row = Some(Row { number, column: 0, cell: None });
        Ok(())
    }

    /// Ends the row, if one is open.
    pub(super) fn end_row(&mut self) -> Result<(), FileProblem> {
        self.end_cell()?;
        self.row = None;
        Ok(())
    }

    /// Begins a cell at the next place that no other cell covers, in a new row if none is open.
    pub(super) fn begin_cell(&mut self, tag: &Tag<'_>, style: &Style) -> Result<(), FileProblem> {
        self.end_cell()?;
        if self.row.is_none() {
            self.begin_row(false)?;
        }
        let Some(row) = &mut self.row else { return Ok(()) };
        while self.covered.get(row.column).is_some_and(|until| *until > row.number) {
            row.column += 1;
            self.steps += 1;
        }
        let width = span(tag, "colspan", COLUMN_SPAN_MAX).max(1) as usize;
        self.steps += width;
        let end = row.column + width;
        if row.column >= COLUMNS_MAX {
            return Err(FileProblem::TooLarge(Limit::Grid));
        }
        if self.steps > STEPS_MAX {
            return Err(FileProblem::TooLarge(Limit::Cells));
        }
        let until = match span(tag, "rowspan", ROW_SPAN_MAX) {
            // To the end of the group of rows.
            0 => u32::MAX,
            height => row.number + height,
        };
        if end > self.covered.len() {
            self.covered.resize(end, 0);
            self.seen.resize(end, (false, false));
        }
        self.covered[row.column..end].iter_mut().for_each(|place| *place = until.max(*place));
        let seen = &mut self.seen[row.column];
        if style.is_hidden == Some(true) {
            seen.0 = true;
        } else {
            seen.1 = true;
        }
        let column = u32::try_from(row.column).unwrap_or(u32::MAX);
        row.cell = Some(HtmlCell::new((row.number, column), tag, style));
        row.column = end;
        Ok(())
    }

    /// Ends the cell, if one is open.
    pub(super) fn end_cell(&mut self) -> Result<(), FileProblem> {
        let Some(cell) = self.row.as_mut().and_then(|row| row.cell.take()) else { return Ok(()) };
        let content = cell.content(&mut self.cells)?;
        self.builder.push(cell.at, content)
    }

    /// Returns the text of the open cell.
    pub(super) fn text(&mut self) -> Option<&mut ShownText> {
        Some(&mut self.row.as_mut()?.cell.as_mut()?.text)
    }

    /// Ends the table. A column is hidden if all of its cells are.
    pub(super) fn finish(mut self) -> Result<Grid, FileProblem> {
        self.end_row()?;
        for (column, seen) in (0..).zip(&self.seen) {
            if *seen == (true, false) {
                self.builder.hide_columns(column, column);
            }
        }
        Ok(self.builder.finish())
    }
}

fn span(tag: &Tag<'_>, name: &str, largest: u32) -> u32 {
    let Some(text) = tag.attribute(name) else { return 1 };
    let digits = text.trim_start();
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    match digits[..end].parse::<u32>() {
        Ok(number) => number.min(largest),
        Err(_) if end == 0 => 1,
        Err(_) => largest,
    }
}
