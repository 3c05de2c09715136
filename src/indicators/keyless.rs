//! Rows that count for the whole but for no member of a slice: the parts no longer add up to the
//! whole, and nobody would notice.

use crate::definition::{Indicator, Slice};
use crate::diagnostics::{Code, Diagnostic, Location, Record};
use crate::expressions::Overflow;
use crate::tables::Table;

use super::Context;
use super::passes::Pass;

/// How many rows are shown; the rest are counted.
const ROWS_SHOWN: usize = 3;

/// Returns a warning for each slice of an indicator that some of its rows do not reach.
pub(super) fn report(pass: &Pass<'_>, indicator: &Indicator) -> Result<Vec<Diagnostic>, Overflow> {
    let Some(selection) = &indicator.rows else { return Ok(Vec::new()) };
    let table = pass.context.tables.get(selection.table);
    let mut findings = Vec::new();
    for slice in &indicator.slices {
        let keyless = &pass.groupings.get(selection.table, &slice.dimensions).keyless;
        let rows: Vec<usize> = keyless.iter().map(|(row, _)| *row).collect();
        let is_selected = selection.matches_at(table, &rows)?;
        let selected = keyless.iter().copied().zip(is_selected);
        let rows: Vec<(usize, usize)> =
            selected.filter(|(_, is_selected)| *is_selected).map(|(row, _)| row).collect();
        if let Some((_, position)) = rows.first() {
            findings.push(finding(&pass.context, slice, table, *position, &rows));
        }
    }
    Ok(findings)
}

fn finding(
    context: &Context<'_>,
    slice: &Slice,
    table: &Table,
    position: usize,
    rows: &[(usize, usize)],
) -> Diagnostic {
    let dimension = &context.definition.dimensions[slice.dimensions[position].0];
    let mut finding = Diagnostic::warning(Code::RowsWithoutMember)
        .with("table", table.name.as_str())
        .with("dimension", dimension.title.as_str())
        .with_count("count", rows.len());
    let key_cell = |row: usize| table.origin(&dimension.key, row);
    for (row, _) in rows.iter().take(ROWS_SHOWN) {
        if let Some(cell) = key_cell(*row) {
            finding = finding.labelled(Location::Cell(cell, None), "row");
        }
    }
    let record = |(row, _): &(usize, usize)| Record {
        places: key_cell(*row).into_iter().map(Location::from).collect(),
        row_of: None,
        value: "–".to_owned(),
        attribute: "row",
        arguments: Vec::new(),
    };
    finding = finding.recorded(rows.iter().map(record).collect());
    if rows.len() > ROWS_SHOWN {
        finding = finding.with_count("more", rows.len() - ROWS_SHOWN).note("more");
    }
    finding.help("help")
}
