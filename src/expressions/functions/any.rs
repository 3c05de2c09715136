//! `any`: whether a condition holds anywhere.

use super::function::{Body, Example, Fold, Function, Parameter, Parameters, Returns, Summary};
use super::truth;
use crate::values::DataType;

pub(super) const FUNCTION: Function = Function {
    name: "any",
    aliases: &[],
    signature: "any(condition)",
    summary: Summary {
        russian: "Истина, если условие выполнено хотя бы в одной строке, где оно известно.",
        english: "True if the condition holds in a row in which it is known.",
    },
    definition: "∃ i: cᵢ = true; SQL:2023",
    examples: &[
        Example { formula: "any(x > 4)", columns: &[("x", &["3", "5", "null"])], expected: "true" },
        Example {
            formula: "any(x > 5)",
            columns: &[("x", &["3", "5", "null"])],
            expected: "false",
        },
    ],
    parameters: Parameters::exactly(&[Parameter::BOOLEAN]),
    returns: Returns::Always(DataType::Boolean),
    body: Body::Folded(Fold::DecidedBy(true), |grouped| truth::decided_by(true, grouped)),
};
