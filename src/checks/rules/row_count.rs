//! `rows`: how many there are in all, in each file, or in each period that is shown.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::definition::TableBase;
use crate::definition::check::RowsPer;
use crate::diagnostics::Argument;
use crate::values::Value;

use super::{Scope, Violation};

type Bounds = (Option<u32>, Option<u32>);

pub(super) fn violations(scope: &Scope<'_>, per: RowsPer, bounds: Bounds) -> Vec<Violation> {
    let mut violations = Vec::new();
    match per {
        RowsPer::Table => violations.extend(outside(Violation::of_all(), scope.rows.len(), bounds)),
        RowsPer::File => {
            for (file, count) in rows_of_files(scope) {
                let begun = Violation { file: Some(file), ..Violation::of_all() };
                violations.extend(outside(begun, count, bounds));
            }
        }
        RowsPer::Period => {
            for (period, count) in rows_of_periods(scope) {
                let begun = Violation::of_all().with("period", Argument::Text(period));
                violations.extend(outside(begun, count, bounds));
            }
        }
    }
    violations
}

/// A violation, if there are too few rows or too many.
fn outside(begun: Violation, count: usize, (min, max): Bounds) -> Option<Violation> {
    let is_of_period = !begun.arguments.is_empty();
    let few = if is_of_period { "few-in-period" } else { "few" };
    let many = if is_of_period { "many-in-period" } else { "many" };
    let whole = |count: usize| Value::Integer(i64::try_from(count).unwrap_or(i64::MAX));
    let bound = |bound: u32| Value::Integer(i64::from(bound));
    let is_below = |bound: &u32| count < *bound as usize;
    let is_above = |bound: &u32| count > *bound as usize;
    if let Some(min) = min.filter(is_below) {
        return Some(begun.found(whole(count)).expected(bound(min)).saying(few));
    }
    let max = max.filter(is_above)?;
    Some(begun.found(whole(count)).expected(bound(max)).saying(many))
}

/// The rows of each file; a file of the source without any has none.
fn rows_of_files(scope: &Scope<'_>) -> IndexMap<Arc<str>, usize> {
    let mut counts: IndexMap<Arc<str>, usize> = IndexMap::new();
    if let TableBase::Source(source) = scope.definition.tables[scope.check.table.0].base {
        let files = &scope.tables.qualities()[source].files;
        counts.extend(files.iter().map(|used| (Arc::clone(&used.file), 0)));
    }
    for row in &scope.rows {
        if let Some(begin) = scope.table.row_begin(*row) {
            *counts.entry(begin.file).or_default() += 1;
        }
    }
    counts
}

fn rows_of_periods(scope: &Scope<'_>) -> IndexMap<String, usize> {
    let periods = scope.definition.calendar.periods();
    let mut counts: IndexMap<String, usize> =
        periods.iter().map(|period| (period.to_string(), 0)).collect();
    for row in &scope.rows {
        if let Some(count) = scope.text("period", *row).and_then(|period| counts.get_mut(&*period))
        {
            *count += 1;
        }
    }
    let label = |(period, count): (usize, usize)| (periods[period].label(), count);
    counts.into_values().enumerate().map(label).collect()
}
