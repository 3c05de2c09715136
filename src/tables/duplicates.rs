//! Rows with the same key: a mistake, unless they are the same row written twice.

use std::collections::HashMap;

use crate::definition::{Duplicates, Source};
use crate::diagnostics::{Argument, Code, Diagnostic, Diagnostics, Location, Outcome, Record};
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
/// Missing values are equal to each other.
pub(super) fn remove(source: &Source, table: &mut Table) -> Outcome<()> {
    let mut findings = Diagnostics::default();
    if source.key.is_empty() {
        return findings.finish(());
    }
    let pairs = find_pairs(source, table);
    let allowed = |pair: &Pair| pair.identical && source.duplicates == Duplicates::DropIdentical;
    let (dropped, wrong): (Vec<Pair>, Vec<Pair>) = pairs.into_iter().partition(allowed);
    if !wrong.is_empty() {
        let begun = Diagnostic::error(Code::DuplicateKey);
        let all_identical = wrong.iter().all(|pair| pair.identical);
        let help = if all_identical { "identical" } else { "help" };
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
        finding = finding.with("value", key_text(source, table, pair.second)).note("value");
    }
    for pair in pairs.iter().take(PAIRS_SHOWN) {
        for (row, attribute) in [(pair.second, "label"), (pair.first, "first")] {
            if let Some(cell) = table.first_cell(row) {
                finding = finding.labelled(Location::Cell(cell, None), attribute);
            }
        }
    }
    if pairs.len() > PAIRS_SHOWN {
        finding = finding.with_count("more", pairs.len() - PAIRS_SHOWN).note("more");
    }
    let record = |pair: &Pair| Record {
        places: table.first_cell(pair.second).into_iter().map(Location::from).collect(),
        row_of: table.first_cell(pair.first),
        value: key_text(source, table, pair.second),
        attribute: "copy",
        arguments: table
            .first_cell(pair.first)
            .map(|first| ("original", Argument::Text(first.address())))
            .into_iter()
            .collect(),
    };
    finding.recorded(pairs.iter().map(record).collect())
}

fn key_text(source: &Source, table: &Table, row: usize) -> String {
    let values = source.key.iter().map(|name| shown(table, &name.value, row));
    values.collect::<Vec<_>>().join(" | ")
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
