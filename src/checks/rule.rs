//! The rule of a check as messages and readers see it.

use crate::definition::check::{Allowed, CheckRule};
use crate::diagnostics::{Argument, Code, Diagnostic};
use crate::values::Value;

use super::scope::Scope;
use super::shown::shown;

/// How many values of a list are named.
const VALUES_NAMED: usize = 8;

/// Returns the code of a violation.
pub(super) const fn code(rule: &CheckRule) -> Code {
    match rule {
        CheckRule::Assert { .. } => Code::CheckFailed,
        CheckRule::Unique { .. } => Code::NotUnique,
        CheckRule::Complete { .. } => Code::Incomplete,
        CheckRule::InSet { .. } => Code::NotInList,
        CheckRule::Range { .. } => Code::OutOfRange,
        CheckRule::Refers { .. } => Code::DanglingReference,
        CheckRule::Sum { .. } => Code::SumDiffers,
        CheckRule::Total(_) => Code::TotalDiffers,
        CheckRule::Newer { .. } | CheckRule::Periods { .. } => Code::Stale,
        CheckRule::RowCount { .. } => Code::RowCount,
    }
}

/// Gives the rule to the messages: in the words of the author, and what the words of the program
/// need.
pub(super) fn with_rule(finding: Diagnostic, scope: &Scope<'_>) -> Diagnostic {
    let finding = match &scope.check.title {
        Some(title) => finding.with("title", title.as_str()),
        None => finding,
    };
    match &scope.check.rule {
        CheckRule::Assert { text, .. } => finding.with("formula", text.as_str()),
        CheckRule::Unique { columns } | CheckRule::Complete { columns, .. } => {
            finding.with("columns", columns.join("`, `"))
        }
        CheckRule::InSet { column, allowed } => {
            finding.with("columns", column.as_str()).with("values", values(scope, allowed))
        }
        CheckRule::Range { column, from, to } => {
            let range = range(from.as_ref().map(shown), to.as_ref().map(shown));
            finding.with("columns", column.as_str()).with("range", range)
        }
        CheckRule::Newer { column, than } => finding
            .with("kind", "day")
            .with("columns", column.as_str())
            .with("range", shown(&Value::Date(*than))),
        CheckRule::Periods { each } => {
            let calendar = &scope.definition.calendar;
            let periods = if *each { calendar.periods() } else { vec![calendar.current] };
            let labels: Vec<String> = periods.iter().map(|period| period.label()).collect();
            let finding = finding.with("kind", "period").with("columns", "period");
            finding.with("range", labels.join(", "))
        }
        CheckRule::Refers { columns, to, .. } => finding
            .with("columns", columns.join("`, `"))
            .with("to", scope.definition.tables[to.0].name.value.as_str()),
        CheckRule::Sum { columns, to, within } => {
            let mut finding = finding.with("columns", columns.join("`, `"));
            finding.arguments.push(("sum", Argument::Number(*to)));
            finding.arguments.push(("within", Argument::Number(*within)));
            finding
        }
        CheckRule::Total(_) => finding,
        CheckRule::RowCount { min, max, .. } => {
            let text = |bound: &Option<u32>| bound.map(|bound| bound.to_string());
            finding.with("range", range(text(min), text(max)))
        }
    }
}

fn range(from: Option<String>, to: Option<String>) -> String {
    match (from, to) {
        (Some(from), Some(to)) => format!("{from} … {to}"),
        (Some(from), None) => format!("≥ {from}"),
        (None, Some(to)) => format!("≤ {to}"),
        (None, None) => String::new(),
    }
}

fn values(scope: &Scope<'_>, allowed: &Allowed) -> String {
    match allowed {
        Allowed::Column(table, column) => {
            format!("{}.{column}", scope.definition.tables[table.0].name.value)
        }
        Allowed::Values(values) => {
            let named: Vec<&str> = values.iter().take(VALUES_NAMED).map(String::as_str).collect();
            let more = if values.len() > VALUES_NAMED { ", …" } else { "" };
            format!("{}{more}", named.join(", "))
        }
    }
}
