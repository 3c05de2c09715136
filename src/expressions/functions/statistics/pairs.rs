//! How two figures vary together in each group, by exact sums over the rows where both are known.

use super::moments::{Deviations, Total, add, mean_or_zero};
use crate::expressions::aggregate::Grouped;
use crate::expressions::arithmetic::finite;
use crate::expressions::error::Overflow;
use crate::expressions::exact_sum::ExactSum;
use crate::expressions::operand::{Operand, Stop};
use crate::statistics::slope_interval;
use crate::values::Missing;

/// The moments of two figures; the arguments are `(y, x)` as in SQL.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pairs {
    pub(super) count: f64,
    pub(super) mean_y: f64,
    pub(super) mean_x: f64,
    /// Sums of products of the differences to the means.
    pub(super) yy: f64,
    pub(super) xx: f64,
    pub(super) xy: f64,
}

impl Pairs {
    /// The slope of the line of best fit.
    pub(super) fn slope(&self) -> Result<f64, Stop> {
        self.at_least(2.0)?;
        if self.xx == 0.0 {
            return Err(Missing::ZeroDenominator.into());
        }
        finite(self.xy / self.xx)
    }

    /// Pearson's coefficient of correlation.
    pub(super) fn correlation(&self) -> Result<f64, Stop> {
        self.at_least(2.0)?;
        if self.xx == 0.0 || self.yy == 0.0 {
            return Err(Missing::ZeroDenominator.into());
        }
        // One root of the product is more exact, as long as the product can be held.
        let product = self.xx * self.yy;
        let below =
            if product.is_normal() { product.sqrt() } else { self.xx.sqrt() * self.yy.sqrt() };
        Ok((self.xy / below).clamp(-1.0, 1.0))
    }

    /// Refuses fewer pairs.
    pub(super) fn at_least(&self, count: f64) -> Result<(), Stop> {
        if self.count < count { Err(Missing::TooFew.into()) } else { Ok(()) }
    }
}

type OfGroups<T> = Vec<Option<Result<T, Stop>>>;

/// Returns the moments of both arguments in each group.
fn pairs(grouped: &Grouped<'_>) -> OfGroups<Pairs> {
    let mut totals: Vec<[Option<Total>; 2]> = vec![[None, None]; grouped.group_count];
    for (group, y, x) in grouped.known_pairs() {
        let [of_y, of_x] = &mut totals[group];
        add(of_y, y);
        add(of_x, x);
    }
    let means: Vec<[f64; 2]> =
        totals.iter().map(|[y, x]| [mean_or_zero(y.as_ref()), mean_or_zero(x.as_ref())]).collect();
    let mut sums = vec![Sums::default(); grouped.group_count];
    for (group, y, x) in grouped.known_pairs() {
        let [mean_y, mean_x] = means[group];
        sums[group].add(y - mean_y, x - mean_x);
    }
    totals.into_iter().zip(sums).map(|([y, x], sums)| Some(sums.finish(&y?, &x?))).collect()
}

/// Sums of the second pass.
#[derive(Debug, Clone, Default)]
struct Sums {
    y: Deviations,
    x: Deviations,
    products: ExactSum,
}

impl Sums {
    fn add(&mut self, y: f64, x: f64) {
        self.y.add(y);
        self.x.add(x);
        self.products.add(y * x);
    }

    fn finish(&self, y: &Total, x: &Total) -> Result<Pairs, Stop> {
        let count = y.count();
        let rest = self.y.rest()? / count * self.x.rest()?;
        Ok(Pairs {
            count,
            mean_y: y.mean()?,
            mean_x: x.mean()?,
            yy: self.y.squares(count)?,
            xx: self.x.squares(count)?,
            xy: finite(self.products.total()? - rest)?,
        })
    }
}

/// Returns for each group the sum of the squares of the differences to the line of best fit.
fn residual_squares(grouped: &Grouped<'_>, pairs: &OfGroups<Pairs>) -> OfGroups<f64> {
    let lines: Vec<Option<(Pairs, f64)>> = pairs
        .iter()
        .map(|pairs| pairs.and_then(Result::ok).and_then(|p| Some((p, p.slope().ok()?))))
        .collect();
    let mut sums = vec![Deviations::default(); grouped.group_count];
    for (group, y, x) in grouped.known_pairs() {
        if let Some((pairs, slope)) = &lines[group] {
            sums[group].add((y - pairs.mean_y) - slope * (x - pairs.mean_x));
        }
    }
    let finish = |(sums, line): (&Deviations, &Option<(Pairs, f64)>)| {
        line.as_ref().map(|(pairs, _)| sums.squares(pairs.count))
    };
    sums.iter().zip(&lines).map(finish).collect()
}

/// Computes a value from the moments of both arguments in each group.
pub(super) fn of_pairs(
    grouped: &Grouped<'_>,
    value: impl Fn(Pairs) -> Result<f64, Stop>,
) -> Result<Operand<'static>, Overflow> {
    let pairs = pairs(grouped);
    grouped.results(|group| Some(pairs[group]?.and_then(&value).and_then(finite)))
}

/// Computes a value from the 95 % interval of the slope in each group.
pub(super) fn of_slopes(
    grouped: &Grouped<'_>,
    value: fn((f64, f64)) -> f64,
) -> Result<Operand<'static>, Overflow> {
    let pairs = pairs(grouped);
    let residuals = residual_squares(grouped, &pairs);
    let interval = |pairs: Pairs, squares: Option<Result<f64, Stop>>| {
        pairs.at_least(3.0)?;
        let (slope, df) = (pairs.slope()?, pairs.count - 2.0);
        let squares = squares.unwrap_or(Err(Missing::TooFew.into()))?;
        let error = (squares / df / pairs.xx).sqrt();
        finite(value(slope_interval(slope, error, df).ok_or(Missing::TooFew)?))
    };
    grouped.results(|group| Some(pairs[group]?.and_then(|pairs| interval(pairs, residuals[group]))))
}
