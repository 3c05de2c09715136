//! The step `build`: raw rows become typed columns; tables are filtered, joined and extended.

mod cast;
mod duplicates;
mod join;
mod provenance;
mod quality;
mod table;

pub use provenance::Provenance;
pub use quality::{FileUse, SourceQuality};
pub use table::{Table, Tables};

use rayon::prelude::*;

use crate::definition::{Definition, Source, TableBase, TableDefinition};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Outcome, Warned};
use crate::expressions::RowFormula;
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
            (source_table(definition, source, rows), quality)
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
        let built = derived_table(definition, &tables, table);
        tables.push(findings.take(built).ok_or_else(|| findings.clone())?);
    }
    findings.finish(Tables { tables, qualities })
}

fn source_table(definition: &Definition, source: &Source, rows: SourceRows) -> Outcome<Table> {
    let Warned { value: mut table, warnings: mut findings } =
        cast::cast_rows(source, &definition.calendar, rows)?;
    findings.take(duplicates::remove(source, &mut table));
    let rules = definition.tables.iter().find(|rules| rules.name == source.name);
    let rules = rules.expect("every source is a table of the definition");
    derive(&mut table, &rules.derive, rules, &mut findings);
    findings.finish(table)
}

fn derived_table(
    definition: &Definition,
    tables: &[Table],
    rules: &TableDefinition,
) -> Outcome<Table> {
    let mut findings = Diagnostics::default();
    let TableBase::Table(base) = rules.base else {
        return Err(Diagnostic::bug(Code::Internal).with("message", "table base").into());
    };
    let mut table = tables[base.0].clone();
    table.name.clone_from(&rules.name.value);
    if let Some(filter) = &rules.filter {
        match filter.matches(&table) {
            Ok(kept) => table = table.keep(&kept),
            Err(_) => findings.push(overflow(rules)),
        }
    }
    for joined in &rules.joins {
        let source_name = &definition.tables[joined.with.0].name.value;
        let outcome = join::join(&table, &tables[joined.with.0], joined, source_name);
        table = findings.take(outcome).ok_or_else(|| findings.clone())?;
    }
    derive(&mut table, &rules.derive, rules, &mut findings);
    findings.finish(table)
}

fn derive(
    table: &mut Table,
    derived: &[(String, RowFormula)],
    rules: &TableDefinition,
    findings: &mut Diagnostics,
) {
    for (name, formula) in derived {
        match formula.evaluate(table) {
            Ok(column) => table.add(name, column),
            Err(_) => findings.push(overflow(rules)),
        }
    }
}

fn overflow(rules: &TableDefinition) -> Diagnostic {
    Diagnostic::error(Code::NumberOverflow)
        .with("name", rules.name.value.as_str())
        .at(rules.name.span)
        .help("help")
}
