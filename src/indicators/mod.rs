//! The step `compute`: indicators as observations, in parallel, the same on any number of threads.
//!
//! Every indicator is one formula. A slice only decides which rows stand together; a percent is
//! computed from counts at every level and never averaged.

mod change;
mod composite;
mod evaluate;
mod grouping;
mod interval;
mod judge;
mod keyless;
mod lookup;
mod members;
mod observation;
mod reference;

pub use lookup::{LookupError, LookupPart};
pub use observation::{
    Change, IndicatorResult, Indicators, Member, Observation, ReferenceValue, SliceResult,
    TargetResult, Trend,
};

use rayon::prelude::*;

use crate::definition::{Definition, Indicator, IndicatorId, Kind};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Outcome};
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
    let groupings = Groupings::build(definition, tables);
    let members = MemberLists::build(definition, tables);
    let context = Context { definition, tables, groupings: &groupings, members: &members };
    let mut findings = Diagnostics::default();
    let computed: Vec<Outcome<Option<IndicatorResult>>> = definition
        .indicators
        .par_iter()
        .map(|indicator| match indicator.kind {
            Kind::Composite(_) => Diagnostics::default().finish(None),
            Kind::Ratio { .. } | Kind::Value { .. } => one(&context, indicator),
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
    for id in composite_order(definition) {
        let result = composite::compute(&context, &definition.indicators[id.0], &results);
        results[id.0] = Some(finished(&context, &definition.indicators[id.0], result));
    }
    let results = results.into_iter().map(|result| result.expect("each was computed above"));
    findings.finish(Indicators::new(definition, results.collect()))
}

fn one(context: &Context<'_>, indicator: &Indicator) -> Outcome<Option<IndicatorResult>> {
    let computed = evaluate::slices(context, indicator)
        .and_then(|slices| Ok((slices, keyless::report(context, indicator)?)));
    match computed {
        Ok((slices, findings)) => {
            let findings: Diagnostics = findings.into_iter().collect();
            findings.finish(Some(finished(context, indicator, slices)))
        }
        Err(_) => Err(Diagnostic::error(Code::NumberOverflow)
            .with("name", indicator.id.value.as_str())
            .at(indicator.id.span)
            .help("help")
            .into()),
    }
}

/// Adds to the values what follows from them: intervals, changes, targets, zones.
fn finished(
    context: &Context<'_>,
    indicator: &Indicator,
    mut slices: Vec<SliceResult>,
) -> IndicatorResult {
    for (slice, rules) in slices.iter_mut().zip(&indicator.slices) {
        judge::judge(context, indicator, rules, slice);
        change::compare(indicator, slice);
    }
    IndicatorResult { slices }
}

/// Composites after the composites they are made of.
fn composite_order(definition: &Definition) -> Vec<IndicatorId> {
    fn visit(definition: &Definition, id: IndicatorId, order: &mut Vec<IndicatorId>) {
        if let Kind::Composite(composite) = &definition.indicators[id.0].kind
            && !order.contains(&id)
        {
            for (part, _) in &composite.parts {
                visit(definition, *part, order);
            }
            order.push(id);
        }
    }
    let mut order = Vec::new();
    for index in 0..definition.indicators.len() {
        visit(definition, IndicatorId(index), &mut order);
    }
    order
}
