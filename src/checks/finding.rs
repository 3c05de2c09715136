//! One diagnostic of all violations of a check: the first few are shown, every one is recorded.

use std::collections::BTreeMap;

use crate::definition::check::{CheckSeverity, Tolerance};
use crate::definition::place_in_scalar;
use crate::diagnostics::{
    Argument, Diagnostic, Excerpt, Label, Location, Record, Severity, SourceMap,
};
use crate::expressions::Rows as _;
use crate::texts::RowText;
use crate::values::{Missing, Value};

use super::rule;
use super::scope::Scope;
use super::shown::shown;
use super::violation::Violation;

/// How many violations are shown; the rest are counted.
const SHOWN: usize = 3;

/// Returns the finding about the violations of a check, and a warning if its message cannot be
/// rendered for some of them.
pub(super) fn report(
    scope: &Scope<'_>,
    violations: &[Violation],
    texts: &SourceMap,
) -> Vec<Diagnostic> {
    let check = scope.check;
    let mut words = Words::new(scope, texts);
    let records: Vec<Record> =
        violations.iter().map(|violation| record(scope, violation, &mut words)).collect();
    let (severity, is_tolerated) = severity(scope, violations);
    let begun = match severity {
        CheckSeverity::Error => Diagnostic::error(rule::code(&check.rule)),
        CheckSeverity::Warning => Diagnostic::warning(rule::code(&check.rule)),
        CheckSeverity::Info => Diagnostic::info(rule::code(&check.rule)),
    };
    let mut finding = rule::with_rule(begun, scope)
        .with("check", check.id.value.as_str())
        .with("table", scope.table_name())
        .with_count("count", violations.len())
        .with_count("rows", scope.rows.len());
    for (violation, record) in violations.iter().zip(&records).take(SHOWN) {
        finding.labels.push(label(scope, violation, record));
    }
    if violations.len() > SHOWN {
        finding = finding.with_count("more", violations.len() - SHOWN).note("more");
    }
    let unknown = violations.iter().filter(|violation| violation.is_unknown).count();
    if unknown > 0 && unknown < violations.len() {
        finding = finding.with_count("unknown", unknown).note("unknown-count");
    }
    if is_tolerated {
        finding = finding.note("tolerated");
    }
    let rule = if check.title.is_some() { "rule" } else { "default" };
    finding = finding.labelled(check.id.span, rule);
    finding = match &check.action {
        Some(action) => finding.with("action", action.as_str()).help("action"),
        None => finding.help("help"),
    };
    [Some(finding.recorded(records)), words.failure].into_iter().flatten().collect()
}

/// How bad the violations are together, and whether they are few enough to be milder.
fn severity(scope: &Scope<'_>, violations: &[Violation]) -> (CheckSeverity, bool) {
    let declared = scope.check.severity;
    let Some(tolerance) = scope.check.tolerate else { return (declared, false) };
    let mut rows: Vec<usize> = violations.iter().filter_map(|violation| violation.row).collect();
    rows.sort_unstable();
    rows.dedup();
    let count = rows.len() + violations.iter().filter(|found| found.row.is_none()).count();
    let is_tolerated = match tolerance {
        Tolerance::Count(limit) => count <= limit as usize,
        #[expect(clippy::cast_precision_loss, reason = "numbers of rows are far below 2^53")]
        Tolerance::Percent(limit) => count as f64 * 100.0 <= limit * scope.rows.len() as f64,
    };
    match (is_tolerated, declared) {
        (false, _) => (declared, false),
        (true, CheckSeverity::Error) => (CheckSeverity::Warning, true),
        (true, CheckSeverity::Warning | CheckSeverity::Info) => (CheckSeverity::Info, true),
    }
}

/// The message of a check, rendered row by row; the first failure is kept.
struct Words<'a> {
    texts: &'a SourceMap,
    text: Option<RowText>,
    names: Vec<String>,
    failure: Option<Diagnostic>,
}

impl<'a> Words<'a> {
    fn new(scope: &Scope<'_>, texts: &'a SourceMap) -> Self {
        let read = |message: &crate::diagnostics::Spanned<String>| {
            RowText::read(&message.value, |range| place_in_scalar(texts, message, range)).ok()
        };
        let text = scope.check.message.as_ref().and_then(read);
        let names = text.as_ref().map_or_else(Vec::new, RowText::names);
        Self { texts, text, names, failure: None }
    }

    /// What is wrong with a row in the words of the author; nothing if there are none, or if they
    /// cannot be said of this row.
    fn of(&mut self, scope: &Scope<'_>, violation: &Violation) -> Option<String> {
        let (text, message) = (self.text.as_ref()?, scope.check.message.as_ref()?);
        if violation.is_unknown {
            return None;
        }
        let unknown = || Value::Missing(Missing::Unknown);
        let value = |name: &str| match (name, violation.row) {
            ("found", _) => violation.found.clone().unwrap_or_else(unknown),
            ("expected", _) => violation.expected.clone().unwrap_or_else(unknown),
            (name, Some(row)) => scope.table.column(name).map_or_else(unknown, |c| c.value(row)),
            (_, None) => unknown(),
        };
        let values: BTreeMap<&str, Value> =
            self.names.iter().map(|name| (name.as_str(), value(name))).collect();
        let texts = self.texts;
        match text.render(&values, |range| place_in_scalar(texts, message, range)) {
            Ok(words) => Some(words),
            Err(mut failure) => {
                failure.severity = Severity::Warning;
                self.failure.get_or_insert(*failure);
                None
            }
        }
    }
}

fn record(scope: &Scope<'_>, violation: &Violation, words: &mut Words<'_>) -> Record {
    let (attribute, arguments) = match words.of(scope, violation) {
        Some(message) => ("custom", vec![("message", Argument::Text(message))]),
        None => (violation.attribute, violation.arguments.clone()),
    };
    let (places, value) = (places(scope, violation), value(scope, violation));
    Record { places, row_of: None, value, attribute, arguments }
}

/// The cells of the columns at fault; where those were computed, the row.
fn places(scope: &Scope<'_>, violation: &Violation) -> Vec<Location> {
    if let Some(file) = &violation.file {
        return vec![Location::File(file.clone())];
    }
    let Some(row) = violation.row else { return Vec::new() };
    let cell = |name: &String| scope.table.origin(name, row);
    let mut cells: Vec<Location> =
        violation.columns.iter().filter_map(cell).map(Location::from).collect();
    if cells.is_empty() {
        cells.extend(scope.table.first_cell(row).map(Location::from));
    }
    cells
}

/// What stands in the columns at fault; each with its title, if there are several. The period is
/// left out beside others, since every entry of the log has it.
fn value(scope: &Scope<'_>, violation: &Violation) -> String {
    let Some(row) = violation.row else {
        return violation.found.as_ref().map_or_else(String::new, shown);
    };
    let values: Vec<(&String, Value)> = violation
        .columns
        .iter()
        .filter_map(|name| Some((name, scope.table.column(name)?.value(row))))
        .collect();
    let is_named = |(name, _): &&(&String, Value)| *name != "period";
    let named: Vec<&(&String, Value)> = values.iter().filter(is_named).collect();
    match &named[..] {
        [] => values.first().map_or_else(String::new, |(_, value)| shown(value)),
        [(_, value)] => shown(value),
        several if several.iter().all(|(_, value)| value.is_missing()) => "–".to_owned(),
        several => {
            let titled = several.iter().map(|(name, value)| {
                let title = scope.definition.column_title(scope.check.table, name);
                format!("{title}: {}", shown(value))
            });
            titled.collect::<Vec<_>>().join("; ")
        }
    }
}

/// The place of a violation with the cells at fault drawn, and the words about it; what has no
/// place in a file is said at the check.
fn label(scope: &Scope<'_>, violation: &Violation, record: &Record) -> Label {
    let location = match (record.places.first(), violation.row) {
        (Some(Location::Cell(cell, _)), Some(row)) => {
            Location::Cell(cell.clone(), excerpt(scope, row, &violation.columns, cell))
        }
        (Some(place), _) => place.clone(),
        (None, _) => Location::Text(scope.check.id.span),
    };
    Label { location, attribute: record.attribute, arguments: record.arguments.clone() }
}

/// The cells at fault that stand in one row of a sheet.
fn excerpt(
    scope: &Scope<'_>,
    row: usize,
    columns: &[String],
    first: &crate::diagnostics::CellRef,
) -> Option<Excerpt> {
    let mut cells: Vec<(u32, String)> = columns
        .iter()
        .filter_map(|name| {
            let cell = scope.table.origin(name, row)?;
            let is_beside =
                (&cell.file, &cell.sheet, cell.row) == (&first.file, &first.sheet, first.row);
            let text = shown(&scope.table.column(name)?.value(row));
            is_beside.then_some((cell.column, text))
        })
        .collect();
    cells.sort();
    cells.dedup_by_key(|(column, _)| *column);
    let (columns, texts): (Vec<u32>, Vec<String>) = cells.into_iter().unzip();
    (!columns.is_empty()).then(|| Excerpt { columns, rows: vec![(first.row, texts)] })
}
