//! How tables come about from other tables, and computed columns of any.

use std::borrow::Borrow;

use crate::definition::{Definition, TableBase, TableDefinition};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Outcome};
use crate::expressions::RowFormula;

use super::join;
use super::table::Table;

/// A table made of others: filtered, joined, extended.
pub(super) fn derived_table(
    definition: &Definition,
    tables: &[impl Borrow<Table>],
    rules: &TableDefinition,
) -> Outcome<Table> {
    let TableBase::Table(base) = &rules.base else {
        return Err(Diagnostic::bug(Code::Internal).with("message", "table base").into());
    };
    extended(definition, tables, rules, tables[base.0].borrow().clone())
}

/// Rows that are the base of a table: filtered, joined, extended.
pub(super) fn extended(
    definition: &Definition,
    tables: &[impl Borrow<Table>],
    rules: &TableDefinition,
    mut table: Table,
) -> Outcome<Table> {
    let mut findings = Diagnostics::default();
    table.name.clone_from(&rules.name.value);
    if let Some(filter) = &rules.filter {
        match filter.matches(&table) {
            Ok(kept) => table = table.keep(&kept),
            Err(_) => findings.push(overflow(rules, &rules.name.value)),
        }
    }
    for joined in &rules.joins {
        let source_name = &definition.tables[joined.with.0].name.value;
        let outcome = join::join(&table, tables[joined.with.0].borrow(), joined, source_name);
        table = findings.take(outcome).ok_or_else(|| findings.clone())?;
    }
    derive(&mut table, &rules.derive, rules, &mut findings);
    findings.finish(table)
}

/// Adds computed columns.
pub(super) fn derive(
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
