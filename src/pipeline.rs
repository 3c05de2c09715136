//! The main path: eight steps, each from one plain value to the next.

use std::sync::Arc;

use crate::definition::{Definition, Source};
use crate::diagnostics::{Catalogue, Diagnostics, SourceMap};
use crate::indicators::{Indicators, Protected};
use crate::output::{WriteOptions, Written};
use crate::report::Materials;
use crate::system::System;
use crate::tables::Tables;
use crate::{checks, definition, indicators, output, report, sources, tables};

/// A definition with everything that was computed from it.
pub struct Computed {
    /// The definition.
    pub definition: Definition,
    /// The tables.
    pub tables: Tables,
    /// The indicators.
    pub indicators: Arc<Indicators>,
    /// What is shown of them to the public, if there is such an edition.
    pub public: Option<Protected>,
}

/// Loads a definition. It is returned with its mistakes where what is left of it makes sense.
pub fn load(
    system: &dyn System,
    path: &str,
    texts: &mut SourceMap,
    findings: &mut Diagnostics,
) -> Option<Definition> {
    let loaded = definition::load(system, path, texts);
    findings.append(loaded.findings);
    loaded.definition
}

/// Loads a definition, reads and checks its sources and computes its indicators. Findings are
/// added to `findings`; nothing is returned if a step fails. What a check finds is no failure,
/// even if it is an error: then reports are drafts.
pub fn compute(
    system: &dyn System,
    path: &str,
    texts: &mut SourceMap,
    findings: &mut Diagnostics,
) -> Option<Computed> {
    let definition = load(system, path, texts, findings)?;
    if findings.has_errors() {
        // The headers of sources that are sound can still be compared with their columns.
        let sound: Vec<Source> =
            definition.sources.into_iter().filter(|source| source.is_intact).collect();
        findings.take(sources::read(&sound, system));
        return None;
    }
    let rows = findings.take(sources::read(&definition.sources, system))?;
    let mut tables = findings.take(tables::build(&definition, rows))?;
    findings.append(checks::run(&definition, &tables, texts));
    let indicators = Arc::new(findings.take(indicators::compute(&definition, &mut tables))?);
    let public = findings.take(indicators::protect(&definition, &tables, &indicators))?;
    Some(Computed { definition, tables, indicators, public })
}

/// Does everything but rendering.
pub fn check(
    system: &dyn System,
    path: &str,
    catalogue: &Catalogue,
    texts: &mut SourceMap,
    findings: &mut Diagnostics,
) -> Option<Computed> {
    let computed = compute(system, path, texts, findings)?;
    let materials = materials(system, &computed, catalogue, findings);
    let composed = report::compose(materials, texts);
    let mut late = Diagnostics::default();
    if let Some(composition) = late.take(composed) {
        late.append(composition.check());
    }
    findings.append(late);
    (!findings.has_errors()).then_some(computed)
}

/// How reports are made.
pub struct RunOptions<'a> {
    /// The words of the reports.
    pub words: &'a Catalogue,
    /// How they are written.
    pub write: WriteOptions<'a>,
}

/// Makes every report.
pub fn run(
    system: &dyn System,
    path: &str,
    options: &RunOptions<'_>,
    texts: &mut SourceMap,
    findings: &mut Diagnostics,
) -> Option<Written> {
    let computed = compute(system, path, texts, findings)?;
    let materials = materials(system, &computed, options.words, findings);
    let mut late = Diagnostics::default();
    let composed = late.take(report::compose(materials, texts));
    let written = composed.and_then(|composition| {
        let definition = &computed.definition;
        late.take(output::write(definition, &composition, system, &options.write, texts))
    });
    findings.append(late);
    written
}

fn materials<'a>(
    system: &'a dyn System,
    computed: &'a Computed,
    catalogue: &'a Catalogue,
    findings: &'a Diagnostics,
) -> Materials<'a> {
    let Computed { definition, tables, indicators, public } = computed;
    let public = public.as_ref();
    Materials { definition, tables, indicators, public, findings, catalogue, system }
}
