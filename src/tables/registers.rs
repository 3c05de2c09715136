//! Registers: every row names a member. A row that names none is mostly a total, and would count.

use crate::definition::{Definition, Dimension};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Location};

use super::table::Table;

/// How many rows are shown; the rest are counted.
const ROWS_SHOWN: usize = 3;

/// Reports the rows of a dimension's register whose key is missing.
pub(super) fn keyless_rows(
    definition: &Definition,
    tables: &[Table],
    dimension: &Dimension,
) -> Diagnostics {
    let mut findings = Diagnostics::default();
    let Some(register) = &dimension.register else { return findings };
    let table = &tables[register.table.0];
    let Some(column) = table.columns.get(&dimension.key) else { return findings };
    let reasons = column.values.missing().iter().enumerate();
    let rows: Vec<usize> =
        reasons.filter(|(_, reason)| reason.is_some()).map(|(row, _)| row).collect();
    if rows.is_empty() {
        return findings;
    }
    let name = &definition.tables[register.table.0].name.value;
    let mut finding = Diagnostic::error(Code::KeyMissing)
        .with("table", name.as_str())
        .with("key", dimension.key.as_str())
        .with_count("count", rows.len())
        .help("help");
    for row in rows.iter().take(ROWS_SHOWN) {
        if let Some(cell) = table.origin(&dimension.key, *row) {
            finding = finding.at(Location::Cell(cell, None));
        }
    }
    if rows.len() > ROWS_SHOWN {
        finding = finding.with_count("more", rows.len() - ROWS_SHOWN).note("more");
    }
    findings.push(finding);
    findings
}
