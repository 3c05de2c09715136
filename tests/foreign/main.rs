//! Files that others wrote: public tables with answers known from elsewhere, and the spreadsheets
//! of the test suites of other readers.
//!
//! They are no part of this repository. The tests look for them in the folder `MSOKO_SHARED`, or
//! else in `../shared`, and pass with a message where there is none.

#![expect(clippy::print_stdout, reason = "says what was left out")]

mod corpus;
mod limits;
mod public_tables;
#[path = "../support/shared.rs"]
mod shared_files;
mod table;

use shared_files::shared;
