//! Workbooks in Office Open XML, read in one pass by our own reader.
//!
//! Values, number formats, formulas without a result, hidden rows and columns are all found while
//! the bytes of a sheet come out of the container; nothing is reserved by what the file claims, and
//! everything counts towards a budget. A file that is no sound XML of this kind is left to
//! `calamine` (`fallback`), from the beginning.

mod book;
mod fallback;
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

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::sources::budget::Memory;
use crate::sources::doubts::Doubts;
use crate::sources::grid::Grid;
use crate::sources::problem::{Damage, FileProblem, Limit};

use super::{READER_THREAD, SheetInfo, Wanted, Workbook};

use book::Book;
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
    let memory = Memory::beside(bytes.len());
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

/// What is needed to read any sheet.
struct Job<'a, 'b> {
    parts: Parts<'b>,
    book: &'a Book,
    shared: &'a Shared,
    memory: Memory,
}

/// The cells of a sheet, and whether some are written in variants.
type Read = Result<(Grid, bool), Trouble>;

impl Job<'_, '_> {
    fn one(&self, index: usize) -> Read {
        let (info, part) = &self.book.sheets[index];
        let damage = Damage::Sheet(Arc::clone(&info.name));
        let mut parts = self.parts.clone();
        let Some(part) = part else { return Err(FileProblem::Damaged(damage).into()) };
        let Some(xml) = parts.xml(part, &damage)? else {
            return Err(FileProblem::Damaged(damage).into());
        };
        sheet::read(xml, self.shared, &self.memory, &damage)
    }

    /// Reads the sheets, large ones side by side.
    ///
    /// This thread may be waited for by one of rayon's, so its pool cannot be used.
    fn all(&self, chosen: &[usize]) -> Result<Vec<(Grid, bool)>, Trouble> {
        /// Bytes below which a thread costs more than it saves.
        const SMALL_BYTES: u64 = 4 << 20;
        let part = |index: &usize| self.book.sheets[*index].1.as_deref().unwrap_or_default();
        let is_large = |index: &&usize| self.parts.size(part(index)) > SMALL_BYTES;
        let large = chosen.iter().filter(is_large).count();
        let threads = thread::available_parallelism().map_or(1, NonZero::get).min(large);
        let results = if threads > 1 {
            self.side_by_side(chosen, threads)
        } else {
            chosen.iter().map(|index| self.one(*index)).collect()
        };
        // Which sheet meets the end of a shared budget depends on the threads, that one does does
        // not: it comes before all else that may be wrong.
        let is_budget = |result: &&Read| {
            matches!(result, Err(Trouble::Problem(FileProblem::TooLarge(Limit::Cells))))
        };
        if results.iter().find(is_budget).is_some() {
            return Err(FileProblem::TooLarge(Limit::Cells).into());
        }
        results.into_iter().collect()
    }

    fn side_by_side(&self, chosen: &[usize], threads: usize) -> Vec<Read> {
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            loop {
                let place = next.fetch_add(1, Ordering::Relaxed);
                let Some(index) = chosen.get(place) else { return done };
                done.push((place, self.one(*index)));
            }
        };
        let lost = || Err(FileProblem::Damaged(Damage::Unexpected).into());
        let mut results: Vec<Read> = chosen.iter().map(|_| lost()).collect();
        thread::scope(|scope| {
            let begin = |_| {
                let builder = thread::Builder::new().name(READER_THREAD.to_owned());
                builder.spawn_scoped(scope, work).ok()
            };
            let others: Vec<_> = (1..threads).filter_map(begin).collect();
            let own = work();
            let done = others.into_iter().filter_map(|other| other.join().ok());
            for (place, result) in done.flatten().chain(own) {
                results[place] = result;
            }
        });
        results
    }
}
