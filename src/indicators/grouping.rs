//! Which rows stand together: by period and by the keys of some dimensions.
//!
//! Indicators over the same table and dimensions share one grouping.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::definition::{Definition, DimensionId, IndicatorId, TableId};
use crate::expressions::{Grouping, Rows as _};
use crate::tables::Table;
use crate::values::{ColumnData, TextData};

use super::Context;
use super::alike::Alike;
use super::arrange::Places;
use super::keys::{Keys, joined};
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
    /// Where the values of the groups stand in print; the same for all indicators.
    pub(super) places: OnceLock<Places>,
    /// Members that a reader would take for one, by dimension; the same for all indicators.
    pub(super) alike: OnceLock<Vec<Vec<Alike>>>,
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
    pub(super) fn build(context: &Context<'_>, indicators: &[IndicatorId]) -> Self {
        let mut needed: BTreeSet<(TableId, Vec<DimensionId>)> = BTreeSet::new();
        for indicator in indicators.iter().map(|id| &context.definition.indicators[id.0]) {
            let Some(rows) = &indicator.rows else { continue };
            for slice in &indicator.slices {
                needed.insert((rows.table, slice.dimensions.clone()));
            }
        }
        Self::of(context, needed)
    }

    /// Makes some groupings.
    pub(super) fn of(context: &Context<'_>, needed: BTreeSet<(TableId, Vec<DimensionId>)>) -> Self {
        let Context { definition, tables, members } = *context;
        let built = needed.into_par_iter().map(|(table, dimensions)| {
            let grouping = group(definition, tables.get(table), &dimensions, Some(members));
            ((table, dimensions), grouping)
        });
        Self(built.collect())
    }

    /// Returns the grouping of a table by dimensions.
    pub(super) fn get(&self, table: TableId, dimensions: &[DimensionId]) -> &TableGrouping {
        self.find(table, dimensions).expect("every grouping that is needed was made")
    }

    /// Returns the grouping of a table by dimensions, if it was made.
    pub(super) fn find(
        &self,
        table: TableId,
        dimensions: &[DimensionId],
    ) -> Option<&TableGrouping> {
        self.0.get(&(table, dimensions.to_vec()))
    }
}

/// Groups the rows of a table by period and the keys of the dimensions. Where `members` are given,
/// rows about a member that was merged into another one count for that one.
///
/// Keys are compared as numbers: each row is looked at once for each dimension, and texts are
/// looked at only once for each combination of keys.
pub(super) fn group(
    definition: &Definition,
    table: &Table,
    dimensions: &[DimensionId],
    members: Option<&MemberLists>,
) -> TableGrouping {
    let keys: Vec<Keys<'_>> = dimensions
        .iter()
        .filter_map(|id| table.column(&definition.dimensions[id.0].key))
        .map(Keys::of)
        .collect();
    let periods = period_of_row(definition, table);
    let mut keyless = Vec::new();
    let mut combined = periods.clone();
    for (position, keys) in keys.iter().enumerate() {
        if keys.lacks_some {
            let rows = combined.iter_mut().zip(&*keys.codes).enumerate();
            for (row, (known, code)) in rows {
                if *known != Grouping::NONE && *code == Keys::NONE {
                    keyless.push((row, position));
                    *known = Grouping::NONE;
                }
            }
        }
        combined = joined(&combined, &keys.codes, keys.texts.len());
    }
    keyless.sort_unstable();
    let mut grouping = Merger { groups: Vec::new(), index: HashMap::new() };
    // For each combination of keys its group, and whether the rows count for another member.
    let mut merged: Vec<Option<(u32, bool)>> = Vec::new();
    let mut inherited = Vec::new();
    for (row, group) in combined.iter_mut().enumerate() {
        if *group == Grouping::NONE {
            continue;
        }
        let combination = *group as usize;
        if merged.len() <= combination {
            merged.resize(combination + 1, None);
        }
        let (number, is_inherited) = *merged[combination].get_or_insert_with(|| {
            let own = keys.iter().map(|keys| Arc::clone(&keys.texts[keys.codes[row] as usize]));
            let period = periods[row] as usize;
            let (keys, is_inherited) = inherit(members, dimensions, period, own.collect());
            (grouping.number(GroupKey { period, keys }), is_inherited)
        });
        if is_inherited {
            inherited.push(row);
        }
        *group = number;
    }
    let Merger { groups, index } = grouping;
    let rows = Grouping { group_of_row: combined, group_count: groups.len() };
    let (places, alike) = (OnceLock::new(), OnceLock::new());
    TableGrouping { rows, groups, index, keyless, inherited, places, alike }
}

/// Groups by their keys.
struct Merger {
    groups: Vec<GroupKey>,
    index: HashMap<GroupKey, u32>,
}

impl Merger {
    fn number(&mut self, key: GroupKey) -> u32 {
        let next = u32::try_from(self.groups.len()).expect("there are fewer groups than rows");
        *self.index.entry(key).or_insert_with_key(|key| {
            self.groups.push(key.clone());
            next
        })
    }
}

/// Returns for each row the index of its period, `Grouping::NONE` for one that is not shown.
fn period_of_row(definition: &Definition, table: &Table) -> Vec<u32> {
    let Some(column) = table.column("period") else {
        return vec![Grouping::NONE; table.row_count()];
    };
    let ColumnData::Text(TextData { codes, dictionary }) = column.data() else {
        return vec![Grouping::NONE; table.row_count()];
    };
    let periods = (0..).zip(definition.calendar.periods());
    let periods: HashMap<String, u32> =
        periods.map(|(index, period)| (period.to_string(), index)).collect();
    let numbers: Vec<u32> = dictionary
        .iter()
        .map(|text| periods.get(&**text).copied().unwrap_or(Grouping::NONE))
        .collect();
    let rows = codes.iter().zip(column.missing());
    rows.map(|(code, reason)| match reason {
        None => numbers[*code as usize],
        Some(_) => Grouping::NONE,
    })
    .collect()
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
