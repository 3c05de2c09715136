//! `year`: the year of a date.

use jiff::civil::Date;

use super::function::{Body, Example, Function, Parameter, Parameters, Returns, Summary};
use crate::expressions::error::Overflow;
use crate::expressions::operand::Operand;
use crate::values::DataType;

pub(super) const FUNCTION: Function = Function {
    name: "year",
    aliases: &[],
    signature: "year(date)",
    summary: Summary { russian: "Год даты.", english: "The year of a date." },
    definition: "extract(year from date); SQL:2023",
    examples: &[Example {
        formula: "year(x)",
        columns: &[("x", &["date '2024-09-01'"])],
        expected: "2024",
    }],
    parameters: Parameters::exactly(&[Parameter::DATE]),
    returns: Returns::Always(DataType::Integer),
    body: Body::Scalar(year),
};

fn year(arguments: &[Operand<'_>]) -> Result<Operand<'static>, Overflow> {
    let dates = arguments[0].lane::<Date>();
    let shape = Operand::joint_shape(&[&arguments[0]]);
    Operand::fill(shape, |row| Ok(i64::from(dates.at(row)?.year())))
}
