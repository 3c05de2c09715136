//! Values of an indicator for every member and period of its slices.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::definition::{DimensionId, Indicator, Kind, RowSelection, Slice};
use crate::expressions::{Grouping, Overflow, Rows as _};
use crate::tables::Table;
use crate::values::{Column, Missing};

use super::Context;
use super::grouping::{GroupKey, TableGrouping};
use super::members::compare_keys;
use super::observation::{Member, Observation, SliceResult};
use super::reference;

/// What the rows of a group give.
#[derive(Debug, Clone)]
pub(super) struct GroupValue {
    pub(super) value: Result<f64, Missing>,
    pub(super) numerator: Option<f64>,
    pub(super) denominator: Option<f64>,
    pub(super) n: Option<f64>,
    pub(super) is_partial: bool,
    pub(super) is_merged: bool,
}

impl GroupValue {
    const ABSENT: Self = Self {
        value: Err(Missing::NoRows),
        numerator: None,
        denominator: None,
        n: None,
        is_partial: false,
        is_merged: false,
    };
}

/// Computes an indicator over all of its slices.
pub(super) fn slices(
    context: &Context<'_>,
    indicator: &Indicator,
) -> Result<Vec<SliceResult>, Overflow> {
    let Some(selection) = &indicator.rows else { return Ok(Vec::new()) };
    let table = context.tables.get(selection.table);
    let mut results = Vec::new();
    for slice in &indicator.slices {
        let grouping = context.groupings.get(selection.table, &slice.dimensions);
        let values = group_values(&indicator.kind, table, selection, grouping)?;
        let mut result = arrange(context, slice, grouping, &values);
        for rules in &indicator.references {
            let compared = reference::values(context, &indicator.kind, rules, slice)?;
            reference::add(context, &mut result, rules, &compared);
        }
        results.push(result);
    }
    Ok(results)
}

/// Computes the formula of an indicator for each group of rows.
pub(super) fn group_values(
    kind: &Kind,
    table: &Table,
    selection: &RowSelection,
    grouping: &TableGrouping,
) -> Result<Vec<GroupValue>, Overflow> {
    let selected = match &selection.filter {
        Some(filter) => only(&grouping.rows, &filter.matches(table)?),
        None => grouping.rows.clone(),
    };
    let mut values = values_of(kind, table, &selected)?;
    for row in &grouping.inherited {
        if let Some(value) = values.get_mut(selected.group_of_row[*row] as usize) {
            value.is_merged = true;
        }
    }
    Ok(values)
}

fn values_of(kind: &Kind, table: &Table, selected: &Grouping) -> Result<Vec<GroupValue>, Overflow> {
    match kind {
        Kind::Ratio { numerator, denominator, scale } => {
            let known_above = numerator.known_rows(table)?;
            let known_below = denominator.known_rows(table)?;
            let known: Vec<bool> =
                known_above.iter().zip(&known_below).map(|(a, b)| *a && *b).collect();
            let both = only(selected, &known);
            let columns = [numerator.columns(), denominator.columns()].concat();
            let lost = Lost::find(table, &columns, selected, &both);
            let above = numerator.evaluate(table, &both)?;
            let below = denominator.evaluate(table, &both)?;
            let ratio = |group| ratio(&above, &below, *scale, group);
            Ok((0..selected.group_count).map(|group| lost.explain(group, ratio(group))).collect())
        }
        Kind::Value { value, n } => {
            let known = only(selected, &value.known_rows(table)?);
            let lost = Lost::find(table, &value.columns(), selected, &known);
            // All aggregates of a formula stand on the same rows, as those of a ratio do.
            let values = value.evaluate(table, &known)?;
            let sizes = n.as_ref().map(|n| n.evaluate(table, &known)).transpose()?;
            let one = |group| GroupValue {
                value: number(&values, group),
                numerator: None,
                denominator: None,
                n: sizes.as_ref().and_then(|sizes| number(sizes, group).ok()),
                is_partial: false,
                is_merged: false,
            };
            Ok((0..selected.group_count).map(|group| lost.explain(group, one(group))).collect())
        }
        Kind::Composite(_) => Ok(Vec::new()),
    }
}

fn ratio(above: &Column, below: &Column, scale: f64, group: usize) -> GroupValue {
    let numerator = number(above, group);
    let denominator = number(below, group);
    let value = match (numerator, denominator) {
        (Ok(_), Ok(0.0)) => Err(Missing::ZeroDenominator),
        (Ok(above), Ok(below)) => Ok(scale * above / below),
        (_, Err(reason)) | (Err(reason), _) => Err(reason),
    };
    let (numerator, denominator) = (numerator.ok(), denominator.ok());
    GroupValue {
        value,
        numerator,
        denominator,
        n: denominator,
        is_partial: false,
        is_merged: false,
    }
}

fn number(column: &Column, row: usize) -> Result<f64, Missing> {
    if let Some(reason) = column.missing()[row] {
        return Err(reason);
    }
    column.value(row).as_number().ok_or(Missing::Unknown)
}

/// Takes rows out of a grouping.
fn only(grouping: &Grouping, kept: &[bool]) -> Grouping {
    let groups = grouping.group_of_row.iter().zip(kept);
    let group_of_row =
        groups.map(|(group, kept)| if *kept { *group } else { Grouping::NONE }).collect();
    Grouping { group_of_row, group_count: grouping.group_count }
}

/// The rows of each group that could not be used, and why.
struct Lost(Vec<Option<Missing>>);

impl Lost {
    /// Looks for the rows that stand in a group before, but not after. Of several reasons in one
    /// group the one that says most about the data is kept, whatever the order of the rows.
    fn find(table: &Table, columns: &[&str], before: &Grouping, after: &Grouping) -> Self {
        let columns: Vec<&Column> = columns.iter().filter_map(|name| table.column(name)).collect();
        let mut lost: Vec<Option<Missing>> = vec![None; before.group_count];
        let groups = before.group_of_row.iter().zip(&after.group_of_row);
        for (row, (old, new)) in groups.enumerate().filter(|(_, (old, new))| old != new) {
            let reasons = columns.iter().filter_map(|column| column.missing()[row]);
            let reason = reasons.min_by_key(|reason| weight(*reason)).unwrap_or(Missing::Unknown);
            let known = &mut lost[*old as usize];
            debug_assert!(*new == Grouping::NONE, "rows only leave their groups");
            *known =
                Some(known.map_or(reason, |k| if weight(reason) < weight(k) { reason } else { k }));
        }
        Self(lost)
    }

    /// Marks a value made of fewer rows than there are; a value of no rows at all is missing for
    /// the reason of the rows that were lost.
    fn explain(&self, group: usize, mut value: GroupValue) -> GroupValue {
        if let Some(reason) = self.0[group] {
            match value.value {
                Err(Missing::NoRows) => value.value = Err(reason),
                _ => value.is_partial = true,
            }
        }
        value
    }
}

/// Which reason is told where there are several: what suppliers say of their data comes first.
const fn weight(reason: Missing) -> u8 {
    match reason {
        Missing::Suppressed => 0,
        Missing::NoData => 1,
        Missing::Unreadable => 2,
        Missing::Absent => 3,
        Missing::NotApplicable => 4,
        Missing::Empty => 5,
        Missing::ZeroDenominator => 6,
        Missing::TooFew => 7,
        Missing::Unknown => 8,
        Missing::NoRows => 9,
    }
}

/// Puts values of groups in the order of print, with a place for members that have no rows.
fn arrange(
    context: &Context<'_>,
    slice: &Slice,
    grouping: &TableGrouping,
    values: &[GroupValue],
) -> SliceResult {
    let members = members_of(context, slice, grouping.groups.iter());
    let period_count = context.definition.calendar.periods().len();
    let observations = members.iter().map(|member| {
        (0..period_count)
            .map(|period| {
                let key = GroupKey { period, keys: member.keys.clone() };
                let group = grouping.index.get(&key);
                let exists = exists(context, slice, &key, group.is_some());
                exists.then(|| {
                    observation(group.map_or(&GroupValue::ABSENT, |group| &values[*group as usize]))
                })
            })
            .collect()
    });
    let observations = observations.collect();
    SliceResult { slice: slice.clone(), members, observations }
}

fn observation(group: &GroupValue) -> Observation {
    let mut observation = Observation::of(group.value);
    observation.numerator = group.numerator;
    observation.denominator = group.denominator;
    observation.n = group.n;
    observation.is_partial = group.is_partial;
    observation.is_merged = group.is_merged;
    observation
}

/// Whether a member is to be shown for a period: it has rows, or its register says it was there.
/// Members of several dimensions are shown where they have rows.
fn exists(context: &Context<'_>, slice: &Slice, key: &GroupKey, has_rows: bool) -> bool {
    if has_rows {
        return true;
    }
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
