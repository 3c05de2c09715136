//! Workbooks in Office Open XML, read in one pass by our own reader.
//!
//! Values, number formats, formulas without a result, hidden rows and columns are all found while
//! the bytes of a sheet come out of the container; nothing is reserved by what the file claims, and
//! everything counts towards a budget. A file that is no sound XML of this kind is left to
//! `calamine` (`fallback`), from the beginning.

mod book;
mod fallback;
mod job;
mod parts;
mod reference;
mod row;
mod shared;
mod sheet;
mod source;
mod tag;
#[cfg(test)]
mod tests;
mod text;
mod xml;

use crate::sources::budget::Memory;
use crate::sources::doubts::Doubts;
use crate::sources::problem::{Damage, FileProblem, Limit};
use crate::sources::workbook::{SheetInfo, Wanted, Workbook};

use book::Book;
use job::Job;
use parts::Parts;
use shared::Shared;
use xml::XmlError;

/// Why our own reader gives a workbook up.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Trouble {
    /// It must not be read.
    Problem(FileProblem),
    /// Another reader may understand it.
    NotUnderstood,
}

impl From<FileProblem> for Trouble {
    fn from(problem: FileProblem) -> Self {
        Self::Problem(problem)
    }
}

impl Trouble {
    fn from_xml(error: XmlError, damage: &Damage) -> Self {
        Self::Problem(match error {
            XmlError::Cut | XmlError::Unreadable => FileProblem::Damaged(damage.clone()),
            XmlError::TooLong => FileProblem::TooLarge(Limit::Text),
            XmlError::Entities => FileProblem::Damaged(Damage::Entities),
            XmlError::Malformed => return Self::NotUnderstood,
        })
    }
}

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], wanted: Wanted<'_>) -> Result<Workbook, FileProblem> {
    match read_by_ourselves(bytes, wanted) {
        Ok(workbook) => Ok(workbook),
        Err(Trouble::Problem(problem)) => Err(problem),
        Err(Trouble::NotUnderstood) => fallback::read(bytes, wanted),
    }
}

fn read_by_ourselves(bytes: &[u8], wanted: Wanted<'_>) -> Result<Workbook, Trouble> {
    read_within(Memory::beside(bytes.len()), bytes, wanted)
}

fn read_within(memory: Memory, bytes: &[u8], wanted: Wanted<'_>) -> Result<Workbook, Trouble> {
    let mut parts = Parts::open(bytes)?;
    let book = Book::read(&mut parts)?;
    let sheets: Vec<SheetInfo> = book.sheets.iter().map(|(info, _)| info.clone()).collect();
    let chosen: Vec<usize> = wanted(&sheets).into_iter().collect();
    if chosen.is_empty() {
        return Ok(Workbook { sheets, grids: Vec::new(), doubts: Doubts::default() });
    }
    let part = |index: &usize| book.sheets[*index].1.as_deref().unwrap_or_default();
    let read = chosen.iter().map(part).chain([&*book.texts, &*book.styles]);
    parts.expect_time(read)?;
    let shared = Shared::read(&mut parts, &book, &memory)?;
    let job = Job { parts, book: &book, shared: &shared, memory };
    let mut doubts = Doubts { has_alternatives: shared.has_variants, ..Doubts::default() };
    let mut grids = Vec::new();
    for (index, (grid, has_variants)) in chosen.iter().zip(job.all(&chosen)?) {
        doubts.has_alternatives |= has_variants;
        grids.push((*index, grid));
    }
    Ok(Workbook { sheets, grids, doubts })
}
