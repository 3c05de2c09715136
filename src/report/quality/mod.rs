//! The data-quality log: which files were read, what was left out, what was noticed, and whose
//! data it is about.
//!
//! One model for all who read it: the annex of the annual report, `quality.xlsx`, `quality.json`
//! and the note for each supplier. A finding is what one rule found; its entries are the cases,
//! each with its cell, its value, and the supplier of the row.

mod cells;
mod entry;
mod finding;
mod kind;
mod log;
mod personal;
mod public;
mod readers;
mod sources;
mod supplier;

pub use log::QualityLog;

/// How many cases of a finding a report shows; the rest are counted.
const CASES_SHOWN: usize = 3;
