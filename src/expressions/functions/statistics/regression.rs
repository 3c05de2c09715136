//! Multiple linear regression in each group, over the rows where every argument is known.

use super::scalars::constant;
use crate::expressions::aggregate::Grouped;
use crate::expressions::arithmetic::finite;
use crate::expressions::error::Overflow;
use crate::expressions::operand::{Operand, Stop};
use crate::statistics::{Estimate, Fit, LeastSquaresError, least_squares, slope_interval};
use crate::values::Missing;

/// Fits the factors of each group to its y, which is the first of the arguments from `start` on,
/// and computes a value from what was found.
pub(super) fn of_fits(
    grouped: &Grouped<'_>,
    start: usize,
    value: impl Fn(&Fit) -> Result<f64, Stop>,
) -> Result<Operand<'static>, Overflow> {
    let arguments = (start..).map_while(|index| grouped.argument(index));
    let lanes: Vec<_> = arguments.map(Operand::lane::<f64>).collect();
    let mut groups: Vec<Vec<Vec<f64>>> = vec![Vec::new(); grouped.group_count];
    for (row, group) in grouped.groups().enumerate() {
        if let Ok(known) = lanes.iter().map(|lane| lane.at(row)).collect::<Result<Vec<_>, _>>() {
            groups[group].push(known);
        }
    }
    let fit = |rows: Vec<Vec<f64>>| (!rows.is_empty()).then(|| least_squares(rows));
    let fits: Vec<Option<Result<Fit, LeastSquaresError>>> = groups.into_iter().map(fit).collect();
    grouped.results(|group| {
        Some(match fits[group].as_ref()? {
            Ok(fit) => value(fit).and_then(finite),
            Err(LeastSquaresError::TooFewRows) => Err(Missing::TooFew.into()),
            Err(LeastSquaresError::Collinear) => Err(Missing::NotApplicable.into()),
            Err(LeastSquaresError::Overflow) => Err(Stop::Overflow),
        })
    })
}

/// Computes a value from the estimate whose number is the first argument, and its 95 % interval.
pub(super) fn of_estimates(
    grouped: &Grouped<'_>,
    value: fn(Estimate, (f64, f64)) -> f64,
) -> Result<Operand<'static>, Overflow> {
    let place = constant(grouped, 0);
    of_fits(grouped, 1, |fit| {
        let chosen = (0..).zip(&fit.estimates).find(|(index, _)| f64::from(*index) == place);
        let (_, estimate) = chosen.expect("the checker knows how many factors there are");
        let interval = slope_interval(estimate.value, estimate.error, fit.df);
        Ok(value(*estimate, interval.ok_or(Missing::TooFew)?))
    })
}
