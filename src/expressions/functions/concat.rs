//! `concat`: texts one after the other.

use super::function::{Body, Example, Function, Parameter, Parameters, Returns, Summary};
use crate::expressions::error::Overflow;
use crate::expressions::operand::Operand;
use crate::values::DataType;

pub(super) const FUNCTION: Function = Function {
    name: "concat",
    aliases: &[],
    signature: "concat(a, b, …)",
    summary: Summary {
        russian: "Тексты, записанные подряд; пропущенные опускаются. Целые числа записываются \
                  цифрами.",
        english: "Texts one after the other; missing ones are left out. Integers are written in \
                  digits.",
    },
    definition: "concat(a, b) = coalesce(a, '') || coalesce(b, ''); PostgreSQL 9.4",
    examples: &[
        Example {
            formula: "concat(grade, letter)",
            columns: &[("grade", &["9"]), ("letter", &["'А'"])],
            expected: "'9А'",
        },
        Example {
            formula: "concat(a, b)",
            columns: &[("a", &["'x'", "'z'"]), ("b", &["null", "'y'"])],
            expected: "'x'",
        },
    ],
    parameters: Parameters::at_least(1, &[Parameter::WORDS]),
    returns: Returns::Always(DataType::Text),
    body: Body::Scalar(concat),
};

fn concat(arguments: &[Operand<'_>]) -> Result<Operand<'static>, Overflow> {
    let shape = Operand::joint_shape(&arguments.iter().collect::<Vec<_>>());
    let lanes: Vec<_> = arguments.iter().map(Operand::texts).collect();
    Operand::fill_texts(shape, |row| {
        let known = lanes.iter().filter_map(|lane| lane.at(row).ok());
        Ok(known.map(|text| &**text).collect::<String>().into())
    })
}
