//! `regr_slope`: the slope of the line of best fit.

use super::pairs::of_pairs;
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::Operand;
use crate::values::DataType;

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "regr_slope",
    aliases: &[],
    signature: "regr_slope(y, x)",
    summary: Summary {
        russian: "Наклон прямой, которая лучше всего описывает зависимость y от x: на сколько \
                  меняется y, когда x растёт на единицу; пропущен, если известно меньше двух пар \
                  или x не меняется.",
        english: "The slope of the line that fits y to x best: by how much y changes where x grows \
                  by one; missing for fewer than two known pairs, or if x does not vary.",
    },
    definition: "Σ(x − x̄)(y − ȳ) / Σ(x − x̄)²; SQL:2023",
    examples: &[
        Example {
            formula: "regr_slope(y, x)",
            columns: &[
                ("y", &["2", "4", "5", "4", "5", "null"]),
                ("x", &["1", "2", "3", "4", "5", "6"]),
            ],
            expected: "0.6",
        },
        Example {
            formula: "regr_slope(y, x)",
            columns: &[("y", &["2", "4"]), ("x", &["1", "1"])],
            expected: "null",
        },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER, Parameter::NUMBER]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(regr_slope),
};

fn regr_slope(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    of_pairs(grouped, |pairs| pairs.slope())
}
