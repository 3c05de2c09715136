//! One indicator: its values over all slices, and what follows from them.

use crate::definition::Indicator;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Outcome};
use crate::expressions::Overflow;

use super::observation::{IndicatorResult, SliceResult};
use super::passes::{Pass, SliceValues};
use super::{Context, alike, arrange, change, judge, keyless, rank};

/// Computes an indicator that stands on rows.
pub(super) fn compute(
    pass: &Pass<'_>,
    indicator: &Indicator,
    values: Result<Vec<SliceValues>, Overflow>,
) -> Outcome<Option<IndicatorResult>> {
    let computed = values.and_then(|values| Ok((values, keyless::report(pass, indicator)?)));
    match computed {
        Ok((values, findings)) => {
            let slices = arrange::slices(pass, indicator, &values);
            let alike = alike::report(pass, indicator);
            let findings: Diagnostics = findings.into_iter().chain(alike).collect();
            findings.finish(Some(finished(&pass.context, indicator, slices)))
        }
        Err(_) => Err(Diagnostic::error(Code::NumberOverflow)
            .with("name", indicator.id.value.as_str())
            .at(indicator.id.span)
            .help("help")
            .into()),
    }
}

/// Adds to the values what follows from them: intervals, changes, targets, zones,
/// ranks.
pub(super) fn finished(
    context: &Context<'_>,
    indicator: &Indicator,
    mut slices: Vec<SliceResult>,
) -> IndicatorResult {
    for (slice, rules) in slices.iter_mut().zip(&indicator.slices) {
        judge::judge(context, indicator, rules, slice);
        rank::add(context, indicator, slice);
        change::compare(context, indicator, slice);
    }
    IndicatorResult { slices }
}
