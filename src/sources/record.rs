//! One row of a source while it is read: a row of the sheet, or a block of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::definition::Level;
use crate::values::parse_number;

use super::content::Content;
use super::grid::GridRow;
use super::layout::{Layout, Place};
use super::raw::RawCell;

/// A row of the source.
pub(super) struct Record<'g> {
    /// The row of the sheet; the first one of a block.
    pub(super) first: &'g GridRow,
    /// The other rows of the block, as `blocks` lists them.
    pub(super) block_rows: Vec<Option<&'g GridRow>>,
    /// For columns filled down, the row in which the value stands.
    pub(super) filled: BTreeMap<u32, &'g GridRow>,
    /// The level, where the source has a hierarchy.
    pub(super) level: Option<LevelFound>,
}

/// The level of a row.
pub(super) struct LevelFound {
    at: (u32, u32),
    name: Arc<str>,
    groups: Vec<(String, Arc<str>)>,
}

impl LevelFound {
    /// Returns the first level that a label fits.
    pub(super) fn first(levels: &[Level], label: &str, at: (u32, u32)) -> Option<Self> {
        levels.iter().find_map(|level| {
            let pattern = &level.pattern.value;
            let found = pattern.captures(label)?;
            let group = |name: &str| Some((name.to_owned(), found.name(name)?.as_str().into()));
            let groups = pattern.capture_names().flatten().filter_map(group).collect();
            Some(Self { at, name: level.name.value.as_str().into(), groups })
        })
    }
}

impl<'g> Record<'g> {
    /// Returns a cell of the first row with its address, filled down where it is declared.
    pub(super) fn cell(&self, column: u32) -> (&'g Content, (u32, u32)) {
        let own = self.first.cell(column);
        match self.filled.get(&column) {
            Some(above) if own.is_blank() => (above.cell(column), (above.number, column)),
            _ => (own, (self.first.number, column)),
        }
    }

    /// Returns the cell of a column of the source.
    pub(super) fn raw_cell(
        &self,
        layout: &Layout<'_>,
        place: &Place,
        combination: usize,
    ) -> RawCell {
        match place {
            Place::Fixed(cell) => cell.clone(),
            Place::Cell { columns, block } => match columns[combination] {
                Some(column) => {
                    without_mark(self.sheet_cell(column, *block), layout.footnote_marks)
                }
                None => RawCell::ABSENT,
            },
            Place::UnpivotGroup(group) => {
                let combination = &layout.unpivoted.combinations[combination];
                let at = combination.cells[*group];
                let value = combination.values[*group].as_deref();
                let content = value.map_or(Content::Empty, |value| Content::Text(value.into()));
                RawCell { content, at, sheet: None }
            }
            Place::Level => self.level_cell(|level| Some(&level.name)),
            Place::LevelGroup(name) => self.level_cell(|level| {
                let group = level.groups.iter().find(|(known, _)| known == name);
                group.map(|(_, text)| text)
            }),
        }
    }

    fn sheet_cell(&self, column: u32, block: Option<usize>) -> RawCell {
        let (content, at) = match block {
            None => self.cell(column),
            Some(block) => match self.block_rows[block] {
                Some(row) => (row.cell(column), (row.number, column)),
                None => return RawCell::ABSENT,
            },
        };
        RawCell::at(content.clone(), at)
    }

    fn level_cell(&self, text: impl Fn(&LevelFound) -> Option<&Arc<str>>) -> RawCell {
        let Some(level) = &self.level else {
            return RawCell::ABSENT;
        };
        let content = text(level).map_or(Content::Empty, |text| Content::Text(Arc::clone(text)));
        RawCell::at(content, level.at)
    }
}

/// Takes the mark of a footnote off a number that is followed by one.
pub(super) fn without_mark(cell: RawCell, marks: &[String]) -> RawCell {
    let Content::Text(text) = &cell.content else { return cell };
    let bare = marks.iter().filter_map(|mark| text.trim_end().strip_suffix(mark.as_str()));
    let number = bare.map(str::trim_end).find(|bare| parse_number(bare).is_some());
    match number {
        Some(number) => RawCell { content: Content::Text(number.into()), ..cell },
        None => cell,
    }
}
