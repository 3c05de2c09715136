//! Checks: the table they are about, their one rule, their words and thresholds.

use crate::definition::check::{Check, CheckRule, CheckSeverity, QualityRules, Tolerance};
use crate::definition::model::{Report, TableId};
use crate::definition::place::place_in_scalar;
use crate::definition::raw_check::{RawCheck, RawCheckSeverity, RawQuality};
use crate::diagnostics::{Code, Diagnostic, Span, Spanned};
use crate::texts::RowText;

use super::Resolver;
use super::columns::{Columns, KEY_TYPES};

type Text = Spanned<String>;

/// Names that a message sees beside the columns of its row.
const MESSAGE_NAMES: [&str; 2] = ["expected", "found"];

impl Resolver<'_> {
    pub(super) fn checks(&mut self, raw: Vec<RawCheck>) -> Vec<Check> {
        self.unique(raw.iter().map(|check| &check.id));
        raw.into_iter().filter_map(|check| self.check(check)).collect()
    }

    fn check(&mut self, raw: RawCheck) -> Option<Check> {
        self.identifier(&raw.id);
        let table = self.find_table(&raw.on);
        let columns = self.columns_of(table);
        let filter = raw.filter.as_ref().map(|text| self.condition(text, &columns));
        let rule = self.rule(&raw, &columns);
        if let Some(message) = &raw.message {
            self.message(message, &columns);
        }
        let tolerate = raw.tolerate.as_ref().map(|text| self.tolerance(text));
        let title = raw.title.map(|title| self.substitute(&title, &[]));
        let action = raw.action.map(|action| self.substitute(&action, &[]));
        Some(Check {
            title,
            table: table?,
            filter: whole(filter)?,
            rule: rule?,
            severity: match raw.severity {
                RawCheckSeverity::Error => CheckSeverity::Error,
                RawCheckSeverity::Warning => CheckSeverity::Warning,
                RawCheckSeverity::Info => CheckSeverity::Info,
            },
            message: raw.message,
            action,
            tolerate: whole(tolerate)?,
            id: raw.id,
        })
    }

    /// Exactly one key says what has to hold.
    fn rule(&mut self, raw: &RawCheck, columns: &Columns) -> Option<CheckRule> {
        let mut rules = Vec::new();
        if let Some(formula) = &raw.assert {
            rules.push(self.assertion(formula, columns));
        }
        if let Some(list) = &raw.unique {
            let columns = self.check_columns(&list.value.list, list.span, columns);
            rules.push(columns.map(|columns| CheckRule::Unique { columns }));
        }
        if let Some(complete) = &raw.complete {
            rules.push(self.complete(complete, columns));
        }
        if let Some(set) = &raw.in_set {
            rules.push(self.in_set(set, columns));
        }
        if let Some(range) = &raw.range {
            rules.push(self.range(range, columns));
        }
        if let Some(refers) = &raw.refers {
            rules.push(self.refers(refers, columns));
        }
        if let Some(sum) = &raw.sum {
            rules.push(self.column_sum(sum, columns));
        }
        if let Some(total) = &raw.total {
            rules.push(self.total(total, columns));
        }
        if let Some(fresh) = &raw.fresh {
            rules.push(self.fresh(fresh, raw.on.span, columns));
        }
        if let Some(rows) = &raw.rows {
            rules.push(self.row_count(rows, raw.on.span, columns));
        }
        if rules.len() != 1 {
            let help = if rules.is_empty() { "help-none" } else { "help" };
            let finding = Diagnostic::error(Code::CheckRule).with("id", raw.id.value.as_str());
            self.findings.push(finding.at(raw.id.span).help(help));
            return None;
        }
        rules.pop().flatten()
    }

    /// Checks names of columns, of which there has to be at least one.
    pub(super) fn check_columns(
        &mut self,
        names: &[Text],
        span: Span,
        columns: &Columns,
    ) -> Option<Vec<String>> {
        self.filled(names.is_empty(), span, "help-filled");
        let known = names.iter().filter(|name| self.known_column(name, columns)).count();
        let is_whole = known == names.len() && !names.is_empty();
        is_whole.then(|| names.iter().map(|name| name.value.clone()).collect())
    }

    /// A message sees the columns of the row, what was found and what was expected.
    fn message(&mut self, message: &Text, columns: &Columns) {
        let texts = self.texts;
        let place = |range| place_in_scalar(texts, message, range);
        let text = match RowText::read(&message.value, place) {
            Ok(text) => text,
            Err(finding) => return self.findings.push(*finding),
        };
        for name in text.names() {
            if !MESSAGE_NAMES.contains(&name.as_str()) {
                let span = self.within(message, text.range_of(&name));
                self.known_column(&Spanned::new(name, span), columns);
            }
        }
    }

    /// `5` rows, or `2 %` of them.
    fn tolerance(&mut self, text: &Text) -> Option<Tolerance> {
        let written = text.value.trim();
        let found = match written.strip_suffix('%') {
            Some(percent) => {
                let percent = percent.trim_end().replace(',', ".").parse().ok();
                percent.filter(|percent| (0.0..=100.0).contains(percent)).map(Tolerance::Percent)
            }
            None => written.parse().ok().map(Tolerance::Count),
        };
        if found.is_none() {
            self.wrong_shape("tolerance", text.span);
        }
        found
    }

    pub(super) fn quality_rules(&mut self, raw: Option<RawQuality>) -> Option<QualityRules> {
        let raw = raw?;
        let found = self.members(&raw.supplier);
        if let Some(dimension) = found {
            let table = self.register_table(dimension.0);
            let columns = self.columns_of(table);
            for name in &raw.by.list {
                if self.known_column(name, &columns) {
                    self.needed_type(&name.value, &columns, name.span, KEY_TYPES);
                }
            }
        }
        let deadline = raw.deadline.as_ref().map(|text| {
            let date = self.substitute(text, &[]).parse().ok();
            if date.is_none() {
                self.wrong_shape("date", text.span);
            }
            date
        });
        let by = raw.by.list.into_iter().map(|name| name.value).collect();
        Some(QualityRules { supplier: found?, by, deadline: whole(deadline)? })
    }

    fn register_table(&self, dimension: usize) -> Option<TableId> {
        self.dimensions[dimension].register.as_ref().map(|register| register.table)
    }

    /// Copies for those whose data have findings need `quality:` to say who supplies data.
    pub(super) fn copies_of_suppliers(
        &mut self,
        reports: &[Report],
        quality: Option<&QualityRules>,
        is_certain: bool,
    ) {
        for report in reports.iter().filter(|report| report.only_findings) {
            let is_supplier =
                report.for_each.is_some() && report.for_each == quality.map(|rules| rules.supplier);
            if !is_supplier && is_certain {
                let help = if quality.is_none() { "help-none" } else { "help" };
                let supplier = quality.map(|rules| &self.dimensions[rules.supplier.0].name.value);
                let finding = Diagnostic::error(Code::NoSupplier)
                    .with("report", report.id.value.as_str())
                    .with("dimension", supplier.map_or("", String::as_str));
                self.findings.push(finding.at(report.id.span).help(help));
            }
        }
    }
}

/// Nothing was asked for, or what was asked for is there.
#[expect(clippy::option_option, reason = "a key that is absent is no key with a mistake")]
pub(super) fn whole<T>(value: Option<Option<T>>) -> Option<Option<T>> {
    match value {
        None => Some(None),
        Some(None) => None,
        Some(Some(value)) => Some(Some(value)),
    }
}
