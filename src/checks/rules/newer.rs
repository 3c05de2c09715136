//! `fresh` with a column: days lie after a day.

use jiff::civil::Date;

use crate::values::Value;

use super::{Scope, Violation};

pub(super) fn violations(scope: &Scope<'_>, column: &str, than: Date) -> Vec<Violation> {
    let values = scope.column(column);
    let columns = [column.to_owned()];
    let violation = |row: &usize| {
        let begun = Violation::of_row(*row, &columns);
        match values.value(*row) {
            Value::Date(day) if day > than => None,
            Value::Date(day) => Some(begun.found(Value::Date(day)).expected(Value::Date(than))),
            _ => Some(begun.unknown()),
        }
    };
    scope.rows.iter().filter_map(violation).collect()
}
