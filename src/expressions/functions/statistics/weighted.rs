//! Mean and spread of values with weights, as if each stood there so many times.

use crate::expressions::exact_sum::ExactSum;
use crate::expressions::operand::Stop;
use crate::values::Missing;

/// The mean of weighted values and how they spread around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct WeightedMoments {
    pub(super) weight: f64,
    pub(super) mean: f64,
    /// The weighted sum of the squares of the differences to the mean.
    pub(super) squares: f64,
}

impl WeightedMoments {
    /// Adds up values of which at least one has a weight.
    pub(super) fn of(values: &[(f64, f64)]) -> Result<Self, Stop> {
        let weight = sum(values.iter().map(|(_, weight)| *weight))?;
        let first = values[0].0;
        let mean = if values.iter().all(|(x, _)| *x == first) {
            first
        } else {
            sum(values.iter().map(|(x, weight)| x * weight))? / weight
        };
        let squares = sum(values.iter().map(|(x, weight)| (x - mean) * (x - mean) * weight))?;
        let rest = sum(values.iter().map(|(x, weight)| (x - mean) * weight))?;
        Ok(Self { weight, mean, squares: (squares - rest / weight * rest).max(0.0) })
    }

    /// The standard deviation with the sum of weights less one below.
    pub(super) fn stddev(&self) -> Result<f64, Stop> {
        if self.weight <= 1.0 {
            return Err(Missing::TooFew.into());
        }
        Ok((self.squares / (self.weight - 1.0)).sqrt())
    }
}

/// Returns the exact sum, rounded once.
pub(super) fn sum(terms: impl Iterator<Item = f64>) -> Result<f64, Stop> {
    let mut sum = ExactSum::default();
    terms.for_each(|term| sum.add(term));
    sum.total()
}
