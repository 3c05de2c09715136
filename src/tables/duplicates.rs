//! Rows with the same key: a mistake, unless they are the same row written twice.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::definition::{Duplicates, Source};
use crate::diagnostics::{Argument, Code, Diagnostic, Diagnostics, Location, Outcome, Record};
use crate::values::{Column, Value};

use super::table::{Table, row_number};

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
    if source.duplicates == Duplicates::Keep {
        return findings.finish(());
    }
    if source.key.is_empty() {
        return without_key(source, table, is_withheld);
    }
    let key: Vec<&str> = source.key.iter().map(|name| name.value.as_str()).collect();
    let pairs = find_pairs(&key, table);
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
        drop_second(table, &dropped);
    }
    findings.finish(())
}

/// Reports whole rows that repeat. They count twice, unless the definition says that they are to be
/// taken once.
fn without_key(source: &Source, table: &mut Table, is_withheld: bool) -> Outcome<()> {
    let mut findings = Diagnostics::default();
    // What was withheld may be the only difference between two rows.
    if is_withheld {
        return findings.finish(());
    }
    // Rows are told apart by what stands in the sheet; a path or a constant is the same for all.
    let is_read = |name: &&String| table.columns[*name].provenance.is_some();
    let columns: Vec<String> = table.columns.keys().filter(is_read).cloned().collect();
    let names: Vec<&str> = columns.iter().map(String::as_str).collect();
    let pairs = find_pairs(&names, table);
    if pairs.is_empty() {
        return findings.finish(());
    }
    let is_dropped = source.duplicates == Duplicates::DropIdentical;
    let code = if is_dropped { Code::DuplicateRows } else { Code::RepeatedRows };
    findings.push(report(Diagnostic::warning(code), source, table, &pairs).help("help"));
    if is_dropped {
        drop_second(table, &pairs);
    }
    findings.finish(())
}

fn drop_second(table: &mut Table, pairs: &[Pair]) {
    let mut kept = vec![true; table.row_count];
    for pair in pairs {
        kept[pair.second] = false;
    }
    *table = table.keep(&kept);
}

/// Finds the rows that are equal in some columns to an earlier row.
fn find_pairs(columns: &[&str], table: &Table) -> Vec<Pair> {
    let columns: Vec<&Column> =
        columns.iter().filter_map(|name| Some(&table.columns.get(*name)?.values)).collect();
    let mut first_rows: HashMap<u64, Vec<u32>> = HashMap::new();
    let mut pairs = Vec::new();
    for row in 0..table.row_count {
        let known = first_rows.entry(row_hash(&columns, row)).or_default();
        let is_equal = |first: &&u32| {
            let first = **first as usize;
            columns.iter().all(|column| is_same(&column.value(first), &column.value(row)))
        };
        match known.iter().find(is_equal) {
            Some(first) => {
                let first = *first as usize;
                let identical = are_identical(table, first, row);
                pairs.push(Pair { first, second: row, identical });
            }
            None => known.push(row_number(row)),
        }
    }
    pairs
}

fn are_identical(table: &Table, first: usize, second: usize) -> bool {
    let mut columns = table.columns.values().map(|column| &column.values);
    columns.all(|column| is_same(&column.value(first), &column.value(second)))
}

fn is_same(a: &Value, b: &Value) -> bool {
    a == b || (a.is_missing() && b.is_missing())
}

/// Equal rows have equal numbers.
fn row_hash(columns: &[&Column], row: usize) -> u64 {
    let mut hasher = DefaultHasher::new();
    for column in columns {
        match column.value(row) {
            Value::Missing(_) => hasher.write_u8(0),
            Value::Boolean(yes) => yes.hash(&mut hasher),
            Value::Integer(number) => number.hash(&mut hasher),
            // Zero is equal to minus zero.
            Value::Number(number) => (number + 0.0).to_bits().hash(&mut hasher),
            Value::Text(text) => text.hash(&mut hasher),
            Value::Date(date) => date.hash(&mut hasher),
        }
    }
    hasher.finish()
}

fn report(begun: Diagnostic, source: &Source, table: &Table, pairs: &[Pair]) -> Diagnostic {
    let names: Vec<&str> = source.key.iter().map(|name| name.value.as_str()).collect();
    let mut finding = begun
        .with("source", source.name.value.as_str())
        .with("key", names.join("`, `"))
        .with_count("count", pairs.len());
    if let Some(pair) = pairs.first().filter(|_| !source.key.is_empty()) {
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
