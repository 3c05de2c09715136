//! Values of an indicator for every member and period of its slices.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use rayon::prelude::*;

use crate::definition::{DimensionId, FormulaRole, Indicator, Kind, RowSelection, Slice};
use crate::expressions::{Answer, GroupFormula, Overflow, Request, scan};
use crate::tables::Table;
use crate::values::{Column, Missing, Value};

use super::Context;
use super::external;
use super::grouping::{GroupKey, TableGrouping};
use super::members::compare_keys;
use super::observation::{Member, Observation, SliceResult};
use super::pass::Pass;
use super::passes::SliceValues;
use super::reference;

/// What the rows of a group give.
#[derive(Debug, Clone)]
pub(super) struct GroupValue {
    pub(super) value: Result<f64, Missing>,
    pub(super) numerator: Option<f64>,
    pub(super) denominator: Option<f64>,
    pub(super) n: Option<f64>,
    pub(super) spread: Option<f64>,
    /// What is no number: yes or no, or information.
    pub(super) answer: Option<Value>,
    pub(super) is_partial: bool,
    pub(super) is_merged: bool,
}

impl GroupValue {
    const ABSENT: Self = Self {
        value: Err(Missing::NoRows),
        numerator: None,
        denominator: None,
        n: None,
        spread: None,
        answer: None,
        is_partial: false,
        is_merged: false,
    };
}

/// How many rows are known of a group, beside whatever is computed from them.
static KNOWN_ROWS: LazyLock<GroupFormula> = LazyLock::new(GroupFormula::count_of_rows);

/// A formula over some rows of a table, for each of their groups.
pub(super) struct Wanted<'a> {
    pub(super) kind: &'a Kind,
    pub(super) selection: &'a RowSelection,
    pub(super) grouping: &'a TableGrouping,
}

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

/// Computes formulas over the same table for each group of rows, all in one pass.
pub(super) fn group_values(
    table: &Table,
    wanted: &[Wanted<'_>],
) -> Vec<Result<Vec<GroupValue>, Overflow>> {
    let requests: Vec<Request<'_>> = wanted.iter().map(Wanted::request).collect();
    let answers = scan(table, &requests).into_par_iter().zip(wanted);
    answers.map(|(answer, wanted)| wanted.values(table, &answer?)).collect()
}

impl<'a> Wanted<'a> {
    /// Computes the formula alone.
    pub(super) fn alone(self, table: &Table) -> Result<Vec<GroupValue>, Overflow> {
        group_values(table, &[self]).remove(0)
    }

    fn request(&self) -> Request<'a> {
        // All aggregates of a formula stand on the same rows, as those of a ratio do.
        let formulas = self.kind.formulas();
        let deciding = formulas.iter().filter(|(role, _)| *role != FormulaRole::Size).count();
        let formulas = formulas.into_iter().map(|(_, formula)| formula);
        let mut formulas: Vec<_> = formulas.chain(self.kind.spread()).collect();
        // A count of no known rows is zero, which is not known to be true.
        if !matches!(self.kind, Kind::Ratio { .. }) {
            formulas.push(&KNOWN_ROWS);
        }
        let filter = self.selection.filter.as_ref();
        Request { grouping: &self.grouping.rows, filter, formulas, deciding }
    }

    fn values(&self, table: &Table, answer: &Answer) -> Result<Vec<GroupValue>, Overflow> {
        let groups = 0..self.grouping.rows.group_count;
        let mut values: Vec<GroupValue> =
            groups.map(|group| self.explained(answer, group)).collect();
        // Rows of files that count for another member than they name, and rows of observations of
        // members for which such rows count.
        let inherited = self.grouping.inherited.iter().copied();
        let merged: Vec<usize> = inherited.chain(table.merged_rows()).collect();
        let counts = self.selection.matches_at(table, &merged)?;
        for (row, _) in merged.into_iter().zip(counts).filter(|(_, counts)| *counts) {
            let group = self.grouping.rows.group_of_row[row] as usize;
            if let Some(value) = values.get_mut(group) {
                value.is_merged = true;
            }
        }
        Ok(values)
    }

    /// Marks a value made of fewer rows than there are; a value of no rows at all is missing for
    /// the reason of the rows that were lost. Of several reasons in one group the one that says
    /// most about the data is told.
    fn explained(&self, answer: &Answer, group: usize) -> GroupValue {
        let mut results = &answer.results[..];
        let mut has_rows = true;
        if let (Some((rows, others)), false) =
            (results.split_last(), matches!(self.kind, Kind::Ratio { .. }))
        {
            has_rows = number(rows, group) != Ok(0.0);
            results = others;
        }
        let mut value = self.value(results, group);
        let reason = answer.lost[group].iter().min_by_key(|reason| weight(*reason));
        if let Some(reason) = reason {
            if value.value == Err(Missing::NoRows) || !has_rows {
                value.value = Err(reason);
                value.answer = None;
            } else {
                value.is_partial = true;
            }
        }
        value
    }

    fn value(&self, results: &[Column], group: usize) -> GroupValue {
        match (self.kind, results) {
            (Kind::Ratio { scale, n, .. }, [above, below, others @ ..]) => {
                let (size, spread) = others.split_at(usize::from(n.is_some()));
                let first = |list: &[Column]| number(list.first()?, group).ok();
                let own = ratio(above, below, *scale, group);
                let n = if n.is_some() { first(size) } else { own.denominator };
                GroupValue { n, spread: first(spread), ..own }
            }
            (Kind::Value { .. } | Kind::External { .. }, [value, n @ ..]) => GroupValue {
                value: number(value, group),
                n: n.first().and_then(|n| number(n, group).ok()),
                ..GroupValue::ABSENT
            },
            (Kind::Rule { .. } | Kind::Info { .. }, [value, n @ ..]) => {
                let (value, answer) = answered(value.value(group));
                let n = n.first().and_then(|n| number(n, group).ok());
                GroupValue { value, n, answer, ..GroupValue::ABSENT }
            }
            _ => GroupValue::ABSENT,
        }
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
    GroupValue { value, numerator, denominator, ..GroupValue::ABSENT }
}

/// A value that is no number, or not only one: as a number where there is one, and as it is.
fn answered(value: Value) -> (Result<f64, Missing>, Option<Value>) {
    let number = match value {
        Value::Missing(reason) => return (Err(reason), None),
        Value::Boolean(yes) => Ok(f64::from(u8::from(yes))),
        Value::Integer(_) | Value::Number(_) => value.as_number().ok_or(Missing::Unknown),
        Value::Text(_) | Value::Date(_) => Err(Missing::NotApplicable),
    };
    (number, Some(value))
}

fn number(column: &Column, row: usize) -> Result<f64, Missing> {
    if let Some(reason) = column.missing()[row] {
        return Err(reason);
    }
    column.value(row).as_number().ok_or(Missing::Unknown)
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
