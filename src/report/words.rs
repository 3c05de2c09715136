//! Words of a report: reasons for missing values, periods and dates in Russian.

use crate::definition::Calendar;
use crate::diagnostics::{Argument, Catalogue};
use crate::sources::{Evidence, Treatment};
use crate::values::{Missing, Period, PeriodKind};

/// The words of the language of a report.
pub(super) struct Words<'a> {
    catalogue: &'a Catalogue,
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
