//! `complete`: values are there. Each column is looked at by itself; where enough rows have a
//! value, the others are no violation.

use crate::diagnostics::Argument;
use crate::values::Missing;

use super::{Scope, Violation};

pub(super) fn violations(
    scope: &Scope<'_>,
    columns: &[String],
    reasons: &[Missing],
    at_least: f64,
) -> Vec<Violation> {
    let mut violations: Vec<Violation> = Vec::new();
    for name in columns {
        let missing = scope.column(name).missing();
        let counts = |row: &usize| missing[*row].filter(|reason| reasons.contains(reason));
        let absent: Vec<(usize, Missing)> =
            scope.rows.iter().filter_map(|row| Some((*row, counts(row)?))).collect();
        #[expect(clippy::cast_precision_loss, reason = "numbers of rows are far below 2^53")]
        let known = (scope.rows.len() - absent.len()) as f64 * 100.0;
        #[expect(clippy::cast_precision_loss, reason = "as above")]
        if known >= at_least * scope.rows.len() as f64 {
            continue;
        }
        violations.extend(absent.into_iter().map(|(row, reason)| {
            Violation::of_row(row, std::slice::from_ref(name))
                .with("column", Argument::Text(name.clone()))
                .with("reason", Argument::Text(reason.name().to_owned()))
        }));
    }
    violations.sort_by_key(|violation| violation.row);
    violations
}
