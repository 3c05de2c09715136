//! A resolver that knows nothing yet, and a source checked by itself, without a definition around
//! it.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::definition::raw_source::RawSource;
use crate::definition::source::Source;
use crate::diagnostics::{Diagnostics, SourceMap, Spanned};

use super::Resolver;

/// Checks a source and the columns it computes, whose names are returned as well.
pub(in crate::definition) fn resolve_source(
    name: Spanned<String>,
    raw: RawSource,
    texts: &SourceMap,
    findings: &mut Diagnostics,
) -> (Source, Vec<String>) {
    let derived = raw.derive.list.iter().map(|(name, _)| name.value.clone()).collect();
    let mut resolver = Resolver::new(texts, std::mem::take(findings), String::new());
    let mut sources = resolver.sources(vec![(name, raw)]);
    *findings = resolver.findings;
    (sources.remove(0), derived)
}

impl<'a> Resolver<'a> {
    /// Begins with nothing known; `main` is the path of the main file.
    pub(super) fn new(texts: &'a SourceMap, findings: Diagnostics, main: String) -> Self {
        Self {
            texts,
            findings,
            main,
            parameters: IndexMap::new(),
            tables: Vec::new(),
            columns: Vec::new(),
            table_names: Vec::new(),
            calendar: None,
            late: BTreeSet::new(),
            indicator_ids: Vec::new(),
            indicators: Vec::new(),
            partly_cut: BTreeSet::new(),
            mistyped: Vec::new(),
            dimensions: Vec::new(),
            dated: BTreeSet::new(),
            without_register: Vec::new(),
            directions: Vec::new(),
            broken: BTreeSet::new(),
            unread: Vec::new(),
            is_whole: true,
            follow_ups: 0,
        }
    }
}
