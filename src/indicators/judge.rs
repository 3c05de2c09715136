//! What follows from a value alone: interval, small group, target, zone.

use crate::definition::{
    Better, Counts, DimensionId, Indicator, IntervalMethod, Kind, Slice, Target,
};
use crate::expressions::Rows;
use crate::statistics::{Sample, mean_interval, wilson};
use crate::values::{Column, ColumnBuilder, DataType, Missing, Value};

use super::Context;
use super::observation::{Member, Observation, SliceResult, TargetResult};

/// Judges every observation of a slice.
pub(super) fn judge(
    context: &Context<'_>,
    indicator: &Indicator,
    slice: &Slice,
    result: &mut SliceResult,
) {
    let min_group = f64::from(context.definition.min_group);
    let is_people = indicator.counts == Counts::People;
    let period_count = context.definition.calendar.periods().len();
    let targets: Vec<Vec<Option<f64>>> = (0..period_count)
        .map(|period| targets(context, indicator, slice, &result.members, period))
        .collect();
    for (row, periods) in result.observations.iter_mut().enumerate() {
        for (period, observation) in periods.iter_mut().enumerate() {
            let Some(observation) = observation else { continue };
            observation.is_small |= is_people && observation.n.is_some_and(|n| n < min_group);
            observation.interval = interval(indicator, observation);
            observation.zone = zone(indicator, observation);
            observation.target = targets[period][row].map(|value| TargetResult {
                value,
                met: observation.value.ok().map(|own| meets(indicator.better, own, value)),
            });
        }
    }
}

/// Shares of counts and means of rows have an interval; other values say nothing about how far they
/// may be off.
fn interval(indicator: &Indicator, observation: &Observation) -> Option<(f64, f64)> {
    /// Of fewer rows the interval of a mean says more about them than about the mean.
    const ROWS_MIN: f64 = 5.0;
    if let Some((successes, trials)) = share_of_counts(indicator, observation) {
        let Kind::Ratio { scale, .. } = indicator.kind else { return None };
        let (low, high) = wilson(successes, trials);
        return Some((scale * low, scale * high));
    }
    mean_interval(sample(indicator, observation).filter(|sample| sample.count >= ROWS_MIN)?)
}

/// Returns what is known of the rows of a simple mean: as many as there are independent ones.
pub(super) fn sample(indicator: &Indicator, observation: &Observation) -> Option<Sample> {
    if indicator.interval != IntervalMethod::StudentT {
        return None;
    }
    let spread = observation.spread?;
    let count = independent(indicator, observation, observation.denominator?)?;
    Some(Sample { count, mean: observation.value.ok()?, variance: spread * spread })
}

/// Returns successes and trials if the observation is a share of counts, such as a percent: its
/// numerator and denominator, or as many of them as there are independent ones. Other ratios, such
/// as teachers for 100 pupils, are no shares, though their scale may be the same.
pub(super) fn share_of_counts(
    indicator: &Indicator,
    observation: &Observation,
) -> Option<(f64, f64)> {
    if indicator.interval != IntervalMethod::Wilson {
        return None;
    }
    let (above, below) = (observation.numerator?, observation.denominator?);
    let are_counts = above.fract() == 0.0 && below.fract() == 0.0;
    let is_share = are_counts && (0.0..=below).contains(&above) && below > 0.0;
    let trials = independent(indicator, observation, below)?;
    (is_share && trials > 0.0).then_some((above * (trials / below), trials))
}

/// How many independent trials are as good as those that were counted. Several papers of one pupil
/// turn out alike, so that pooled papers of few pupils say less than papers of as many pupils.
///
/// Where `n` says how many people there are, the trials are divided by the design effect
/// 1 + (b − 1) ρ (Kish 1965, section 5.4) of b papers of each person and the greatest correlation,
/// ρ = 1, for which b = counted / n papers are worth one: n trials are left, and the interval is
/// rather too wide than too narrow. The same is done for the interval of Wilson by Korn and
/// Graubard (1998) and Franco and others (2019), with an estimated ρ, which aggregated data lack.
/// More people than trials make no more of them; where their number is not known, nothing is.
fn independent(indicator: &Indicator, observation: &Observation, counted: f64) -> Option<f64> {
    match &indicator.kind {
        Kind::Ratio { n: Some(_), .. } => Some(observation.n?.min(counted)),
        _ => Some(counted),
    }
}

fn zone(indicator: &Indicator, observation: &Observation) -> Option<usize> {
    let value = observation.value.ok()?;
    indicator
        .zones
        .iter()
        .position(|zone| zone.from.is_none_or(|bound| meets(indicator.better, value, bound)))
}

/// Whether a value is on the better side of a bound, or on it.
pub(super) fn meets(better: Better, value: f64, bound: f64) -> bool {
    match better {
        Better::Higher | Better::Neither => value >= bound,
        Better::Lower => value <= bound,
    }
}

/// The target of each member in a period: that of the first rule whose condition holds.
fn targets(
    context: &Context<'_>,
    indicator: &Indicator,
    slice: &Slice,
    members: &[Member],
    period: usize,
) -> Vec<Option<f64>> {
    let mut found = vec![None; members.len()];
    if indicator.targets.is_empty() {
        return found;
    }
    let known = KnownOfMembers::collect(context, slice, members, period);
    let now = context.definition.calendar.periods()[period];
    let of_period = |target: &&Target| target.period.is_none_or(|period| period == now);
    for target in indicator.targets.iter().filter(of_period) {
        for (place, applies) in found.iter_mut().zip(known.holds(target)) {
            if applies {
                place.get_or_insert(target.value);
            }
        }
    }
    found
}

/// Dimensions of members and their parents, as columns for conditions.
struct KnownOfMembers {
    row_count: usize,
    columns: Vec<(String, Column)>,
}

impl KnownOfMembers {
    fn collect(context: &Context<'_>, slice: &Slice, members: &[Member], period: usize) -> Self {
        let columns = context.definition.dimensions.iter().enumerate().map(|(index, dimension)| {
            let mut builder = ColumnBuilder::new(DataType::Text);
            for member in members {
                let place = (&slice.dimensions[..], &member.keys[..]);
                let key = context.members.key_of(place, DimensionId(index), period);
                builder.push(key.map_or(Value::Missing(Missing::NotApplicable), Value::Text));
            }
            (dimension.name.value.clone(), builder.finish())
        });
        Self { row_count: members.len(), columns: columns.collect() }
    }

    fn holds(&self, target: &Target) -> Vec<bool> {
        let Some(condition) = &target.condition else { return vec![true; self.row_count] };
        // Comparisons of texts cannot overflow.
        condition.matches(self).unwrap_or_else(|_| vec![false; self.row_count])
    }
}

impl Rows for KnownOfMembers {
    fn row_count(&self) -> usize {
        self.row_count
    }

    fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|(known, _)| known == name).map(|(_, column)| column)
    }
}
