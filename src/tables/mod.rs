//! The step `build`: raw rows become typed columns; tables are filtered, joined and extended.

mod cast;
mod codes;
mod derive;
mod duplicates;
mod identify;
mod identify_report;
mod join;
mod life;
mod name_index;
mod provenance;
mod quality;
mod register_checks;
mod registers;
mod stages;
mod succession;
mod table;

pub use identify::Identified;
pub use life::Lives;
pub use provenance::Provenance;
pub use quality::{ExcludedRow, FileUse, PersonalColumn, SourceQuality};
pub use table::{Table, Tables, key_text};

use std::sync::Arc;

use crate::definition::{Definition, TableId};
use crate::diagnostics::{Diagnostics, Outcome};
use crate::sources::SourceRows;

use stages::SourceTables;

/// Builds the tables of a definition out of the rows that were read, except those that wait for
/// indicators.
///
/// # Errors
///
/// Fails when cells are not of the declared type, keys repeat, or rows find no partner, and the
/// definition does not say that this is to be only a warning.
pub fn build(definition: &Definition, rows: Vec<SourceRows>) -> Outcome<Tables> {
    let mut findings = Diagnostics::default();
    let built = stages::build(definition, rows, &mut findings);
    let (Some(built), false) = (built, findings.has_errors()) else { return Err(findings) };
    let SourceTables { mut tables, qualities, mut lives, periods } = built;
    for (index, rules) in definition.tables.iter().enumerate().skip(definition.sources.len()) {
        if rules.is_late {
            break;
        }
        let built = derive::derived_table(definition, &tables, rules);
        let mut table = findings.take(built).ok_or_else(|| findings.clone())?;
        let own = stages::settle_all(definition, index, &mut table, (&periods, &mut findings));
        own.into_iter().for_each(|(dimension, life)| lives[dimension] = life);
        tables.push(table);
    }
    for (dimension, lives) in definition.dimensions.iter().zip(&lives) {
        findings.append(registers::keyless_rows(definition, &tables, dimension));
        if let Some(register) = &dimension.register {
            let table = &tables[register.table.0];
            findings.append(register_checks::check(definition, dimension, table, lives));
        }
    }
    findings.append(identify_report::strange_aliases(definition, &tables, &lives));
    let tables = tables.into_iter().map(Arc::new).collect();
    findings.finish(Tables { tables, qualities: qualities.into(), lives: lives.into() })
}

/// Builds a table that had to wait for indicators: out of rows of observations where it is made of
/// them, or else out of the table it starts from.
///
/// # Errors
///
/// Fails when rows find no partner, and the definition does not say that this is to be only a
/// warning.
pub fn build_late(
    definition: &Definition,
    tables: &Tables,
    id: TableId,
    observed: Option<Table>,
) -> Outcome<Table> {
    let rules = &definition.tables[id.0];
    match observed {
        Some(rows) => derive::extended(definition, &tables.tables, rules, rows),
        None => derive::derived_table(definition, &tables.tables, rules),
    }
}
