//! `sum`: the sum of a group, exact for integers and rounded once for numbers.

use super::function::{Body, Example, Fold, Function, Parameter, Parameters, Returns, Summary};
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::exact_sum::ExactSum;
use crate::expressions::operand::{Operand, Stop};
use crate::values::DataType;

pub(super) const FUNCTION: Function = Function {
    name: "sum",
    aliases: &[],
    signature: "sum(x)",
    summary: Summary {
        russian: "Сумма известных значений; не зависит от порядка строк.",
        english: "The sum of the known values; it does not depend on the order of the rows.",
    },
    definition: "Σ x; SQL:2023; R. M. Neal, 2015",
    examples: &[
        Example { formula: "sum(x)", columns: &[("x", &["5", "null", "7"])], expected: "12" },
        Example {
            formula: "sum(x)",
            columns: &[(
                "x",
                &["0.1", "0.1", "0.1", "0.1", "0.1", "0.1", "0.1", "0.1", "0.1", "0.1"],
            )],
            expected: "1.0",
        },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMERIC]),
    returns: Returns::LikeFirst,
    body: Body::Folded(Fold::Sum, sum),
};

fn sum(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    if grouped.argument(0).map(Operand::data_type) == Some(DataType::Integer) {
        let sums = integer_sums(grouped);
        return grouped.results(|group| {
            sums[group].map(|(sum, _)| i64::try_from(sum).map_err(|_| Stop::Overflow))
        });
    }
    let sums = number_sums(grouped);
    grouped.results(|group| sums[group].as_ref().map(|(sum, _)| sum.total()))
}

/// Returns for each group the sum and the number of its known integers. No count of rows that
/// fits in memory can overflow the sum.
pub(super) fn integer_sums(grouped: &Grouped<'_>) -> Vec<Option<(i128, u32)>> {
    let mut sums = vec![None; grouped.group_count];
    for (group, value) in grouped.known::<i64>() {
        let (sum, count) = sums[group].get_or_insert((0, 0));
        *sum += i128::from(value);
        *count += 1;
    }
    sums
}

/// Returns for each group the sum and the number of its known numbers.
pub(super) fn number_sums(grouped: &Grouped<'_>) -> Vec<Option<(ExactSum, u32)>> {
    let mut sums: Vec<Option<(ExactSum, u32)>> = vec![None; grouped.group_count];
    for (group, value) in grouped.known::<f64>() {
        let (sum, count) = sums[group].get_or_insert_default();
        sum.add(value);
        *count += 1;
    }
    sums
}
