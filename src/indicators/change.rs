//! Changes from one period to the next.

use crate::definition::Indicator;
use crate::values::round_half_away;

use super::interval::shares_differ;
use super::judge::share_of_counts;
use super::observation::{Change, Observation, SliceResult, Trend};

/// Compares every observation with that of the period before.
pub(super) fn compare(indicator: &Indicator, result: &mut SliceResult) {
    for periods in &mut result.observations {
        for period in (1..periods.len()).rev() {
            let (before, rest) = periods.split_at_mut(period);
            if let Some(observation) = &mut rest[0] {
                let previous = before[period - 1].as_ref();
                observation.change = Some(change(indicator, previous, observation));
            }
        }
    }
}

fn change(indicator: &Indicator, before: Option<&Observation>, now: &Observation) -> Change {
    let Some(before) = before else { return Change { value: None, trend: Trend::Unknown } };
    let (Ok(old), Ok(new)) = (before.value, now.value) else {
        return Change { value: None, trend: Trend::Unknown };
    };
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
    Change { value: Some(new - old), trend }
}
