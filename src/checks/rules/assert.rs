//! `assert`: a condition is true in every row.

use crate::diagnostics::Argument;
use crate::expressions::{Overflow, RowFormula};
use crate::values::Value;

use super::{Scope, Violation};

pub(super) fn violations(
    scope: &Scope<'_>,
    formula: &RowFormula,
) -> Result<Vec<Violation>, Overflow> {
    let results = formula.evaluate(scope.table)?;
    let columns: Vec<String> = formula.columns().into_iter().map(str::to_owned).collect();
    let violation = |row: &usize| match results.value(*row) {
        Value::Boolean(true) => None,
        Value::Missing(_) => {
            let is_missing = |name: &&String| scope.column(name).value(*row).is_missing();
            let missing: Vec<String> = columns.iter().filter(is_missing).cloned().collect();
            // Where nothing is missing, the formula itself gives no value, as `1 / 0` does.
            let at = if missing.is_empty() { &columns } else { &missing };
            let names = Argument::Text(at.join("`, `"));
            Some(Violation::of_row(*row, at).unknown().with("column", names))
        }
        _ => Some(Violation::of_row(*row, &columns)),
    };
    Ok(scope.rows.iter().filter_map(violation).collect())
}
