//! What a source was made of: files, rows, and values that are missing.

use std::sync::Arc;

use crate::definition::Source;
use crate::diagnostics::CellRef;
use crate::expressions::Rows as _;
use crate::sources::{Evidence, ExclusionReason, PersonalUse, RawSheet, SourceRows, Treatment};
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
    /// What was personal, and what was done about it.
    pub personal: Vec<PersonalColumn>,
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

/// Something personal that stands in one or several sheets of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalColumn {
    /// What was done.
    pub treatment: Treatment,
    /// Name of the column of the source, if one declares it.
    pub column: Option<String>,
    /// The heading; empty where the value stands outside of the table.
    pub heading: String,
    /// Why it is personal, if there is a sign of that.
    pub evidence: Option<Evidence>,
    /// The heading or cell in the first sheet.
    pub place: Option<CellRef>,
    /// How many sheets have it.
    pub sheet_count: usize,
    /// How many values were dropped.
    pub cell_count: usize,
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
            personal: personal(&rows.sheets),
        }
    }

    /// Whether values were dropped because they are personal.
    pub(super) fn is_withheld(&self) -> bool {
        self.personal.iter().any(PersonalColumn::is_drop)
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

impl PersonalColumn {
    /// Whether values of it were dropped.
    fn is_drop(&self) -> bool {
        matches!(self.treatment, Treatment::Dropped | Treatment::CellsDropped)
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

/// Joins what is the same in several sheets.
fn personal(sheets: &[RawSheet]) -> Vec<PersonalColumn> {
    let mut found: Vec<PersonalColumn> = Vec::new();
    for (sheet, one) in
        sheets.iter().flat_map(|sheet| sheet.personal.iter().map(move |p| (sheet, p)))
    {
        let is_same = |known: &PersonalColumn| {
            (&known.treatment, &known.column, &known.heading, known.evidence)
                == (&one.treatment, &one.column, &one.heading, one.evidence)
        };
        if let Some(known) = found.iter_mut().find(|known| is_same(known)) {
            known.sheet_count += 1;
            known.cell_count += one.cell_count;
        } else {
            found.push(first_of(sheet, one));
        }
    }
    found
}

fn first_of(sheet: &RawSheet, one: &PersonalUse) -> PersonalColumn {
    let (file, name) = (&sheet.file, &sheet.sheet);
    PersonalColumn {
        treatment: one.treatment.clone(),
        column: one.column.clone(),
        heading: one.heading.clone(),
        evidence: one.evidence,
        place: one.at.map(|(row, column)| CellRef {
            file: Arc::clone(file),
            sheet: Arc::clone(one.sheet.as_ref().unwrap_or(name)),
            row,
            column,
        }),
        sheet_count: 1,
        cell_count: one.cell_count,
    }
}
