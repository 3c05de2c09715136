//! Successors of closed members: each of them known, no circle, and of one member one successor.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::definition::{Dimension, Life};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, nearest};

use super::table::Table;

/// Reads the successor of each member, and reports those that cannot be.
pub(super) fn read(
    dimension: &Dimension,
    life: &Life,
    table: &Table,
    findings: &mut Diagnostics,
) -> BTreeMap<Arc<str>, Arc<str>> {
    let mut rows: BTreeMap<Arc<str>, (Arc<str>, usize)> = BTreeMap::new();
    let Some(column) = life.successor.as_deref() else { return BTreeMap::new() };
    let keys = (0..table.row_count).filter_map(|row| table.key(&dimension.key, row));
    let known: BTreeSet<Arc<str>> = keys.collect();
    for row in 0..table.row_count {
        let Some(key) = table.key(&dimension.key, row) else { continue };
        let Some(successor) = table.key(column, row) else { continue };
        if !known.contains(&successor) {
            findings.push(unknown(&known, table, column, (row, &successor)));
            continue;
        }
        match rows.get(&key) {
            Some((other, first)) if *other != successor => {
                let begun =
                    problem("two", &key).with("other", &**other).with("second", &*successor);
                findings.push(at_cells(begun, table, column, &[*first, row]).help("help"));
            }
            Some(_) => {}
            None => _ = rows.insert(key, (successor, row)),
        }
    }
    for circle in circles(&rows) {
        let names: Vec<&str> = circle.iter().chain(circle.first()).map(|key| &**key).collect();
        let cells: Vec<usize> = circle.iter().map(|key| rows[key].1).collect();
        let begun = problem("circle", &circle[0]).with("names", names.join("` → `"));
        findings.push(at_cells(begun, table, column, &cells).help("help"));
    }
    rows.into_iter().map(|(key, (successor, _))| (key, successor)).collect()
}

fn problem(problem: &str, key: &str) -> Diagnostic {
    Diagnostic::error(Code::SuccessionUnclear).with("problem", problem).with("key", key)
}

fn at_cells(begun: Diagnostic, table: &Table, column: &str, rows: &[usize]) -> Diagnostic {
    let cells = rows.iter().filter_map(|row| table.origin(column, *row));
    cells.fold(begun, |finding, cell| finding.labelled(cell, "successor"))
}

fn unknown(
    known: &BTreeSet<Arc<str>>,
    table: &Table,
    column: &str,
    (row, successor): (usize, &str),
) -> Diagnostic {
    let begun = Diagnostic::error(Code::MemberUnknown)
        .with("kind", "successor")
        .with("key", successor)
        .with("table", table.name.as_str())
        .suggest(nearest(successor, known.iter().map(|key| &**key)));
    at_cells(begun, table, column, &[row]).help("help")
}

/// Every circle of successors once, beginning with its first key.
fn circles(rows: &BTreeMap<Arc<str>, (Arc<str>, usize)>) -> Vec<Vec<Arc<str>>> {
    let mut found: Vec<Vec<Arc<str>>> = Vec::new();
    let mut seen: BTreeSet<Arc<str>> = BTreeSet::new();
    for start in rows.keys() {
        let mut path: Vec<Arc<str>> = Vec::new();
        let mut key = start;
        while !seen.contains(key) {
            seen.insert(Arc::clone(key));
            path.push(Arc::clone(key));
            let Some((next, _)) = rows.get(key) else { break };
            key = next;
        }
        if let Some(at) = path.iter().position(|known| known == key)
            && rows.contains_key(key)
        {
            found.push(path.split_off(at));
        }
    }
    found
}

/// Reports two rows of a register about one member in one period.
pub(super) fn twice(
    dimension: &Dimension,
    table: &Table,
    (first, second): (usize, usize),
    problem: &'static str,
) -> Diagnostic {
    let key = table.key(&dimension.key, first).unwrap_or_else(|| "".into());
    let mut finding = Diagnostic::warning(Code::MemberTwice)
        .with("problem", problem)
        .with("table", table.name.as_str())
        .with("key", &*key)
        .help(if problem == "days" { "help-days" } else { "help" });
    for row in [first, second] {
        let cell = table.origin(&dimension.key, row).or_else(|| table.first_cell(row));
        if let Some(cell) = cell {
            finding = finding.labelled(cell, "row");
        }
    }
    finding
}
