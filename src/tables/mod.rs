//! The step `build`: raw rows become typed columns; tables are filtered, joined and extended.

mod cast;
mod derive;
mod duplicates;
mod join;
mod provenance;
mod quality;
mod registers;
mod table;

pub use provenance::Provenance;
pub use quality::{FileUse, PersonalColumn, SourceQuality};
pub use table::{Table, Tables};

use rayon::prelude::*;

use crate::definition::Definition;
use crate::diagnostics::{Diagnostics, Outcome};
use crate::sources::SourceRows;

/// Builds every table of a definition out of the rows that were read.
///
/// # Errors
///
/// Fails when cells are not of the declared type, keys repeat, or rows find no partner, and the
/// definition does not say that this is to be only a warning.
pub fn build(definition: &Definition, rows: Vec<SourceRows>) -> Outcome<Tables> {
    let mut findings = Diagnostics::default();
    let mut qualities = Vec::new();
    let built: Vec<_> = rows
        .into_par_iter()
        .map(|rows| {
            let source = &definition.sources[rows.source];
            let quality = SourceQuality::of(source, &rows);
            (derive::source_table(definition, source, rows), quality)
        })
        .collect();
    let mut tables = Vec::new();
    for (outcome, mut quality) in built {
        if let Some(table) = findings.take(outcome) {
            quality.count_missing(&table);
            tables.push(table);
        }
        qualities.push(quality);
    }
    if findings.has_errors() {
        return Err(findings);
    }
    for table in &definition.tables[definition.sources.len()..] {
        let built = derive::derived_table(definition, &tables, table);
        tables.push(findings.take(built).ok_or_else(|| findings.clone())?);
    }
    for dimension in &definition.dimensions {
        findings.append(registers::keyless_rows(definition, &tables, dimension));
    }
    findings.finish(Tables { tables, qualities })
}
