//! The step `compute`: indicators as observations, in parallel, the same on any number of threads.
//!
//! Every indicator is one formula. A slice only decides which rows stand together; a percent is
//! computed from counts at every level and never averaged.

mod alike;
mod change;
mod composite;
mod evaluate;
mod grouping;
mod indicator;
mod interval;
mod judge;
mod keyless;
mod lookup;
mod members;
mod observation;
mod privacy;
mod reference;
mod reorganised;
mod strangers;

pub use lookup::{LookupError, LookupPart};
pub use observation::{
    Change, Incomparable, IndicatorResult, Indicators, Member, Observation, ReferenceValue,
    SliceResult, TargetResult, Trend,
};
pub use privacy::{Protected, protect};

use rayon::prelude::*;

use crate::definition::{Definition, Kind};
use crate::diagnostics::{Diagnostics, Outcome};
use crate::tables::Tables;

use grouping::Groupings;
use members::MemberLists;

/// What every indicator is computed from.
struct Context<'a> {
    definition: &'a Definition,
    tables: &'a Tables,
    groupings: &'a Groupings,
    members: &'a MemberLists,
}

/// Computes every indicator of a definition.
///
/// # Errors
///
/// Fails when a sum is too large to be exact.
pub fn compute(definition: &Definition, tables: &Tables) -> Outcome<Indicators> {
    let members = MemberLists::build(definition, tables);
    let groupings = Groupings::build(definition, tables, &members);
    let context = Context { definition, tables, groupings: &groupings, members: &members };
    let mut findings = strangers::report(&context);
    let computed: Vec<Outcome<Option<IndicatorResult>>> = definition
        .indicators
        .par_iter()
        .map(|rules| match rules.kind {
            Kind::Composite(_) => Diagnostics::default().finish(None),
            Kind::Ratio { .. } | Kind::Value { .. } => indicator::compute(&context, rules),
        })
        .collect();
    let mut results: Vec<Option<IndicatorResult>> = Vec::new();
    for outcome in computed {
        let mut own = Diagnostics::default();
        results.push(own.take(outcome).flatten());
        findings.append_new(own);
    }
    if findings.has_errors() {
        return Err(findings);
    }
    for id in composite::order(definition) {
        let result = composite::compute(&context, &definition.indicators[id.0], &results);
        results[id.0] = Some(indicator::finished(&context, &definition.indicators[id.0], result));
    }
    let results = results.into_iter().map(|result| result.expect("each was computed above"));
    findings.finish(Indicators::new(definition, results.collect()))
}
