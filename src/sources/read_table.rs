//! A table that was read, and what is to be doubted about it: rows that could be its header as
//! well, column numbers taken for data, cells beside its columns.
//!
//! Only places are told: what stands beside a table is declared by nobody.

use crate::definition::Source;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Location, column_letters};

use super::body::Body;
use super::format::Format;
use super::grid::{Grid, GridRow};
use super::header::{self, FoundHeader};
use super::headings::excerpt;
use super::layout::Layout;
use super::raw::ExclusionReason;
use super::sheet::SheetName;

/// A table with all it was read by.
pub(super) struct ReadTable<'a> {
    pub(super) name: &'a SheetName,
    pub(super) grid: &'a Grid,
    pub(super) source: &'a Source,
    pub(super) header: &'a FoundHeader,
    pub(super) layout: &'a Layout<'a>,
    pub(super) body: &'a Body,
}

impl ReadTable<'_> {
    /// Returns a warning for each kind of doubt.
    pub(super) fn doubts(&self, format: Format) -> Diagnostics {
        let found = [self.rivals(), self.column_numbers(), self.stray_cells(format)];
        found.into_iter().flatten().collect()
    }

    /// Whether a row was left out by a rule of `exclude`, which is as good as saying what it is.
    fn is_excluded(&self, row: u32) -> bool {
        let excluded = &self.body.excluded;
        let found = excluded.binary_search_by_key(&row, |(number, _)| *number);
        found.is_ok_and(|index| matches!(excluded[index].1, ExclusionReason::Excluded(_)))
    }

    /// Other rows that could be the header, unless the definition says that it may be repeated or
    /// that it may not.
    fn rivals(&self) -> Option<Diagnostic> {
        const SHOWN: usize = 3;
        const LISTED: usize = 10;
        if self.source.header.repeat.is_some() {
            return None;
        }
        let mut rows = header::rivals(self.grid, self.source, self.header);
        rows.retain(|row| !self.is_excluded(*row));
        let column = self.header.headings.first()?.column;
        let drawn = excerpt(&self.header.headings, self.header.row, column);
        let own = Location::Cell(self.name.cell(self.header.row, column), Some(drawn));
        let mut numbers: Vec<String> =
            rows.iter().take(LISTED).map(|row| (u64::from(*row) + 1).to_string()).collect();
        if rows.len() > LISTED {
            numbers.push("…".to_owned());
        }
        let begun = Diagnostic::warning(Code::DoubtfulHeader)
            .with("kind", "again")
            .with("sheet", self.name.to_string())
            .with("rows", numbers.join(", "))
            .with_count("count", rows.len())
            .at(own);
        let labelled = |finding: Diagnostic, row: &u32| {
            finding.labelled(Location::Cell(self.name.cell(*row, column), None), "again")
        };
        let finding = rows.iter().take(SHOWN).fold(begun, labelled);
        (!rows.is_empty()).then(|| finding.help("help"))
    }

    /// A row directly below the header that counts all its columns. Two numbers prove nothing: a
    /// row of data may begin with its own number, or with the letter of a class.
    fn column_numbers(&self) -> Option<Diagnostic> {
        const FEWEST: usize = 3;
        let header = self.header;
        if self.source.header.numbered {
            return None;
        }
        let next = self.grid.rows().iter().find(|row| row.number > header.row)?;
        let filled = || next.cells().iter().filter(|(_, cell)| !cell.is_blank());
        let numbers = filled().filter(|(_, cell)| cell.text().parse::<u32>().is_ok()).count();
        let is_whole = numbers >= FEWEST && filled().count() >= header.headings.len();
        let is_data = self.body.rows.first().is_some_and(|row| row.row == next.number);
        if !is_whole || !is_data || !header::counts_columns(next) {
            return None;
        }
        let (column, _) = next.cells().first()?;
        let finding = Diagnostic::warning(Code::DoubtfulHeader)
            .with("kind", "numbers")
            .with("sheet", self.name.to_string())
            .with_count("count", 1)
            .labelled(Location::Cell(self.name.cell(next.number, *column), None), "numbers");
        Some(finding.help("help-numbers"))
    }

    /// Cells between the header and the last row of data that stand in none of its columns. In a
    /// text file those to the right of the header are a mistake of their own.
    fn stray_cells(&self, format: Format) -> Option<Diagnostic> {
        let last = self.body.last?;
        let width = self.layout.table.iter().max()? + 1;
        let mut has_heading = vec![false; width as usize];
        for column in &self.layout.table {
            has_heading[*column as usize] = true;
        }
        let is_stray = |column: u32| match has_heading.get(column as usize) {
            Some(has_heading) => !has_heading,
            None => format != Format::Csv,
        };
        let within = self.header.data_from..=last;
        let rows = self.grid.rows().iter().filter(|row| within.contains(&row.number));
        let rows = rows.filter(|row| !self.is_excluded(row.number));
        let strays = |row: &GridRow| -> Vec<(u32, u32)> {
            let cells = row.cells().iter().filter(|(column, _)| is_stray(*column));
            let filled = cells.filter(|(_, cell)| !cell.is_blank());
            filled.map(|(column, _)| (row.number, *column)).collect()
        };
        let cells: Vec<(u32, u32)> = rows.flat_map(strays).collect();
        let mut columns: Vec<u32> = cells.iter().map(|(_, column)| *column).collect();
        columns.sort_unstable();
        columns.dedup();
        let (row, column) = cells.first()?;
        let finding = Diagnostic::warning(Code::StrayCells)
            .with("sheet", self.name.to_string())
            .with("columns", letters(&columns))
            .with_count("count", cells.len())
            .at(Location::Cell(self.name.cell(*row, *column), None));
        Some(finding.help("help"))
    }
}

/// Writes the letters of the first few columns.
fn letters(columns: &[u32]) -> String {
    const SHOWN: usize = 8;
    let mut letters: Vec<String> =
        columns.iter().take(SHOWN).map(|column| column_letters(*column)).collect();
    if columns.len() > SHOWN {
        letters.push("…".to_owned());
    }
    letters.join(", ")
}
