//! `t_high`: the upper end of the interval of a mean.

use super::moments::of_moments;
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::Operand;
use crate::statistics::mean_interval;
use crate::values::{DataType, Missing};

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "t_high",
    aliases: &[],
    signature: "t_high(x)",
    summary: Summary {
        russian: "Верхняя граница 95 % интервала среднего (распределение Стьюдента); пропущена, \
                  если известно меньше двух значений.",
        english: "The upper end of the 95 % interval of the mean (Student’s distribution); missing \
                  for fewer than two known values.",
    },
    definition: "x̄ + t(0.975, n − 1) · s / √n; Student 1908",
    examples: &[
        Example {
            formula: "round(t_high(x), 4)",
            columns: &[("x", &["3", "5", "4", "4", "5", "null"])],
            expected: "5.2389",
        },
        Example { formula: "t_high(x)", columns: &[("x", &["5"])], expected: "null" },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(t_high),
};

fn t_high(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    of_moments(grouped, |moments| {
        let (_, high) = mean_interval(moments.sample()?).ok_or(Missing::TooFew)?;
        Ok(high)
    })
}
