//! `count`: how many values are known, or how many rows there are.

use super::function::{Body, Example, Fold, Function, Parameter, Parameters, Returns, Summary};
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::operand::Operand;
use crate::values::DataType;

pub(super) const FUNCTION: Function = Function {
    name: "count",
    aliases: &[],
    signature: "count(x), count(*)",
    summary: Summary {
        russian: "Число известных значений; count(*) – число строк.",
        english: "The number of known values; count(*) is the number of rows.",
    },
    definition: "|{i : xᵢ is not null}|; SQL:2023",
    examples: &[
        Example { formula: "count(x)", columns: &[("x", &["5", "null", "0"])], expected: "2" },
        Example { formula: "count(*)", columns: &[("x", &["5", "null", "0"])], expected: "3" },
    ],
    parameters: Parameters::exactly(&[Parameter::ANY]),
    returns: Returns::Always(DataType::Integer),
    body: Body::Folded(Fold::Count, count),
};

fn count(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    let mut counts = vec![0_i64; grouped.group_count];
    for (row, group) in grouped.groups().enumerate() {
        let is_known = grouped.argument(0).is_none_or(|argument| !argument.is_missing(row));
        counts[group] += i64::from(is_known);
    }
    grouped.results(|group| Some(Ok(counts[group])))
}
