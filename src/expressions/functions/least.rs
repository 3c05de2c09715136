//! `least`: the smallest of several values of a row.

use std::cmp::Ordering;

use super::extreme;
use super::function::{Body, Example, Function, Parameter, Parameters, Returns, Summary};

pub(super) const FUNCTION: Function = Function {
    name: "least",
    aliases: &[],
    signature: "least(x, y, …)",
    summary: Summary {
        russian: "Наименьшее из значений; пропущено, если пропущено хотя бы одно.",
        english: "The smallest of the values; missing if one of them is missing.",
    },
    definition: "min{x, y, …}; SQL:2023, T054",
    examples: &[
        Example {
            formula: "least(x, y)",
            columns: &[("x", &["3"]), ("y", &["2.5"])],
            expected: "2.5",
        },
        Example { formula: "least(x, 4)", columns: &[("x", &["null", "1"])], expected: "null" },
    ],
    parameters: Parameters::at_least(1, &[Parameter::ANY]).alike(),
    returns: Returns::LikeFirst,
    body: Body::Scalar(|arguments| extreme::of_arguments(arguments, Ordering::Less)),
};
