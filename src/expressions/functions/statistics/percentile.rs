//! `percentile`: the value below which lies a part of a group.

use super::scalars::constant;
use super::sorted::of_sorted;
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::Operand;
use crate::values::DataType;

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "percentile",
    aliases: &["quantile_cont"],
    signature: "percentile(x, p)",
    summary: Summary {
        russian: "Процентиль: значение, ниже которого лежит доля p известных значений, от 0 до 1; \
                  между соседними значениями – пропорционально.",
        english: "The percentile: the value below which lies a part p of the known values, from 0 \
                  to 1; between two values in proportion.",
    },
    definition: "x at place 1 + (n − 1)·p of the values in order; SQL:2023 percentile_cont(p); \
                 Hyndman & Fan 1996, type 7",
    examples: &[
        Example {
            formula: "percentile(x, 0.25)",
            columns: &[("x", &["5", "1", "null", "3", "2", "4"])],
            expected: "2.0",
        },
        Example {
            formula: "percentile(x, 0.9)",
            columns: &[("x", &["10", "20"])],
            expected: "19.0",
        },
        Example { formula: "quantile_cont(x, 1)", columns: &[("x", &["3", "8"])], expected: "8.0" },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER, Parameter::FRACTION]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(percentile),
};

fn percentile(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    let part = constant(grouped, 1);
    of_sorted(grouped, |values| Ok(at_part(values, part)))
}

/// Returns the value at a part of the way from the first value to the last.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the place is between 0 and the number of values, which fit into memory"
)]
fn at_part(values: &[f64], part: f64) -> f64 {
    let place = (values.len() - 1) as f64 * part;
    let lower = values[place as usize];
    let upper = *values.get(place as usize + 1).unwrap_or(&lower);
    match place.fract() {
        // As `median` has it, to the last digit.
        0.5 => lower.midpoint(upper),
        rest => lower + (upper - lower) * rest,
    }
}
