//! The step `read`: files to raw rows.
//!
//! A file is read once for all sources that name it. Its format is found by its bytes (`format`),
//! its sheets become grids of cells (`workbook`, `csv`), the header of each is found by its content
//! (`header`), and the declared columns of its rows leave the reader with their addresses (`sheet`,
//! `layout`, `body`). Cells that no column declares are never kept and never shown.
//!
//! Nothing is typed here: [`cast()`] makes a value of a [`Content`]; who calls it says where.

mod apart;
mod body;
mod budget;
mod capture;
mod cast;
mod cells;
mod choice;
mod content;
mod csv;
mod csv_fields;
mod csv_findings;
mod dates;
mod doubts;
mod encoding;
mod extra;
mod file;
mod files;
mod format;
mod frequency;
mod grid;
mod header;
mod headings;
mod layout;
mod locate;
mod merge;
mod ole;
mod package;
mod personal;
mod problem;
mod raw;
mod read_table;
mod record;
mod shares;
mod sheet;
mod signature;
mod statistical_form;
mod survey;
#[cfg(test)]
mod tests;
mod unpivot;
mod unread;
mod visible;
mod withhold;
mod workbook;

use rayon::prelude::{IntoParallelRefIterator as _, ParallelIterator as _};

use crate::definition::Source;
use crate::diagnostics::{Diagnostics, Outcome};
use crate::system::System;

pub use apart::{COMMAND as READER_COMMAND, serve as serve_reader};
pub use cast::{CastError, cast};
pub use cells::{SheetCells, all_cells};
pub use content::Content;
pub use format::Format;
pub use personal::Evidence;
pub use raw::{
    ExclusionReason, HeaderFound, PersonalUse, RawCell, RawRow, RawSheet, SourceRows, Treatment,
};
pub use survey::{
    Survey, SurveyedHeading, SurveyedRow, SurveyedSheet, is_personal_heading, may_name_person,
    survey,
};
pub use workbook::READER_THREAD;

/// Reads the files of all sources.
///
/// Files are read in parallel; the order of the result and of the findings does not depend on it.
///
/// # Errors
///
/// Fails with everything that was found in any file, when one of the findings is an error.
pub fn read(sources: &[Source], system: &dyn System) -> Outcome<Vec<SourceRows>> {
    let mut findings = Diagnostics::default();
    let jobs = files::find(sources, system, &mut findings);
    let files: Vec<file::FileRows> =
        jobs.par_iter().map(|job| file::read(job, sources, system)).collect();
    let no_rows = |source| SourceRows { source, sheets: Vec::new() };
    let mut rows: Vec<SourceRows> = (0..sources.len()).map(no_rows).collect();
    for file in files {
        findings.append(file.findings);
        file.sheets.into_iter().for_each(|(source, sheet)| rows[source].sheets.push(sheet));
    }
    // Files of sources that could not be checked are unread for another reason.
    if sources.iter().all(|source| source.is_intact) {
        findings.append(unread::report(&jobs, system).into_iter().collect());
    }
    merge::merge(findings).finish(rows)
}
