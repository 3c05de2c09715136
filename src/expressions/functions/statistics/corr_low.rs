//! `corr_low`: the lower end of the interval of a correlation.

use super::pairs::of_pairs;
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::Operand;
use crate::statistics::correlation_interval;
use crate::values::{DataType, Missing};

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "corr_low",
    aliases: &[],
    signature: "corr_low(y, x)",
    summary: Summary {
        russian: "Нижняя граница 95 % интервала коэффициента корреляции; пропущена, если известно \
                  меньше четырёх пар или одна из величин не меняется.",
        english: "The lower end of the 95 % interval of the coefficient of correlation; missing \
                  for fewer than four known pairs, or if one figure does not vary.",
    },
    definition: "tanh(artanh r − z(0.975) / √(n − 3)); Fisher 1921",
    examples: &[
        Example {
            formula: "round(corr_low(y, x), 4)",
            columns: &[
                ("y", &["2", "4", "5", "4", "5", "null"]),
                ("x", &["1", "2", "3", "4", "5", "6"]),
            ],
            expected: "-0.3401",
        },
        Example {
            formula: "corr_low(y, x)",
            columns: &[("y", &["2", "4", "5"]), ("x", &["1", "2", "3"])],
            expected: "null",
        },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER, Parameter::NUMBER]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(corr_low),
};

fn corr_low(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    of_pairs(grouped, |pairs| {
        let interval = correlation_interval(pairs.correlation()?, pairs.count);
        let (low, _) = interval.ok_or(Missing::TooFew)?;
        Ok(low)
    })
}
