//! `sum`: columns add up to a number in each row.

use crate::diagnostics::Argument;
use crate::values::Value;

use super::{Scope, Violation};
use crate::checks::shown::clean;

pub(super) fn violations(
    scope: &Scope<'_>,
    columns: &[String],
    to: f64,
    within: f64,
) -> Vec<Violation> {
    let violation = |row: &usize| {
        let values: Vec<Value> =
            columns.iter().map(|name| scope.column(name).value(*row)).collect();
        let missing: Vec<String> = columns
            .iter()
            .zip(&values)
            .filter(|(_, value)| value.is_missing())
            .map(|(name, _)| name.clone())
            .collect();
        if !missing.is_empty() {
            let names = Argument::Text(missing.join("`, `"));
            return Some(Violation::of_row(*row, &missing).unknown().with("column", names));
        }
        let sum = clean(values.iter().filter_map(Value::as_number).sum());
        let is_kept = clean((sum - to).abs()) <= within;
        let (found, expected) = (Value::Number(sum), Value::Number(to));
        (!is_kept).then(|| Violation::of_row(*row, columns).found(found).expected(expected))
    };
    scope.rows.iter().filter_map(violation).collect()
}
