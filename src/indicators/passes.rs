//! Values of the groups of many indicators: one pass over each table.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::definition::{DimensionId, Indicator, Kind, RowSelection, TableId};
use crate::expressions::Overflow;

use super::Context;
use super::evaluate::{GroupValue, Wanted, group_values};
use super::grouping::{Groupings, TableGrouping};
use super::reference::{self, Compared, Selections};

/// The values of a slice of an indicator.
pub(super) struct SliceValues {
    /// A value for each group of the slice.
    pub(super) own: Vec<GroupValue>,
    /// The values of each reference.
    pub(super) references: Vec<Compared>,
}

/// A formula over the groups of some rows, for a slice or for a reference of it.
struct Job<'a> {
    indicator: &'a Indicator,
    selection: &'a RowSelection,
    dimensions: Vec<DimensionId>,
}

/// Computes the values of indicators; those of an indicator that stands on no rows are empty.
pub(super) fn values(context: &Context<'_>) -> Vec<Result<Vec<SliceValues>, Overflow>> {
    let indicators: Vec<&Indicator> = context.indicators().collect();
    let mut selections = Selections::default();
    let jobs: Vec<Result<Vec<Job<'_>>, Overflow>> =
        indicators.iter().map(|rules| jobs(context, rules, &mut selections)).collect();
    let all: Vec<&Job<'_>> = jobs.iter().filter_map(|jobs| jobs.as_ref().ok()).flatten().collect();
    let groupings = missing_groupings(context, &all);
    let mut values = run(context, &groupings, &all).into_iter();
    let pairs = indicators.iter().zip(&jobs);
    pairs
        .map(|(indicator, jobs)| {
            let jobs = jobs.as_ref().map_err(|Overflow| Overflow)?;
            // Each indicator takes its own, even if one of them is too large.
            let own: Vec<_> = values.by_ref().take(jobs.len()).collect();
            let own = own.into_iter().collect::<Result<Vec<_>, _>>()?;
            let mut pairs = jobs.iter().zip(own);
            let slices = indicator.slices.iter().map_while(|_| {
                let (_, own) = pairs.next()?;
                let references = pairs.by_ref().take(indicator.references.len());
                let references = references.map(|(job, values)| {
                    let groups = &find(context, &groupings, job).groups;
                    Compared::new(job.dimensions.clone(), groups, values)
                });
                Some(SliceValues { own, references: references.collect() })
            });
            Ok(slices.collect())
        })
        .collect()
}

/// Returns what an indicator wants: for each slice its own values, and those of each reference.
fn jobs<'a>(
    context: &Context<'_>,
    indicator: &'a Indicator,
    selections: &mut Selections,
) -> Result<Vec<Job<'a>>, Overflow> {
    let mut jobs = Vec::new();
    let (Some(selection), false) = (&indicator.rows, is_composite(indicator)) else {
        return Ok(jobs);
    };
    for slice in &indicator.slices {
        jobs.push(Job { indicator, selection, dimensions: slice.dimensions.clone() });
        for rules in &indicator.references {
            let dimensions = reference::dimensions(context, rules, slice, selections)?;
            jobs.push(Job { indicator, selection: &rules.rows, dimensions });
        }
    }
    Ok(jobs)
}

const fn is_composite(indicator: &Indicator) -> bool {
    matches!(indicator.kind, Kind::Composite(_))
}

/// Makes the groupings that only references need.
fn missing_groupings(context: &Context<'_>, jobs: &[&Job<'_>]) -> Groupings {
    let needed = jobs.iter().map(|job| (job.selection.table, job.dimensions.clone()));
    let missing = |(table, dimensions): &(TableId, Vec<DimensionId>)| {
        context.groupings.find(*table, dimensions).is_none()
    };
    let needed: BTreeSet<_> = needed.filter(missing).collect();
    Groupings::of(context.definition, context.tables, context.members, needed)
}

fn find<'g>(context: &Context<'g>, others: &'g Groupings, job: &Job<'_>) -> &'g TableGrouping {
    let (table, dimensions) = (job.selection.table, &job.dimensions);
    let known = context.groupings.find(table, dimensions);
    known.unwrap_or_else(|| others.get(table, dimensions))
}

/// Runs all jobs, those over the same table in one pass; the results are in the order of the jobs.
fn run(
    context: &Context<'_>,
    groupings: &Groupings,
    jobs: &[&Job<'_>],
) -> Vec<Result<Vec<GroupValue>, Overflow>> {
    let mut tables: BTreeMap<TableId, Vec<usize>> = BTreeMap::new();
    for (place, job) in jobs.iter().enumerate() {
        tables.entry(job.selection.table).or_default().push(place);
    }
    let passes = tables.into_par_iter().flat_map_iter(|(table, places)| {
        let wanted = places.iter().map(|place| {
            let job = jobs[*place];
            let grouping = find(context, groupings, job);
            Wanted { kind: &job.indicator.kind, selection: job.selection, grouping }
        });
        let values = group_values(context.tables.get(table), &wanted.collect::<Vec<_>>());
        places.into_iter().zip(values)
    });
    let mut results: Vec<_> = passes.collect();
    results.sort_unstable_by_key(|(place, _)| *place);
    results.into_iter().map(|(_, values)| values).collect()
}
