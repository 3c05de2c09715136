//! References: the same formula over rows of another level, such as the region.

use std::collections::HashMap;
use std::sync::Arc;

use crate::definition::{DimensionId, Kind, Reference, Slice};
use crate::expressions::{Overflow, Rows as _};
use crate::values::Missing;

use super::Context;
use super::evaluate::{GroupValue, group_values};
use super::grouping::{GroupKey, group};
use super::observation::{ReferenceValue, SliceResult};

/// Reference values by period and the keys of those dimensions that the reference rows know.
pub(super) struct Compared {
    /// Positions, in the slice, of the dimensions that the reference rows know.
    known: Vec<usize>,
    values: HashMap<GroupKey, GroupValue>,
}

/// Computes the formula over the rows of a reference. A dimension that the rows say nothing about
/// is left out: a school is compared with the whole region, a subject with the region's subject.
pub(super) fn values(
    context: &Context<'_>,
    kind: &Kind,
    rules: &Reference,
    slice: &Slice,
) -> Result<Compared, Overflow> {
    let table = context.tables.get(rules.rows.table);
    let matches = match &rules.rows.filter {
        Some(filter) => filter.matches(table)?,
        None => vec![true; table.row_count()],
    };
    let known: Vec<usize> = (0..slice.dimensions.len())
        .filter(|position| {
            let key = &context.definition.dimensions[slice.dimensions[*position].0].key;
            table.column(key).is_some_and(|column| {
                let reasons = column.missing().iter().zip(&matches);
                reasons.into_iter().any(|(reason, matches)| *matches && reason.is_none())
            })
        })
        .collect();
    let dimensions: Vec<DimensionId> =
        known.iter().map(|position| slice.dimensions[*position]).collect();
    let grouping = group(context.definition, table, &dimensions);
    let computed = group_values(kind, table, &rules.rows, &grouping.rows)?;
    let values = grouping.groups.into_iter().zip(computed).collect();
    Ok(Compared { known, values })
}

/// Adds reference values to the observations of a slice.
pub(super) fn add(result: &mut SliceResult, rules: &Reference, compared: &Compared) {
    for (member, periods) in result.members.iter().zip(&mut result.observations) {
        let keys: Vec<Arc<str>> =
            compared.known.iter().map(|position| Arc::clone(&member.keys[*position])).collect();
        for (period, observation) in periods.iter_mut().enumerate() {
            let Some(observation) = observation else { continue };
            let key = GroupKey { period, keys: keys.clone() };
            let value = compared.values.get(&key).map_or(Err(Missing::NoRows), |v| v.value);
            let gap = match (observation.value, value) {
                (Ok(own), Ok(other)) => Some(own - other),
                _ => None,
            };
            let reference = ReferenceValue { title: rules.title.clone(), value, gap };
            observation.references.insert(rules.name.clone(), reference);
        }
    }
}
