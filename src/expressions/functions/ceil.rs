//! `ceil`: a number rounded up.

use super::function::{Body, Example, Function, Parameter, Parameters, Returns, Summary};
use super::numeric;

pub(super) const FUNCTION: Function = Function {
    name: "ceil",
    aliases: &["ceiling"],
    signature: "ceil(x)",
    summary: Summary {
        russian: "Наименьшее целое, которое не меньше числа.",
        english: "The smallest whole number that is not less than x.",
    },
    definition: "⌈x⌉; SQL:2023",
    examples: &[
        Example { formula: "ceil(x)", columns: &[("x", &["2.1"])], expected: "3.0" },
        Example { formula: "ceil(x)", columns: &[("x", &["-2.1"])], expected: "-2.0" },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMERIC]),
    returns: Returns::LikeFirst,
    body: Body::Scalar(|arguments| numeric::map(&arguments[0], Some, f64::ceil)),
};
