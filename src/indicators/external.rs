//! Lists that others publish: who is not in the list of a period has a value all the same, but
//! only if there is such a list.

use crate::definition::{Indicator, Kind};
use crate::values::Missing;

use super::evaluate::GroupValue;
use super::grouping::TableGrouping;
use super::observation::SliceResult;

/// Gives the members that are not in the list of a period the value of those who are not.
pub(super) fn add_unlisted(
    indicator: &Indicator,
    grouping: &TableGrouping,
    values: &[GroupValue],
    result: &mut SliceResult,
) {
    let Kind::External { unlisted, .. } = indicator.kind else { return };
    let is_listed = |value: &GroupValue| value.value != Err(Missing::NoRows);
    let listed = grouping.groups.iter().zip(values).filter(|(_, value)| is_listed(value));
    let published: Vec<usize> = listed.map(|(group, _)| group.period).collect();
    for observations in &mut result.observations {
        for (period, observation) in observations.iter_mut().enumerate() {
            let Some(observation) = observation else { continue };
            if observation.value == Err(Missing::NoRows) && published.contains(&period) {
                observation.value = Ok(unlisted);
            }
        }
    }
}
