//! Changes from one period to the next.

use crate::definition::{Indicator, Kind};
use crate::statistics::{shares_differ, welch};
use crate::values::round_half_away;

use super::Context;
use super::judge::{sample, share_of_counts};
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
        _ => means_are_alike(indicator, before, now),
    };
    let trend = if print_alike(old, new, indicator.decimals) {
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

/// Whether two means differ no more than chance allows, at the 5 % level by the test of Welch.
fn means_are_alike(indicator: &Indicator, before: &Observation, now: &Observation) -> bool {
    let samples = sample(indicator, before).zip(sample(indicator, now));
    let test = samples.and_then(|(before, now)| welch(before, now));
    test.is_some_and(|test| test.may_be_chance())
}

/// Whether two values are the same for readers.
fn print_alike(a: f64, b: f64, decimals: u8) -> bool {
    /// Below this the 15 digits that people see reach far beyond so many decimals.
    const PLAIN_MAX: f64 = 1e9;
    const PLAIN_DECIMALS: u8 = 4;
    // Rounding moves each value by half a unit, and digits are slow to make.
    let unit = (0..decimals).fold(1.0, |unit, _| unit / 10.0);
    let is_plain = decimals <= PLAIN_DECIMALS && a.abs().max(b.abs()) < PLAIN_MAX;
    if is_plain && (a - b).abs() > 2.0 * unit {
        return false;
    }
    round_half_away(a, decimals) == round_half_away(b, decimals)
}

#[cfg(test)]
mod tests {
    use super::print_alike;

    #[test]
    fn values_are_alike_when_they_print_the_same() {
        assert!(print_alike(49.96, 50.04, 1));
        assert!(!print_alike(49.94, 50.04, 1));
        assert!(print_alike(2.675, 2.68, 2), "halves are rounded up in decimal");
        assert!(!print_alike(2.0, -2.0, 0));
        assert!(print_alike(-0.4, 0.4, 0));
        assert!(print_alike(1e16, 1e16 + 2.0, 0), "people see 15 digits");
    }
}
