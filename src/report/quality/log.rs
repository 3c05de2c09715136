//! The log itself: made once of all findings, printed by everybody who asks.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::diagnostics::{RenderFormat, Renderer, SourceMap};

use crate::report::Materials;
use crate::report::words::Words;

use super::entry::Entry;
use super::finding::Finding;
use super::personal;
use super::public;
use super::readers::Readers;
use super::sources;
use super::supplier::Suppliers;

/// The log of a run.
#[derive(Debug)]
pub struct QualityLog {
    /// What a report prints: files, sources, findings with their first cases.
    summary: Value,
    findings: Vec<Finding>,
    entries: Vec<Entry>,
    excluded: Vec<Value>,
    tallies: Vec<Value>,
    deadline: Value,
    is_draft: bool,
}

impl QualityLog {
    pub(in crate::report) fn new(materials: &Materials<'_>, texts: &SourceMap) -> Self {
        let Materials { definition, tables, findings: found, catalogue, .. } = *materials;
        let words = Words::new(catalogue);
        let renderer = Renderer::new(catalogue, texts, RenderFormat::Plain);
        let readers = Readers::new(definition, catalogue, &renderer);
        let (mut findings, mut entries) = (Vec::new(), Vec::new());
        for diagnostic in found.iter() {
            let cases = readers.entries(diagnostic, findings.len());
            findings.push(readers.finding(diagnostic, &cases));
            entries.extend(cases);
        }
        Suppliers::find(definition, tables, &entries).mark(&mut entries);
        let rules = definition.quality.as_ref();
        let deadline = rules.and_then(|rules| rules.deadline).map_or(Value::Null, |day| {
            let short = format!("{:02}.{:02}.{}", day.day(), day.month(), day.year());
            json!({ "iso": day.to_string(), "text": words.date(day), "short": short })
        });
        let excluded = sources::excluded_rows(definition, tables, &words);
        let tallies = sources::tallies(definition, tables, &words);
        let is_draft = found.has_errors();
        let mut summary = json!({
            "draft": is_draft,
            "files": sources::files(tables),
            "sources": sources::sources(definition, tables, &words),
            "findings": findings.iter().map(Finding::value).collect::<Vec<_>>(),
        });
        let personal = personal::columns(tables, &words, &renderer);
        // Most sources have nothing personal; templates ask for it with a default.
        if !personal.is_empty() {
            summary["personal"] = personal.into();
        }
        Self { summary, findings, entries, excluded, tallies, deadline, is_draft }
    }

    /// Returns what a report prints.
    #[must_use]
    pub const fn summary(&self) -> &Value {
        &self.summary
    }

    /// Whether a check of severity `error` failed, so that reports are drafts.
    #[must_use]
    pub const fn is_draft(&self) -> bool {
        self.is_draft
    }

    /// Returns what a report for the public prints.
    #[must_use]
    pub fn public_summary(&self) -> Value {
        public::summary(&self.summary, &self.findings)
    }

    /// Returns every finding, then what was read of each source, left out and missing.
    #[must_use]
    pub fn overview(&self) -> Vec<Value> {
        self.findings.iter().map(Finding::value).chain(self.tallies.iter().cloned()).collect()
    }

    /// Returns the rows that were left out by rule, one by one.
    #[must_use]
    pub fn excluded(&self) -> &[Value] {
        &self.excluded
    }

    /// Returns every case of every finding, with all that is known of it.
    #[must_use]
    pub fn entries(&self) -> Vec<Value> {
        self.entries.iter().map(|entry| self.value(entry)).collect()
    }

    /// Returns the suppliers whose data have findings.
    pub(in crate::report) fn suppliers(&self) -> HashSet<Arc<str>> {
        self.entries.iter().filter_map(|entry| entry.supplier.clone()).collect()
    }

    /// Returns what the note for a supplier prints: those of the current period first, then by
    /// file, sheet and row.
    pub(in crate::report) fn note(&self, supplier: &str, period: &str) -> Value {
        let is_own = |entry: &&Entry| entry.supplier.as_deref() == Some(supplier);
        let mut own: Vec<&Entry> = self.entries.iter().filter(is_own).collect();
        own.sort_by_key(|entry| {
            let is_earlier = entry.period.as_deref().is_some_and(|own| own != period);
            (is_earlier, &entry.file, &entry.sheet, entry.row, entry.column)
        });
        let entries: Vec<Value> = own.into_iter().map(|entry| self.value(entry)).collect();
        json!({ "entries": entries, "deadline": self.deadline })
    }

    fn value(&self, entry: &Entry) -> Value {
        entry.value(&self.findings[entry.finding])
    }
}
