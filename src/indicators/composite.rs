//! Composites: other indicators brought to one scale and weighted.

use crate::definition::{Better, Composite, Indicator, IndicatorId, Kind, Slice};
use crate::values::Missing;

use super::Context;
use super::evaluate::members_of;
use super::grouping::GroupKey;
use super::observation::{IndicatorResult, Observation, SliceResult};

/// Computes a composite out of the results of its parts.
pub(super) fn compute(
    context: &Context<'_>,
    indicator: &Indicator,
    results: &[Option<IndicatorResult>],
) -> Vec<SliceResult> {
    let Kind::Composite(composite) = &indicator.kind else { return Vec::new() };
    let slices = indicator.slices.iter();
    slices.map(|slice| one_slice(context, composite, slice, results)).collect()
}

fn one_slice(
    context: &Context<'_>,
    composite: &Composite,
    slice: &Slice,
    results: &[Option<IndicatorResult>],
) -> SliceResult {
    let parts: Vec<(Option<&SliceResult>, IndicatorId, f64)> = composite
        .parts
        .iter()
        .map(|(id, weight)| (same_slice(results[id.0].as_ref(), slice), *id, *weight))
        .collect();
    let keys: Vec<GroupKey> = parts
        .iter()
        .filter_map(|(part, ..)| *part)
        .flat_map(|part| &part.members)
        .map(|member| GroupKey { period: 0, keys: member.keys.clone() })
        .collect();
    let members = members_of(context, slice, keys.iter());
    let period_count = context.definition.calendar.periods().len();
    let observations = members
        .iter()
        .map(|member| {
            (0..period_count)
                .map(|period| {
                    let at = |part: Option<&SliceResult>| {
                        let part = part?;
                        let row = part.members.iter().position(|m| m.keys == member.keys)?;
                        part.observations[row][period].clone()
                    };
                    let values: Vec<_> =
                        parts.iter().map(|(part, id, weight)| (at(*part), *id, *weight)).collect();
                    let exists = values.iter().any(|(value, ..)| value.is_some());
                    exists.then(|| weigh(context, composite, &values))
                })
                .collect()
        })
        .collect();
    SliceResult { slice: slice.clone(), members, observations }
}

/// The slice of a part that is cut by the same dimensions, whatever its name.
pub(super) fn same_slice<'r>(
    result: Option<&'r IndicatorResult>,
    slice: &Slice,
) -> Option<&'r SliceResult> {
    result?.slices.iter().find(|known| known.slice.dimensions == slice.dimensions)
}

/// The weighted mean of the parts that are known, if they carry enough of the weight.
fn weigh(
    context: &Context<'_>,
    composite: &Composite,
    values: &[(Option<Observation>, IndicatorId, f64)],
) -> Observation {
    let total: f64 = values.iter().map(|(_, _, weight)| weight).sum();
    let mut known = 0.0;
    let mut sum = 0.0;
    let mut reason = Missing::NoRows;
    for (observation, id, weight) in values {
        match observation.as_ref().map(|observation| observation.value) {
            Some(Ok(value)) => {
                let better = context.definition.indicators[id.0].better;
                sum += weight * normalised(composite.bounds, better, value);
                known += weight;
            }
            Some(Err(missing)) => reason = missing,
            None => {}
        }
    }
    // Shares such as 0.55 are not exact, so the last digits of the weights do not decide.
    let nearly = 1.0 - 1e-9;
    let enough = known > 0.0 && known >= composite.require_weight * total * nearly;
    let mut observation = Observation::of(if enough { Ok(sum / known) } else { Err(reason) });
    observation.is_partial = enough && known < total * nearly;
    observation.is_merged =
        values.iter().any(|(part, ..)| part.as_ref().is_some_and(|part| part.is_merged));
    observation
}

/// Brings a value to the scale 0–100 between fixed bounds, turned where less is better.
fn normalised(bounds: Option<(f64, f64)>, better: Better, value: f64) -> f64 {
    const SCALE: f64 = 100.0;
    let Some((low, high)) = bounds else { return value };
    let share = ((value - low) / (high - low)).clamp(0.0, 1.0);
    match better {
        Better::Higher | Better::Neither => SCALE * share,
        Better::Lower => SCALE * (1.0 - share),
    }
}
