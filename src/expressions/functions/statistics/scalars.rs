//! Functions of several numbers of one row or group, and arguments that are written as numbers.

use crate::expressions::aggregate::Grouped;
use crate::expressions::arithmetic::finite;
use crate::expressions::error::Overflow;
use crate::expressions::operand::{Operand, Stop};
use crate::values::Missing;

/// Computes a value from the arguments of each row, where all are known.
pub(super) fn of_numbers(
    arguments: &[Operand<'_>],
    value: impl Fn(&[f64]) -> Result<f64, Stop>,
) -> Result<Operand<'static>, Overflow> {
    let shape = Operand::joint_shape(&arguments.iter().collect::<Vec<_>>());
    let lanes: Vec<_> = arguments.iter().map(Operand::lane::<f64>).collect();
    Operand::fill(shape, |row| {
        let numbers = lanes.iter().map(|lane| lane.at(row)).collect::<Result<Vec<_>, _>>()?;
        value(&numbers).and_then(finite)
    })
}

/// Refuses counts that are no part of a whole.
pub(super) fn part_of(part: f64, whole: f64) -> Result<(f64, f64), Stop> {
    if whole == 0.0 && part == 0.0 {
        return Err(Missing::ZeroDenominator.into());
    }
    if part < 0.0 || part > whole {
        return Err(Missing::NotApplicable.into());
    }
    Ok((part, whole))
}

/// Returns an argument that the checker has made sure is a number of the formula.
pub(super) fn constant(grouped: &Grouped<'_>, index: usize) -> f64 {
    let argument = grouped.argument(index).expect("the checker counts arguments");
    argument.lane::<f64>().at(0).expect("the checker wants a number here")
}
