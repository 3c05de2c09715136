//! Comparisons of two operands of one type. Texts are in the order of the numbers of their
//! characters.

use std::cmp::Ordering;

use super::ast::{Comparison, Logic};
use super::error::Overflow;
use super::logic;
use super::operand::{Operand, Scalar};
use super::text::judge_texts;
use crate::values::{ColumnData, DataType, Value};

/// Compares two operands of one type.
pub(super) fn compare(
    comparison: Comparison,
    left: &Operand<'_>,
    right: &Operand<'_>,
) -> Result<Operand<'static>, Overflow> {
    match left.data() {
        ColumnData::Boolean(_) => compare_scalars::<bool>(comparison, left, right),
        ColumnData::Integer(_) => compare_scalars::<i64>(comparison, left, right),
        ColumnData::Number(_) => compare_scalars::<f64>(comparison, left, right),
        ColumnData::Date(_) => compare_scalars::<jiff::civil::Date>(comparison, left, right),
        ColumnData::Text(_) => {
            let holds = |a: &str, b: &str| comparison.holds(a.cmp(b));
            judge_texts(left, right, holds)
        }
    }
}

fn compare_scalars<T: Scalar + PartialOrd>(
    comparison: Comparison,
    left: &Operand<'_>,
    right: &Operand<'_>,
) -> Result<Operand<'static>, Overflow> {
    let shape = Operand::joint_shape(&[left, right]);
    let (a, b) = (left.lane::<T>(), right.lane::<T>());
    match comparison {
        Comparison::Equal => Operand::fill(shape, |row| Ok(a.at(row)? == b.at(row)?)),
        Comparison::NotEqual => Operand::fill(shape, |row| Ok(a.at(row)? != b.at(row)?)),
        Comparison::Less => Operand::fill(shape, |row| Ok(a.at(row)? < b.at(row)?)),
        Comparison::LessOrEqual => Operand::fill(shape, |row| Ok(a.at(row)? <= b.at(row)?)),
        Comparison::Greater => Operand::fill(shape, |row| Ok(a.at(row)? > b.at(row)?)),
        Comparison::GreaterOrEqual => Operand::fill(shape, |row| Ok(a.at(row)? >= b.at(row)?)),
    }
}

impl Comparison {
    /// Whether it is true of two values in this order.
    pub(super) fn holds(self, ordering: Ordering) -> bool {
        match self {
            Self::Equal => ordering.is_eq(),
            Self::NotEqual => ordering.is_ne(),
            Self::Less => ordering.is_lt(),
            Self::LessOrEqual => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::GreaterOrEqual => ordering.is_ge(),
        }
    }
}

/// Computes `operand in (…)`: true if equal to one, unknown if one of the others is missing.
pub(super) fn is_in(
    operand: &Operand<'_>,
    list: &[Operand<'_>],
) -> Result<Operand<'static>, Overflow> {
    let mut result = Operand::constant(DataType::Boolean, Value::Boolean(false));
    let (texts, others): (Vec<_>, Vec<_>) =
        list.iter().partition(|item| known_text(item).is_some());
    if !texts.is_empty() {
        let texts: Vec<&str> = texts.into_iter().filter_map(known_text).collect();
        let lane = operand.texts();
        let table: Vec<bool> = lane.dictionary.iter().map(|t| texts.contains(&&**t)).collect();
        let shape = Operand::joint_shape(&[operand]);
        result = Operand::fill(shape, |row| Ok(table[lane.codes.at(row)? as usize]))?;
    }
    for item in others {
        let equal = compare(Comparison::Equal, operand, item)?;
        result = logic::combine(Logic::Or, &result, &equal)?;
    }
    Ok(result)
}

/// Returns the text of a constant that is not missing.
fn known_text<'o>(operand: &'o Operand<'_>) -> Option<&'o str> {
    let ColumnData::Text(_) = operand.data() else {
        return None;
    };
    operand.texts().constant()?.ok().map(|text| &**text)
}

/// Computes `operand between low and high`.
pub(super) fn is_between(
    operand: &Operand<'_>,
    low: &Operand<'_>,
    high: &Operand<'_>,
) -> Result<Operand<'static>, Overflow> {
    let above = compare(Comparison::GreaterOrEqual, operand, low)?;
    let below = compare(Comparison::LessOrEqual, operand, high)?;
    logic::combine(Logic::And, &above, &below)
}
