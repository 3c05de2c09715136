//! `month`: the month of a date.

use jiff::civil::Date;

use super::function::{Body, Example, Function, Parameter, Parameters, Returns, Summary};
use crate::expressions::error::Overflow;
use crate::expressions::operand::Operand;
use crate::values::DataType;

pub(super) const FUNCTION: Function = Function {
    name: "month",
    aliases: &[],
    signature: "month(date)",
    summary: Summary {
        russian: "Месяц даты, от 1 до 12.",
        english: "The month of a date, from 1 to 12.",
    },
    definition: "extract(month from date); SQL:2023",
    examples: &[Example {
        formula: "month(x)",
        columns: &[("x", &["date '2024-09-01'"])],
        expected: "9",
    }],
    parameters: Parameters::exactly(&[Parameter::DATE]),
    returns: Returns::Always(DataType::Integer),
    body: Body::Scalar(month),
};

fn month(arguments: &[Operand<'_>]) -> Result<Operand<'static>, Overflow> {
    let dates = arguments[0].lane::<Date>();
    let shape = Operand::joint_shape(&[&arguments[0]]);
    Operand::fill(shape, |row| Ok(i64::from(dates.at(row)?.month())))
}
