//! `range`: values lie between two bounds, which belong to the range.

use std::cmp::Ordering;

use crate::values::Value;

use super::{Scope, Violation};

pub(super) fn violations(
    scope: &Scope<'_>,
    column: &str,
    from: Option<&Value>,
    to: Option<&Value>,
) -> Vec<Violation> {
    let values = scope.column(column);
    let columns = [column.to_owned()];
    let violation = |row: &usize| {
        let value = values.value(*row);
        let begun = Violation::of_row(*row, &columns);
        if value.is_missing() {
            return Some(begun.unknown());
        }
        if let Some(from) = from.filter(|from| compare(&value, from) == Some(Ordering::Less)) {
            return Some(begun.found(value).expected(from.clone()).saying("below"));
        }
        let above = to.filter(|to| compare(&value, to) == Some(Ordering::Greater));
        above.map(|to| begun.found(value).expected(to.clone()).saying("above"))
    };
    scope.rows.iter().filter_map(violation).collect()
}

fn compare(value: &Value, bound: &Value) -> Option<Ordering> {
    match (value, bound) {
        (Value::Date(day), Value::Date(bound)) => Some(day.cmp(bound)),
        _ => value.as_number()?.partial_cmp(&bound.as_number()?),
    }
}
