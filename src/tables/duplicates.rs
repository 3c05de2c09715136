//! Rows with the same key: a mistake, unless they are the same row written twice.
//!
//! What is copied is a row of a sheet. Where headings hold values, it is several rows of the table,
//! and counts as one.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::Range;

use crate::definition::{Duplicates, Source};
use crate::diagnostics::{
    Argument, CellRef, Code, Diagnostic, Diagnostics, Location, Outcome, Record,
};
use crate::values::{Column, Value};

use super::table::{Table, row_number};

/// How many pairs of rows are shown; the rest are counted.
const PAIRS_SHOWN: usize = 3;

/// Rows of the table that are compared as one.
type Unit = Range<usize>;

/// A unit and the earlier one with the same key.
struct Pair {
    first: Unit,
    second: Unit,
    identical: bool,
}

impl Pair {
    /// The beginnings of the rows of the sheet that the two were made of.
    fn in_sheet(&self, table: &Table) -> [Option<CellRef>; 2] {
        [&self.first, &self.second].map(|unit| table.row_begin(unit.start))
    }
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
    let rows: Vec<Unit> = (0..table.row_count).map(|row| row..row + 1).collect();
    let pairs = find_pairs(&key, table, &rows);
    // A row of a sheet that differs in one of its columns is no copy in the others.
    let different = pairs.iter().filter(|pair| !pair.identical);
    let different: HashSet<_> = different.map(|pair| pair.in_sheet(table)).collect();
    let is_copy = |pair: &Pair| pair.identical && !different.contains(&pair.in_sheet(table));
    let may_drop = !is_withheld && source.duplicates == Duplicates::DropIdentical;
    let allowed = |pair: &Pair| may_drop && is_copy(pair);
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
    let pairs = find_pairs(&names, table, &sheet_rows(source, table));
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
        kept[pair.second.clone()].fill(false);
    }
    *table = table.keep(&kept);
}

/// Returns the rows of the table that were made of each row of a sheet.
fn sheet_rows(source: &Source, table: &Table) -> Vec<Unit> {
    let rows: Vec<usize> = (0..table.row_count).collect();
    let are_one = |a: &usize, b: &usize| {
        source.unpivot.is_some() && table.row_begin(*a) == table.row_begin(*b)
    };
    rows.chunk_by(are_one).map(|rows| rows[0]..rows[0] + rows.len()).collect()
}

/// Finds the units that are equal in some columns to an earlier one.
fn find_pairs(columns: &[&str], table: &Table, units: &[Unit]) -> Vec<Pair> {
    let columns: Vec<&Column> =
        columns.iter().filter_map(|name| Some(&table.columns.get(*name)?.values)).collect();
    let all: Vec<&Column> = table.columns.values().map(|column| &column.values).collect();
    let mut first_units: HashMap<u64, Vec<u32>> = HashMap::new();
    let mut pairs = Vec::new();
    for (number, unit) in units.iter().enumerate() {
        let known = first_units.entry(unit_hash(&columns, unit)).or_default();
        let is_equal = |first: &&u32| are_equal(&columns, &units[**first as usize], unit);
        match known.iter().find(is_equal) {
            Some(first) => {
                let (first, second) = (units[*first as usize].clone(), unit.clone());
                let identical = are_equal(&all, &first, &second);
                pairs.push(Pair { first, second, identical });
            }
            None => known.push(row_number(number)),
        }
    }
    pairs
}

fn are_equal(columns: &[&Column], first: &Unit, second: &Unit) -> bool {
    let mut rows = first.clone().zip(second.clone());
    let same = |(a, b)| columns.iter().all(|column| is_same(&column.value(a), &column.value(b)));
    first.len() == second.len() && rows.all(same)
}

fn is_same(a: &Value, b: &Value) -> bool {
    a == b || (a.is_missing() && b.is_missing())
}

/// Equal units have equal numbers.
fn unit_hash(columns: &[&Column], unit: &Unit) -> u64 {
    let mut hasher = DefaultHasher::new();
    let values = unit.clone().flat_map(|row| columns.iter().map(move |column| column.value(row)));
    for value in values {
        match value {
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

/// Of pairs of rows that were made of the same two rows of a sheet, the first.
fn once_for_each_sheet_row<'p>(table: &Table, pairs: &'p [Pair]) -> Vec<&'p Pair> {
    let mut known = HashSet::new();
    let is_new = |pair: &&Pair| {
        let rows = pair.in_sheet(table);
        let are_known = rows.iter().all(Option::is_some) && rows[0] != rows[1];
        !are_known || known.insert(rows)
    };
    pairs.iter().filter(is_new).collect()
}

fn report(begun: Diagnostic, source: &Source, table: &Table, pairs: &[Pair]) -> Diagnostic {
    let pairs = once_for_each_sheet_row(table, pairs);
    let names: Vec<&str> = source.key.iter().map(|name| name.value.as_str()).collect();
    let mut finding = begun
        .with("source", source.name.value.as_str())
        .with("key", names.join("`, `"))
        .with_count("count", pairs.len());
    if let Some(pair) = pairs.first().filter(|_| !source.key.is_empty()) {
        finding = finding.with("value", key_text(source, table, pair.second.start)).note("value");
    }
    for pair in pairs.iter().take(PAIRS_SHOWN) {
        for (unit, attribute) in [(&pair.second, "label"), (&pair.first, "first")] {
            if let Some(cell) = table.first_cell(unit.start) {
                finding = finding.labelled(Location::Cell(cell, None), attribute);
            }
        }
    }
    if pairs.len() > PAIRS_SHOWN {
        finding = finding.with_count("more", pairs.len() - PAIRS_SHOWN).note("more");
    }
    let record = |pair: &&Pair| Record {
        places: table.first_cell(pair.second.start).into_iter().map(Location::from).collect(),
        row_of: table.first_cell(pair.first.start),
        value: key_text(source, table, pair.second.start),
        attribute: "copy",
        arguments: table
            .first_cell(pair.first.start)
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
