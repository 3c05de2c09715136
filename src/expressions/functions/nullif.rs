//! `nullif`: a value, unless it equals another.

use super::function::{Body, Example, Function, Parameter, Parameters, Returns, Summary};
use crate::expressions::ast::Comparison;
use crate::expressions::comparison::compare;
use crate::expressions::error::Overflow;
use crate::expressions::operand::Operand;
use crate::values::Missing;

pub(super) const FUNCTION: Function = Function {
    name: "nullif",
    aliases: &[],
    signature: "nullif(x, y)",
    summary: Summary {
        russian: "Значение x; пропущено, если x = y.",
        english: "The value x; missing if x = y.",
    },
    definition: "case when x = y then null else x end; SQL:2023",
    examples: &[
        Example { formula: "nullif(x, 99)", columns: &[("x", &["99", "5"])], expected: "null" },
        Example { formula: "nullif(x, 99)", columns: &[("x", &["5"])], expected: "5" },
        Example {
            formula: "nullif(x, y)",
            columns: &[("x", &["5", "2"]), ("y", &["null", "1"])],
            expected: "5",
        },
    ],
    parameters: Parameters::exactly(&[Parameter::ANY, Parameter::ANY]).alike(),
    returns: Returns::LikeFirst,
    body: Body::Scalar(nullif),
};

fn nullif(arguments: &[Operand<'_>]) -> Result<Operand<'static>, Overflow> {
    let [value, other] = arguments else { panic!("the checker counts the arguments") };
    let equal = compare(Comparison::Equal, value, other)?;
    let equal = equal.lane::<bool>();
    Ok(value.hide(Operand::joint_shape(&[value, other]), Missing::Unknown, |row| {
        equal.at(row) == Ok(true)
    }))
}
