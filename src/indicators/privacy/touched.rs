//! What stands on something hidden: groups of observations some of which are not shown.
//!
//! Whether a value is hidden depends only on what is hidden, never on what the value would be, so
//! that a value that is shown says nothing of those that are not.

use std::collections::{BTreeMap, BTreeSet};

use crate::definition::{Definition, DimensionId, Indicator, RowSelection, TableBase, TableId};
use crate::expressions::{Grouping, Rows as _};
use crate::indicators::grouping::{GroupKey, group};
use crate::indicators::observation::{IndicatorResult, SliceResult};
use crate::indicators::{Context, Results, observed};
use crate::tables::Table;

use super::view::{hide, hide_reference};

/// Rows of tables of observations that the public does not see as the office does.
#[derive(Default)]
pub(super) struct Touched(BTreeMap<usize, TouchedRows>);

struct TouchedRows {
    /// The rows as the public sees them, before any condition on them.
    table: Table,
    /// For each column whose values the public does not see as the office does, in which rows.
    columns: BTreeMap<String, Vec<bool>>,
    /// Whether there are other rows than the office knows.
    has_other_rows: bool,
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
        let has_other_rows = before.row_count() != table.row_count();
        let touched = |name: &str| -> Option<Vec<bool>> {
            let (before, shown) = (before.column(name)?, table.column(name)?);
            let rows = 0..before.len().min(shown.len());
            let touched: Vec<bool> =
                rows.map(|row| before.value(row) != shown.value(row)).collect();
            touched.contains(&true).then_some(touched)
        };
        let columns = table.column_names();
        let columns = columns.filter_map(|name| Some((name.to_owned(), touched(name)?)));
        let columns = columns.collect();
        self.0.insert(id.0, TouchedRows { columns, has_other_rows, table });
    }

    /// Hides what an indicator says of groups with touched rows: of the others alone it would be
    /// the value of something else. Columns that it does not use are nothing to it.
    pub(super) fn hide(
        &self,
        context: &Context<'_>,
        rules: &Indicator,
        result: &mut IndicatorResult,
    ) {
        for slice in &mut result.slices {
            let dimensions = slice.slice.dimensions.clone();
            if let Some(rows) = &rules.rows {
                self.hide_own(
                    context,
                    &Used::by(context.definition, rules, rows, &dimensions),
                    slice,
                );
            }
            for reference in &rules.references {
                let all: Vec<DimensionId> =
                    (0..context.definition.dimensions.len()).map(DimensionId).collect();
                let used = Used::by(context.definition, rules, &reference.rows, &all);
                let periods: BTreeSet<usize> =
                    used.tables().flat_map(|(id, used)| self.periods(context, id, used)).collect();
                let own = slice.observations.iter_mut().flat_map(|own| own.iter_mut().enumerate());
                for (_, observation) in own.filter(|(period, _)| periods.contains(period)) {
                    let own = observation.as_mut();
                    let value = own.and_then(|own| own.references.get_mut(&reference.name));
                    value.into_iter().for_each(hide_reference);
                }
            }
        }
    }

    fn hide_own(&self, context: &Context<'_>, used: &Used, slice: &mut SliceResult) {
        let whole: BTreeSet<usize> =
            used.joined.iter().flat_map(|(id, used)| self.periods(context, *id, used)).collect();
        let own = used.own.as_ref();
        let groups =
            own.map_or_else(Vec::new, |(id, used)| self.groups(context, (*id, used), slice));
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

    /// The periods in which a table has touched rows.
    fn periods(&self, context: &Context<'_>, id: usize, used: &Names) -> BTreeSet<usize> {
        let Some(rows) = self.0.get(&id) else { return BTreeSet::new() };
        rows.groups(context, used, &[]).into_iter().map(|key| key.period).collect()
    }

    /// The members of a slice that have touched rows. Where the rows do not say to which member
    /// they belong, that may be any.
    fn groups(
        &self,
        context: &Context<'_>,
        (id, used): (usize, &Names),
        slice: &SliceResult,
    ) -> Vec<GroupKey> {
        let Some(rows) = self.0.get(&id) else { return Vec::new() };
        let dimensions = &slice.slice.dimensions;
        let key = |at: usize| &context.definition.dimensions[at].key;
        if dimensions.iter().all(|id| rows.table.column(key(id.0)).is_some()) {
            return rows.groups(context, used, dimensions);
        }
        let periods = self.periods(context, id, used);
        let all = periods.into_iter().flat_map(|period| {
            slice.members.iter().map(move |member| GroupKey { period, keys: member.keys.clone() })
        });
        all.collect()
    }
}

impl TouchedRows {
    /// The groups of rows some of which are touched in columns that are used.
    fn groups(
        &self,
        context: &Context<'_>,
        used: &Names,
        dimensions: &[DimensionId],
    ) -> Vec<GroupKey> {
        let columns: Vec<&Vec<bool>> = self
            .columns
            .iter()
            .filter(|(name, _)| used.contains(*name))
            .map(|(_, own)| own)
            .collect();
        if columns.is_empty() && !self.has_other_rows {
            return Vec::new();
        }
        let is_touched = |row: usize| {
            self.has_other_rows || columns.iter().any(|own| own.get(row).copied().unwrap_or(true))
        };
        let grouping = group(context.definition, &self.table, dimensions, Some(context.members));
        let rows = grouping.rows.group_of_row.iter().enumerate();
        let touched = rows.filter(|(row, group)| **group != Grouping::NONE && is_touched(*row));
        let touched: BTreeSet<u32> = touched.map(|(_, group)| *group).collect();
        touched.into_iter().map(|at| grouping.groups[at as usize].clone()).collect()
    }
}

/// Names of columns.
type Names = BTreeSet<String>;

/// The columns of tables of observations that something is computed from.
struct Used {
    /// The table of observations that the rows are those of, if they are.
    own: Option<(usize, Names)>,
    /// Those that are joined to it on the way.
    joined: Vec<(usize, Names)>,
}

impl Used {
    /// Finds the columns that an indicator uses of some rows.
    fn by(
        definition: &Definition,
        rules: &Indicator,
        rows: &RowSelection,
        dimensions: &[DimensionId],
    ) -> Self {
        let formulas = rules.kind.formulas().into_iter().map(|(_, formula)| formula);
        let formulas = formulas.chain(rules.kind.spread());
        let mut names: Names =
            formulas.flat_map(|known| known.columns()).map(str::to_owned).collect();
        let filter = rows.filter.iter().flat_map(|filter| filter.columns());
        names.extend(filter.map(str::to_owned));
        names.extend(dimensions.iter().map(|id| definition.dimensions[id.0].key.clone()));
        Self::of(definition, rows.table, names)
    }

    /// Follows columns of a table to those that they are made of.
    fn of(definition: &Definition, mut table: TableId, mut names: Names) -> Self {
        let mut joined = Vec::new();
        loop {
            let rules = &definition.tables[table.0];
            for (name, formula) in rules.derive.iter().rev() {
                if names.contains(name) {
                    names.extend(formula.columns().into_iter().map(str::to_owned));
                }
            }
            for join in &rules.joins {
                names.extend(join.on.iter().cloned());
                let other = Self::of(definition, join.with, names.clone());
                joined.extend(other.own.into_iter().chain(other.joined));
            }
            let filter = rules.filter.iter().flat_map(|filter| filter.columns());
            names.extend(filter.map(str::to_owned));
            match &rules.base {
                TableBase::Observations(_) => return Self { own: Some((table.0, names)), joined },
                TableBase::Table(base) => table = *base,
                TableBase::Source(_) => return Self { own: None, joined },
            }
        }
    }

    fn tables(&self) -> impl Iterator<Item = (usize, &Names)> {
        self.own.iter().chain(&self.joined).map(|(id, names)| (*id, names))
    }
}
