//! Rows with the same key: a mistake, unless they are the same row written twice.

use std::collections::HashMap;

use crate::definition::{Duplicates, Source};
use crate::diagnostics::{CellRef, Code, Diagnostic, Diagnostics, Location, Outcome};
use crate::values::Value;

use super::table::Table;

/// How many pairs of rows are shown; the rest are counted.
const PAIRS_SHOWN: usize = 3;

/// A row and the earlier row with the same key.
struct Pair {
    first: usize,
    second: usize,
    identical: bool,
}

/// Removes identical rows where the definition says so, and reports all rows whose key repeats.
/// Missing values are equal to each other, but of values that were withheld nobody knows whether
/// they are: rows of a table with such values are never taken for identical.
pub(super) fn remove(source: &Source, table: &mut Table, is_withheld: bool) -> Outcome<()> {
    let mut findings = Diagnostics::default();
    if source.key.is_empty() {
        return findings.finish(());
    }
    let pairs = find_pairs(source, table);
    let allowed = |pair: &Pair| {
        pair.identical && !is_withheld && source.duplicates == Duplicates::DropIdentical
    };
    let (dropped, wrong): (Vec<Pair>, Vec<Pair>) = pairs.into_iter().partition(allowed);
    if !wrong.is_empty() {
        let begun = Diagnostic::error(Code::DuplicateKey);
        let all_identical = wrong.iter().all(|pair| pair.identical);
        let help = match (all_identical, is_withheld) {
            (true, true) => "withheld",
            (true, false) => "identical",
            (false, _) => "help",
        };
        findings.push(report(begun, source, table, &wrong).help(help));
    }
    if !dropped.is_empty() {
        let begun = Diagnostic::warning(Code::DuplicateRows);
        findings.push(report(begun, source, table, &dropped).help("help"));
        let mut kept = vec![true; table.row_count];
        for pair in &dropped {
            kept[pair.second] = false;
        }
        *table = table.keep(&kept);
    }
    findings.finish(())
}

fn find_pairs(source: &Source, table: &Table) -> Vec<Pair> {
    let mut first_rows: HashMap<Vec<KeyPart>, usize> = HashMap::new();
    let mut pairs = Vec::new();
    for row in 0..table.row_count {
        let key = source.key.iter().map(|name| KeyPart::of(table, &name.value, row)).collect();
        if let Some(first) = first_rows.get(&key) {
            let identical = are_identical(table, *first, row);
            pairs.push(Pair { first: *first, second: row, identical });
        } else {
            first_rows.insert(key, row);
        }
    }
    pairs
}

fn are_identical(table: &Table, first: usize, second: usize) -> bool {
    let same = |a: Value, b: Value| a == b || (a.is_missing() && b.is_missing());
    table
        .columns
        .values()
        .all(|column| same(column.values.value(first), column.values.value(second)))
}

/// A value as part of a key.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum KeyPart {
    Missing,
    Text(std::sync::Arc<str>),
    Other(String),
}

impl KeyPart {
    fn of(table: &Table, column: &str, row: usize) -> Self {
        match table.columns.get(column).map(|column| column.values.value(row)) {
            None | Some(Value::Missing(_)) => Self::Missing,
            Some(Value::Text(text)) => Self::Text(text),
            Some(other) => Self::Other(format!("{other:?}")),
        }
    }
}

fn report(begun: Diagnostic, source: &Source, table: &Table, pairs: &[Pair]) -> Diagnostic {
    let names: Vec<&str> = source.key.iter().map(|name| name.value.as_str()).collect();
    let mut finding = begun
        .with("source", source.name.value.as_str())
        .with("key", names.join("`, `"))
        .with_count("count", pairs.len());
    if let Some(pair) = pairs.first() {
        let values = source.key.iter().map(|name| shown(table, &name.value, pair.second));
        let values: Vec<String> = values.collect();
        finding = finding.with("value", values.join(" | ")).note("value");
    }
    for pair in pairs.iter().take(PAIRS_SHOWN) {
        for (row, attribute) in [(pair.second, "label"), (pair.first, "first")] {
            if let Some(cell) = first_cell(table, row) {
                finding = finding.labelled(Location::Cell(cell, None), attribute);
            }
        }
    }
    if pairs.len() > PAIRS_SHOWN {
        finding = finding.with_count("more", pairs.len() - PAIRS_SHOWN).note("more");
    }
    finding
}

/// A value of a key as a message shows it.
fn shown(table: &Table, column: &str, row: usize) -> String {
    match table.columns.get(column).map(|column| column.values.value(row)) {
        None | Some(Value::Missing(_)) => "–".to_owned(),
        Some(Value::Text(text)) => text.to_string(),
        Some(Value::Integer(number)) => number.to_string(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Date(date)) => date.to_string(),
        Some(Value::Boolean(yes)) => yes.to_string(),
    }
}

/// The leftmost cell of the row of the sheet in which a row of the table begins; of rows that are
/// made of several, any cell.
fn first_cell(table: &Table, row: usize) -> Option<CellRef> {
    let provenances = || table.columns.values().filter_map(|column| column.provenance.as_ref());
    let begin = provenances().find_map(|provenance| provenance.sheet_row(row));
    let cells = || provenances().filter_map(|provenance| provenance.cell(row));
    let in_begin = cells().filter(|cell| Some(cell.row) == begin);
    in_begin.min_by_key(|cell| cell.column).or_else(|| cells().max_by_key(|cell| cell.row))
}
