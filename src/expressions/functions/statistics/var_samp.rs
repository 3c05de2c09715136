//! `var_samp`: the variance of a sample.

use super::moments::of_moments;
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::Operand;
use crate::values::DataType;

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "var_samp",
    aliases: &["variance"],
    signature: "var_samp(x)",
    summary: Summary {
        russian: "Дисперсия по выборке (делится на n − 1); пропущена, если известно меньше двух \
                  значений.",
        english: "The variance estimated from a sample (n − 1 below); missing for fewer than two \
                  known values.",
    },
    definition: "Σ(x − x̄)² / (n − 1); SQL:2023",
    examples: &[
        Example {
            formula: "var_samp(x)",
            columns: &[("x", &["0", "2", "4", "null"])],
            expected: "4.0",
        },
        Example { formula: "variance(x)", columns: &[("x", &["5", "null"])], expected: "null" },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(var_samp),
};

fn var_samp(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    of_moments(grouped, |moments| moments.variance())
}
