//! `refers`: each row names a row of another table. A row whose key is missing names none.

use std::collections::HashSet;
use std::sync::Arc;

use crate::definition::TableId;
use crate::expressions::Rows as _;
use crate::tables::Table;
use crate::values::Value;

use super::{Scope, Violation};
use crate::checks::shown::{key, shown};

pub(super) fn violations(
    scope: &Scope<'_>,
    columns: &[String],
    to: TableId,
    keys: &[String],
) -> Vec<Violation> {
    let other = scope.tables.get(to);
    let known: HashSet<Vec<Arc<str>>> =
        (0..other.row_count()).filter_map(|row| named(other, keys, row)).collect();
    let violation = |row: &usize| match named(scope.table, columns, *row) {
        None => Some(Violation::of_row(*row, columns).unknown()),
        Some(key) if known.contains(&key) => None,
        Some(_) => {
            let values = columns.iter().map(|name| shown(&scope.column(name).value(*row)));
            let found = values.collect::<Vec<_>>().join(" | ");
            Some(Violation::of_row(*row, columns).found(Value::text(&found)))
        }
    };
    scope.rows.iter().filter_map(violation).collect()
}

fn named(table: &Table, columns: &[String], row: usize) -> Option<Vec<Arc<str>>> {
    columns.iter().map(|name| key(&table.column(name)?.value(row))).collect()
}
