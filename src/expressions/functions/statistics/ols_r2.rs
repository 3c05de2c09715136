//! `ols_r2`: how much of the variance several factors explain.

use super::regression::of_fits;
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::Operand;
use crate::values::{DataType, Missing};

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "ols_r2",
    aliases: &[],
    signature: "ols_r2(y, x1 [, x2, …])",
    summary: Summary {
        russian: "Доля разброса y, которую описывают вместе факторы x1, x2, … (коэффициент \
                  детерминации), от 0 до 1. Строки, где чего-то нет, не участвуют; пропуск, если \
                  строк меньше, чем факторов и ещё две, или фактор постоянен либо следует из \
                  других. Регрессия описывает связь, а не причину.",
        english: "The part of the variance of y that the factors x1, x2, … go with together, from \
                  0 to 1. Rows that lack something are left out; missing if there are fewer rows \
                  than factors and two more, or if a factor is constant or follows from the \
                  others. Regression tells of links, not of causes.",
    },
    definition: "1 − Σe² / Σ(y − ȳ)²; Draper & Smith 1998, 1.3",
    examples: &[Example {
        formula: "round(ols_r2(y, x), 4)",
        columns: &[("y", &["1", "2", "2", "4", "5"]), ("x", &["0", "1", "2", "3", "4"])],
        expected: "0.9259",
    }],
    parameters: Parameters::at_least(2, &[Parameter::NUMBER, Parameter::NUMBER]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(ols_r2),
};

fn ols_r2(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    of_fits(grouped, 0, |fit| Ok(fit.r2.ok_or(Missing::ZeroDenominator)?))
}
