//! Arithmetic on integers and numbers. Nothing wraps and nothing is infinite: what does not fit
//! is an error. A division by zero is a missing value, since it is one in every report.

use super::ast::Arithmetic;
use super::error::Overflow;
use super::operand::{Operand, Stop};
use crate::values::{ColumnData, DataType, Missing};

/// Computes with two operands of one type; only numbers are divided.
pub(super) fn compute(
    arithmetic: Arithmetic,
    left: &Operand<'_>,
    right: &Operand<'_>,
) -> Result<Operand<'static>, Overflow> {
    match left.data() {
        ColumnData::Integer(_) => compute_integers(arithmetic, left, right),
        _ => compute_numbers(arithmetic, left, right),
    }
}

fn compute_integers(
    arithmetic: Arithmetic,
    left: &Operand<'_>,
    right: &Operand<'_>,
) -> Result<Operand<'static>, Overflow> {
    let shape = Operand::joint_shape(&[left, right]);
    let (a, b) = (left.lane::<i64>(), right.lane::<i64>());
    match arithmetic {
        Arithmetic::Add => Operand::fill(shape, |row| fits(a.at(row)?.checked_add(b.at(row)?))),
        Arithmetic::Subtract => {
            Operand::fill(shape, |row| fits(a.at(row)?.checked_sub(b.at(row)?)))
        }
        Arithmetic::Multiply => {
            Operand::fill(shape, |row| fits(a.at(row)?.checked_mul(b.at(row)?)))
        }
        Arithmetic::Remainder => Operand::fill(shape, |row| match (a.at(row)?, b.at(row)?) {
            (_, 0) => Err(Missing::ZeroDenominator.into()),
            // The smallest integer leaves 0 when divided by -1, though the quotient does not fit.
            (a, b) => Ok(a.wrapping_rem(b)),
        }),
        Arithmetic::Divide => compute_numbers(arithmetic, &to_numbers(left)?, &to_numbers(right)?),
    }
}

fn compute_numbers(
    arithmetic: Arithmetic,
    left: &Operand<'_>,
    right: &Operand<'_>,
) -> Result<Operand<'static>, Overflow> {
    let shape = Operand::joint_shape(&[left, right]);
    let (a, b) = (left.lane::<f64>(), right.lane::<f64>());
    let divisor = |row| match b.at(row)? {
        0.0 => Err(Stop::from(Missing::ZeroDenominator)),
        divisor => Ok(divisor),
    };
    match arithmetic {
        Arithmetic::Add => Operand::fill(shape, |row| finite(a.at(row)? + b.at(row)?)),
        Arithmetic::Subtract => Operand::fill(shape, |row| finite(a.at(row)? - b.at(row)?)),
        Arithmetic::Multiply => Operand::fill(shape, |row| finite(a.at(row)? * b.at(row)?)),
        Arithmetic::Divide => Operand::fill(shape, |row| finite(a.at(row)? / divisor(row)?)),
        Arithmetic::Remainder => Operand::fill(shape, |row| finite(a.at(row)? % divisor(row)?)),
    }
}

/// Computes `-x`.
pub(super) fn negate(operand: &Operand<'_>) -> Result<Operand<'static>, Overflow> {
    let shape = Operand::joint_shape(&[operand]);
    if let ColumnData::Integer(_) = operand.data() {
        let values = operand.lane::<i64>();
        return Operand::fill(shape, |row| fits(values.at(row)?.checked_neg()));
    }
    let values = operand.lane::<f64>();
    Operand::fill(shape, |row| Ok(-values.at(row)?))
}

/// Turns integers into numbers or into texts.
pub(super) fn convert(
    operand: &Operand<'_>,
    data_type: DataType,
) -> Result<Operand<'static>, Overflow> {
    if data_type == DataType::Number {
        return to_numbers(operand);
    }
    let values = operand.lane::<i64>();
    let shape = Operand::joint_shape(&[operand]);
    Operand::fill_texts(shape, |row| Ok(values.at(row)?.to_string().into()))
}

fn to_numbers(operand: &Operand<'_>) -> Result<Operand<'static>, Overflow> {
    let values = operand.lane::<i64>();
    #[expect(clippy::cast_precision_loss, reason = "a number holds 53 bits, as in every engine")]
    Operand::fill(Operand::joint_shape(&[operand]), |row| Ok(values.at(row)? as f64))
}

/// Lets through only finite numbers.
pub(super) fn finite(value: f64) -> Result<f64, Stop> {
    if value.is_finite() { Ok(value) } else { Err(Stop::Overflow) }
}

fn fits(value: Option<i64>) -> Result<i64, Stop> {
    value.ok_or(Stop::Overflow)
}
