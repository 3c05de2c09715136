//! Mean and spread of one figure in each group, by exact sums: they do not depend on the order of
//! the rows.

use crate::expressions::aggregate::Grouped;
use crate::expressions::arithmetic::finite;
use crate::expressions::error::Overflow;
use crate::expressions::exact_sum::ExactSum;
use crate::expressions::operand::{Operand, Stop};
use crate::statistics::Sample;
use crate::values::Missing;

/// The mean of the known values of a group and how they spread around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moments {
    pub(super) count: f64,
    pub(super) mean: f64,
    /// The sum of the squares of the differences to the mean.
    pub(super) squares: f64,
}

impl Moments {
    /// The variance of the population of which the values are a sample.
    pub(super) fn variance(&self) -> Result<f64, Stop> {
        if self.count < 2.0 {
            return Err(Missing::TooFew.into());
        }
        Ok(self.squares / (self.count - 1.0))
    }

    pub(super) fn sample(&self) -> Result<Sample, Stop> {
        Ok(Sample { count: self.count, mean: self.mean, variance: self.variance()? })
    }
}

/// What is added up of a group in the first pass.
#[derive(Debug, Clone)]
pub(super) struct Total {
    sum: ExactSum,
    count: f64,
    /// The first value, while all are the same.
    same: Option<f64>,
}

impl Total {
    fn of(value: f64) -> Self {
        let mut sum = ExactSum::default();
        sum.add(value);
        Self { sum, count: 1.0, same: Some(value) }
    }

    fn add(&mut self, value: f64) {
        self.sum.add(value);
        self.count += 1.0;
        self.same = self.same.filter(|same| *same == value);
    }

    pub(super) const fn count(&self) -> f64 {
        self.count
    }

    /// The mean; that of equal values is their value, to the last digit, so that they do not
    /// seem to vary.
    pub(super) fn mean(&self) -> Result<f64, Stop> {
        match self.same {
            Some(same) => Ok(same),
            None => Ok(self.sum.total()? / self.count),
        }
    }
}

/// Adds a value to the total of its group.
pub(super) fn add(total: &mut Option<Total>, value: f64) {
    match total {
        Some(total) => total.add(value),
        None => *total = Some(Total::of(value)),
    }
}

/// The sums of the differences to the mean in the second pass, and of their squares.
#[derive(Debug, Clone, Default)]
pub(super) struct Deviations {
    sum: ExactSum,
    squares: ExactSum,
}

impl Deviations {
    pub(super) fn add(&mut self, deviation: f64) {
        self.sum.add(deviation);
        self.squares.add(deviation * deviation);
    }

    /// The sum of the differences; it would be zero if the mean had not been rounded.
    pub(super) fn rest(&self) -> Result<f64, Stop> {
        self.sum.total()
    }

    /// The sum of squares around the true mean: the mean was rounded, and what that has changed is
    /// taken back (the corrected two-pass algorithm: Chan, Golub and
    /// others 1983, equation 1.7).
    pub(super) fn squares(&self, count: f64) -> Result<f64, Stop> {
        let rest = self.rest()?;
        finite(self.squares.total()? - rest / count * rest).map(|squares| squares.max(0.0))
    }
}

/// Returns the moments of each group.
pub(super) fn moments(grouped: &Grouped<'_>) -> Vec<Option<Result<Moments, Stop>>> {
    let mut totals: Vec<Option<Total>> = vec![None; grouped.group_count];
    for (group, value) in grouped.known::<f64>() {
        add(&mut totals[group], value);
    }
    let means: Vec<f64> = totals.iter().map(|total| mean_or_zero(total.as_ref())).collect();
    let mut deviations = vec![Deviations::default(); grouped.group_count];
    for (group, value) in grouped.known::<f64>() {
        deviations[group].add(value - means[group]);
    }
    let groups = totals.into_iter().zip(deviations);
    groups.map(|(total, deviations)| Some(finish(&total?, &deviations))).collect()
}

/// Returns the moments of some values.
pub(super) fn moments_of(values: &[f64]) -> Result<Moments, Stop> {
    let mut total = None;
    values.iter().for_each(|value| add(&mut total, *value));
    let total = total.ok_or(Missing::TooFew)?;
    let mean = total.mean()?;
    let mut deviations = Deviations::default();
    values.iter().for_each(|value| deviations.add(value - mean));
    finish(&total, &deviations)
}

/// Returns the mean and the standard deviation of a whole population; nothing of no values, or
/// where a sum is too large.
#[must_use]
pub fn mean_and_deviation(values: &[f64]) -> Option<(f64, f64)> {
    let moments = moments_of(values).ok()?;
    Some((moments.mean, (moments.squares / moments.count).sqrt()))
}

fn finish(total: &Total, deviations: &Deviations) -> Result<Moments, Stop> {
    let (count, mean) = (total.count, total.mean()?);
    Ok(Moments { count, mean, squares: deviations.squares(count)? })
}

/// The mean of a group; that of one without a mean is never used.
pub(super) fn mean_or_zero(total: Option<&Total>) -> f64 {
    total.and_then(|total| total.mean().ok()).unwrap_or(0.0)
}

/// Computes a value from the moments of each group.
pub(super) fn of_moments(
    grouped: &Grouped<'_>,
    value: impl Fn(Moments) -> Result<f64, Stop>,
) -> Result<Operand<'static>, Overflow> {
    let moments = moments(grouped);
    grouped.results(|group| Some(moments[group]?.and_then(&value).and_then(finite)))
}
