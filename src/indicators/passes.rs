//! Values of the groups of many indicators: one pass over each table.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::definition::{DimensionId, Indicator, IndicatorId, TableId};
use crate::expressions::Overflow;

use super::Context;
use super::evaluate::{GroupValue, Wanted, group_values};
use super::grouping::{Groupings, TableGrouping};
use super::reference::{self, Compared, RowsCut, Selections};

/// Indicators that are computed side by side, and the groups of the rows they stand on.
pub(super) struct Pass<'a> {
    pub(super) context: Context<'a>,
    pub(super) groupings: &'a Groupings,
    pub(super) ids: &'a [IndicatorId],
}

impl<'a> Pass<'a> {
    /// Returns the indicators.
    pub(super) fn indicators(&self) -> impl Iterator<Item = &'a Indicator> {
        self.ids.iter().map(|id| &self.context.definition.indicators[id.0])
    }
}

/// The values of a slice of an indicator.
pub(super) struct SliceValues {
    /// A value for each group of the slice.
    pub(super) own: Vec<GroupValue>,
    /// The values of each reference.
    pub(super) references: Vec<Compared>,
}

/// A formula over the groups of some rows.
struct Job<'a> {
    indicator: &'a Indicator,
    cut: RowsCut<'a>,
}

/// Computes the values of indicators; those of an indicator that stands on no rows are empty.
pub(super) fn values(pass: &Pass<'_>) -> Vec<Result<Vec<SliceValues>, Overflow>> {
    let indicators: Vec<&Indicator> = pass.indicators().collect();
    let mut selections = Selections::default();
    let jobs = indicators.iter().map(|indicator| {
        let cuts = reference::cuts(&pass.context, indicator, &mut selections)?;
        Ok(cuts.into_iter().map(|cut| Job { indicator, cut }).collect())
    });
    let jobs: Vec<Result<Vec<Job<'_>>, Overflow>> = jobs.collect();
    let all: Vec<&Job<'_>> = jobs.iter().filter_map(|jobs| jobs.as_ref().ok()).flatten().collect();
    let groupings = missing_groupings(pass, &all);
    let mut values = run(pass, &groupings, &all).into_iter();
    jobs.iter()
        .map(|jobs| {
            let jobs = jobs.as_ref().map_err(|Overflow| Overflow)?;
            // Each indicator takes its own, even if one of them is too large.
            let own: Vec<_> = values.by_ref().take(jobs.len()).collect();
            let own: Vec<Vec<GroupValue>> = own.into_iter().collect::<Result<_, _>>()?;
            let mut slices: Vec<SliceValues> = Vec::new();
            for (job, values) in jobs.iter().zip(own) {
                match (job.cut.reference, slices.get_mut(job.cut.slice)) {
                    (Some(_), Some(slice)) => {
                        let groups = &find(pass, &groupings, job).groups;
                        let dimensions = job.cut.dimensions.clone();
                        slice.references.push(Compared::new(dimensions, groups, values));
                    }
                    _ => slices.push(SliceValues { own: values, references: Vec::new() }),
                }
            }
            Ok(slices)
        })
        .collect()
}

/// Makes the groupings that only references need.
fn missing_groupings(pass: &Pass<'_>, jobs: &[&Job<'_>]) -> Groupings {
    let needed = jobs.iter().map(|job| (job.cut.rows.table, job.cut.dimensions.clone()));
    let missing = |(table, dimensions): &(TableId, Vec<DimensionId>)| {
        pass.groupings.find(*table, dimensions).is_none()
    };
    let needed: BTreeSet<_> = needed.filter(missing).collect();
    Groupings::of(&pass.context, needed)
}

fn find<'g>(pass: &Pass<'g>, others: &'g Groupings, job: &Job<'_>) -> &'g TableGrouping {
    let (table, dimensions) = (job.cut.rows.table, &job.cut.dimensions);
    let known = pass.groupings.find(table, dimensions);
    known.unwrap_or_else(|| others.get(table, dimensions))
}

/// Runs all jobs, those over the same table in one pass; the results are in the order of the jobs.
fn run(
    pass: &Pass<'_>,
    groupings: &Groupings,
    jobs: &[&Job<'_>],
) -> Vec<Result<Vec<GroupValue>, Overflow>> {
    let mut tables: BTreeMap<TableId, Vec<usize>> = BTreeMap::new();
    for (place, job) in jobs.iter().enumerate() {
        tables.entry(job.cut.rows.table).or_default().push(place);
    }
    let passes = tables.into_par_iter().flat_map_iter(|(table, places)| {
        let wanted = places.iter().map(|place| {
            let job = jobs[*place];
            let grouping = find(pass, groupings, job);
            Wanted { kind: &job.indicator.kind, selection: job.cut.rows, grouping }
        });
        let values = group_values(pass.context.tables.get(table), &wanted.collect::<Vec<_>>());
        places.into_iter().zip(values)
    });
    let mut results: Vec<_> = passes.collect();
    results.sort_unstable_by_key(|(place, _)| *place);
    results.into_iter().map(|(_, values)| values).collect()
}
