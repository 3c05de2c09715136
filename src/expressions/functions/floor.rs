//! `floor`: a number rounded down.

use super::function::{Body, Example, Function, Parameter, Parameters, Returns, Summary};
use super::numeric;

pub(super) const FUNCTION: Function = Function {
    name: "floor",
    aliases: &[],
    signature: "floor(x)",
    summary: Summary {
        russian: "Наибольшее целое, которое не больше числа.",
        english: "The largest whole number that is not greater than x.",
    },
    definition: "⌊x⌋; SQL:2023",
    examples: &[
        Example { formula: "floor(x)", columns: &[("x", &["2.9"])], expected: "2.0" },
        Example { formula: "floor(x)", columns: &[("x", &["-2.1"])], expected: "-3.0" },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMERIC]),
    returns: Returns::LikeFirst,
    body: Body::Scalar(|arguments| numeric::map(&arguments[0], Some, f64::floor)),
};
