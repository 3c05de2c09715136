//! Values of groups in the order of print: a place for each member and period, also for those
//! without rows.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::definition::{DimensionId, Indicator, Slice};

use super::Context;
use super::evaluate::GroupValue;
use super::external;
use super::grouping::{GroupKey, TableGrouping};
use super::members::compare_keys;
use super::observation::{Member, Observation, SliceResult};
use super::passes::{Pass, SliceValues};
use super::reference;

/// Puts the values of an indicator in their places.
pub(super) fn slices(
    pass: &Pass<'_>,
    indicator: &Indicator,
    values: &[SliceValues],
) -> Vec<SliceResult> {
    let Some(selection) = &indicator.rows else { return Vec::new() };
    let slices = indicator.slices.iter().zip(values);
    let slices = slices.map(|(slice, values)| {
        let grouping = pass.groupings.get(selection.table, &slice.dimensions);
        let mut result = arrange(&pass.context, slice, grouping, &values.own);
        external::add_unlisted(indicator, grouping, &values.own, &mut result);
        for (rules, compared) in indicator.references.iter().zip(&values.references) {
            reference::add(&pass.context, &mut result, rules, compared);
        }
        result
    });
    slices.collect()
}

/// Members of a slice in the order of print, and where their values are found.
#[derive(Debug)]
pub(super) struct Places {
    members: Vec<Member>,
    /// For each member the place in each period.
    rows: Vec<Vec<Place>>,
}

#[derive(Debug, Clone, Copy)]
enum Place {
    /// The member did not exist.
    Absent,
    WithoutRows,
    Group(usize),
}

/// Puts values of groups in the order of print, with a place for members that have no rows.
fn arrange(
    context: &Context<'_>,
    slice: &Slice,
    grouping: &TableGrouping,
    values: &[GroupValue],
) -> SliceResult {
    let places = grouping.places.get_or_init(|| places(context, slice, grouping));
    let value = |place: &Place| match place {
        Place::Absent => None,
        Place::WithoutRows => Some(observation(&GroupValue::ABSENT)),
        Place::Group(group) => Some(observation(&values[*group])),
    };
    let observations = places.rows.iter().map(|row| row.iter().map(value).collect());
    let (observations, members) = (observations.collect(), places.members.clone());
    SliceResult { slice: slice.clone(), members, observations }
}

fn places(context: &Context<'_>, slice: &Slice, grouping: &TableGrouping) -> Places {
    let members = members_of(context, slice, grouping.groups.iter());
    let period_count = context.definition.calendar.periods().len();
    let place = |member: &Member, period: usize| {
        let key = GroupKey { period, keys: member.keys.clone() };
        match grouping.index.get(&key) {
            Some(group) => Place::Group(*group as usize),
            None if exists(context, slice, &key) => Place::WithoutRows,
            None => Place::Absent,
        }
    };
    let rows = members.iter();
    let rows = rows.map(|member| (0..period_count).map(|period| place(member, period)).collect());
    Places { rows: rows.collect(), members }
}

fn observation(group: &GroupValue) -> Observation {
    let mut observation = Observation::of(group.value);
    observation.numerator = group.numerator;
    observation.denominator = group.denominator;
    observation.n = group.n;
    observation.spread = group.spread;
    observation.answer.clone_from(&group.answer);
    observation.is_partial = group.is_partial;
    observation.is_merged = group.is_merged;
    observation
}

/// Whether a member without rows is to be shown for a period: its register says it was there.
/// Members of several dimensions are shown only where they have rows.
fn exists(context: &Context<'_>, slice: &Slice, key: &GroupKey) -> bool {
    match slice.dimensions[..] {
        [] => true,
        [id] => context.members.exists(id, &key.keys[0], key.period).unwrap_or(false),
        _ => false,
    }
}

/// Returns the members of a slice in the order of print.
pub(super) fn members_of<'a>(
    context: &Context<'_>,
    slice: &Slice,
    groups: impl Iterator<Item = &'a GroupKey>,
) -> Vec<Member> {
    let mut keys: BTreeSet<Vec<Arc<str>>> = groups.map(|group| group.keys.clone()).collect();
    match slice.dimensions[..] {
        [] => {
            keys.insert(Vec::new());
        }
        [id] => {
            let registered = context.members.keys(id);
            keys.extend(registered.into_iter().flatten().map(|key| vec![Arc::clone(key)]));
        }
        _ => {}
    }
    let mut keys: Vec<Vec<Arc<str>>> = keys.into_iter().collect();
    keys.sort_by(|a, b| compare_members(context, &slice.dimensions, a, b));
    let label = |(id, key): (&DimensionId, &Arc<str>)| context.members.label(*id, key);
    keys.into_iter()
        .map(|keys| Member {
            labels: slice.dimensions.iter().zip(&keys).map(label).collect(),
            former: former_labels(context, slice, &keys),
            keys,
        })
        .collect()
}

/// Names of a member in the periods in which the register had others than it has now.
fn former_labels(
    context: &Context<'_>,
    slice: &Slice,
    keys: &[Arc<str>],
) -> Vec<(usize, Vec<Arc<str>>)> {
    let pairs = || slice.dimensions.iter().zip(keys);
    let former = |period| {
        let own = |id: &DimensionId, key| context.members.former_label(*id, key, period);
        pairs().any(|(id, key)| own(id, key).is_some()).then(|| {
            let name = |(id, key)| own(id, key).unwrap_or_else(|| context.members.label(*id, key));
            (period, pairs().map(name).collect())
        })
    };
    (0..context.definition.calendar.periods().len()).filter_map(former).collect()
}

fn compare_members(
    context: &Context<'_>,
    dimensions: &[DimensionId],
    a: &[Arc<str>],
    b: &[Arc<str>],
) -> std::cmp::Ordering {
    let pairs = dimensions.iter().zip(a.iter().zip(b));
    pairs
        .map(|(id, (a, b))| {
            let places = (context.members.place(*id, a), context.members.place(*id, b));
            match places {
                (Some(a), Some(b)) => a.cmp(&b),
                _ => compare_keys(&context.definition.dimensions[id.0].order, a, b),
            }
        })
        .find(|order| order.is_ne())
        .unwrap_or(std::cmp::Ordering::Equal)
}
