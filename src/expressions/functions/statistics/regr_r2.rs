//! `regr_r2`: how much of the variance a line explains.

use super::pairs::Pairs;
use super::pairs::of_pairs;
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::{Operand, Stop};
use crate::values::DataType;

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "regr_r2",
    aliases: &[],
    signature: "regr_r2(y, x)",
    summary: Summary {
        russian: "Доля разброса y, которую описывает прямая по x, от 0 до 1 (коэффициент \
                  детерминации); пропущена, если известно меньше двух пар или x не меняется; 1, \
                  если не меняется y.",
        english: "The part of the variance of y that a line over x goes with, from 0 to 1; missing \
                  for fewer than two known pairs, or if x does not vary; 1 if y does not vary.",
    },
    definition: "corr(y, x)²; SQL:2023",
    examples: &[
        Example {
            formula: "round(regr_r2(y, x), 4)",
            columns: &[
                ("y", &["2", "4", "5", "4", "5", "null"]),
                ("x", &["1", "2", "3", "4", "5", "6"]),
            ],
            expected: "0.6",
        },
        Example {
            formula: "regr_r2(y, x)",
            columns: &[("y", &["3", "3"]), ("x", &["1", "2"])],
            expected: "1.0",
        },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER, Parameter::NUMBER]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(regr_r2),
};

fn regr_r2(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    of_pairs(grouped, part)
}

fn part(pairs: Pairs) -> Result<f64, Stop> {
    pairs.slope()?;
    if pairs.yy == 0.0 {
        return Ok(1.0);
    }
    // Divided one by one, since the product of both sums of squares may be too large.
    Ok((pairs.xy / pairs.xx * (pairs.xy / pairs.yy)).clamp(0.0, 1.0))
}
