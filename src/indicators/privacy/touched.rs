//! What stands on something hidden: groups of observations some of which are not shown.
//!
//! Whether a value is hidden depends only on what is hidden, never on what the value would be, so
//! that a value that is shown says nothing of those that are not.

use std::collections::{BTreeMap, BTreeSet};

use crate::definition::{Definition, DimensionId, Indicator, TableBase, TableId};
use crate::expressions::{Grouping, Rows as _};
use crate::indicators::grouping::{GroupKey, group};
use crate::indicators::observation::{IndicatorResult, SliceResult};
use crate::indicators::{Context, Results, observed};
use crate::tables::Table;

use super::view::hide;

/// Rows of tables of observations that the public does not see as the office does.
#[derive(Default)]
pub(super) struct Touched(BTreeMap<usize, TouchedRows>);

struct TouchedRows {
    /// The rows as the public sees them, before any condition on them.
    table: Table,
    is_touched: Vec<bool>,
}

impl Touched {
    /// Notes which rows of a table of observations are touched.
    pub(super) fn note(
        &mut self,
        context: &Context<'_>,
        id: TableId,
        (known, shown): (&Results, &Results),
    ) {
        let rules = &context.definition.tables[id.0];
        let TableBase::Observations(observations) = &rules.base else { return };
        let rows = |results: &Results| {
            observed::table(context.definition, context.members, results, (rules, observations))
        };
        let (before, table) = (rows(known), rows(shown));
        let same_rows = before.row_count() == table.row_count();
        let is_touched = |row: usize| {
            !same_rows
                || table.column_names().any(|name| {
                    let value = |table: &Table| table.column(name).map(|column| column.value(row));
                    value(&before) != value(&table)
                })
        };
        let is_touched = (0..table.row_count()).map(is_touched).collect();
        self.0.insert(id.0, TouchedRows { table, is_touched });
    }

    /// Hides what an indicator says of groups with touched rows: of the others alone it would be
    /// the value of something else.
    pub(super) fn hide(
        &self,
        context: &Context<'_>,
        rules: &Indicator,
        result: &mut IndicatorResult,
    ) {
        let Some(rows) = &rules.rows else { return };
        let (own, joined) = roots(context.definition, rows.table);
        let whole: BTreeSet<usize> =
            joined.iter().flat_map(|id| self.periods(context, *id)).collect();
        for slice in &mut result.slices {
            let groups = own.map_or_else(Vec::new, |id| self.groups(context, id, slice));
            let is_hidden = |key: &GroupKey| whole.contains(&key.period) || groups.contains(key);
            for (member, periods) in slice.members.iter().zip(&mut slice.observations) {
                for (period, observation) in periods.iter_mut().enumerate() {
                    let key = GroupKey { period, keys: member.keys.clone() };
                    if let Some(observation) = observation.as_mut().filter(|_| is_hidden(&key)) {
                        hide(observation);
                    }
                }
            }
        }
    }

    /// The periods in which a table has touched rows.
    fn periods(&self, context: &Context<'_>, id: usize) -> BTreeSet<usize> {
        let Some(rows) = self.0.get(&id) else { return BTreeSet::new() };
        rows.groups(context, &[]).into_iter().map(|key| key.period).collect()
    }

    /// The members of a slice that have touched rows. Where the rows do not say to which member
    /// they belong, that may be any.
    fn groups(&self, context: &Context<'_>, id: usize, slice: &SliceResult) -> Vec<GroupKey> {
        let Some(rows) = self.0.get(&id) else { return Vec::new() };
        let dimensions = &slice.slice.dimensions;
        let key = |at: usize| &context.definition.dimensions[at].key;
        if dimensions.iter().all(|id| rows.table.column(key(id.0)).is_some()) {
            return rows.groups(context, dimensions);
        }
        let periods = self.periods(context, id);
        let all = periods.into_iter().flat_map(|period| {
            slice.members.iter().map(move |member| GroupKey { period, keys: member.keys.clone() })
        });
        all.collect()
    }
}

impl TouchedRows {
    fn groups(&self, context: &Context<'_>, dimensions: &[DimensionId]) -> Vec<GroupKey> {
        let grouping = group(context.definition, &self.table, dimensions, Some(context.members));
        let rows = grouping.rows.group_of_row.iter().zip(&self.is_touched);
        let touched = rows.filter(|(group, is)| **is && **group != Grouping::NONE);
        let touched: BTreeSet<u32> = touched.map(|(group, _)| *group).collect();
        touched.into_iter().map(|at| grouping.groups[at as usize].clone()).collect()
    }
}

/// The table of observations that a table starts from, and those that are joined to it on the way.
fn roots(definition: &Definition, mut table: TableId) -> (Option<usize>, Vec<usize>) {
    let mut joined = Vec::new();
    loop {
        let rules = &definition.tables[table.0];
        for join in &rules.joins {
            let (own, others) = roots(definition, join.with);
            joined.extend(own.into_iter().chain(others));
        }
        match &rules.base {
            TableBase::Observations(_) => return (Some(table.0), joined),
            TableBase::Table(base) => table = *base,
            TableBase::Source(_) => return (None, joined),
        }
    }
}
