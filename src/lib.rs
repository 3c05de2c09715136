//! `msoko` turns the spreadsheets of a municipal education office into its annual quality reports.
//!
//! A chain of steps, each a module and a function from one plain value to the next:
//!
//! 1. [`definition`] loads YAML,
//! 2. [`sources`] reads spreadsheets,
//! 3. [`tables`] builds typed tables,
//! 4. [`checks`] looks for values that cannot be right,
//! 5. [`indicators`] computes, and says what of it the public may see,
//! 6. [`report`] composes what templates see,
//! 7. [`output`] compiles documents and writes files.
//!
//! [`pipeline`] is the calls in order. Beside it stand [`explanation`], [`diff`] and [`sql`],
//! which say where numbers come from, what changed, and how other engines compute the same.
//! `ARCHITECTURE.md` says which module may use which.

#![warn(clippy::disallowed_methods)]

pub mod diagnostics;
pub mod system;

pub mod statistics;
pub mod values;

pub mod expressions;

pub mod texts;

pub mod definition;

pub mod sources;

pub mod tables;

pub mod checks;

pub mod inspection;

pub mod indicators;

pub mod diff;

pub mod explanation;

pub mod sql;

pub mod report;

pub mod output;

pub mod pipeline;

pub mod cli;
