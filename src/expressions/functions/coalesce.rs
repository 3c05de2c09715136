//! `coalesce`: the first value that is not missing.

use super::function::{Body, Example, Function, Parameter, Parameters, Returns, Summary};

pub(super) const FUNCTION: Function = Function {
    name: "coalesce",
    aliases: &[],
    signature: "coalesce(x, y, …)",
    summary: Summary {
        russian: "Первое из значений, которое не пропущено.",
        english: "The first of the values that is not missing.",
    },
    definition: "case when x is not null then x else coalesce(y, …) end; SQL:2023",
    examples: &[
        Example {
            formula: "coalesce(x, y, 0)",
            columns: &[("x", &["null", "1"]), ("y", &["7", "8"])],
            expected: "7",
        },
        Example { formula: "coalesce(x, 0)", columns: &[("x", &["null", "1"])], expected: "0" },
    ],
    parameters: Parameters::at_least(1, &[Parameter::ANY]).alike(),
    returns: Returns::LikeFirst,
    body: Body::FirstKnown,
};
