//! `abs`: the size of a number without its sign.

use super::function::{Body, Example, Function, Parameter, Parameters, Returns, Summary};
use super::numeric;

pub(super) const FUNCTION: Function = Function {
    name: "abs",
    aliases: &[],
    signature: "abs(x)",
    summary: Summary {
        russian: "Модуль числа.", english: "The absolute value of a number."
    },
    definition: "|x|; SQL:2023",
    examples: &[
        Example { formula: "abs(x)", columns: &[("x", &["-3"])], expected: "3" },
        Example { formula: "abs(x)", columns: &[("x", &["-2.5"])], expected: "2.5" },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMERIC]),
    returns: Returns::LikeFirst,
    body: Body::Scalar(|arguments| numeric::map(&arguments[0], i64::checked_abs, f64::abs)),
};
