//! `min`: the smallest value of a group.

use std::cmp::Ordering;

use super::extreme;
use super::function::{Body, Example, Fold, Function, Parameter, Parameters, Returns, Summary};

pub(super) const FUNCTION: Function = Function {
    name: "min",
    aliases: &[],
    signature: "min(x)",
    summary: Summary {
        russian: "Наименьшее из известных значений.",
        english: "The smallest of the known values.",
    },
    definition: "min{x : x is not null}; SQL:2023",
    examples: &[
        Example { formula: "min(x)", columns: &[("x", &["3", "null", "2"])], expected: "2" },
        Example { formula: "min(x)", columns: &[("x", &["'б'", "'а'"])], expected: "'а'" },
    ],
    parameters: Parameters::exactly(&[Parameter::ORDERED]),
    returns: Returns::LikeFirst,
    body: Body::Folded(Fold::First(Ordering::Less), |grouped| {
        extreme::of_group(grouped, Ordering::Less)
    }),
};
