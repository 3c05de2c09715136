//! `mode`: the most frequent value of a group.

use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::Operand;
use crate::expressions::operand::Scalar;
use crate::expressions::operand::Shape;
use crate::values::ColumnData;
use crate::values::Missing;
use jiff::civil::Date;
use std::cmp::Ordering;
use std::sync::Arc;

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "mode",
    aliases: &[],
    signature: "mode(x)",
    summary: Summary {
        russian: "Мода: самое частое из известных значений; из одинаково частых – наименьшее.",
        english: "The mode: the most frequent known value; of equally frequent ones the smallest.",
    },
    definition: "the smallest x with max |{i : xᵢ = x}|",
    examples: &[
        Example {
            formula: "mode(x)",
            columns: &[("x", &["3", "5", "5", "null", "3", "4"])],
            expected: "3",
        },
        Example {
            formula: "mode(x)", columns: &[("x", &["'б'", "'а'", "'б'"])], expected: "'б'"
        },
    ],
    parameters: Parameters::exactly(&[Parameter::ANY]),
    returns: Returns::LikeFirst,
    body: Body::Aggregate(mode),
};

fn mode(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    let Some(argument) = grouped.argument(0) else {
        return grouped.results::<bool>(|_| None);
    };
    match argument.data() {
        ColumnData::Boolean(_) => of_scalars::<bool>(grouped, Ord::cmp),
        ColumnData::Integer(_) => of_scalars::<i64>(grouped, Ord::cmp),
        // Adding zero turns -0 into 0, which equals it.
        ColumnData::Number(_) => of_scalars::<f64>(grouped, |a, b| (a + 0.0).total_cmp(&(b + 0.0))),
        ColumnData::Date(_) => of_scalars::<Date>(grouped, Ord::cmp),
        ColumnData::Text(_) => {
            let texts = argument.texts();
            let rows = grouped.groups().enumerate();
            let known = rows.filter_map(|(row, group)| Some((group, texts.at(row).ok()?)));
            let modes = modes(grouped.group_count, known, Ord::cmp);
            let shape = Shape { length: grouped.group_count, is_constant: false };
            Operand::fill_texts(shape, |group| Ok(Arc::clone(modes[group].ok_or(Missing::NoRows)?)))
        }
    }
}

fn of_scalars<T: Scalar>(
    grouped: &Grouped<'_>,
    order: fn(&T, &T) -> Ordering,
) -> Result<Operand<'static>, Overflow> {
    let modes = modes(grouped.group_count, grouped.known::<T>(), order);
    grouped.results(|group| modes[group].map(Ok))
}

/// Returns the most frequent value of each group; of several the first in the order.
fn modes<T: Copy>(
    group_count: usize,
    known: impl Iterator<Item = (usize, T)>,
    order: impl Fn(&T, &T) -> Ordering,
) -> Vec<Option<T>> {
    let mut groups: Vec<Vec<T>> = vec![Vec::new(); group_count];
    known.for_each(|(group, value)| groups[group].push(value));
    let mode = |values: &mut Vec<T>| {
        values.sort_by(&order);
        let mut best: &[T] = &[];
        for equal in values.chunk_by(|a, b| order(a, b).is_eq()) {
            best = if equal.len() > best.len() { equal } else { best };
        }
        best.first().copied()
    };
    groups.iter_mut().map(mode).collect()
}
