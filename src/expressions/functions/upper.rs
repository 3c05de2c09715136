//! `upper`: a text in upper case.

use super::function::{Body, Example, Function, Parameter, Parameters, Returns, Summary};
use crate::expressions::operand::Operand;

pub(super) const FUNCTION: Function = Function {
    name: "upper",
    aliases: &[],
    signature: "upper(text)",
    summary: Summary {
        russian: "Текст прописными буквами.", english: "The text in upper case."
    },
    definition: "SQL:2023; Unicode 3.13",
    examples: &[Example {
        formula: "upper(x)",
        columns: &[("x", &["'село'"])],
        expected: "'СЕЛО'",
    }],
    parameters: Parameters::exactly(&[Parameter::TEXT]),
    returns: Returns::LikeFirst,
    body: Body::Scalar(|arguments| {
        Ok(Operand::map_texts(&arguments[0], |text| text.to_uppercase().into()))
    }),
};
