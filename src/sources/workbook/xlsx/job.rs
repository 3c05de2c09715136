//! The wanted sheets of a workbook, large ones side by side.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::sources::budget::Memory;
use crate::sources::grid::Grid;
use crate::sources::problem::{Damage, FileProblem, Limit};
use crate::sources::workbook::READER_THREAD;

use super::Trouble;
use super::book::Book;
use super::parts::Parts;
use super::shared::Shared;
use super::sheet;

/// What is needed to read any sheet.
pub(super) struct Job<'a, 'b> {
    /// The container.
    pub(super) parts: Parts<'b>,
    /// The list of sheets.
    pub(super) book: &'a Book,
    /// Texts and formats.
    pub(super) shared: &'a Shared,
    /// What all sheets together may take.
    pub(super) memory: Memory,
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
    pub(super) fn all(&self, chosen: &[usize]) -> Result<Vec<(Grid, bool)>, Trouble> {
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
