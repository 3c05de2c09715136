//! How tables come about: from sources, and from other tables.

use crate::definition::{Definition, Source, TableBase, TableDefinition};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Outcome, Warned};
use crate::expressions::RowFormula;
use crate::sources::{PersonalUse, SourceRows};

use super::table::Table;
use super::{cast, duplicates, join};

/// The table of a source: typed, without repeated rows, with its computed columns.
pub(super) fn source_table(
    definition: &Definition,
    source: &Source,
    rows: SourceRows,
) -> Outcome<Table> {
    let is_withheld =
        rows.sheets.iter().flat_map(|sheet| &sheet.personal).any(PersonalUse::is_drop);
    let Warned { value: mut table, warnings: mut findings } =
        cast::cast_rows(source, &definition.calendar, rows)?;
    findings.take(duplicates::remove(source, &mut table, is_withheld));
    let rules = definition.tables.iter().find(|rules| rules.name == source.name);
    let rules = rules.expect("every source is a table of the definition");
    derive(&mut table, &rules.derive, rules, &mut findings);
    findings.finish(table)
}

/// A table made of others: filtered, joined, extended.
pub(super) fn derived_table(
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
            Err(_) => findings.push(overflow(rules, &rules.name.value)),
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
            Err(_) => findings.push(overflow(rules, name)),
        }
    }
}

fn overflow(rules: &TableDefinition, what: &str) -> Diagnostic {
    Diagnostic::error(Code::NumberOverflow).with("name", what).at(rules.name.span).help("help")
}
