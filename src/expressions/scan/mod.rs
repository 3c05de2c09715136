//! Many formulas over the same rows in one pass.
//!
//! The rows are looked at in parts. In each part every distinct condition is answered once, as a
//! set of bits, and every distinct argument is computed once; what a group contributes to an
//! aggregate is gathered over the rows whose bits are set. Threads take parts that follow one
//! another. Whatever is gathered is exact, whole numbers or sums that are not rounded yet, so that
//! the results have the same bits on any number of threads and in any order of rows.
//!
//! What a formula means is said by [`GroupFormula`] alone, and [`Request::alone`] computes a
//! request just so. A pass gives the same answer to all requests that no number is too large for;
//! the others are computed alone, since they may look only at rows where it fits.

mod alone;
mod block;
mod condition;
mod distinct;
mod key;
mod lane;
mod mask;
mod needs;
mod part;
#[cfg(test)]
mod plainly;
mod plan;
mod results;
mod slots;
#[cfg(test)]
mod tests;
mod total;

use std::sync::atomic::AtomicBool;

use rayon::prelude::*;

use super::Grouping;
use super::error::Overflow;
use super::formula::{GroupFormula, RowFormula, Rows};
use crate::values::{Column, Missing};

use block::Gathered;
use part::Part;
use plan::Plan;

/// Rows that are looked at together: few enough for a fast memory, many enough to be worth it.
const PART_ROWS: usize = 1 << 13;

/// Formulas over some of the rows.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// The groups.
    pub grouping: &'a Grouping,
    /// Only rows for which this is known to be true are looked at.
    pub filter: Option<&'a RowFormula>,
    /// The formulas, each of which has a result.
    pub formulas: Vec<&'a GroupFormula>,
    /// How many of the first formulas decide which rows count: those of which it is known what
    /// they contribute to each of these, as [`GroupFormula::known_rows`] has it.
    pub deciding: usize,
}

/// The results of a request.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// For each formula a value for each group.
    pub results: Vec<Column>,
    /// For each group why rows were left out, if any were.
    pub lost: Vec<Reasons>,
}

/// Reasons why values are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reasons(u16);

impl Reasons {
    /// Returns the reasons in the order of [`Missing::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Missing> {
        Missing::ALL.into_iter().filter(move |reason| self.0 & Self::bit(*reason) != 0)
    }

    /// Adds the reasons why a row of some columns cannot be used.
    fn add_row(&mut self, columns: &[&Column], row: usize) {
        let reasons = columns.iter().filter_map(|column| column.missing()[row]);
        let bits = reasons.fold(0, |bits, reason| bits | Self::bit(reason));
        self.0 |= if bits == 0 { Self::bit(Missing::Unknown) } else { bits };
    }

    const fn bit(reason: Missing) -> u16 {
        1 << reason as u8
    }
}

/// Answers requests over the same rows.
///
/// # Panics
///
/// Panics if the rows lack a column, or have it in another type than the scope of a formula said,
/// or are not those of the groupings.
pub fn scan<'a>(rows: &'a dyn Rows, requests: &[Request<'a>]) -> Vec<Result<Answer, Overflow>> {
    scan_parts(rows, requests, PART_ROWS)
}

/// Answers requests in parts of so many rows, a multiple of 64.
fn scan_parts<'a>(
    rows: &'a dyn Rows,
    requests: &[Request<'a>],
    part_rows: usize,
) -> Vec<Result<Answer, Overflow>> {
    let plan = Plan::new(rows, requests);
    let failed: Vec<AtomicBool> = plan.nodes.iter().map(|_| AtomicBool::new(false)).collect();
    let gathered = gather(&plan, part_rows, &failed);
    let answers = results::answers(&plan, &gathered, &failed);
    let pairs = answers.into_iter().zip(requests);
    pairs.map(|(answer, request)| answer.map_or_else(|| request.alone(rows), Ok)).collect()
}

/// Looks at all parts, a thread at parts that follow one another.
fn gather(plan: &Plan<'_>, part_rows: usize, failed: &[AtomicBool]) -> Gathered {
    let part_count = plan.row_count.div_ceil(part_rows);
    let thread_count = rayon::current_num_threads().clamp(1, part_count.max(1));
    let spans: Vec<Gathered> = (0..thread_count)
        .into_par_iter()
        .map(|thread| {
            let mut gathered = Gathered::new(plan);
            let bound = |thread: usize| part_count * thread / thread_count;
            for part in bound(thread)..bound(thread + 1) {
                let first = part * part_rows;
                let rows = first..plan.row_count.min(first + part_rows);
                Part::new(plan, rows, failed).gather(&mut gathered);
            }
            gathered
        })
        .collect();
    let mut spans = spans.into_iter();
    let first = spans.next().expect("there is at least one thread");
    spans.fold(first, |mut all, next| {
        all.merge(next, plan);
        all
    })
}
