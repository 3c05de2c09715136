//! `trim`: a text without blanks at its ends.

use super::function::{Body, Example, Function, Parameter, Parameters, Returns, Summary};
use crate::expressions::operand::Operand;

pub(super) const FUNCTION: Function = Function {
    name: "trim",
    aliases: &[],
    signature: "trim(text)",
    summary: Summary {
        russian: "Текст без пробелов (любых) в начале и в конце.",
        english: "The text without blanks of any kind at its ends.",
    },
    definition: "SQL:2023",
    examples: &[Example {
        formula: "trim(x)",
        columns: &[("x", &["' село '"])],
        expected: "'село'",
    }],
    parameters: Parameters::exactly(&[Parameter::TEXT]),
    returns: Returns::LikeFirst,
    body: Body::Scalar(|arguments| {
        Ok(Operand::map_texts(&arguments[0], |text| text.trim().into()))
    }),
};
