//! `covar_pop`: how two figures vary together.

use super::pairs::of_pairs;
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::Operand;
use crate::values::DataType;

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "covar_pop",
    aliases: &[],
    signature: "covar_pop(y, x)",
    summary: Summary {
        russian: "Ковариация известных пар значений: средняя величина произведения отклонений; это \
                  вся совокупность.",
        english: "The covariance of the known pairs: the mean product of the differences to the \
                  means; they are the whole population.",
    },
    definition: "Σ(x − x̄)(y − ȳ) / n; SQL:2023",
    examples: &[Example {
        formula: "covar_pop(y, x)",
        columns: &[
            ("y", &["2", "4", "5", "4", "5", "null"]),
            ("x", &["1", "2", "3", "4", "5", "6"]),
        ],
        expected: "1.2",
    }],
    parameters: Parameters::exactly(&[Parameter::NUMBER, Parameter::NUMBER]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(covar_pop),
};

fn covar_pop(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    of_pairs(grouped, |pairs| Ok(pairs.xy / pairs.count))
}
