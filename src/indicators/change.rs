//! Changes from one period to the next.

use crate::definition::{Indicator, Kind};
use crate::values::round_half_away;

use super::Context;
use super::interval::shares_differ;
use super::judge::share_of_counts;
use super::observation::{Change, Incomparable, Observation, SliceResult, Trend};

/// Compares every observation with that of the period before.
pub(super) fn compare(context: &Context<'_>, indicator: &Indicator, result: &mut SliceResult) {
    if matches!(indicator.kind, Kind::Info { .. }) {
        return;
    }
    let dimensions = &result.slice.dimensions;
    for (member, periods) in result.members.iter().zip(&mut result.observations) {
        for period in (1..periods.len()).rev() {
            let (before, rest) = periods.split_at_mut(period);
            let mut keys = dimensions.iter().zip(&member.keys);
            let reason = keys.find_map(|(id, key)| context.members.incomparable(*id, key, period));
            if let Some(observation) = &mut rest[0] {
                let previous = before[period - 1].as_ref();
                observation.change = Some(match reason {
                    // Whatever the two values are, their difference is not what happened.
                    Some(reason) => unknown(Some(reason)),
                    None => change(indicator, previous, observation),
                });
            }
        }
    }
}

const fn unknown(reason: Option<Incomparable>) -> Change {
    Change { value: None, trend: Trend::Unknown, reason }
}

fn change(indicator: &Indicator, before: Option<&Observation>, now: &Observation) -> Change {
    let Some(before) = before else { return unknown(None) };
    let (Ok(old), Ok(new)) = (before.value, now.value) else { return unknown(None) };
    let shares = (share_of_counts(indicator, before), share_of_counts(indicator, now));
    let may_be_chance = match shares {
        (Some(first), Some(second)) => !shares_differ(first, second),
        _ => false,
    };
    let printed = |value| round_half_away(value, indicator.decimals);
    let trend = if printed(old) == printed(new) {
        Trend::Same
    } else if may_be_chance {
        Trend::WithinError
    } else if new > old {
        Trend::Up
    } else {
        Trend::Down
    };
    Change { value: Some(new - old), trend, reason: None }
}
