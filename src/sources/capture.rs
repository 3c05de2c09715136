//! Columns whose value stands outside of the table: in one cell, in the name of the sheet, in the
//! path of the file, or in the definition.

use std::sync::Arc;

use regex::Regex;

use crate::definition::{ColumnOrigin, SourceColumn};
use crate::diagnostics::{Code, Diagnostic, Excerpt, Location, Span, Spanned};

use super::content::Content;
use super::grid::Grid;
use super::header::FoundHeader;
use super::headings::excerpt;
use super::personal::{HIDDEN, is_personal_text, of_text};
use super::raw::RawCell;
use super::sheet::SheetName;
use super::withhold::Guard;

/// Where such values are looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Surroundings<'a> {
    /// The sheet.
    pub(super) name: &'a SheetName,
    /// Its cells.
    pub(super) grid: &'a Grid,
    /// Names and texts of the captured pieces of the path.
    pub(super) path: &'a [(String, String)],
    /// The header of the table.
    pub(super) header: &'a FoundHeader,
}

impl Surroundings<'_> {
    /// Returns the value of a column that is the same in all rows, or nothing where the column is
    /// not of that kind.
    pub(super) fn capture(&self, column: &SourceColumn) -> Option<Result<RawCell, Diagnostic>> {
        let text = |text: &str| RawCell::nowhere(Content::Text(text.into()));
        Some(match &column.origin {
            ColumnOrigin::Constant(constant) => Ok(text(constant)),
            ColumnOrigin::Path(name) => {
                let piece = self.path.iter().find(|(known, _)| known == name);
                Ok(piece.map_or(RawCell::ABSENT, |(_, piece)| {
                    Guard::captured(column, text(piece), piece)
                }))
            }
            ColumnOrigin::SheetName(pattern) => {
                match captured(pattern, &self.name.sheet, &column.name.value) {
                    Some(found) => Ok(Guard::captured(column, text(&found), &found)),
                    None if column.optional => Ok(RawCell::ABSENT),
                    None => Err(self.sheet_name_failed(column, pattern)),
                }
            }
            ColumnOrigin::Cell { row, column: letter, pattern } => {
                self.one_cell(column, (*row, *letter), pattern.as_ref())
            }
            ColumnOrigin::CellAbove { rows, column: letter, pattern } => {
                match self.header.top.checked_sub(*rows).filter(|row| *row >= self.header.above) {
                    Some(row) => self.one_cell(column, (row, *letter), pattern.as_ref()),
                    None if column.optional => Ok(RawCell::ABSENT),
                    None => Err(self.nothing_above(column)),
                }
            }
            ColumnOrigin::Above(pattern) => self.above(column, pattern),
            ColumnOrigin::HeadingText(pattern) => self.heading(column, pattern),
            ColumnOrigin::Heading { .. }
            | ColumnOrigin::HeadingPattern(_)
            | ColumnOrigin::Letter(_)
            | ColumnOrigin::Address { .. }
            | ColumnOrigin::FormPart(_)
            | ColumnOrigin::Level
            | ColumnOrigin::LevelGroup(_)
            | ColumnOrigin::UnpivotGroup(_) => return None,
        })
    }

    fn one_cell(
        &self,
        column: &SourceColumn,
        at: (u32, u32),
        pattern: Option<&Spanned<Regex>>,
    ) -> Result<RawCell, Diagnostic> {
        let content = self.grid.cell(at.0, at.1);
        let found = match pattern {
            None if content.is_blank() => None,
            None => Some(content.clone()),
            Some(pattern) => captured(pattern, &content.text(), &column.name.value)
                .map(|text| Content::Text(text.into())),
        };
        match found {
            Some(found) => {
                let cell = RawCell::at(found, at);
                Ok(Guard::captured(column, cell, &self.around(at, content)))
            }
            None if column.optional => Ok(RawCell::ABSENT),
            None => {
                let label = if content.text().is_empty() { "blank" } else { "cell" };
                let span = pattern.map_or(column.name.span, |pattern| pattern.span);
                let cell = self.name.cell(at.0, at.1);
                let drawn = (label == "cell").then(|| {
                    let rows = vec![(
                        at.0,
                        vec![shown_around(column, content, &self.around(at, content))],
                    )];
                    Excerpt { columns: vec![at.1], rows }
                });
                Err(Diagnostic::error(Code::CaptureFailed)
                    .with("column", column.name.value.as_str())
                    .with("cell", cell.address())
                    .with_count("count", 1)
                    .at(span)
                    .labelled(Location::Cell(cell, drawn), label)
                    .help("help"))
            }
        }
    }

    /// Returns the text of a cell with that of the cell to its left, which may announce it.
    fn around(&self, (row, column): (u32, u32), content: &Content) -> String {
        let left = column.checked_sub(1).map(|left| self.grid.cell(row, left));
        match left {
            Some(Content::Text(left)) => format!("{}: {}", left.trim(), content.text()),
            _ => content.text().into_owned(),
        }
    }

    /// Looks through the rows above the header, the nearest first.
    fn above(
        &self,
        column: &SourceColumn,
        pattern: &Spanned<Regex>,
    ) -> Result<RawCell, Diagnostic> {
        let rows = self.grid.rows().iter().rev();
        let rows = rows.filter(|row| (self.header.above..self.header.top).contains(&row.number));
        let mut cells = rows.flat_map(|row| row.cells().iter().map(|cell| (row.number, cell)));
        let found = cells.find_map(|(row, (at, content))| {
            let text = captured(pattern, &content.text(), &column.name.value)?;
            let cell = RawCell::at(Content::Text(text.into()), (row, *at));
            Some(Guard::captured(column, cell, &self.around((row, *at), content)))
        });
        match found {
            Some(cell) => Ok(cell),
            None if column.optional => Ok(RawCell::ABSENT),
            None => {
                let begun = self.failed(column, pattern.span, "above");
                Err(self.below_nothing(begun))
            }
        }
    }

    /// The finding about a cell above the sheet, or in the table above this one.
    fn nothing_above(&self, column: &SourceColumn) -> Diagnostic {
        self.below_nothing(self.failed(column, column.name.span, "above"))
    }

    fn below_nothing(&self, begun: Diagnostic) -> Diagnostic {
        let first = self.header.headings.first().map_or(0, |heading| heading.column);
        let cell = self.name.cell(self.header.top, first);
        let begun = begun.labelled(Location::Cell(cell, None), "above");
        let help = if self.header.above > 0 { "help-above" } else { "help" };
        begun.help(help)
    }

    /// Looks for the value in the headings: one of them, or the same in all that fit.
    fn heading(
        &self,
        column: &SourceColumn,
        pattern: &Spanned<Regex>,
    ) -> Result<RawCell, Diagnostic> {
        let headings = self.header.headings.iter();
        let mut found: Vec<(String, u32)> = headings
            .filter_map(|heading| {
                let text = captured(pattern, &heading.text, &column.name.value)?;
                Some((text, heading.column))
            })
            .collect();
        found.dedup_by(|later, earlier| later.0 == earlier.0);
        match &found[..] {
            [(text, at)] => {
                let content = Content::Text(text.as_str().into());
                let cell = RawCell::at(content, (self.header.row, *at));
                Ok(Guard::captured(column, cell, text))
            }
            [] if column.optional => Ok(RawCell::ABSENT),
            _ => {
                let kind = if found.is_empty() { "heading" } else { "headings" };
                let shown = found.iter().map(|(_, at)| *at).take(2);
                let first = self.header.headings.first().map(|heading| heading.column);
                let shown: Vec<u32> = shown.chain(first.filter(|_| found.is_empty())).collect();
                let begun = self.failed(column, pattern.span, kind);
                let labelled = |finding: Diagnostic, at: &u32| {
                    let cell = self.name.cell(self.header.row, *at);
                    let drawn = excerpt(&self.header.headings, self.header.row, *at);
                    finding.labelled(Location::Cell(cell, Some(drawn)), kind)
                };
                Err(shown.iter().fold(begun, labelled).help("help"))
            }
        }
    }

    /// Begins the finding about a pattern that captures nothing.
    fn failed(&self, column: &SourceColumn, span: Span, kind: &'static str) -> Diagnostic {
        Diagnostic::error(Code::CaptureFailed)
            .with("column", column.name.value.as_str())
            .with("kind", kind)
            .with("sheet", self.name.to_string())
            .with_count("count", 1)
            .at(span)
    }

    fn sheet_name_failed(&self, column: &SourceColumn, pattern: &Spanned<Regex>) -> Diagnostic {
        Diagnostic::error(Code::CaptureFailed)
            .with("column", column.name.value.as_str())
            .with("sheet", &*self.name.sheet)
            .with_count("count", 1)
            .at(pattern.span)
            .labelled(Location::File(Arc::clone(&self.name.file)), "sheet-name")
            .note("sheet")
            .help("help")
    }
}

/// Returns the whole text of a cell for messages: nothing of one that names a person, or announces
/// one as «ФИО учителя:» does.
fn shown_around(column: &SourceColumn, content: &Content, around: &str) -> String {
    let is_personal = around.split(':').any(is_personal_text) || of_text(around).is_some();
    if is_personal && column.not_personal.is_none() {
        return HIDDEN.to_owned();
    }
    content.text().into_owned()
}

/// Returns the group of a pattern that is named like the column, or else all that fits.
fn captured(pattern: &Spanned<Regex>, text: &str, column: &str) -> Option<String> {
    let found = pattern.value.captures(text)?;
    let piece = found.name(column).or_else(|| found.get(0))?.as_str().trim();
    (!piece.is_empty()).then(|| piece.to_owned())
}
