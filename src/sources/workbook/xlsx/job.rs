//! The wanted sheets of a workbook, large ones side by side.

use std::sync::Arc;

use rayon::prelude::{IntoParallelRefIterator as _, ParallelIterator as _};

use crate::sources::budget::Memory;
use crate::sources::grid::Grid;
use crate::sources::problem::{Damage, FileProblem, Limit};

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
    pub(super) fn all(&self, chosen: &[usize]) -> Result<Vec<(Grid, bool)>, Trouble> {
        /// Bytes below which it costs more than it saves.
        const SMALL_BYTES: u64 = 1 << 20;
        let part = |index: &usize| self.book.sheets[*index].1.as_deref().unwrap_or_default();
        let is_large = |index: &&usize| self.parts.size(part(index)) > SMALL_BYTES;
        let results: Vec<Read> = if chosen.iter().filter(is_large).count() > 1 {
            chosen.par_iter().map(|index| self.one(*index)).collect()
        } else {
            chosen.iter().map(|index| self.one(*index)).collect()
        };
        // Which sheet meets the end of a shared budget depends on the threads, that one does does
        // not: it comes before all else that may be wrong.
        let too_large = FileProblem::TooLarge(Limit::Cells);
        let is_budget =
            |result: &Read| matches!(result, Err(Trouble::Problem(found)) if *found == too_large);
        if results.iter().any(is_budget) {
            return Err(too_large.into());
        }
        results.into_iter().collect()
    }
}
