//! `stddev_pop`: the standard deviation of the values themselves.

use super::moments::of_moments;
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::Operand;
use crate::values::DataType;

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "stddev_pop",
    aliases: &[],
    signature: "stddev_pop(x)",
    summary: Summary {
        russian: "Стандартное отклонение известных значений; это вся совокупность, а не выборка.",
        english: "The standard deviation of the known values; they are the whole population, no \
                  sample.",
    },
    definition: "√(Σ(x − x̄)² / n); SQL:2023",
    examples: &[Example {
        formula: "stddev_pop(x)",
        columns: &[("x", &["2", "4", "4", "4", "5", "5", "7", "9"])],
        expected: "2.0",
    }],
    parameters: Parameters::exactly(&[Parameter::NUMBER]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(stddev_pop),
};

fn stddev_pop(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    of_moments(grouped, |moments| Ok((moments.squares / moments.count).sqrt()))
}
