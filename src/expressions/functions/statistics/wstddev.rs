//! `wstddev`: the standard deviation of a sample of weighted values.

use super::sorted::of_weighted;
use super::weighted::WeightedMoments;
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::Operand;
use crate::values::DataType;

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "wstddev",
    aliases: &[],
    signature: "wstddev(x, w)",
    summary: Summary {
        russian: "Стандартное отклонение по выборке, как если бы каждое значение стояло столько \
                  раз, каков его вес. Вес – число людей: если даны проценты, умножьте их на число \
                  участников и разделите на 100 (или возьмите wstddev_pop). Пропущено, если сумма \
                  весов не больше единицы.",
        english: "The sample standard deviation, as if each value stood there as many times as its \
                  weight says. Weights count people: multiply percents by the number of \
                  participants and divide by 100 (or take wstddev_pop). Missing if the weights sum \
                  to one or less.",
    },
    definition: "√(Σ w·(x − wmean)² / (Σ w − 1)); frequency weights, as repeated values in \
                 stddev_samp",
    examples: &[
        Example {
            formula: "wstddev(x, w)",
            columns: &[("x", &["0", "2", "4"]), ("w", &["2", "1", "2"])],
            expected: "2.0",
        },
        Example {
            formula: "wstddev(x, w)",
            columns: &[("x", &["5"]), ("w", &["1"])],
            expected: "null",
        },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER, Parameter::NUMBER]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(wstddev),
};

fn wstddev(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    of_weighted(grouped, |values| WeightedMoments::of(values)?.stddev())
}
