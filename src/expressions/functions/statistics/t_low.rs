//! `t_low`: the lower end of the interval of a mean.

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
    name: "t_low",
    aliases: &[],
    signature: "t_low(x)",
    summary: Summary {
        russian: "Нижняя граница 95 % интервала среднего (распределение Стьюдента); пропущена, \
                  если известно меньше двух значений.",
        english: "The lower end of the 95 % interval of the mean (Student’s distribution); missing \
                  for fewer than two known values.",
    },
    definition: "x̄ − t(0.975, n − 1) · s / √n; Student 1908",
    examples: &[
        Example {
            formula: "round(t_low(x), 4)",
            columns: &[("x", &["3", "5", "4", "4", "5", "null"])],
            expected: "3.1611",
        },
        Example { formula: "t_low(x)", columns: &[("x", &["5"])], expected: "null" },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(t_low),
};

fn t_low(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    of_moments(grouped, |moments| {
        let (low, _) = mean_interval(moments.sample()?).ok_or(Missing::TooFew)?;
        Ok(low)
    })
}
