//! `mean_top`: the mean of the largest values.

use super::scalars::constant;
use super::sorted::{mean, of_sorted, part};
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::Operand;
use crate::values::DataType;

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "mean_top",
    aliases: &[],
    signature: "mean_top(x, percent)",
    summary: Summary {
        russian: "Среднее наибольших значений: указанного процента известных. Их число округляется \
                  до целого (половина – вверх), но не меньше одного; при равных значениях на \
                  границе берётся нужное число из них.",
        english: "The mean of the largest values: of so many percent of those known. Their number \
                  is rounded (a half up) and is at least one; of equal values at the border as \
                  many as needed are taken.",
    },
    definition: "Σ of the k largest values / k, k = max(1, ⌊n · percent / 100 + ½⌋); cf. S90/S10 \
                 of OECD",
    examples: &[
        Example {
            formula: "mean_top(x, 10)",
            columns: &[("x", &["5", "9", "3", "null"])],
            expected: "9.0",
        },
        Example {
            formula: "mean_top(x, 50)",
            columns: &[("x", &["1", "2", "3", "4", "5"])],
            expected: "4.0",
        },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER, Parameter::PERCENT]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(mean_top),
};

fn mean_top(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    let percent = constant(grouped, 1);
    of_sorted(grouped, |values| {
        let count = part(values.len(), percent);
        mean(&values[values.len() - count..])
    })
}
