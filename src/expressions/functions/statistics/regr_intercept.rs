//! `regr_intercept`: where the line of best fit begins.

use super::pairs::of_pairs;
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::Operand;
use crate::values::DataType;

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "regr_intercept",
    aliases: &[],
    signature: "regr_intercept(y, x)",
    summary: Summary {
        russian: "Значение y на прямой наилучшего приближения там, где x равен нулю; пропущено, \
                  если известно меньше двух пар или x не меняется.",
        english: "The y of the line of best fit where x is zero; missing for fewer than two known \
                  pairs, or if x does not vary.",
    },
    definition: "ȳ − regr_slope(y, x) · x̄; SQL:2023",
    examples: &[
        Example {
            formula: "regr_intercept(y, x)",
            columns: &[
                ("y", &["2", "4", "5", "4", "5", "null"]),
                ("x", &["1", "2", "3", "4", "5", "6"]),
            ],
            expected: "2.2",
        },
        Example {
            formula: "regr_intercept(y, x)",
            columns: &[("y", &["2", "4"]), ("x", &["1", "1"])],
            expected: "null",
        },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER, Parameter::NUMBER]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(regr_intercept),
};

fn regr_intercept(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    of_pairs(grouped, |pairs| Ok(pairs.mean_y - pairs.slope()? * pairs.mean_x))
}
