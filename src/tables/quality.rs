//! What a source was made of: files, rows, and values that are missing.

use std::sync::Arc;

use crate::definition::Source;
use crate::expressions::Rows as _;
use crate::sources::{ExclusionReason, RawSheet, SourceRows};
use crate::values::Missing;

use super::identify::Identified;
use super::table::Table;

/// What is worth telling the reader of a report about a source.
#[derive(Debug, Clone)]
pub struct SourceQuality {
    /// Name in the definition.
    pub name: String,
    /// Name for readers.
    pub title: String,
    /// The files, sheet by sheet.
    pub files: Vec<FileUse>,
    /// Rows taken.
    pub row_count: usize,
    /// Rows with content that were left out by rule: totals, notes.
    pub excluded: Vec<ExcludedRow>,
    /// How many values are missing for each reason.
    pub missing: Vec<(Missing, usize)>,
    /// How members of registers were found by their names, by column.
    pub identified: Vec<Identified>,
}

/// A row with content that was left out by rule.
#[derive(Debug, Clone)]
pub struct ExcludedRow {
    /// Path of the file.
    pub file: Arc<str>,
    /// Name of the sheet; empty for text files.
    pub sheet: Arc<str>,
    /// Row, from zero.
    pub row: u32,
    /// The rule.
    pub reason: ExclusionReason,
}

/// A sheet that was read.
#[derive(Debug, Clone)]
pub struct FileUse {
    /// Path of the file.
    pub file: Arc<str>,
    /// Name of the sheet; empty for text files.
    pub sheet: Arc<str>,
    /// Format of the file.
    pub format: &'static str,
    /// SHA-256 of the file.
    pub sha256: Arc<str>,
    /// Rows taken.
    pub row_count: usize,
}

impl SourceQuality {
    pub(super) fn of(source: &Source, rows: &SourceRows) -> Self {
        let file = |sheet: &RawSheet| FileUse {
            file: Arc::clone(&sheet.file),
            sheet: Arc::clone(&sheet.sheet),
            format: sheet.format.name(),
            sha256: Arc::clone(&sheet.sha256),
            row_count: sheet.rows.len(),
        };
        Self {
            name: source.name.value.clone(),
            title: source.title.clone(),
            files: rows.sheets.iter().map(file).collect(),
            row_count: rows.sheets.iter().map(|sheet| sheet.rows.len()).sum(),
            excluded: rows.sheets.iter().flat_map(excluded_rows).collect(),
            missing: Vec::new(),
            identified: Vec::new(),
        }
    }

    /// Counts missing values over the columns that stand in sheets. A key that was found by a name
    /// stands nowhere: the name does.
    pub(super) fn count_missing(&mut self, table: &Table) {
        self.row_count = table.row_count();
        let mut counts = [0_usize; Missing::ALL.len()];
        let stands =
            |name: &String| self.identified.iter().all(|identified| identified.column != *name);
        let columns = table.columns.iter().filter(|(name, _)| stands(name));
        for (_, column) in columns.filter(|(_, column)| column.provenance.is_some()) {
            for (row, reason) in column.values.missing().iter().enumerate() {
                let Some(reason) = reason else { continue };
                let stands = column.provenance.as_ref().is_some_and(|p| p.cell(row).is_some());
                if stands && let Some(at) = Missing::ALL.iter().position(|known| known == reason) {
                    counts[at] += 1;
                }
            }
        }
        let counted = Missing::ALL.into_iter().zip(counts);
        self.missing = counted.filter(|(_, count)| *count > 0).collect();
    }
}

fn excluded_rows(sheet: &RawSheet) -> impl Iterator<Item = ExcludedRow> {
    sheet.excluded.iter().map(|(row, reason)| ExcludedRow {
        file: Arc::clone(&sheet.file),
        sheet: Arc::clone(&sheet.sheet),
        row: *row,
        reason: *reason,
    })
}
