//! `wstddev_pop`: the standard deviation of weighted values themselves.

use super::sorted::of_weighted;
use super::weighted::WeightedMoments;
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::Operand;
use crate::values::DataType;

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "wstddev_pop",
    aliases: &[],
    signature: "wstddev_pop(x, w)",
    summary: Summary {
        russian: "Стандартное отклонение взвешенных значений; это вся совокупность, и важны лишь \
                  отношения весов, так что годятся и проценты.",
        english: "The standard deviation of weighted values; they are the whole population, and \
                  only the proportions of the weights matter, so that percents will do.",
    },
    definition: "√(Σ w·(x − wmean)² / Σ w)",
    examples: &[Example {
        formula: "wstddev_pop(x, w)",
        columns: &[("x", &["0", "2", "4"]), ("w", &["25", "50", "25"])],
        expected: "1.4142135623730951",
    }],
    parameters: Parameters::exactly(&[Parameter::NUMBER, Parameter::NUMBER]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(wstddev_pop),
};

fn wstddev_pop(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    of_weighted(grouped, |values| {
        let moments = WeightedMoments::of(values)?;
        Ok((moments.squares / moments.weight).sqrt())
    })
}
