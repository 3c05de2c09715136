//! Three-valued logic, as SQL has it: a missing value is neither true nor false, and decides
//! nothing that the other operand decides alone.

use super::ast::Logic;
use super::error::Overflow;
use super::operand::Operand;

/// Computes `and` or `or`: the first operand that decides, or else the first missing one.
pub(super) fn combine(
    logic: Logic,
    left: &Operand<'_>,
    right: &Operand<'_>,
) -> Result<Operand<'static>, Overflow> {
    let shape = Operand::joint_shape(&[left, right]);
    let (left, right) = (left.lane::<bool>(), right.lane::<bool>());
    let decisive = logic == Logic::Or;
    Operand::fill(shape, |row| match (left.at(row), right.at(row)) {
        (Ok(value), _) | (_, Ok(value)) if value == decisive => Ok(decisive),
        (Err(reason), _) | (_, Err(reason)) => Err(reason.into()),
        _ => Ok(!decisive),
    })
}

/// Computes `not`.
pub(super) fn negate(operand: &Operand<'_>) -> Result<Operand<'static>, Overflow> {
    let values = operand.lane::<bool>();
    Operand::fill(Operand::joint_shape(&[operand]), |row| Ok(!values.at(row)?))
}

/// Computes `is null`.
pub(super) fn is_null(operand: &Operand<'_>) -> Result<Operand<'static>, Overflow> {
    Operand::fill(Operand::joint_shape(&[operand]), |row| Ok(operand.is_missing(row)))
}

#[cfg(test)]
mod tests {
    use super::{combine, is_null, negate};
    use crate::expressions::ast::Logic;
    use crate::expressions::operand::Operand;
    use crate::values::{Column, DataType, Missing, Value};

    const TRUE: Value = Value::Boolean(true);
    const FALSE: Value = Value::Boolean(false);
    const LEFT: Value = Value::Missing(Missing::NoData);
    const RIGHT: Value = Value::Missing(Missing::Suppressed);

    #[test]
    fn follows_the_truth_tables_of_the_standard() {
        let table = [
            // left, right, left and right, left or right
            (TRUE, TRUE, TRUE, TRUE),
            (TRUE, FALSE, FALSE, TRUE),
            (TRUE, RIGHT, RIGHT, TRUE),
            (FALSE, TRUE, FALSE, TRUE),
            (FALSE, FALSE, FALSE, FALSE),
            (FALSE, RIGHT, FALSE, RIGHT),
            (LEFT, TRUE, LEFT, TRUE),
            (LEFT, FALSE, FALSE, LEFT),
            (LEFT, RIGHT, LEFT, LEFT),
        ];
        for (left, right, and, or) in table {
            for (logic, expected) in [(Logic::And, and), (Logic::Or, or)] {
                let [a, b] = [&left, &right]
                    .map(|value| Operand::constant(DataType::Boolean, value.clone()));
                let result = combine(logic, &a, &b).expect("logic cannot overflow");
                assert_eq!(
                    result.into_column(1).value(0),
                    expected,
                    "{left:?} {logic:?} {right:?}"
                );
            }
        }
    }

    #[test]
    fn negates_and_asks_for_missing_values() {
        let column = Column::from_values(DataType::Boolean, [TRUE, FALSE, LEFT]);
        let operand = Operand::of_column(&column, 0..3);
        let negated = negate(&operand).expect("logic cannot overflow").into_column(3);
        assert_eq!([0, 1, 2].map(|row| negated.value(row)), [FALSE, TRUE, LEFT]);
        let asked = is_null(&operand).expect("logic cannot overflow").into_column(3);
        assert_eq!([0, 1, 2].map(|row| asked.value(row)), [FALSE, FALSE, TRUE]);
    }
}
