//! A join of many rows to one: adds the columns of a register to the rows that name its members.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::definition::{Join, Unmatched};
use crate::diagnostics::{CellRef, Code, Diagnostic, Diagnostics, Location, Outcome, Record};
use crate::values::{Missing, Value, fold_code};

use super::table::{Table, TableColumn, row_number};

/// How many rows without partner are shown; the rest are counted.
const ROWS_SHOWN: usize = 3;

type Key = Vec<Arc<str>>;

/// Joins `right` to `left`. Rows whose key is missing have no partner.
pub(super) fn join(left: &Table, right: &Table, rules: &Join, right_name: &str) -> Outcome<Table> {
    let mut findings = Diagnostics::default();
    let partners = index(right, rules, right_name, &mut findings);
    let mut rows: Vec<Option<u32>> = Vec::new();
    let mut unmatched = Vec::new();
    for row in 0..left.row_count {
        let partner = key(left, &rules.on, row).and_then(|key| partners.get(&key).copied());
        if partner.is_none() {
            unmatched.push(row);
        }
        rows.push(partner);
    }
    if !unmatched.is_empty() {
        let alike = alike(left, right, rules, &unmatched);
        findings.push(report(left, rules, right_name, (&unmatched, &alike)));
    }
    let mut joined = left.clone();
    for (name, column) in &right.columns {
        if !rules.on.contains(name) {
            let values = column.values.gather(&rows, Missing::NoRows);
            let provenance = column.provenance.as_ref().map(|origin| origin.gather(&rows));
            joined.columns.insert(name.clone(), TableColumn { values, provenance });
        }
    }
    joined.join_merged(right, &rows);
    if rules.unmatched == Unmatched::Drop {
        let kept: Vec<bool> = rows.iter().map(Option::is_some).collect();
        joined = joined.keep(&kept);
    }
    findings.finish(joined)
}

/// The row of each key; a key that stands twice is reported.
fn index(
    right: &Table,
    rules: &Join,
    right_name: &str,
    findings: &mut Diagnostics,
) -> HashMap<Key, u32> {
    let mut rows: HashMap<Key, u32> = HashMap::new();
    let mut repeated = None;
    for row in 0..right.row_count {
        let Some(key) = key(right, &rules.on, row) else { continue };
        if let Some(first) = rows.insert(key, row_number(row)) {
            repeated.get_or_insert((first as usize, row));
        }
    }
    if let Some((first, second)) = repeated {
        let mut finding = Diagnostic::error(Code::SeveralPartners)
            .with("table", right_name)
            .with("on", rules.on.join("`, `"))
            .at(rules.span)
            .help("help");
        for row in [first, second] {
            if let Some(cell) = any_cell(right, row) {
                finding = finding.labelled(Location::Cell(cell, None), "partner");
            }
        }
        findings.push(finding);
    }
    rows
}

fn key(table: &Table, on: &[String], row: usize) -> Option<Key> {
    on.iter()
        .map(|name| match table.columns.get(name)?.values.value(row) {
            Value::Missing(_) => None,
            Value::Text(text) => Some(text),
            Value::Integer(number) => Some(number.to_string().into()),
            other => Some(format!("{other:?}").into()),
        })
        .collect()
}

fn any_cell(table: &Table, row: usize) -> Option<CellRef> {
    table.columns.values().find_map(|column| column.provenance.as_ref()?.cell(row))
}

/// Of rows without partner, those that would have one if their keys were spelled like its keys.
fn alike(left: &Table, right: &Table, rules: &Join, rows: &[usize]) -> BTreeSet<usize> {
    let folded = |table: &Table, row: usize| -> Option<Vec<String>> {
        Some(key(table, &rules.on, row)?.iter().map(|part| fold_code(part)).collect())
    };
    let known: BTreeSet<Vec<String>> =
        (0..right.row_count).filter_map(|row| folded(right, row)).collect();
    let mut judged: HashMap<Key, bool> = HashMap::new();
    let mut is_alike = |row: &&usize| {
        let Some(own) = key(left, &rules.on, **row) else { return false };
        *judged
            .entry(own)
            .or_insert_with(|| folded(left, **row).is_some_and(|key| known.contains(&key)))
    };
    rows.iter().filter(|row| is_alike(row)).copied().collect()
}

fn report(
    left: &Table,
    rules: &Join,
    right_name: &str,
    (rows, alike): (&[usize], &BTreeSet<usize>),
) -> Diagnostic {
    let begun = match rules.unmatched {
        Unmatched::Error => Diagnostic::error(Code::UnmatchedRows),
        Unmatched::Keep | Unmatched::Drop => Diagnostic::warning(Code::UnmatchedRows),
    };
    let mut finding = begun
        .with("table", right_name)
        .with("left", left.name.as_str())
        .with("on", rules.on.join("`, `"))
        .with_count("count", rows.len())
        .at(rules.span);
    let key_cell = |row: usize| {
        let named = rules.on.iter().rev().find_map(|name| left.origin(name, row));
        named.or_else(|| any_cell(left, row))
    };
    let attribute = |row: &usize| if alike.contains(row) { "alike" } else { "row" };
    // Those that a change of spelling would save come first: the others may be meant.
    let others = rows.iter().filter(|row| !alike.contains(row));
    for row in alike.iter().chain(others).take(ROWS_SHOWN) {
        if let Some(cell) = key_cell(*row) {
            finding = finding.labelled(Location::Cell(cell, None), attribute(row));
        }
    }
    let record = |row: &usize| Record {
        places: key_cell(*row).into_iter().map(Location::from).collect(),
        row_of: None,
        value: key(left, &rules.on, *row).map_or_else(|| "–".to_owned(), |key| key.join(" | ")),
        attribute: attribute(row),
        arguments: Vec::new(),
    };
    finding = finding.recorded(rows.iter().map(record).collect());
    if rows.len() > ROWS_SHOWN {
        finding = finding.with_count("more", rows.len() - ROWS_SHOWN).note("more");
    }
    match rules.unmatched {
        Unmatched::Drop => finding.note("dropped").help("help"),
        Unmatched::Keep => finding.note("kept").help("help"),
        Unmatched::Error => finding.help("help"),
    }
}
