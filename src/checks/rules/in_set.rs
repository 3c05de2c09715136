//! `in`: values come from a list. A missing value is none of them.

use std::collections::HashSet;
use std::sync::Arc;

use crate::definition::check::Allowed;
use crate::expressions::Rows as _;

use super::{Scope, Violation};
use crate::checks::shown::key;

pub(super) fn violations(scope: &Scope<'_>, column: &str, allowed: &Allowed) -> Vec<Violation> {
    let known: HashSet<Arc<str>> = match allowed {
        Allowed::Values(values) => values.iter().map(|value| value.as_str().into()).collect(),
        Allowed::Column(table, name) => {
            let column = scope.tables.get(*table).column(name);
            let column = column.expect("the definition was checked against the columns");
            (0..column.len()).filter_map(|row| key(&column.value(row))).collect()
        }
    };
    let values = scope.column(column);
    let columns = [column.to_owned()];
    let violation = |row: &usize| {
        let value = values.value(*row);
        match key(&value) {
            None => Some(Violation::of_row(*row, &columns).unknown()),
            Some(name) if known.contains(&name) => None,
            Some(_) => Some(Violation::of_row(*row, &columns).found(value)),
        }
    };
    scope.rows.iter().filter_map(violation).collect()
}
