//! Functions of one number that give a value of the same type.

use crate::expressions::error::Overflow;
use crate::expressions::operand::{Operand, Stop};
use crate::values::ColumnData;

/// Computes a function of integers or of numbers.
pub(super) fn map(
    argument: &Operand<'_>,
    of_integer: impl Fn(i64) -> Option<i64>,
    of_number: impl Fn(f64) -> f64,
) -> Result<Operand<'static>, Overflow> {
    let shape = Operand::joint_shape(&[argument]);
    if let ColumnData::Integer(_) = argument.data() {
        let values = argument.lane::<i64>();
        return Operand::fill(shape, |row| of_integer(values.at(row)?).ok_or(Stop::Overflow));
    }
    let values = argument.lane::<f64>();
    Operand::fill(shape, |row| Ok(of_number(values.at(row)?)))
}
