//! The reporting period.

use crate::definition::model::Calendar;
use crate::definition::raw::{RawPeriod, RawPeriodKind};
use crate::diagnostics::{Code, Diagnostic, Spanned};
use crate::values::{Period, PeriodKind};

use super::Resolver;

impl Resolver<'_> {
    pub(super) fn calendar(&mut self, raw: Option<RawPeriod>) -> Option<Calendar> {
        let Some(raw) = raw else {
            self.missing("period");
            return None;
        };
        let kind = match raw.kind {
            RawPeriodKind::Calendar => PeriodKind::Calendar,
            RawPeriodKind::AcademicYear => PeriodKind::AcademicYear,
        };
        let current = Period::parse(&raw.current.value, kind);
        if current.is_none() {
            self.bad_period(&raw.current, kind);
        }
        Some(Calendar { kind, current: current?, previous: raw.previous.unwrap_or(2) })
    }

    pub(super) fn bad_period(&mut self, text: &Spanned<String>, kind: PeriodKind) {
        let finding = Diagnostic::error(Code::BadPeriod).with("period", text.value.as_str());
        let years = text.value.trim().split_once(['-', '/', '–']);
        let is_year = |year: &str| year.bytes().all(|b| b.is_ascii_digit());
        let wanted = years
            .filter(|(_, second)| is_year(second) && matches!(second.len(), 2 | 4))
            .and_then(|(first, _)| {
                let next = first.parse::<u16>().ok()?.checked_add(1)?;
                Period::parse(&format!("{first}-{:02}", next % 100), kind)
            });
        self.findings.push(match wanted {
            Some(wanted) => finding
                .with("wanted", wanted.to_string())
                .labelled(text.span, "label-years")
                .help("help-years"),
            None => finding.at(text.span).help("help"),
        });
    }
}
