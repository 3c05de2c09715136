//! Words of a report: reasons for missing values, periods and dates in Russian.

use crate::definition::Calendar;
use crate::diagnostics::{Argument, Catalogue};
use crate::sources::{Evidence, Treatment};
use crate::values::{Missing, Period, PeriodKind, Value};

/// The words of the language of a report.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    catalogue: &'a Catalogue,
}

/// The words of yes and no, apart from the catalogue they come from.
#[derive(Debug)]
pub(super) struct Answers {
    pub(super) yes: String,
    pub(super) no: String,
}

impl Answers {
    /// Returns what an answer is in print; nothing for numbers, which indicators print in their
    /// own way.
    pub(super) fn text(&self, answer: &Value) -> Option<String> {
        match answer {
            Value::Boolean(true) => Some(self.yes.clone()),
            Value::Boolean(false) => Some(self.no.clone()),
            Value::Text(text) => Some(text.to_string()),
            Value::Date(date) => Some(date.strftime("%d.%m.%Y").to_string()),
            Value::Integer(_) | Value::Number(_) | Value::Missing(_) => None,
        }
    }
}

impl<'a> Words<'a> {
    pub(super) const fn new(catalogue: &'a Catalogue) -> Self {
        Self { catalogue }
    }

    /// Returns a message.
    pub(super) fn text(&self, id: &str, arguments: &[(&'static str, Argument)]) -> String {
        self.catalogue.text(id, arguments)
    }

    /// Returns what stands in place of a missing value, such as `н/д`.
    pub(super) fn missing_mark(&self, reason: Missing) -> String {
        self.catalogue.text(&format!("missing-{}-mark", dashed(reason)), &[])
    }

    /// Returns the name of a reason, such as `нет данных`.
    pub(super) fn missing_title(&self, reason: Missing) -> String {
        self.catalogue.text(&format!("missing-{}", dashed(reason)), &[])
    }

    /// Returns what was done with something personal, such as `не прочитано`.
    pub(super) fn treatment_title(&self, treatment: &Treatment) -> String {
        self.catalogue.text(&format!("personal-{}", treatment.name().replace('_', "-")), &[])
    }

    /// Returns why something is personal, such as `по заголовку`.
    pub(super) fn evidence_title(&self, evidence: Evidence) -> String {
        self.catalogue.text(&format!("evidence-{}", evidence.name()), &[])
    }

    /// Returns the name of all members that no condition names.
    pub(super) fn other_members(&self) -> String {
        self.catalogue.text("target-others", &[])
    }

    /// Returns «да» or «нет».
    pub(super) fn yes_or_no(&self, yes: bool) -> String {
        self.catalogue.text(if yes { "yes" } else { "no" }, &[])
    }

    /// Returns what the answer was in the period before: «было: нет».
    pub(super) fn answer_before(&self, yes: bool) -> String {
        let arguments = [("answer", Argument::Text(self.yes_or_no(yes)))];
        self.catalogue.text("answer-was", &arguments)
    }

    /// Returns what an answer that is no number is in print: «да», a text, a day such as
    /// `20.08.2025`.
    pub(super) fn answer(&self, answer: &Value) -> Option<String> {
        let answers = Answers { yes: self.yes_or_no(true), no: self.yes_or_no(false) };
        answers.text(answer)
    }

    /// Returns the name of all periods that no target names.
    pub(super) fn other_periods(&self) -> String {
        self.catalogue.text("target-other-periods", &[])
    }

    /// Returns a period in a sentence: `2024/25 учебный год`.
    pub(super) fn period_title(&self, period: Period, calendar: &Calendar) -> String {
        let id = match calendar.kind {
            PeriodKind::Calendar => "period-calendar",
            PeriodKind::AcademicYear => "period-academic-year",
        };
        self.catalogue.text(id, &[("period", Argument::Text(period.label()))])
    }

    /// Returns a day in words: `20 августа 2025 г.`
    pub(super) fn date(&self, date: jiff::civil::Date) -> String {
        let month = self.catalogue.text(&format!("month-{}", date.month()), &[]);
        let arguments = [
            ("day", Argument::Text(date.day().to_string())),
            ("month", Argument::Text(month)),
            ("year", Argument::Text(date.year().to_string())),
        ];
        self.catalogue.text("date", &arguments)
    }
}

fn dashed(reason: Missing) -> String {
    reason.name().replace('_', "-")
}
