//! `lower`: a text in lower case.

use super::function::{Body, Example, Function, Parameter, Parameters, Returns, Summary};
use crate::expressions::operand::Operand;

pub(super) const FUNCTION: Function = Function {
    name: "lower",
    aliases: &[],
    signature: "lower(text)",
    summary: Summary {
        russian: "Текст строчными буквами.", english: "The text in lower case."
    },
    definition: "SQL:2023; Unicode 3.13",
    examples: &[Example {
        formula: "lower(x)",
        columns: &[("x", &["'СОШ № 1'"])],
        expected: "'сош № 1'",
    }],
    parameters: Parameters::exactly(&[Parameter::TEXT]),
    returns: Returns::LikeFirst,
    body: Body::Scalar(|arguments| {
        Ok(Operand::map_texts(&arguments[0], |text| text.to_lowercase().into()))
    }),
};
