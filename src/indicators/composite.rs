//! Composites: other indicators brought to one scale and weighted.

use crate::definition::{Composite, Definition, Indicator, IndicatorId, Part, Slice};
use crate::values::Missing;

use super::Context;
use super::arrange::members_of;
use super::grouping::GroupKey;
use super::normalize::Scale;
use super::observation::{IndicatorResult, Indicators, Member, Observation, SliceResult};

/// The observations of a part in a slice, and its scale in each period.
struct Scaled<'a> {
    part: &'a Part,
    slice: Option<&'a SliceResult>,
    scales: Vec<Scale<'a>>,
}

/// What a part gives to the value of a composite.
#[derive(Debug, Clone, Copy)]
pub struct PartUse<'a> {
    /// The indicator.
    pub indicator: IndicatorId,
    /// Its observation; nothing where it says nothing of the member.
    pub observation: Option<&'a Observation>,
    /// Its value on the scale of the composite, or why there is none.
    pub scaled: Result<f64, Missing>,
    /// Its weight.
    pub weight: f64,
    /// The scaled value times its share in the weight of the parts that are known; these add up to
    /// the value of the composite. Nothing where that has no value.
    pub contribution: Option<f64>,
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

/// Returns what each part gives to the value of a composite for a member in a period, in the order
/// of the definition.
#[must_use]
pub fn parts_of<'a>(
    definition: &'a Definition,
    indicators: &'a Indicators,
    (composite, slice): (&'a Composite, &Slice),
    (member, period): (&Member, usize),
) -> Vec<PartUse<'a>> {
    let period_count = definition.calendar.periods().len();
    let result = |id: IndicatorId| indicators.results.get(id.0);
    let parts = composite.parts.iter();
    let parts: Vec<Scaled<'_>> = parts
        .map(|part| Scaled::new(definition, part, (result(part.indicator), slice), period_count))
        .collect();
    uses(composite, &parts, member, period)
}

fn one_slice(
    context: &Context<'_>,
    composite: &Composite,
    slice: &Slice,
    results: &[Option<IndicatorResult>],
) -> SliceResult {
    let period_count = context.definition.calendar.periods().len();
    let result = |id: IndicatorId| results[id.0].as_ref();
    let parts = composite.parts.iter();
    let parts: Vec<Scaled<'_>> = parts
        .map(|part| {
            let own = (result(part.indicator), slice);
            Scaled::new(context.definition, part, own, period_count)
        })
        .collect();
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
            let one = |period| weigh(&uses(composite, &parts, member, period));
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

impl<'a> Scaled<'a> {
    fn new(
        definition: &Definition,
        part: &'a Part,
        (result, slice): (Option<&'a IndicatorResult>, &Slice),
        period_count: usize,
    ) -> Self {
        let slice = same_slice(result, slice);
        let better = definition.indicators[part.indicator.0].better;
        let scale = |period| Scale::of(&part.normalize, better, slice, period);
        Self { part, slice, scales: (0..period_count).map(scale).collect() }
    }

    fn at(&self, member: &Member, period: usize) -> Option<&'a Observation> {
        let slice = self.slice?;
        let row = slice.members.iter().position(|known| known.keys == member.keys)?;
        slice.observations[row][period].as_ref()
    }
}

/// Brings the values of all parts to the scale. They have a share in the value if those that are
/// known carry enough of the weight.
fn uses<'a>(
    composite: &Composite,
    parts: &[Scaled<'a>],
    member: &Member,
    period: usize,
) -> Vec<PartUse<'a>> {
    let one = |part: &Scaled<'a>| {
        let observation = part.at(member, period);
        let value = observation.map_or(Err(Missing::NoRows), |observation| observation.value);
        let scaled = value.and_then(|value| part.scales[period].apply(value));
        let (indicator, weight) = (part.part.indicator, part.part.weight);
        PartUse { indicator, observation, scaled, weight, contribution: None }
    };
    let mut uses: Vec<PartUse<'_>> = parts.iter().map(one).collect();
    let total: f64 = uses.iter().map(|part| part.weight).sum();
    let known: f64 = uses.iter().filter(|part| part.scaled.is_ok()).map(|part| part.weight).sum();
    if known > 0.0 && known >= composite.require_weight * total * NEARLY {
        for part in &mut uses {
            part.contribution = part.scaled.ok().map(|scaled| part.weight * scaled / known);
        }
    }
    uses
}

/// Shares such as 0.55 are not exact, so the last digits of the weights do not decide.
const NEARLY: f64 = 1.0 - 1e-9;

/// The weighted mean of the parts that have a share in it; nothing for a member that none of them
/// has.
fn weigh(parts: &[PartUse<'_>]) -> Option<Observation> {
    let observations = || parts.iter().filter_map(|part| Some((part, part.observation?)));
    observations().next()?;
    let (mut known, mut sum) = (0.0, 0.0);
    for part in parts {
        if let (Some(_), Ok(value)) = (part.contribution, part.scaled) {
            sum += part.weight * value;
            known += part.weight;
        }
    }
    let mut reasons = observations().filter_map(|(part, _)| part.scaled.err());
    let is_known = known > 0.0;
    let reason = reasons.next_back().unwrap_or(Missing::NoRows);
    let mut observation = Observation::of(if is_known { Ok(sum / known) } else { Err(reason) });
    observation.is_partial = is_known && parts.iter().any(|part| part.contribution.is_none());
    observation.is_merged = observations().any(|(_, part)| part.is_merged);
    // What is made of a value from which nothing follows is no better.
    let known = || observations().filter(|(part, _)| part.contribution.is_some());
    observation.is_small = known().any(|(_, part)| part.is_small);
    Some(observation)
}
