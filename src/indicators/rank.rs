//! Ranks: the places of members, where the definition asks for them.
//!
//! A member of a small group has no place, and none is between it and others.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::definition::{Better, DimensionId, Indicator, Ranking};
use crate::values::round_half_away;

use super::Context;
use super::observation::{Observation, Rank, SliceResult};

/// Gives the members their places anew, after some of them were hidden.
pub(super) fn again(context: &Context<'_>, indicator: &Indicator, result: &mut SliceResult) {
    for observation in result.observations.iter_mut().flatten().flatten() {
        observation.rank = None;
    }
    add(context, indicator, result);
}

/// Adds places to the observations of a slice whose members stand in one order.
pub(super) fn add(context: &Context<'_>, indicator: &Indicator, result: &mut SliceResult) {
    let Some(rules) = &indicator.rank else { return };
    let parents = |id: &DimensionId| {
        let register = context.definition.dimensions[id.0].register.as_ref();
        register.map_or(&[][..], |register| &register.parents)
    };
    let is_asked = rules.slices.is_empty() || rules.slices.contains(&result.slice.name);
    if !is_asked || result.slice.ranked_by(&rules.within, parents).is_none() {
        return;
    }
    for period in 0..context.definition.calendar.periods().len() {
        for rows in groups(context, rules, result, period).into_values() {
            let values = rows.iter().map(|(row, value)| {
                let printed = round_half_away(*value, indicator.decimals);
                (*row, if indicator.better == Better::Lower { printed } else { -printed })
            });
            for (row, rank) in places(values.collect()) {
                if let Some(observation) = &mut result.observations[row][period] {
                    observation.rank = Some(rank);
                }
            }
        }
    }
}

/// The members that have a place, with their values, by the members within which they have it.
fn groups(
    context: &Context<'_>,
    rules: &Ranking,
    result: &SliceResult,
    period: usize,
) -> BTreeMap<Vec<Arc<str>>, Vec<(usize, f64)>> {
    let mut groups: BTreeMap<Vec<Arc<str>>, Vec<(usize, f64)>> = BTreeMap::new();
    for (row, member) in result.members.iter().enumerate() {
        let observation = result.observations[row][period].as_ref();
        let value = observation.and_then(|observation| value_of(rules, observation));
        let place = (&result.slice.dimensions[..], &member.keys[..]);
        let keys = context.members.keys_of(place, &rules.within, period);
        if let (Some(value), Some(keys)) = (value, keys) {
            groups.entry(keys).or_default().push((row, value));
        }
    }
    groups
}

/// The value of an observation that may have a place.
fn value_of(rules: &Ranking, observation: &Observation) -> Option<f64> {
    let is_large =
        rules.min_n.is_none_or(|min_n| observation.n.is_some_and(|n| n >= f64::from(min_n)));
    observation.value.ok().filter(|_| is_large && !observation.is_small)
}

/// The places of members by their values, the least first. Equal values share places.
fn places(mut values: Vec<(usize, f64)>) -> Vec<(usize, Rank)> {
    values.sort_by(|(_, a), (_, b)| a.total_cmp(b));
    let of = values.len();
    // The first of one is no place.
    if of < 2 {
        return Vec::new();
    }
    let mut ranked = Vec::new();
    let mut before = 0;
    for equal in values.chunk_by(|(_, a), (_, b)| a == b) {
        let rank = Rank { first: before + 1, last: before + equal.len(), of };
        ranked.extend(equal.iter().map(|(row, _)| (*row, rank)));
        before += equal.len();
    }
    ranked
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn equal_values_share_places() {
        let ranked = places(vec![(0, -50.0), (1, -60.0), (2, -50.0), (3, -40.0)]);
        let mut texts: Vec<(usize, String)> =
            ranked.iter().map(|(row, rank)| (*row, rank.text())).collect();
        texts.sort();
        let texts: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["2–3", "1", "2–3", "4"]);
        assert!(ranked.iter().all(|(_, rank)| rank.of == 4));
        assert!(places(vec![(0, 1.0)]).is_empty());
    }

    #[test]
    fn zero_has_no_sign() {
        let ranked = places(vec![(0, 0.0), (1, -0.0)]);
        assert_eq!(ranked.len(), 2);
        assert!(ranked.iter().all(|(_, rank)| rank.text() == "1–2"));
    }
}
