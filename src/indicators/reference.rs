//! References: the same formula over other rows, such as those of the region, of the whole, or of
//! a member's parent.

use std::collections::HashMap;
use std::sync::Arc;

use crate::definition::{DimensionId, Kind, Reference, Slice};
use crate::expressions::{Overflow, Rows as _};
use crate::values::Missing;

use super::Context;
use super::evaluate::{GroupValue, group_values};
use super::grouping::{GroupKey, group};
use super::judge::key_of;
use super::observation::{ReferenceValue, SliceResult};

/// Reference values by period and the keys of some dimensions.
pub(super) struct Compared {
    /// The dimensions in which a member and the reference are alike.
    dimensions: Vec<DimensionId>,
    values: HashMap<GroupKey, GroupValue>,
}

/// Computes the formula over the rows of a reference, for each combination of the dimensions in
/// which it is like the slice.
pub(super) fn values(
    context: &Context<'_>,
    kind: &Kind,
    rules: &Reference,
    slice: &Slice,
) -> Result<Compared, Overflow> {
    let table = context.tables.get(rules.rows.table);
    let dimensions = dimensions(context, rules, slice)?;
    let grouping = group(context.definition, table, &dimensions, Some(context.members));
    let computed = group_values(kind, table, &rules.rows, &grouping)?;
    let values = grouping.groups.into_iter().zip(computed).collect();
    Ok(Compared { dimensions, values })
}

/// Returns the dimensions in which the members of a slice are compared with the same member.
pub(super) fn dimensions(
    context: &Context<'_>,
    rules: &Reference,
    slice: &Slice,
) -> Result<Vec<DimensionId>, Overflow> {
    match &rules.matched {
        Some(matched) => {
            let concerned = |id: &DimensionId| concerns(context, slice, *id);
            Ok(matched.iter().copied().filter(concerned).collect())
        }
        None => known_dimensions(context, rules, slice),
    }
}

/// Whether the members of a slice have a key of a dimension: their own or that of a parent.
fn concerns(context: &Context<'_>, slice: &Slice, wanted: DimensionId) -> bool {
    slice.dimensions.iter().any(|id| {
        let register = context.definition.dimensions[id.0].register.as_ref();
        *id == wanted || register.is_some_and(|register| register.parents.contains(&wanted))
    })
}

/// The dimensions of a slice that the rows of a reference say something about: a school is compared
/// with the whole region, a subject with the region's subject.
fn known_dimensions(
    context: &Context<'_>,
    rules: &Reference,
    slice: &Slice,
) -> Result<Vec<DimensionId>, Overflow> {
    let table = context.tables.get(rules.rows.table);
    let matches = match &rules.rows.filter {
        Some(filter) => filter.matches(table)?,
        None => vec![true; table.row_count()],
    };
    let is_known = |id: &DimensionId| {
        let key = &context.definition.dimensions[id.0].key;
        table.column(key).is_some_and(|column| {
            let mut reasons = column.missing().iter().zip(&matches);
            reasons.any(|(reason, matches)| *matches && reason.is_none())
        })
    };
    Ok(slice.dimensions.iter().copied().filter(is_known).collect())
}

/// Adds reference values to the observations of a slice.
pub(super) fn add(
    context: &Context<'_>,
    result: &mut SliceResult,
    rules: &Reference,
    compared: &Compared,
) {
    let slice = &result.slice;
    for (member, periods) in result.members.iter().zip(&mut result.observations) {
        for (period, observation) in periods.iter_mut().enumerate() {
            let Some(observation) = observation else { continue };
            let dimensions = compared.dimensions.iter();
            let keys: Option<Vec<Arc<str>>> =
                dimensions.map(|id| key_of(context, slice, member, *id, period)).collect();
            let group = keys.and_then(|keys| compared.values.get(&GroupKey { period, keys }));
            let value = group.map_or(Err(Missing::NoRows), |group| group.value);
            let gap = match (observation.value, value) {
                (Ok(own), Ok(other)) => Some(own - other),
                _ => None,
            };
            let in_charts = rules.in_charts;
            let reference = ReferenceValue { title: rules.title.clone(), value, gap, in_charts };
            observation.references.insert(rules.name.clone(), reference);
        }
    }
}
