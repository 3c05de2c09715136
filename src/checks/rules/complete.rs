//! `complete`: values are there. Each column is looked at by itself; where enough rows have a
//! value, the others are no violation. What a row lacks is one violation.

use std::collections::BTreeMap;

use crate::diagnostics::Argument;
use crate::values::Missing;

use super::{Scope, Violation};

pub(super) fn violations(
    scope: &Scope<'_>,
    columns: &[String],
    reasons: &[Missing],
    at_least: f64,
) -> Vec<Violation> {
    let mut lacking: BTreeMap<usize, Vec<(&String, Missing)>> = BTreeMap::new();
    for name in columns {
        let missing = scope.column(name).missing();
        let counts = |row: &usize| missing[*row].filter(|reason| reasons.contains(reason));
        let absent: Vec<(usize, Missing)> =
            scope.rows.iter().filter_map(|row| Some((*row, counts(row)?))).collect();
        if share(scope.rows.len() - absent.len(), scope.rows.len()) >= at_least {
            continue;
        }
        for (row, reason) in absent {
            lacking.entry(row).or_default().push((name, reason));
        }
    }
    lacking.into_iter().map(|(row, lacking)| violation(row, &lacking)).collect()
}

/// Percent of the rows that have a value.
#[expect(clippy::cast_precision_loss, reason = "numbers of rows are far below 2^53")]
fn share(known: usize, of: usize) -> f64 {
    known as f64 * 100.0 / of as f64
}

fn violation(row: usize, lacking: &[(&String, Missing)]) -> Violation {
    let columns: Vec<String> = lacking.iter().map(|(name, _)| (*name).clone()).collect();
    let first = lacking[0].1;
    let is_same = lacking.iter().all(|(_, reason)| *reason == first);
    let reason = if is_same { first.name() } else { "several" };
    Violation::of_row(row, &columns)
        .with("column", Argument::Text(columns.join("`, `")))
        .with("reason", Argument::Text(reason.to_owned()))
}
