//! `every`: whether a condition holds everywhere.

use super::function::{Body, Example, Fold, Function, Parameter, Parameters, Returns, Summary};
use super::truth;
use crate::values::DataType;

pub(super) const FUNCTION: Function = Function {
    name: "every",
    aliases: &[],
    signature: "every(condition)",
    summary: Summary {
        russian: "Истина, если условие выполнено во всех строках, где оно известно.",
        english: "True if the condition holds in all rows in which it is known.",
    },
    definition: "∀ i: cᵢ is null or cᵢ = true; SQL:2023",
    examples: &[
        Example {
            formula: "every(x > 2)",
            columns: &[("x", &["3", "5", "null"])],
            expected: "true",
        },
        Example {
            formula: "every(x > 4)",
            columns: &[("x", &["3", "5", "null"])],
            expected: "false",
        },
    ],
    parameters: Parameters::exactly(&[Parameter::BOOLEAN]),
    returns: Returns::Always(DataType::Boolean),
    body: Body::Folded(Fold::DecidedBy(false), |grouped| truth::decided_by(false, grouped)),
};
