//! Indicators that stand on others, computed from what is shown of those.
//!
//! Whatever is computed from published numbers alone says nothing that they do not say. Where some
//! of the numbers behind a value are hidden, the value would be that of something else, and is
//! hidden as well: it is shown as the office knows it, or not at all.

use crate::definition::{Definition, Kind, TableBase};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::tables::Tables;

use super::touched::Touched;
use super::view::{self, View};
use crate::indicators::observation::{IndicatorResult, Indicators};
use crate::indicators::plan::Progress;
use crate::indicators::{Context, Results, wave};

/// Completes the results that stand on files by those that stand on other indicators. What was
/// found while the same was computed for the office is not said again.
pub(super) fn compute(
    context: &Context<'_>,
    known: &Indicators,
    view: &View<'_>,
) -> Result<Vec<IndicatorResult>, Diagnostics> {
    let definition = context.definition;
    let mut results = view.of_files(known);
    let mut tables: Tables = context.tables.clone();
    let mut findings = Diagnostics::default();
    let before = observed_results(definition, known);
    let mut touched = Touched::default();
    let mut progress = Progress::begin(definition);
    loop {
        let mut next = progress.next(definition);
        if next.tables.is_empty() && next.indicators.is_empty() {
            break;
        }
        wave::build_tables(
            definition,
            &mut tables,
            context.members,
            (&next, &results, &mut findings),
        );
        next.tables.iter().for_each(|id| touched.note(context, *id, (&before, &results)));
        next.indicators.retain(|id| results[id.0].is_none());
        if !findings.has_errors() {
            let state = (&next, &mut results, &mut findings);
            wave::compute(definition, &tables, context.members, state);
        }
        if findings.has_errors() {
            return Err(findings);
        }
        for id in next.indicators {
            let rules = &definition.indicators[id.0];
            if let Some(mut own) = results[id.0].take() {
                if let Kind::Composite(parts) = &rules.kind {
                    view::hide_composite(parts, &mut own, (&known.results, &results));
                }
                touched.hide(context, rules, &mut own);
                view.hide_groups(id.0, rules, &mut own);
                results[id.0] = Some(own);
            }
        }
    }
    // What was not computed cannot be shown.
    let all: Option<Vec<IndicatorResult>> = results.into_iter().collect();
    let Some(mut results) = all else {
        findings.push(Diagnostic::bug(Code::Internal).with("message", "not all can be protected"));
        return Err(findings);
    };
    view::hide_changes(&known.results, &mut results);
    Ok(results)
}

/// What the office knows of the indicators that tables are made of; results are large.
fn observed_results(definition: &Definition, known: &Indicators) -> Results {
    let mut wanted: Results = known.results.iter().map(|_| None).collect();
    for table in &definition.tables {
        if let TableBase::Observations(observations) = &table.base {
            for column in &observations.columns {
                let index = column.indicator.0;
                wanted[index].get_or_insert_with(|| known.results[index].clone());
            }
        }
    }
    wanted
}
