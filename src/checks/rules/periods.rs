//! `fresh` with a period: there are rows of the current period, or of every one that is shown.

use std::collections::HashSet;
use std::sync::Arc;

use crate::diagnostics::Argument;
use crate::values::Value;

use super::{Scope, Violation};

pub(super) fn violations(scope: &Scope<'_>, each: bool) -> Vec<Violation> {
    let found: HashSet<Arc<str>> =
        scope.rows.iter().filter_map(|row| scope.text("period", *row)).collect();
    let calendar = &scope.definition.calendar;
    let mut wanted = if each { calendar.periods() } else { vec![calendar.current] };
    wanted.retain(|period| !found.contains(period.to_string().as_str()));
    let violation = |label: String| Violation {
        attribute: "period",
        expected: Some(Value::text(&label)),
        ..Violation::of_all().with("period", Argument::Text(label))
    };
    wanted.into_iter().map(|period| violation(period.label())).collect()
}
