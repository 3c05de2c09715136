//! The known values of each group in ascending order.

use super::weighted::sum;
use crate::expressions::aggregate::Grouped;
use crate::expressions::arithmetic::finite;
use crate::expressions::error::Overflow;
use crate::expressions::operand::{Operand, Stop};
use crate::values::Missing;

/// Computes a value from the ordered values of each group.
pub(super) fn of_sorted(
    grouped: &Grouped<'_>,
    value: impl Fn(&[f64]) -> Result<f64, Stop>,
) -> Result<Operand<'static>, Overflow> {
    let mut groups: Vec<Vec<f64>> = vec![Vec::new(); grouped.group_count];
    for (group, x) in grouped.known::<f64>() {
        groups[group].push(x);
    }
    groups.iter_mut().for_each(|values| values.sort_unstable_by(f64::total_cmp));
    grouped.results(|group| {
        let values = &groups[group];
        (!values.is_empty()).then(|| value(values).and_then(finite))
    })
}

/// Values with their weights.
pub(super) type Weighted = Vec<(f64, f64)>;

/// Computes a value from the values of each group, in ascending order, and their weights. Values
/// without weight are left out; a negative weight makes no sense, and no weight at all no value.
pub(super) fn of_weighted(
    grouped: &Grouped<'_>,
    value: impl Fn(&[(f64, f64)]) -> Result<f64, Stop>,
) -> Result<Operand<'static>, Overflow> {
    let mut groups: Vec<Weighted> = vec![Weighted::new(); grouped.group_count];
    for (group, x, weight) in grouped.known_pairs() {
        groups[group].push((x, weight));
    }
    let order = |a: &(f64, f64), b: &(f64, f64)| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1));
    groups.iter_mut().for_each(|values| values.sort_unstable_by(order));
    let known: Vec<bool> = groups.iter().map(|values| !values.is_empty()).collect();
    let are_valid: Vec<bool> =
        groups.iter().map(|values| values.iter().all(|(_, weight)| *weight >= 0.0)).collect();
    groups.iter_mut().for_each(|values| values.retain(|(_, weight)| *weight != 0.0));
    grouped.results(|group| {
        let values = &groups[group];
        known[group].then(|| match (are_valid[group], values.is_empty()) {
            (false, _) => Err(Missing::NotApplicable.into()),
            (true, true) => Err(Missing::ZeroDenominator.into()),
            (true, false) => value(values).and_then(finite),
        })
    })
}

/// Returns how many values a percent of them is: rounded, a half up, and at least one.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a part of the number of values, which fit into memory"
)]
pub(super) fn part(count: usize, percent: f64) -> usize {
    let part = (count as f64 * percent / 100.0 + 0.5).floor();
    (part as usize).clamp(1, count)
}

/// Returns the mean of some values.
#[expect(clippy::cast_precision_loss, reason = "the values fit into memory")]
pub(super) fn mean(values: &[f64]) -> Result<f64, Stop> {
    Ok(sum(values.iter().copied())? / values.len() as f64)
}
