//! `avg`: the mean of a group.

use super::function::{Body, Example, Fold, Function, Parameter, Parameters, Returns, Summary};
use super::sum::{integer_sums, number_sums};
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::operand::Operand;
use crate::values::DataType;

pub(super) const FUNCTION: Function = Function {
    name: "avg",
    aliases: &["mean"],
    signature: "avg(x)",
    summary: Summary {
        russian: "Среднее арифметическое известных значений.",
        english: "The arithmetic mean of the known values.",
    },
    definition: "Σ x / n; SQL:2023",
    examples: &[
        Example { formula: "avg(x)", columns: &[("x", &["5", "null", "8"])], expected: "6.5" },
        Example { formula: "mean(x)", columns: &[("x", &["0.5", "1.0"])], expected: "0.75" },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMERIC]),
    returns: Returns::Always(DataType::Number),
    body: Body::Folded(Fold::Mean, avg),
};

fn avg(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    if grouped.argument(0).map(Operand::data_type) == Some(DataType::Integer) {
        let sums = integer_sums(grouped);
        #[expect(clippy::cast_precision_loss, reason = "the exact sum is rounded once here")]
        return grouped
            .results(|group| sums[group].map(|(sum, count)| Ok(sum as f64 / f64::from(count))));
    }
    let sums = number_sums(grouped);
    grouped.results(|group| {
        let (sum, count) = sums[group].as_ref()?;
        Some(sum.total().map(|total| total / f64::from(*count)))
    })
}
