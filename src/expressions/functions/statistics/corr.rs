//! `corr`: how closely two figures go together.

use super::pairs::of_pairs;
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::Operand;
use crate::values::DataType;

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "corr",
    aliases: &[],
    signature: "corr(y, x)",
    summary: Summary {
        russian: "Коэффициент корреляции Пирсона, от −1 до 1, по строкам, где известны обе \
                  величины; пропущен, если таких строк меньше двух или одна из величин не \
                  меняется. Корреляция – не причина.",
        english: "Pearson’s coefficient of correlation, from −1 to 1, over the rows in which both \
                  figures are known; missing for fewer than two of them, or if one figure does not \
                  vary. Correlation is not cause.",
    },
    definition: "Σ(x − x̄)(y − ȳ) / √(Σ(x − x̄)² · Σ(y − ȳ)²); SQL:2023",
    examples: &[
        Example {
            formula: "round(corr(y, x), 4)",
            columns: &[
                ("y", &["2", "4", "5", "4", "5", "null"]),
                ("x", &["1", "2", "3", "4", "5", "6"]),
            ],
            expected: "0.7746",
        },
        Example {
            formula: "corr(y, x)",
            columns: &[("y", &["2", "4", "8"]), ("x", &["5", "5", "5"])],
            expected: "null",
        },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER, Parameter::NUMBER]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(corr),
};

fn corr(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    of_pairs(grouped, |pairs| pairs.correlation())
}
