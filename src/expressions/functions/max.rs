//! `max`: the largest value of a group.

use std::cmp::Ordering;

use super::extreme;
use super::function::{Body, Example, Fold, Function, Parameter, Parameters, Returns, Summary};

pub(super) const FUNCTION: Function = Function {
    name: "max",
    aliases: &[],
    signature: "max(x)",
    summary: Summary {
        russian: "Наибольшее из известных значений.",
        english: "The largest of the known values.",
    },
    definition: "max{x : x is not null}; SQL:2023",
    examples: &[
        Example { formula: "max(x)", columns: &[("x", &["3", "null", "2"])], expected: "3" },
        Example {
            formula: "max(x)",
            columns: &[("x", &["date '2024-09-01'", "date '2023-09-01'"])],
            expected: "date '2024-09-01'",
        },
    ],
    parameters: Parameters::exactly(&[Parameter::ORDERED]),
    returns: Returns::LikeFirst,
    body: Body::Folded(Fold::First(Ordering::Greater), |grouped| {
        extreme::of_group(grouped, Ordering::Greater)
    }),
};
