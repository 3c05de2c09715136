//! `wilson_high`: the upper end of the interval of a share.

use super::scalars::{of_numbers, part_of};
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::Operand;
use crate::statistics::wilson;
use crate::values::DataType;

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "wilson_high",
    aliases: &[],
    signature: "wilson_high(k, n)",
    summary: Summary {
        russian: "Верхняя граница 95 % интервала доли k из n, в процентах; пропущена, если n – \
                  ноль или k не часть n.",
        english: "The upper end of the 95 % interval of the share of k in n, in percent; missing \
                  if n is zero or k is no part of n.",
    },
    definition: "100 · (p + z²/2n + z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n), p = k/n, z = z(0.975); \
                 Wilson 1927",
    examples: &[
        Example {
            formula: "round(wilson_high(k, n), 4)",
            columns: &[("k", &["5"]), ("n", &["10"])],
            expected: "76.3407",
        },
        Example {
            formula: "wilson_high(k, n)",
            columns: &[("k", &["0"]), ("n", &["0"])],
            expected: "null",
        },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER, Parameter::NUMBER]),
    returns: Returns::Always(DataType::Number),
    body: Body::Scalar(wilson_high),
};

fn wilson_high(arguments: &[Operand<'_>]) -> Result<Operand<'static>, Overflow> {
    of_numbers(arguments, |numbers| {
        let (part, whole) = part_of(numbers[0], numbers[1])?;
        Ok(100.0 * wilson(part, whole).1)
    })
}
