//! `greatest`: the largest of several values of a row.

use std::cmp::Ordering;

use super::extreme;
use super::function::{Body, Example, Function, Parameter, Parameters, Returns, Summary};

pub(super) const FUNCTION: Function = Function {
    name: "greatest",
    aliases: &[],
    signature: "greatest(x, y, …)",
    summary: Summary {
        russian: "Наибольшее из значений; пропущено, если пропущено хотя бы одно.",
        english: "The largest of the values; missing if one of them is missing.",
    },
    definition: "max{x, y, …}; SQL:2023, T054",
    examples: &[
        Example {
            formula: "greatest(x, y, 1)",
            columns: &[("x", &["3"]), ("y", &["5"])],
            expected: "5",
        },
        Example { formula: "greatest(x, 4)", columns: &[("x", &["null", "1"])], expected: "null" },
    ],
    parameters: Parameters::at_least(1, &[Parameter::ANY]).alike(),
    returns: Returns::LikeFirst,
    body: Body::Scalar(|arguments| extreme::of_arguments(arguments, Ordering::Greater)),
};
