//! `unique`: no two rows have the same values. Missing values are equal to each other.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostics::Argument;
use crate::values::Value;

use super::{Scope, Violation};
use crate::checks::shown::{key, shown};

pub(super) fn violations(scope: &Scope<'_>, columns: &[String]) -> Vec<Violation> {
    let mut first_rows: HashMap<Vec<Option<Arc<str>>>, usize> = HashMap::new();
    let mut violations = Vec::new();
    let values = |row: usize| columns.iter().map(move |name| scope.column(name).value(row));
    for row in &scope.rows {
        let keys = values(*row).map(|value| key(&value)).collect();
        let Some(first) = first_rows.get(&keys) else {
            first_rows.insert(keys, *row);
            continue;
        };
        let found: Vec<String> = values(*row).map(|value| shown(&value)).collect();
        let first = scope.table.first_cell(*first);
        let first = first.map_or_else(|| "–".to_owned(), |cell| cell.to_string());
        violations.push(
            Violation::of_row(*row, columns)
                .found(Value::text(&found.join(" | ")))
                .expected(Value::text(&first))
                .with("first", Argument::Text(first)),
        );
    }
    violations
}
