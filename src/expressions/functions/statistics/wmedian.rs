//! `wmedian`: the median of weighted values.

use super::sorted::of_weighted;
use super::weighted::sum;
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::exact_sum::ExactSum;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::{Operand, Stop};
use crate::values::DataType;

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "wmedian",
    aliases: &[],
    signature: "wmedian(x, w)",
    summary: Summary {
        russian: "Взвешенная медиана, как если бы каждое значение стояло столько раз, каков его \
                  вес; веса – числа или проценты, важны лишь их отношения. Пропущена, если есть \
                  отрицательный вес или сумма весов – ноль.",
        english: "The weighted median, as if each value stood there as many times as its weight \
                  says; weights are counts or percents, only their proportions matter. Missing if \
                  a weight is negative or the weights sum to zero.",
    },
    definition: "the smallest x up to which lies more than half of the weight; where exactly a \
                 half does (to 1e-12), the mean of it and the next",
    examples: &[
        Example {
            formula: "wmedian(x, w)",
            columns: &[("x", &["3", "4", "5", "2"]), ("w", &["2", "1", "1", "null"])],
            expected: "3.5",
        },
        Example {
            formula: "wmedian(x, w)",
            columns: &[("x", &["1", "2", "3"]), ("w", &["20.0", "30.0", "50.5"])],
            expected: "3.0",
        },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER, Parameter::NUMBER]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(wmedian),
};

fn wmedian(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    of_weighted(grouped, middle)
}

/// Shares in percent that make a half on paper may miss it by so much of the whole.
const TOLERANCE: f64 = 1e-12;

fn middle(values: &[(f64, f64)]) -> Result<f64, Stop> {
    let total = sum(values.iter().map(|(_, weight)| *weight))?;
    let mut below = ExactSum::default();
    let mut at_half: Option<f64> = None;
    for (value, weight) in values {
        if let Some(half) = at_half {
            // Equal values are one value that stands there more often.
            return Ok(half.midpoint(*value));
        }
        below.add(*weight);
        let excess = 2.0 * below.total()? - total;
        if excess.abs() <= TOLERANCE * total {
            at_half = Some(*value);
        } else if excess > 0.0 {
            return Ok(*value);
        }
    }
    Ok(at_half.unwrap_or(values[values.len() - 1].0))
}
