//! `var_pop`: the variance of the values themselves.

use super::moments::of_moments;
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::Operand;
use crate::values::DataType;

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "var_pop",
    aliases: &[],
    signature: "var_pop(x)",
    summary: Summary {
        russian: "Дисперсия известных значений: средний квадрат отклонения от среднего; это вся \
                  совокупность, а не выборка.",
        english: "The variance of the known values: the mean square of the differences to their \
                  mean; they are the whole population, no sample.",
    },
    definition: "Σ(x − x̄)² / n; SQL:2023",
    examples: &[
        Example {
            formula: "var_pop(x)",
            columns: &[("x", &["2", "4", "4", "4", "5", "5", "7", "9"])],
            expected: "4.0",
        },
        Example { formula: "var_pop(x)", columns: &[("x", &["5", "null"])], expected: "0.0" },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(var_pop),
};

fn var_pop(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    of_moments(grouped, |moments| Ok(moments.squares / moments.count))
}
