//! The smallest and the largest: of several values of a row, and of the rows of a group.

use std::cmp::Ordering;
use std::sync::Arc;

use jiff::civil::Date;

use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::operand::{Operand, Scalar, Shape};
use crate::values::{ColumnData, DataType, Missing};

/// Returns in each row the argument that comes first in the order; missing if one is missing.
pub(super) fn of_arguments(
    arguments: &[Operand<'_>],
    first: Ordering,
) -> Result<Operand<'static>, Overflow> {
    match arguments[0].data_type() {
        DataType::Boolean => of_scalars::<bool>(arguments, |a, b| a.cmp(b) == first),
        DataType::Integer => of_scalars::<i64>(arguments, |a, b| a.cmp(b) == first),
        DataType::Number => of_scalars::<f64>(arguments, |a, b| a.total_cmp(b) == first),
        DataType::Date => of_scalars::<Date>(arguments, |a, b| a.cmp(b) == first),
        DataType::Text => {
            let lanes: Vec<_> = arguments.iter().map(Operand::texts).collect();
            Operand::fill_texts(shape(arguments), |row| {
                let mut best = lanes[0].at(row)?;
                for lane in &lanes[1..] {
                    let text = lane.at(row)?;
                    best = if text.cmp(best) == first { text } else { best };
                }
                Ok(Arc::clone(best))
            })
        }
    }
}

fn of_scalars<T: Scalar>(
    arguments: &[Operand<'_>],
    is_better: impl Fn(&T, &T) -> bool,
) -> Result<Operand<'static>, Overflow> {
    let lanes: Vec<_> = arguments.iter().map(Operand::lane::<T>).collect();
    Operand::fill(shape(arguments), |row| {
        let mut best = lanes[0].at(row)?;
        for lane in &lanes[1..] {
            let value = lane.at(row)?;
            best = if is_better(&value, &best) { value } else { best };
        }
        Ok(best)
    })
}

fn shape(arguments: &[Operand<'_>]) -> Shape {
    Operand::joint_shape(&arguments.iter().collect::<Vec<_>>())
}

/// Returns for each group the value that comes first in the order.
pub(super) fn of_group(
    grouped: &Grouped<'_>,
    first: Ordering,
) -> Result<Operand<'static>, Overflow> {
    let Some(argument) = grouped.argument(0) else {
        return grouped.results::<bool>(|_| None);
    };
    match argument.data() {
        ColumnData::Boolean(_) => best::<bool>(grouped, |a, b| a.cmp(b) == first),
        ColumnData::Integer(_) => best::<i64>(grouped, |a, b| a.cmp(b) == first),
        // The total order puts -0 before 0, so that the sign does not depend on the rows' order.
        ColumnData::Number(_) => best::<f64>(grouped, |a, b| a.total_cmp(b) == first),
        ColumnData::Date(_) => best::<Date>(grouped, |a, b| a.cmp(b) == first),
        ColumnData::Text(_) => {
            let texts = argument.texts();
            let mut best: Vec<Option<&Arc<str>>> = vec![None; grouped.group_count];
            for (row, group) in grouped.groups().enumerate() {
                let Ok(text) = texts.at(row) else { continue };
                if best[group].is_none_or(|best| text.cmp(best) == first) {
                    best[group] = Some(text);
                }
            }
            let shape = Shape { length: grouped.group_count, is_constant: false };
            Operand::fill_texts(shape, |group| Ok(Arc::clone(best[group].ok_or(Missing::NoRows)?)))
        }
    }
}

fn best<T: Scalar>(
    grouped: &Grouped<'_>,
    is_better: impl Fn(&T, &T) -> bool,
) -> Result<Operand<'static>, Overflow> {
    let mut best: Vec<Option<T>> = vec![None; grouped.group_count];
    for (group, value) in grouped.known::<T>() {
        if best[group].is_none_or(|best| is_better(&value, &best)) {
            best[group] = Some(value);
        }
    }
    grouped.results(|group| best[group].map(Ok))
}
