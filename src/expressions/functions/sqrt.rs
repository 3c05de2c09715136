//! `sqrt`: the square root.

use super::function::{Body, Example, Function, Parameter, Parameters, Returns, Summary};
use crate::expressions::error::Overflow;
use crate::expressions::operand::Operand;
use crate::values::Missing;

pub(super) const FUNCTION: Function = Function {
    name: "sqrt",
    aliases: &[],
    signature: "sqrt(x)",
    summary: Summary {
        russian: "Квадратный корень; для отрицательного числа пропущен.",
        english: "The square root; missing for a negative number.",
    },
    definition: "√x; SQL:2023",
    examples: &[
        Example { formula: "sqrt(x)", columns: &[("x", &["9"])], expected: "3.0" },
        Example { formula: "sqrt(x)", columns: &[("x", &["-1"])], expected: "null" },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER]),
    returns: Returns::LikeFirst,
    body: Body::Scalar(sqrt),
};

fn sqrt(arguments: &[Operand<'_>]) -> Result<Operand<'static>, Overflow> {
    let values = arguments[0].lane::<f64>();
    let shape = Operand::joint_shape(&[&arguments[0]]);
    Operand::fill(shape, |row| match values.at(row)? {
        value if value < 0.0 => Err(Missing::NotApplicable.into()),
        value => Ok(value.sqrt()),
    })
}
