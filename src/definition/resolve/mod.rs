//! Raw definitions to checked ones: names become indices, formulas are typed, mistakes collected.

mod calendar;
mod capture;
mod check;
mod check_rule;
mod column;
mod columns;
mod composite;
mod dimension;
mod form;
mod formula;
mod identify;
mod idle;
mod indicator;
mod kind;
mod late;
mod layout;
mod names;
mod observed;
mod past;
mod pattern;
mod pipeline;
mod privacy;
mod rank;
mod report;
mod source;
mod table;
mod target;
mod text;

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::definition::load::RawFiles;
use crate::definition::model::{
    Calendar, Definition, Dimension, DimensionId, Direction, Indicator, TableDefinition,
};
use crate::diagnostics::{Diagnostics, SourceMap, Span, Spanned};
use columns::Columns;
pub(super) use form::resolve_source;

/// What is known while names are being resolved.
struct Resolver<'a> {
    texts: &'a SourceMap,
    findings: Diagnostics,
    /// Path of the main file.
    main: String,
    parameters: IndexMap<String, Vec<String>>,
    tables: Vec<TableDefinition>,
    /// The columns of each of the tables.
    columns: Vec<Columns>,
    /// Names of all sources and tables, also of those that are not checked yet.
    table_names: Vec<String>,
    /// The periods, if they could be read.
    calendar: Option<Calendar>,
    /// Names of tables that wait for indicators, as long as those are not checked.
    late: BTreeSet<String>,
    /// Names of all indicators, in the order of the definition.
    indicator_ids: Vec<Spanned<String>>,
    /// Those that were checked so far, at their places.
    indicators: Vec<Option<Indicator>>,
    /// Indicators of whose slices something could not be read.
    partly_cut: BTreeSet<String>,
    /// Places of columns of the wrong type, which have been reported.
    mistyped: Vec<Span>,
    dimensions: Vec<Dimension>,
    /// Registers whose members have days from which or until which they exist.
    dated: BTreeSet<String>,
    /// Dimensions that name no register.
    without_register: Vec<DimensionId>,
    directions: Vec<Direction>,
    /// Names of definitions that could not be read or checked; naming them is no further mistake.
    broken: BTreeSet<String>,
    /// Top keys whose values could not be read.
    unread: Vec<String>,
    /// Whether all files could be read.
    is_whole: bool,
    /// How many mistakes were passed over, since they may follow from others.
    follow_ups: usize,
}

/// Checks a definition. What is found goes to `findings`; without errors there is a definition.
pub(super) fn resolve(
    loaded: RawFiles,
    texts: &SourceMap,
    findings: Diagnostics,
) -> (Option<Definition>, Diagnostics) {
    let RawFiles { pipeline, mut files, forms, unread, indicators, is_whole } = loaded;
    let read = |name: &str| pipeline.indicators.list.iter().any(|read| read.id.value == name);
    let lost = indicators.iter().filter(|name| !read(name));
    let mut resolver = Resolver::new(texts, findings, files[0].clone());
    resolver.dated = dimension::dated_registers(&pipeline);
    resolver.broken = lost.cloned().chain(names::broken_names(&pipeline)).collect();
    resolver.unread = unread;
    resolver.is_whole = is_whole;
    files.extend(forms);
    (resolver.pipeline(pipeline, files), resolver.findings)
}
