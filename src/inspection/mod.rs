//! What is in a workbook of which nothing is known, and a definition that reads it.
//!
//! Looks at the sheets (`region`, `profile`, `titles`, `labels`), drafts a source for each table
//! (`draft`, `yaml`), and tries the draft by reading the workbook with it (`trial`), so that what
//! is proposed runs. Personal cells never come here: `sources::survey` keeps them.

mod draft;
mod labels;
mod missing;
mod names;
mod profile;
mod region;
mod table;
mod titles;
mod trial;
mod yaml;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::definition::ColumnKind;
use crate::diagnostics::{Catalogue, Diagnostic, Diagnostics};
use crate::sources::{Format, SurveyedSheet, survey};

pub use draft::Draft;
pub use labels::Labels;
pub use names::Names;
pub use profile::{Oddity, Profile};
pub use region::Region;
pub use table::Table;
pub use titles::Title;
pub use trial::{Proposal, SourceFile, propose};

/// What a workbook holds.
#[derive(Debug)]
pub struct Inspection {
    /// Its path as it was given.
    pub path: Arc<str>,
    /// Its size in bytes.
    pub size: usize,
    /// Its format.
    pub format: Format,
    /// Its sheets, in order.
    pub sheets: Vec<Sheet>,
    /// What may have been lost in reading.
    pub findings: Diagnostics,
}

/// What a sheet holds.
#[derive(Debug)]
pub struct Sheet {
    /// Its name; empty for text files.
    pub name: Arc<str>,
    /// Whether the spreadsheet program does not show it.
    pub is_hidden: bool,
    /// Rows from the first to the last that is not blank.
    pub row_count: u32,
    /// Columns up to the last that is not blank.
    pub column_count: u32,
    /// Rows with content that are not shown.
    pub hidden_rows: usize,
    /// Columns with content that are not shown.
    pub hidden_columns: usize,
    /// Cells that name a person.
    pub personal_cells: usize,
    /// Its tables, from the top.
    pub tables: Vec<Table>,
}

/// Looks at a workbook.
///
/// # Errors
///
/// Fails with the finding about a file that cannot be read.
pub fn inspect(path: &Arc<str>, bytes: &[u8]) -> Result<Inspection, Diagnostic> {
    let survey = survey(bytes, path)?;
    Ok(Inspection {
        path: Arc::clone(path),
        size: bytes.len(),
        format: survey.format,
        sheets: survey.sheets.iter().map(sheet).collect(),
        findings: survey.findings,
    })
}

fn sheet(survey: &SurveyedSheet) -> Sheet {
    let columns: BTreeSet<u32> =
        survey.rows().flat_map(|row| row.cells().map(|(column, _)| column)).collect();
    let first = survey.rows().next().map(|row| row.number());
    let last = survey.rows().next_back().map(|row| row.number());
    Sheet {
        name: Arc::clone(&survey.name),
        is_hidden: survey.is_hidden,
        row_count: first.zip(last).map_or(0, |(_, last)| last + 1),
        column_count: columns.last().map_or(0, |last| last + 1),
        hidden_rows: survey.rows().filter(|row| row.is_hidden()).count(),
        hidden_columns: columns.iter().filter(|column| survey.is_hidden_column(**column)).count(),
        personal_cells: survey.withheld_count,
        tables: table::find(survey),
    }
}

/// Returns the word of the language for a type, such as `integer`.
#[must_use]
pub const fn type_name(kind: &ColumnKind) -> &'static str {
    yaml::kind_name(kind)
}

/// Returns the definition that reads workbooks, with what was guessed said in comments.
#[must_use]
pub fn definition_text(proposals: &[Proposal], words: &Catalogue) -> String {
    yaml::definition(proposals, words)
}
