//! What a register says about its members and cannot be right: two things of one member, one name
//! of two members, a member that is gone without a word.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::definition::{Definition, Dimension, Register};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::values::fold_name;

use super::life::Lives;
use super::succession::twice;
use super::table::Table;

/// How many members are shown; the rest are counted.
const MEMBERS_SHOWN: usize = 10;

/// Rows of a period by the key of the member.
type Rows = BTreeMap<Arc<str>, Vec<usize>>;

/// A folded name, and the parents of the member that has it.
type NameInPlace = (String, Vec<Option<Arc<str>>>);

/// Returns warnings about the register of a dimension.
pub(super) fn check(
    definition: &Definition,
    dimension: &Dimension,
    table: &Table,
    lives: &Lives,
) -> Diagnostics {
    let mut findings = Diagnostics::default();
    let Some(register) = &dimension.register else { return findings };
    let periods: Vec<String> =
        definition.calendar.periods().iter().map(ToString::to_string).collect();
    let mut rows: Vec<Rows> = vec![Rows::new(); periods.len()];
    for row in 0..table.row_count {
        let period = table.key("period", row);
        let index = periods.iter().position(|known| Some(&**known) == period.as_deref());
        if let (Some(index), Some(key)) = (index, table.key(&dimension.key, row)) {
            rows[index].entry(key).or_default().push(row);
        }
    }
    let mut told = BTreeSet::new();
    for (period, rows) in periods.iter().zip(&rows) {
        // A register of all years says the same in each of them.
        findings.append_new(contradictions(definition, dimension, table, rows));
        let pairs = namesakes(definition, (dimension, register), table, rows);
        for (first, second) in pairs {
            let key = |row| table.key(&dimension.key, row);
            if told.insert((key(first), key(second))) {
                findings.push(namesake((dimension, register), table, period, (first, second)));
            }
        }
    }
    for (index, both) in rows.windows(2).enumerate() {
        findings.append(gone(dimension, table, lives, (&periods[index + 1], both)));
    }
    findings
}

/// Two rows of one member in one period that differ in its name or in what it is a part of.
fn contradictions(
    definition: &Definition,
    dimension: &Dimension,
    table: &Table,
    rows: &Rows,
) -> Diagnostics {
    let Some(register) = &dimension.register else { return Diagnostics::default() };
    let parents = register.parents.iter().map(|id| &definition.dimensions[id.0].key);
    let compared: Vec<(&str, &String)> = (register.label.iter().map(|label| ("name", label)))
        .chain(parents.map(|parent| ("parent", parent)))
        .collect();
    let mut findings = Diagnostics::default();
    for rows in rows.values() {
        for row in &rows[1..] {
            let differs = |(_, column): &&(&str, &String)| {
                table.key(column, rows[0]) != table.key(column, *row)
            };
            if let Some((problem, _)) = compared.iter().find(differs) {
                let problem = if *problem == "name" { "name" } else { "parent" };
                findings.push(twice(dimension, table, (rows[0], *row), problem));
            }
        }
    }
    findings
}

/// Rows of two members of one name in one period, where nothing else tells them apart.
fn namesakes(
    definition: &Definition,
    (dimension, register): (&Dimension, &Register),
    table: &Table,
    rows: &Rows,
) -> Vec<(usize, usize)> {
    let Some(label) = register.label.as_ref().filter(|label| **label != dimension.key) else {
        return Vec::new();
    };
    let mut names: BTreeMap<NameInPlace, usize> = BTreeMap::new();
    let mut pairs = Vec::new();
    for row in rows.values().map(|rows| rows[0]) {
        let Some(name) = table.key(label, row) else { continue };
        let parents = register.parents.iter();
        let parents = parents.map(|id| table.key(&definition.dimensions[id.0].key, row)).collect();
        let first = *names.entry((fold_name(&name), parents)).or_insert(row);
        if first != row {
            pairs.push((first, row));
        }
    }
    pairs
}

fn namesake(
    (dimension, register): (&Dimension, &Register),
    table: &Table,
    period: &str,
    (first, second): (usize, usize),
) -> Diagnostic {
    let text = |column: &str, row| table.key(column, row).unwrap_or_else(|| "".into());
    let label = register.label.as_deref().unwrap_or(&dimension.key);
    let mut finding = Diagnostic::warning(Code::Namesakes)
        .with("table", table.name.as_str())
        .with("name", &*text(label, second))
        .with("period", period)
        .with("first", &*text(&dimension.key, first))
        .with("second", &*text(&dimension.key, second))
        .help("help");
    for row in [first, second] {
        let cell = table.origin(label, row).or_else(|| table.first_cell(row));
        if let Some(cell) = cell {
            finding = finding.labelled(cell, "row");
        }
    }
    finding
}

/// Members of the period before that are neither there nor said to be closed.
fn gone(
    dimension: &Dimension,
    table: &Table,
    lives: &Lives,
    (period, both): (&str, &[Rows]),
) -> Diagnostics {
    let (before, now) = (&both[0], &both[1]);
    // A table without names in which keys repeat lists something else than the members.
    let has_names = dimension.register.as_ref().is_some_and(|register| register.label.is_some());
    let lists_members =
        has_names || before.values().chain(now.values()).all(|rows| rows.len() == 1);
    if now.is_empty() || !lists_members {
        return Diagnostics::default();
    }
    let is_explained = |key: &str| lives.days(key).1.is_some() || lives.successor(key).is_some();
    let gone: BTreeSet<(usize, &Arc<str>)> = before
        .iter()
        .filter(|(key, _)| !now.contains_key(*key) && !is_explained(key))
        .map(|(key, rows)| (rows[0], key))
        .collect();
    if gone.is_empty() {
        return Diagnostics::default();
    }
    let mut finding = Diagnostic::warning(Code::MemberGone)
        .with("table", table.name.as_str())
        .with("dimension", dimension.title.as_str())
        .with("period", period)
        .with_count("count", gone.len());
    for (row, _) in gone.iter().take(MEMBERS_SHOWN) {
        if let Some(cell) = table.origin(&dimension.key, *row) {
            finding = finding.labelled(cell, "row");
        }
    }
    if gone.len() > MEMBERS_SHOWN {
        finding = finding.with_count("more", gone.len() - MEMBERS_SHOWN).note("more");
    }
    finding.help("help").into()
}
