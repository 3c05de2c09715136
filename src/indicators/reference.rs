//! References: the same formula over other rows, such as those of the region, of the whole, or of
//! a member's parent.

use std::collections::HashMap;

use crate::definition::{DimensionId, Indicator, Reference, RowSelection, Slice};
use crate::expressions::{Overflow, Rows as _};
use crate::values::Missing;

use super::Context;
use super::evaluate::GroupValue;
use super::grouping::GroupKey;
use super::observation::{ReferenceValue, SliceResult};

/// Reference values by period and the keys of some dimensions.
pub(super) struct Compared {
    /// The dimensions in which a member and the reference are alike.
    dimensions: Vec<DimensionId>,
    values: HashMap<GroupKey, GroupValue>,
}

impl Compared {
    pub(super) fn new(
        dimensions: Vec<DimensionId>,
        groups: &[GroupKey],
        values: Vec<GroupValue>,
    ) -> Self {
        Self { dimensions, values: groups.iter().cloned().zip(values).collect() }
    }
}

/// Rows that are cut by some dimensions, for a slice of an indicator or for a reference of it.
pub(super) struct RowsCut<'a> {
    pub(super) rows: &'a RowSelection,
    pub(super) dimensions: Vec<DimensionId>,
    /// Index of the slice.
    pub(super) slice: usize,
    /// Index of the reference, where the rows are those of a reference.
    pub(super) reference: Option<usize>,
}

/// Returns all that is computed over rows of an indicator: for each slice its own groups, and those
/// of each reference. Composites and their like stand on none.
pub(super) fn cuts<'a>(
    context: &Context<'_>,
    indicator: &'a Indicator,
    selections: &mut Selections,
) -> Result<Vec<RowsCut<'a>>, Overflow> {
    let mut cuts = Vec::new();
    let Some(rows) = &indicator.rows else { return Ok(cuts) };
    for (index, slice) in indicator.slices.iter().enumerate() {
        let own = slice.dimensions.clone();
        cuts.push(RowsCut { rows, dimensions: own, slice: index, reference: None });
        for (number, rules) in indicator.references.iter().enumerate() {
            let dimensions = dimensions(context, rules, slice, selections)?;
            let (rows, reference) = (&rules.rows, Some(number));
            cuts.push(RowsCut { rows, dimensions, slice: index, reference });
        }
    }
    Ok(cuts)
}

/// Returns the dimensions in which a slice is compared with a reference.
pub(super) fn dimensions(
    context: &Context<'_>,
    rules: &Reference,
    slice: &Slice,
    selections: &mut Selections,
) -> Result<Vec<DimensionId>, Overflow> {
    match &rules.matched {
        Some(matched) => {
            let concerned = |id: &DimensionId| concerns(context, slice, *id);
            Ok(matched.iter().copied().filter(concerned).collect())
        }
        None => selections.known_dimensions(context, rules, slice),
    }
}

/// Whether the members of a slice have a key of a dimension: their own or that of a parent.
fn concerns(context: &Context<'_>, slice: &Slice, wanted: DimensionId) -> bool {
    slice.dimensions.iter().any(|id| {
        let register = context.definition.dimensions[id.0].register.as_ref();
        *id == wanted || register.is_some_and(|register| register.parents.contains(&wanted))
    })
}

/// Selections of rows that references use, each looked at once, with the dimensions of which the
/// rows have a key.
#[derive(Default)]
pub(super) struct Selections(Vec<(RowSelection, HashMap<DimensionId, bool>)>);

impl Selections {
    /// The dimensions of a slice that the rows of a reference say something about: a school is
    /// compared with the whole region, a subject with the region's subject.
    fn known_dimensions(
        &mut self,
        context: &Context<'_>,
        rules: &Reference,
        slice: &Slice,
    ) -> Result<Vec<DimensionId>, Overflow> {
        let index = match self.0.iter().position(|(selection, _)| *selection == rules.rows) {
            Some(index) => index,
            None => {
                self.0.push((rules.rows.clone(), known_keys(context, &rules.rows)?));
                self.0.len() - 1
            }
        };
        let (_, known) = &self.0[index];
        let is_known = |id: &DimensionId| known.get(id).copied().unwrap_or(false);
        Ok(slice.dimensions.iter().copied().filter(is_known).collect())
    }
}

/// Returns for each dimension whether some of the rows have a key of it.
fn known_keys(
    context: &Context<'_>,
    selection: &RowSelection,
) -> Result<HashMap<DimensionId, bool>, Overflow> {
    let table = context.tables.get(selection.table);
    let matches = selection.matches(table)?;
    let dimensions = context.definition.dimensions.iter().enumerate();
    let known = dimensions.map(|(index, dimension)| {
        let is_known = table.column(&dimension.key).is_some_and(|column| {
            let mut reasons = column.missing().iter().zip(&matches);
            reasons.any(|(reason, matches)| *matches && reason.is_none())
        });
        (DimensionId(index), is_known)
    });
    Ok(known.collect())
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
            let place = (&slice.dimensions[..], &member.keys[..]);
            let keys = context.members.keys_of(place, &compared.dimensions, period);
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
