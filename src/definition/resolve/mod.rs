//! Raw definitions to checked ones: names become indices, formulas are typed, mistakes collected.

mod dimension;
mod formula;
mod indicator;
mod report;
mod source;
mod table;
mod text;

use indexmap::IndexMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, SourceMap, Span, Spanned};
use crate::values::{Period, PeriodKind};

use super::load::RawFiles;
use super::model::{Calendar, Definition, Dimension, Direction, TableDefinition};
use super::raw::{RawPeriod, RawPeriodKind, RawPipeline};

/// What is known while names are being resolved.
struct Resolver<'a> {
    texts: &'a SourceMap,
    findings: Diagnostics,
    parameters: IndexMap<String, Vec<String>>,
    tables: Vec<TableDefinition>,
    dimensions: Vec<Dimension>,
    directions: Vec<Direction>,
    /// Names of sources and tables that are defined but could not be checked; naming them is no
    /// further mistake.
    broken: Vec<String>,
}

/// Checks a definition. What is found goes to `findings`; without errors there is a definition.
pub(super) fn resolve(
    loaded: RawFiles,
    texts: &SourceMap,
    findings: Diagnostics,
) -> (Option<Definition>, Diagnostics) {
    let RawFiles { pipeline, files } = loaded;
    let mut resolver = Resolver {
        texts,
        findings,
        parameters: IndexMap::new(),
        tables: Vec::new(),
        dimensions: Vec::new(),
        directions: Vec::new(),
        broken: Vec::new(),
    };
    let definition = resolver.pipeline(pipeline, files);
    (definition, resolver.findings)
}

impl Resolver<'_> {
    fn pipeline(&mut self, raw: RawPipeline, files: Vec<String>) -> Option<Definition> {
        let calendar = self.calendar(raw.period);
        for (name, values) in raw.parameters.0 {
            let values = values.0.into_iter().map(|text| text.value).collect();
            self.parameters.insert(name.value, values);
        }
        if let Some(calendar) = &calendar {
            self.parameters.insert("period".to_owned(), vec![calendar.current.to_string()]);
            self.parameters.insert("period_label".to_owned(), vec![calendar.current.label()]);
        }
        let title = self.title(raw.title.as_ref());
        let date = self.date(raw.date.as_ref(), calendar.as_ref());
        self.unique(raw.directions.0.iter().map(|(name, _)| name));
        for (code, title) in raw.directions.0 {
            let title = self.substitute(&title, &[]);
            self.directions.push(Direction { code: code.value, title });
        }
        let sources = self.sources(raw.sources.0);
        self.tables(raw.tables.0);
        self.dimensions(raw.dimensions.0);
        let indicators = self.indicators(raw.indicators.0);
        let reports = self.reports(raw.reports.0);
        self.unique(raw.texts.0.iter().map(|(name, _)| name));
        let texts = raw.texts.0.into_iter().map(|(name, text)| (name.value, text)).collect();
        let prose = raw.prose.0.into_iter().map(|prose| self.prose(prose)).collect();
        Some(Definition {
            title,
            date: date?,
            calendar: calendar?,
            parameters: std::mem::take(&mut self.parameters),
            min_group: raw.privacy.map_or(5, |privacy| privacy.min_group.value),
            directions: std::mem::take(&mut self.directions),
            sources,
            tables: std::mem::take(&mut self.tables),
            dimensions: std::mem::take(&mut self.dimensions),
            indicators,
            texts,
            prose,
            reports,
            files,
        })
    }

    fn calendar(&mut self, raw: Option<RawPeriod>) -> Option<Calendar> {
        let Some(raw) = raw else {
            self.findings
                .push(Diagnostic::error(Code::MissingKey).with("key", "period").help("help"));
            return None;
        };
        let kind = match raw.kind {
            RawPeriodKind::Calendar => PeriodKind::Calendar,
            RawPeriodKind::AcademicYear => PeriodKind::AcademicYear,
        };
        let Some(current) = Period::parse(&raw.current.value, kind) else {
            self.findings.push(
                Diagnostic::error(Code::BadPeriod)
                    .with("period", raw.current.value)
                    .at(raw.current.span)
                    .help("help"),
            );
            return None;
        };
        Some(Calendar { kind, current, previous: raw.previous.unwrap_or(2) })
    }

    fn title(&mut self, raw: Option<&Spanned<String>>) -> String {
        if let Some(title) = raw {
            return self.substitute(title, &[]);
        }
        self.findings.push(Diagnostic::error(Code::MissingKey).with("key", "title").help("help"));
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
            self.findings.push(
                Diagnostic::error(Code::WrongShape)
                    .with("expected", "date")
                    .at(text.span)
                    .help("help"),
            );
        }
        date
    }

    /// Reports names that stand twice in one group of definitions.
    fn unique<'n>(&mut self, names: impl Iterator<Item = &'n Spanned<String>>) {
        let mut seen: IndexMap<&str, Span> = IndexMap::new();
        for name in names {
            if let Some(first) = seen.get(name.value.as_str()) {
                self.findings.push(
                    Diagnostic::error(Code::DefinedTwice)
                        .with("name", name.value.as_str())
                        .at(name.span)
                        .labelled(*first, "first")
                        .help("help"),
                );
            } else {
                seen.insert(&name.value, name.span);
            }
        }
    }
}
