//! Which rows stand together: by period and by the keys of some dimensions.
//!
//! Indicators over the same table and dimensions share one grouping.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::definition::{Definition, DimensionId, IndicatorId, Kind, TableId};
use crate::expressions::{Grouping, Rows as _};
use crate::tables::{Table, Tables, key_text};
use crate::values::Value;

use super::members::MemberLists;

/// Rows of a table in groups.
#[derive(Debug)]
pub(super) struct TableGrouping {
    /// Group of each row, `Grouping::NONE` for rows in none: of a period that is not shown, or
    /// without a key.
    pub(super) rows: Grouping,
    /// Period index and keys of each group.
    pub(super) groups: Vec<GroupKey>,
    /// Group of each key.
    pub(super) index: HashMap<GroupKey, u32>,
    /// Rows of a shown period that lack the key of a dimension: the position of the dimension.
    pub(super) keyless: Vec<(usize, usize)>,
    /// Rows that count for another member than the one they name, from the top.
    pub(super) inherited: Vec<usize>,
}

/// What the rows of a group have in common.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct GroupKey {
    /// Index in the periods shown.
    pub(super) period: usize,
    /// Key of each dimension.
    pub(super) keys: Vec<Arc<str>>,
}

/// The groupings of a run.
#[derive(Debug, Default)]
pub(super) struct Groupings(HashMap<(TableId, Vec<DimensionId>), TableGrouping>);

impl Groupings {
    /// Makes every grouping that some of the indicators need.
    pub(super) fn build(
        definition: &Definition,
        tables: &Tables,
        members: &MemberLists,
        indicators: &[IndicatorId],
    ) -> Self {
        let mut needed: BTreeSet<(TableId, Vec<DimensionId>)> = BTreeSet::new();
        for indicator in indicators.iter().map(|id| &definition.indicators[id.0]) {
            if matches!(indicator.kind, Kind::Composite(_)) {
                continue;
            }
            let Some(rows) = &indicator.rows else { continue };
            for slice in &indicator.slices {
                needed.insert((rows.table, slice.dimensions.clone()));
            }
        }
        let built = needed.into_par_iter().map(|(table, dimensions)| {
            let grouping = group(definition, tables.get(table), &dimensions, Some(members));
            ((table, dimensions), grouping)
        });
        Self(built.collect())
    }

    /// Returns the grouping of a table by dimensions.
    pub(super) fn get(&self, table: TableId, dimensions: &[DimensionId]) -> &TableGrouping {
        &self.0[&(table, dimensions.to_vec())]
    }
}

/// Groups the rows of a table by period and the keys of the dimensions. Where `members` are given,
/// rows about a member that was merged into another one count for that one.
pub(super) fn group(
    definition: &Definition,
    table: &Table,
    dimensions: &[DimensionId],
    members: Option<&MemberLists>,
) -> TableGrouping {
    let periods: HashMap<String, usize> = definition
        .calendar
        .periods()
        .into_iter()
        .enumerate()
        .map(|(index, period)| (period.to_string(), index))
        .collect();
    let columns: Vec<_> =
        dimensions.iter().filter_map(|id| table.column(&definition.dimensions[id.0].key)).collect();
    let period_column = table.column("period");
    let mut groups = Vec::new();
    let mut keyless = Vec::new();
    let mut inherited = Vec::new();
    let mut index: HashMap<GroupKey, u32> = HashMap::new();
    let mut group_of_row = Vec::with_capacity(table.row_count());
    for row in 0..table.row_count() {
        let period = period_column.and_then(|column| match column.value(row) {
            Value::Text(text) => periods.get(&*text).copied(),
            _ => None,
        });
        let keys: Result<Vec<Arc<str>>, usize> = (0..)
            .zip(&columns)
            .map(|(position, column)| key_text(&column.value(row)).ok_or(position))
            .collect();
        let (period, keys) = match (period, keys) {
            (Some(period), Ok(keys)) => (period, keys),
            (Some(_), Err(position)) => {
                keyless.push((row, position));
                group_of_row.push(Grouping::NONE);
                continue;
            }
            (None, _) => {
                group_of_row.push(Grouping::NONE);
                continue;
            }
        };
        let (keys, is_inherited) = inherit(members, dimensions, period, keys);
        if is_inherited {
            inherited.push(row);
        }
        let next = u32::try_from(groups.len()).expect("there are fewer groups than rows");
        let group = *index.entry(GroupKey { period, keys }).or_insert_with_key(|key| {
            groups.push(key.clone());
            next
        });
        group_of_row.push(group);
    }
    let rows = Grouping { group_of_row, group_count: groups.len() };
    TableGrouping { rows, groups, index, keyless, inherited }
}

/// The keys of the members for which a row counts, and whether they are others than it names.
fn inherit(
    members: Option<&MemberLists>,
    dimensions: &[DimensionId],
    period: usize,
    mut keys: Vec<Arc<str>>,
) -> (Vec<Arc<str>>, bool) {
    let mut is_inherited = false;
    let Some(members) = members else { return (keys, false) };
    for (id, key) in dimensions.iter().zip(&mut keys) {
        if let Some(heir) = members.heir(*id, key, period) {
            *key = Arc::clone(heir);
            is_inherited = true;
        }
    }
    (keys, is_inherited)
}
