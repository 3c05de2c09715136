//! `wmode`: the value of the largest weight.

use super::sorted::of_weighted;
use super::weighted::sum;
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::{Operand, Stop};
use crate::values::DataType;

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "wmode",
    aliases: &[],
    signature: "wmode(x, w)",
    summary: Summary {
        russian: "Взвешенная мода: значение с наибольшей суммой весов; из равных – наименьшее. \
                  Веса – числа или проценты. Пропущена, если есть отрицательный вес или сумма \
                  весов – ноль.",
        english: "The weighted mode: the value with the largest sum of weights; of several the \
                  smallest. Weights are counts or percents. Missing if a weight is negative or the \
                  weights sum to zero.",
    },
    definition: "the smallest x with max Σ w[x]",
    examples: &[
        Example {
            formula: "wmode(x, w)",
            columns: &[("x", &["3", "4", "3", "5"]), ("w", &["2", "3", "2", "1"])],
            expected: "3.0",
        },
        Example {
            formula: "wmode(x, w)",
            columns: &[("x", &["5", "4"]), ("w", &["50", "50"])],
            expected: "4.0",
        },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER, Parameter::NUMBER]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(wmode),
};

fn wmode(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    of_weighted(grouped, heaviest)
}

fn heaviest(values: &[(f64, f64)]) -> Result<f64, Stop> {
    let mut best = (values[0].0, 0.0);
    for equal in values.chunk_by(|a, b| a.0 == b.0) {
        let weight = sum(equal.iter().map(|(_, weight)| *weight))?;
        if weight > best.1 {
            best = (equal[0].0, weight);
        }
    }
    Ok(best.0)
}
