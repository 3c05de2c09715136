//! `ols_low`: the lower end of the interval of a coefficient of a regression.

use super::regression::of_estimates;
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::Operand;
use crate::values::DataType;

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "ols_low",
    aliases: &[],
    signature: "ols_low(k, y, x1 [, x2, …])",
    summary: Summary {
        russian: "Нижняя граница 95 % интервала коэффициента ols_coefficient с тем же k. Строки, \
                  где чего-то нет, не участвуют; пропуск, если строк меньше, чем факторов и ещё \
                  две, или фактор постоянен либо следует из других. Регрессия описывает связь, а \
                  не причину.",
        english: "The lower end of the 95 % interval of the coefficient ols_coefficient with the \
                  same k. Rows that lack something are left out; missing if there are fewer rows \
                  than factors and two more, or if a factor is constant or follows from the \
                  others. Regression tells of links, not of causes.",
    },
    definition: "b − t(0.975, n − m − 1) · s(b) for m factors; Draper & Smith 1998, 5",
    examples: &[Example {
        formula: "round(ols_low(1, y, x), 4)",
        columns: &[("y", &["1", "2", "2", "4", "5"]), ("x", &["0", "1", "2", "3", "4"])],
        expected: "0.4803",
    }],
    parameters: Parameters::at_least(3, &[Parameter::FACTOR, Parameter::NUMBER, Parameter::NUMBER]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(ols_low),
};

fn ols_low(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    of_estimates(grouped, |_, (low, _)| low)
}
