//! Many formulas over the same rows in one pass.
//!
//! The rows are looked at in parts. In each part every distinct condition is answered once, as a
//! set of bits, and every distinct argument is computed once; what a group contributes to an
//! aggregate is gathered over the rows whose bits are set. Threads take parts that follow one
//! another. Whatever is gathered is exact, whole numbers or sums that are not rounded yet, so that
//! the results have the same bits on any number of threads and in any order of rows.
//!
//! What a formula means is said by `GroupFormula` alone, and [`Request::alone`] computes a
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
mod planner;
mod request;
mod results;
mod slots;
#[cfg(test)]
mod tests;
mod total;

pub use request::{Answer, Reasons, Request};

use std::sync::atomic::AtomicBool;

use rayon::prelude::*;

use crate::expressions::error::Overflow;
use crate::expressions::formula::Rows;

use block::Gathered;
use part::Part;
use plan::Plan;

/// Rows that are looked at together: few enough for a fast memory, many enough to be worth it.
const PART_ROWS: usize = 1 << 13;

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
