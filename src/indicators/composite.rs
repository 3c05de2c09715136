//! Composites: other indicators brought to one scale and weighted.

use crate::definition::{Composite, Indicator, Part, Slice};
use crate::values::Missing;

use super::Context;
use super::evaluate::members_of;
use super::grouping::GroupKey;
use super::normalize::Scale;
use super::observation::{IndicatorResult, Member, Observation, SliceResult};

/// The observations of a part in a slice, and its scale in each period.
struct Scaled<'a> {
    part: &'a Part,
    slice: Option<&'a SliceResult>,
    scales: Vec<Scale<'a>>,
}

/// Computes a composite out of the results of its parts.
pub(super) fn compute(
    context: &Context<'_>,
    indicator: &Indicator,
    composite: &Composite,
    results: &[Option<IndicatorResult>],
) -> Vec<SliceResult> {
    let slices = indicator.slices.iter();
    slices.map(|slice| one_slice(context, composite, slice, results)).collect()
}

fn one_slice(
    context: &Context<'_>,
    composite: &Composite,
    slice: &Slice,
    results: &[Option<IndicatorResult>],
) -> SliceResult {
    let period_count = context.definition.calendar.periods().len();
    let scaled = composite.parts.iter().map(|part| {
        let own = same_slice(results[part.indicator.0].as_ref(), slice);
        let better = context.definition.indicators[part.indicator.0].better;
        let scale = |period| Scale::of(&part.normalize, better, own, period);
        Scaled { part, slice: own, scales: (0..period_count).map(scale).collect() }
    });
    let parts: Vec<Scaled<'_>> = scaled.collect();
    let keys: Vec<GroupKey> = parts
        .iter()
        .filter_map(|part| part.slice)
        .flat_map(|part| &part.members)
        .map(|member| GroupKey { period: 0, keys: member.keys.clone() })
        .collect();
    let members = members_of(context, slice, keys.iter());
    let observations = members
        .iter()
        .map(|member| {
            let one = |period| weigh(composite, &parts, member, period);
            (0..period_count).map(one).collect()
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

impl Scaled<'_> {
    fn at(&self, member: &Member, period: usize) -> Option<&Observation> {
        let slice = self.slice?;
        let row = slice.members.iter().position(|known| known.keys == member.keys)?;
        slice.observations[row][period].as_ref()
    }
}

/// The weighted mean of the parts that are known, if they carry enough of the weight; nothing for a
/// member that none of them has.
fn weigh(
    composite: &Composite,
    parts: &[Scaled<'_>],
    member: &Member,
    period: usize,
) -> Option<Observation> {
    let total: f64 = parts.iter().map(|part| part.part.weight).sum();
    let (mut known, mut sum) = (0.0, 0.0);
    let (mut reason, mut exists) = (Missing::NoRows, false);
    let (mut is_small, mut is_merged) = (false, false);
    for part in parts {
        let Some(observation) = part.at(member, period) else { continue };
        exists = true;
        is_merged |= observation.is_merged;
        match observation.value.and_then(|value| part.scales[period].apply(value)) {
            Ok(value) => {
                sum += part.part.weight * value;
                known += part.part.weight;
                is_small |= observation.is_small;
            }
            Err(missing) => reason = missing,
        }
    }
    // Shares such as 0.55 are not exact, so the last digits of the weights do not decide.
    let nearly = 1.0 - 1e-9;
    let enough = known > 0.0 && known >= composite.require_weight * total * nearly;
    let mut observation = Observation::of(if enough { Ok(sum / known) } else { Err(reason) });
    observation.is_partial = enough && known < total * nearly;
    observation.is_merged = is_merged;
    // What is made of a value from which nothing follows is no better.
    observation.is_small = enough && is_small;
    exists.then_some(observation)
}
