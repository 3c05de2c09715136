//! `shares_differ_p`: whether two shares differ by more than chance.

use super::scalars::{of_numbers, part_of};
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::Operand;
use crate::statistics::shares_differ_p as p_of;
use crate::values::DataType;

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "shares_differ_p",
    aliases: &[],
    signature: "shares_differ_p(k1, n1, k2, n2)",
    summary: Summary {
        russian: "Вероятность такого же или большего различия долей k1 из n1 и k2 из n2, если на \
                  деле доли равны (двусторонняя, z-критерий с объединённой дисперсией); меньше \
                  0,05 – различие вряд ли случайно.",
        english: "The probability of a difference of the shares k1 in n1 and k2 in n2 as large as \
                  this or larger if they are equal in truth (two-sided z test with pooled \
                  variance); below 0.05 it is hardly chance.",
    },
    definition: "z = (p₁ − p₂) / √(p(1 − p)(1/n₁ + 1/n₂)), p = (k₁ + k₂)/(n₁ + n₂); Fleiss, Levin, \
                 Paik 2003, 2.4",
    examples: &[
        Example {
            formula: "round(shares_differ_p(k1, n1, k2, n2), 4)",
            columns: &[("k1", &["50"]), ("n1", &["100"]), ("k2", &["42"]), ("n2", &["100"])],
            expected: "0.2564",
        },
        Example {
            formula: "shares_differ_p(0, 10, 0, 20)",
            columns: &[("k", &["1"])],
            expected: "1.0",
        },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER; 4]),
    returns: Returns::Always(DataType::Number),
    body: Body::Scalar(shares_differ_p),
};

fn shares_differ_p(arguments: &[Operand<'_>]) -> Result<Operand<'static>, Overflow> {
    of_numbers(arguments, |numbers| {
        Ok(p_of(part_of(numbers[0], numbers[1])?, part_of(numbers[2], numbers[3])?))
    })
}
