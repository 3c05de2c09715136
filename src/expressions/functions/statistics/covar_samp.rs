//! `covar_samp`: how two figures of a sample vary together.

use super::pairs::of_pairs;
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::Operand;
use crate::values::DataType;

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "covar_samp",
    aliases: &[],
    signature: "covar_samp(y, x)",
    summary: Summary {
        russian: "Ковариация по выборке (делится на n − 1); пропущена, если известно меньше двух \
                  пар.",
        english: "The covariance estimated from a sample (n − 1 below); missing for fewer than two \
                  known pairs.",
    },
    definition: "Σ(x − x̄)(y − ȳ) / (n − 1); SQL:2023",
    examples: &[
        Example {
            formula: "covar_samp(y, x)",
            columns: &[
                ("y", &["2", "4", "5", "4", "5", "null"]),
                ("x", &["1", "2", "3", "4", "5", "6"]),
            ],
            expected: "1.5",
        },
        Example {
            formula: "covar_samp(y, x)",
            columns: &[("y", &["2"]), ("x", &["1"])],
            expected: "null",
        },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER, Parameter::NUMBER]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(covar_samp),
};

fn covar_samp(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    of_pairs(grouped, |pairs| {
        pairs.at_least(2.0)?;
        Ok(pairs.xy / (pairs.count - 1.0))
    })
}
