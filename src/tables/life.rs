//! The life of a register's members: rows that hold only from or until a day count for the periods
//! in which they do, and members that were closed name what came after them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use crate::definition::{Definition, Dimension, Life};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::expressions::Rows as _;
use crate::values::{Column, ColumnBuilder, DataType, Period, PeriodKind, Value};

use super::succession;
use super::table::{Table, row_number};

/// A first and a last day, as far as they are known.
type Days = (Option<Date>, Option<Date>);

/// From when until when the members of a dimension exist, and what comes after them.
#[derive(Debug, Default)]
pub struct Lives {
    /// First and last day of each member, as far as they are known.
    days: BTreeMap<Arc<str>, Days>,
    /// The successor of each member that has one.
    successors: BTreeMap<Arc<str>, Arc<str>>,
}

impl Lives {
    /// Returns every key that the register ever had.
    pub(super) fn keys(&self) -> impl Iterator<Item = &Arc<str>> {
        self.days.keys()
    }

    /// Returns the member that follows a closed one.
    #[must_use]
    pub fn successor(&self, key: &str) -> Option<&Arc<str>> {
        self.successors.get(key)
    }

    /// Returns the first and the last day of a member, as far as they are known.
    #[must_use]
    pub fn days(&self, key: &str) -> Days {
        self.days.get(key).copied().unwrap_or_default()
    }
}

/// Takes a register to what holds in each period: with a column `period`, rows that do not hold in
/// theirs are left out; without one, each row is there for every period in which it holds.
pub(super) fn settle(
    definition: &Definition,
    dimension: &Dimension,
    table: &mut Table,
    periods: &BTreeSet<String>,
) -> (Lives, Diagnostics) {
    let mut findings = Diagnostics::default();
    let Some(register) = &dimension.register else { return (Lives::default(), findings) };
    let life = &register.life;
    let lives = Lives {
        days: days(dimension, life, table, &mut findings),
        successors: succession::read(dimension, life, table, &mut findings),
    };
    if life.valid_from.is_some() || life.valid_to.is_some() {
        let kind = definition.calendar.kind;
        if table.column("period").is_some() {
            let held: Vec<bool> = (0..table.row_count)
                .map(|row| holds_in_its_period(life, table, row, kind))
                .collect();
            if held.contains(&false) {
                *table = table.keep(&held);
            }
        } else {
            let known = periods.iter().filter_map(|text| Period::parse(text, kind));
            spread(dimension, life, table, &known.collect::<Vec<_>>(), &mut findings);
        }
    }
    (lives, findings)
}

/// Reads first and last days. What the newest register says of a member holds; of several rows in
/// a register without periods, the earliest and the latest day.
fn days(
    dimension: &Dimension,
    life: &Life,
    table: &Table,
    findings: &mut Diagnostics,
) -> BTreeMap<Arc<str>, Days> {
    let mut days: BTreeMap<Arc<str>, (Option<Arc<str>>, Days)> = BTreeMap::new();
    for row in 0..table.row_count {
        let Some(key) = table.key(&dimension.key, row) else { continue };
        let own = row_days(life, table, row);
        if let (Some(first), Some(last)) = own
            && first > last
        {
            findings.push(turned(dimension, life, table, row));
        }
        let period = table.key("period", row);
        days.entry(key)
            .and_modify(|(newest, known)| {
                if *newest < period {
                    *newest = period.clone();
                    *known = own;
                } else if *newest == period {
                    // Where a row of the member is open, the member is.
                    known.0 = known.0.zip(own.0).map(|(a, b)| a.min(b));
                    known.1 = known.1.zip(own.1).map(|(a, b)| a.max(b));
                }
            })
            .or_insert((period, own));
    }
    days.into_iter().map(|(key, (_, days))| (key, days)).collect()
}

fn turned(dimension: &Dimension, life: &Life, table: &Table, row: usize) -> Diagnostic {
    let key = table.key(&dimension.key, row).unwrap_or_else(|| "".into());
    let mut finding = Diagnostic::error(Code::SuccessionUnclear)
        .with("problem", "days")
        .with("key", &*key)
        .help("help-days");
    for (column, attribute) in [(&life.valid_from, "from"), (&life.valid_to, "to")] {
        let cell = column.as_deref().and_then(|column| table.origin(column, row));
        if let Some(cell) = cell {
            finding = finding.labelled(cell, attribute);
        }
    }
    finding
}

fn row_days(life: &Life, table: &Table, row: usize) -> Days {
    (table.day(life.valid_from.as_deref(), row), table.day(life.valid_to.as_deref(), row))
}

fn holds(days: Days, period: Period) -> bool {
    days.0.is_none_or(|first| first <= period.last_day())
        && days.1.is_none_or(|last| last >= period.first_day())
}

fn holds_in_its_period(life: &Life, table: &Table, row: usize, kind: PeriodKind) -> bool {
    let period = match table.column("period").map(|column| column.value(row)) {
        Some(Value::Text(text)) => Period::parse(&text, kind),
        _ => None,
    };
    period.is_none_or(|period| holds(row_days(life, table, row), period))
}

/// Gives each row to the periods in which it holds. Of rows about one member that follow each other
/// within a period, the last one counts, as it does at the end of the period.
fn spread(
    dimension: &Dimension,
    life: &Life,
    table: &mut Table,
    periods: &[Period],
    findings: &mut Diagnostics,
) {
    let mut rows: Vec<Option<u32>> = Vec::new();
    let mut texts = ColumnBuilder::new(DataType::Text);
    let mut overlapping: BTreeSet<(usize, usize)> = BTreeSet::new();
    for period in periods {
        let mut last: HashMap<Arc<str>, usize> = HashMap::new();
        let mut superseded = BTreeSet::new();
        let holding: Vec<usize> = (0..table.row_count)
            .filter(|row| holds(row_days(life, table, *row), *period))
            .collect();
        for row in holding.iter().copied() {
            let Some(key) = table.key(&dimension.key, row) else { continue };
            let Some(other) = last.get(&key).copied() else {
                last.insert(key, row);
                continue;
            };
            let (earlier, later) = in_order(life, table, other, row);
            if !follow(row_days(life, table, earlier), row_days(life, table, later)) {
                overlapping.insert((other, row));
            }
            superseded.insert(earlier);
            last.insert(key, later);
        }
        for row in holding.into_iter().filter(|row| !superseded.contains(row)) {
            rows.push(Some(row_number(row)));
            texts.push(Value::text(&period.to_string()));
        }
    }
    for (first, second) in overlapping {
        findings.push(succession::twice(dimension, table, (first, second), "days"));
    }
    let column: Column = texts.finish();
    *table = table.gather(&rows);
    table.add("period", column);
}

/// Two rows in the order in which they begin; of rows that begin together the first one is the
/// last word.
fn in_order(life: &Life, table: &Table, a: usize, b: usize) -> (usize, usize) {
    let begins = |row| row_days(life, table, row).0;
    if begins(a) < begins(b) { (a, b) } else { (b, a) }
}

/// Whether something ends before something else begins.
fn follow(earlier: Days, later: Days) -> bool {
    matches!((earlier.1, later.0), (Some(last), Some(first)) if last < first)
}
