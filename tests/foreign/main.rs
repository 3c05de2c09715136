//! Files that others wrote: public tables with answers known from elsewhere, and the spreadsheets
//! of the test suites of other readers.
//!
//! They are no part of this repository. The tests look for them in the folder `MSOKO_SHARED`, or
//! else in `../shared`, and pass with a message where there is none.

#![expect(clippy::print_stdout, reason = "says what was left out")]

mod corpus;
mod limits;
mod public_tables;
mod table;

use std::path::{Path, PathBuf};

/// Returns a file or folder of the others, or says that it is not there.
fn shared(path: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("MSOKO_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let found = folder.join(path);
    if found.exists() {
        return Some(found);
    }
    println!("skipped: there is no {}", found.display());
    None
}
