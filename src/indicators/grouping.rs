//! Which rows stand together: by period and by the keys of some dimensions.
//!
//! Indicators over the same table and dimensions share one grouping.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::definition::{Definition, DimensionId, Kind, TableId};
use crate::expressions::{Grouping, Rows as _};
use crate::tables::{Table, Tables};
use crate::values::Value;

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
#[derive(Debug)]
pub(super) struct Groupings(HashMap<(TableId, Vec<DimensionId>), TableGrouping>);

impl Groupings {
    /// Makes every grouping that some indicator needs.
    pub(super) fn build(definition: &Definition, tables: &Tables) -> Self {
        let mut needed: BTreeSet<(TableId, Vec<DimensionId>)> = BTreeSet::new();
        for indicator in &definition.indicators {
            if matches!(indicator.kind, Kind::Composite(_)) {
                continue;
            }
            let Some(rows) = &indicator.rows else { continue };
            for slice in &indicator.slices {
                needed.insert((rows.table, slice.dimensions.clone()));
            }
        }
        let built = needed.into_par_iter().map(|(table, dimensions)| {
            let grouping = group(definition, tables.get(table), &dimensions);
            ((table, dimensions), grouping)
        });
        Self(built.collect())
    }

    /// Returns the grouping of a table by dimensions.
    pub(super) fn get(&self, table: TableId, dimensions: &[DimensionId]) -> &TableGrouping {
        &self.0[&(table, dimensions.to_vec())]
    }
}

/// Groups the rows of a table by period and the keys of the dimensions.
pub(super) fn group(
    definition: &Definition,
    table: &Table,
    dimensions: &[DimensionId],
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
        let next = u32::try_from(groups.len()).expect("there are fewer groups than rows");
        let group = *index.entry(GroupKey { period, keys }).or_insert_with_key(|key| {
            groups.push(key.clone());
            next
        });
        group_of_row.push(group);
    }
    let rows = Grouping { group_of_row, group_count: groups.len() };
    TableGrouping { rows, groups, index, keyless }
}

/// A key of a dimension: text, or a whole number such as a grade.
pub(super) fn key_text(value: &Value) -> Option<Arc<str>> {
    match value {
        Value::Text(text) => Some(Arc::clone(text)),
        Value::Integer(number) => Some(number.to_string().into()),
        Value::Boolean(yes) => Some(if *yes { "да" } else { "нет" }.into()),
        Value::Date(date) => Some(date.to_string().into()),
        Value::Number(_) | Value::Missing(_) => None,
    }
}
