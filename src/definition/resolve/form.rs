//! A source by itself, without a definition around it.

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
