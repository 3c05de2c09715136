//! A workbook and its sheets, with the tables that were found.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::sources::{Format, SurveyedSheet, survey};

use super::table::{self, Table};

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

/// Looks at a workbook. `reader` is the program that reads formats that may harm, if there is one.
///
/// # Errors
///
/// Fails with the finding about a file that cannot be read.
pub fn inspect(
    path: &Arc<str>,
    bytes: &[u8],
    reader: Option<&Path>,
) -> Result<Inspection, Diagnostic> {
    let survey = survey(bytes, path, reader)?;
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
