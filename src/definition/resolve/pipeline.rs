//! The whole definition: every group in the order in which it needs the others.

use crate::definition::model::{Calendar, Definition, Direction};
use crate::definition::raw::RawPipeline;
use crate::diagnostics::{Code, Diagnostic, Location, Spanned};

use super::Resolver;
use super::privacy::PrivacyRules;

impl Resolver<'_> {
    pub(super) fn pipeline(&mut self, raw: RawPipeline, files: Vec<String>) -> Option<Definition> {
        let calendar = self.calendar(raw.period);
        self.calendar.clone_from(&calendar);
        for (name, values) in raw.parameters.list {
            let values = values.0.into_iter().map(|text| text.value).collect();
            self.parameters.insert(name.value, values);
        }
        if let Some(calendar) = &calendar {
            self.parameters.insert("period".to_owned(), vec![calendar.current.to_string()]);
            self.parameters.insert("period_label".to_owned(), vec![calendar.current.label()]);
        } else {
            self.broken.extend(["period".to_owned(), "period_label".to_owned()]);
        }
        let title = self.title(raw.title.as_ref());
        let date = self.date(raw.date.as_ref(), calendar.as_ref());
        self.unique(raw.directions.list.iter().map(|(name, _)| name));
        for (code, title) in raw.directions.list {
            let title = self.substitute(&title, &[]);
            self.directions.push(Direction { code: code.value, title });
        }
        let sources = self.sources(raw.sources.list);
        let late = self.tables(raw.tables.list);
        self.dimensions(raw.dimensions.list);
        let checks = self.checks(raw.checks.list);
        let found_before = self.found();
        let quality = self.quality_rules(raw.quality);
        let is_certain = self.found() == found_before && !self.is_unread("quality");
        let indicators = self.late_tables_and_indicators(late, raw.indicators.list);
        let reports = self.reports(raw.reports.list, &indicators);
        let privacy = PrivacyRules::of(raw.privacy.as_ref());
        self.privacy_of_public(&privacy, &reports);
        self.copies_of_suppliers(&reports, quality.as_ref(), is_certain);
        self.unique(raw.texts.list.iter().map(|(name, _)| name));
        let texts = raw.texts.list.into_iter().map(|(name, text)| (name.value, text)).collect();
        let prose = self.prose(raw.prose.list);
        Some(Definition {
            title,
            date: date?,
            calendar: calendar?,
            parameters: std::mem::take(&mut self.parameters),
            min_group: privacy.min_group,
            protection: privacy.protection,
            directions: std::mem::take(&mut self.directions),
            sources,
            tables: std::mem::take(&mut self.tables),
            checks,
            quality,
            dimensions: std::mem::take(&mut self.dimensions),
            indicators,
            texts,
            prose,
            reports,
            files,
        })
    }

    /// Whether a key of the top may stand somewhere that could not be read.
    fn is_unread(&self, key: &str) -> bool {
        !self.is_whole || self.unread.iter().any(|unread| unread == key)
    }

    /// Reports a key of the top that is missing, unless it stands somewhere unreadable.
    pub(super) fn missing(&mut self, key: &'static str) {
        if !self.is_unread(key) {
            self.findings.push(
                Diagnostic::error(Code::MissingKey)
                    .with("key", key)
                    .at(Location::File(self.main.as_str().into()))
                    .help("help"),
            );
        }
    }

    fn title(&mut self, raw: Option<&Spanned<String>>) -> String {
        if let Some(title) = raw {
            return self.substitute(title, &[]);
        }
        self.missing("title");
        String::new()
    }

    fn date(
        &mut self,
        raw: Option<&Spanned<String>>,
        calendar: Option<&Calendar>,
    ) -> Option<jiff::civil::Date> {
        let Some(text) = raw else {
            return calendar.map(|calendar| calendar.current.last_day());
        };
        let date = text.value.parse().ok();
        if date.is_none() {
            self.wrong_shape("date", text.span);
        }
        date
    }
}
