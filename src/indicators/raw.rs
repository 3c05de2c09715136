//! Raw aggregates of an indicator for each member of its slices: what an engine that is given the
//! indicator in SQL has to return.

use std::sync::Arc;

use crate::definition::{Definition, DimensionId, Reference, RowSelection, Slice};
use crate::expressions::{Grouping, Overflow, RawAggregates};
use crate::tables::Tables;
use crate::values::Value;

use super::Context;
use super::grouping::{GroupKey, group};
use super::members::MemberLists;
use super::observation::Member;
use super::reference::{self, Selections};

/// A member whose rows of a period count for another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heir {
    /// Name of the dimension.
    pub dimension: String,
    /// The period.
    pub period: String,
    /// Key of the member that was closed.
    pub key: Arc<str>,
    /// Key of the member for which its rows count.
    pub heir: Arc<str>,
}

/// The raw aggregates of one member in one period.
#[derive(Debug, Clone, PartialEq)]
pub struct RawGroup {
    /// Name of the slice.
    pub slice: String,
    /// The period.
    pub period: String,
    /// Key of each dimension of the slice.
    pub keys: Vec<Arc<str>>,
    /// The aggregates, in order.
    pub values: Vec<Value>,
}

/// Returns every member whose rows count for another one, in the order of dimensions and periods.
#[must_use]
pub fn heirs(definition: &Definition, tables: &Tables) -> Vec<Heir> {
    let members = MemberLists::build(definition, tables);
    let mut found = Vec::new();
    for (index, dimension) in definition.dimensions.iter().enumerate() {
        for (at, period) in definition.calendar.periods().iter().enumerate() {
            for key in members.registered_keys(DimensionId(index), at) {
                if let Some(heir) = members.heir(DimensionId(index), key, at) {
                    found.push(Heir {
                        dimension: dimension.name.value.clone(),
                        period: period.to_string(),
                        key: Arc::clone(key),
                        heir: Arc::clone(heir),
                    });
                }
            }
        }
    }
    found
}

/// Computes raw aggregates over the rows of an indicator; members without such rows are left out.
///
/// # Errors
///
/// Returns an error if a sum is too large.
pub fn raw_groups(
    definition: &Definition,
    tables: &Tables,
    selection: &RowSelection,
    slices: &[&Slice],
    aggregates: &RawAggregates,
) -> Result<Vec<RawGroup>, Overflow> {
    let members = MemberLists::build(definition, tables);
    let table = tables.get(selection.table);
    let matches = selection.matches(table)?;
    let periods = definition.calendar.periods();
    let mut rows = Vec::new();
    for slice in slices {
        let mut groups = group(definition, table, &slice.dimensions, Some(&members));
        for (place, kept) in groups.rows.group_of_row.iter_mut().zip(&matches) {
            *place = if *kept { *place } else { Grouping::NONE };
        }
        let columns = aggregates.evaluate(table, &groups.rows)?;
        let counts = aggregates.row_counts(table, &groups.rows)?;
        for (index, key) in groups.groups.iter().enumerate().filter(|(at, _)| counts[*at] > 0) {
            let count = Value::Integer(counts[index]);
            let values = columns.iter().map(|column| column.value(index));
            rows.push(RawGroup {
                slice: slice.name.clone(),
                period: periods[key.period].to_string(),
                keys: key.keys.clone(),
                values: std::iter::once(count).chain(values).collect(),
            });
        }
    }
    Ok(rows)
}

/// A row of a table that counts for a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberRow {
    /// Index of the row.
    pub row: usize,
    /// Key of the member that the row names, if it counts for another one.
    pub of_member: Option<String>,
}

/// Returns the rows behind the value of a reference with which a member is compared; nothing where
/// the member has no key of a dimension in which the two are alike.
///
/// # Errors
///
/// As [`member_rows`].
pub fn reference_rows(
    definition: &Definition,
    tables: &Tables,
    (reference, slice): (&Reference, &Slice),
    (member, period): (&Member, usize),
) -> Result<Option<Vec<MemberRow>>, Overflow> {
    let members = MemberLists::build(definition, tables);
    let context = Context { definition, tables, members: &members };
    let mut selections = Selections::default();
    let dimensions = reference::dimensions(&context, reference, slice, &mut selections)?;
    let place = (&slice.dimensions[..], &member.keys[..]);
    let Some(keys) = members.keys_of(place, &dimensions, period) else { return Ok(None) };
    member_rows(definition, tables, (&reference.rows, &dimensions), (&keys, period)).map(Some)
}

/// Returns the rows of a selection that count for a member of a slice in a period.
///
/// # Errors
///
/// Returns an error if the condition of the selection computes a number that is too large.
pub fn member_rows(
    definition: &Definition,
    tables: &Tables,
    (selection, dimensions): (&RowSelection, &[DimensionId]),
    (keys, period): (&[Arc<str>], usize),
) -> Result<Vec<MemberRow>, Overflow> {
    let members = MemberLists::build(definition, tables);
    let table = tables.get(selection.table);
    let matches = selection.matches(table)?;
    let groups = group(definition, table, dimensions, Some(&members));
    let wanted = groups.index.get(&GroupKey { period, keys: keys.to_vec() });
    let rows = groups.rows.group_of_row.iter().enumerate();
    let own = |row: usize| {
        let inherited = groups.inherited.contains(&row);
        let named = dimensions.iter().zip(keys).find_map(|(id, key)| {
            let own = table.key(&definition.dimensions[id.0].key, row)?;
            (*own != **key).then(|| own.to_string())
        });
        MemberRow { row, of_member: named.filter(|_| inherited) }
    };
    Ok(rows
        .filter(|(row, group)| Some(*group) == wanted && matches[*row])
        .map(|(row, _)| own(row))
        .collect())
}
