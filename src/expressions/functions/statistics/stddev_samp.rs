//! `stddev_samp`: the standard deviation of a sample.

use super::moments::of_moments;
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::Operand;
use crate::values::DataType;

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "stddev_samp",
    aliases: &["stddev"],
    signature: "stddev_samp(x)",
    summary: Summary {
        russian: "Стандартное отклонение по выборке (делится на n − 1); пропущено, если известно \
                  меньше двух значений.",
        english: "The standard deviation estimated from a sample (n − 1 below); missing for fewer \
                  than two known values.",
    },
    definition: "√(Σ(x − x̄)² / (n − 1)); SQL:2023",
    examples: &[
        Example {
            formula: "stddev_samp(x)",
            columns: &[("x", &["0", "2", "4", "null"])],
            expected: "2.0",
        },
        Example {
            formula: "stddev(x)",
            columns: &[("x", &["0.1", "0.1", "0.1"])],
            expected: "0.0",
        },
        Example { formula: "stddev(x)", columns: &[("x", &["5"])], expected: "null" },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(stddev_samp),
};

fn stddev_samp(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    of_moments(grouped, |moments| Ok(moments.variance()?.sqrt()))
}
