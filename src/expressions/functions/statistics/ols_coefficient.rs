//! `ols_coefficient`: a coefficient of a multiple linear regression.

use super::regression::of_estimates;
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::Operand;
use crate::values::DataType;

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "ols_coefficient",
    aliases: &[],
    signature: "ols_coefficient(k, y, x1 [, x2, …])",
    summary: Summary {
        russian: "Коэффициент множественной линейной регрессии y по факторам x1, x2, …: k = 1 – \
                  при первом факторе, k = 0 – свободный член. Строки, где чего-то нет, не \
                  участвуют; пропуск, если строк меньше, чем факторов и ещё две, или фактор \
                  постоянен либо следует из других. Регрессия описывает связь, а не причину.",
        english: "A coefficient of the multiple linear regression of y on factors x1, x2, …: that \
                  of the first for k = 1, the intercept for k = 0. Rows that lack something are \
                  left out; missing if there are fewer rows than factors and two more, or if a \
                  factor is constant or follows from the others. Regression tells of links, not of \
                  causes.",
    },
    definition: "b = argmin Σ(y − b₀ − b₁x₁ − …)²; ordinary least squares by Householder’s QR, \
                 Golub 1965",
    examples: &[
        Example {
            formula: "round(ols_coefficient(1, y, x), 4)",
            columns: &[("y", &["1", "2", "2", "4", "5"]), ("x", &["0", "1", "2", "3", "4"])],
            expected: "1.0",
        },
        Example {
            formula: "ols_coefficient(1, y, x, 2 * x)",
            columns: &[("y", &["1", "2", "2", "4", "5"]), ("x", &["0", "1", "2", "3", "4"])],
            expected: "null",
        },
    ],
    parameters: Parameters::at_least(3, &[Parameter::FACTOR, Parameter::NUMBER, Parameter::NUMBER]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(ols_coefficient),
};

fn ols_coefficient(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    of_estimates(grouped, |estimate, _| estimate.value)
}
