//! `length`: how many characters a text has.

use super::function::{Body, Example, Function, Parameter, Parameters, Returns, Summary};
use crate::expressions::error::Overflow;
use crate::expressions::operand::Operand;
use crate::values::DataType;

pub(super) const FUNCTION: Function = Function {
    name: "length",
    aliases: &["char_length", "character_length"],
    signature: "length(text)",
    summary: Summary {
        russian: "Число символов в тексте.",
        english: "The number of characters of a text.",
    },
    definition: "SQL:2023",
    examples: &[Example { formula: "length(x)", columns: &[("x", &["'ОГЭ'"])], expected: "3" }],
    parameters: Parameters::exactly(&[Parameter::TEXT]),
    returns: Returns::Always(DataType::Integer),
    body: Body::Scalar(length),
};

fn length(arguments: &[Operand<'_>]) -> Result<Operand<'static>, Overflow> {
    let texts = arguments[0].texts();
    let count = |text: &str| i64::try_from(text.chars().count()).expect("a text fits in memory");
    let table: Vec<i64> = texts.dictionary.iter().map(|text| count(text)).collect();
    let shape = Operand::joint_shape(&[&arguments[0]]);
    Operand::fill(shape, |row| Ok(table[texts.codes.at(row)? as usize]))
}
