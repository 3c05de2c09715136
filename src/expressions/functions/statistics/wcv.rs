//! `wcv`: the coefficient of variation of weighted values.

use super::sorted::of_weighted;
use super::weighted::WeightedMoments;
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::{Operand, Stop};
use crate::values::{DataType, Missing};

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "wcv",
    aliases: &[],
    signature: "wcv(x, w)",
    summary: Summary {
        russian: "Коэффициент вариации взвешенных значений: wstddev в процентах от wmean; вес – \
                  число людей. Пропущен, если среднее не больше нуля или сумма весов не больше \
                  единицы.",
        english: "The coefficient of variation of weighted values: wstddev in percent of wmean; \
                  weights count people. Missing if the mean is not above zero, or the weights sum \
                  to one or less.",
    },
    definition: "100 · wstddev(x, w) / wmean(x, w)",
    examples: &[
        Example {
            formula: "wcv(x, w)",
            columns: &[("x", &["0", "2", "4"]), ("w", &["2", "1", "2"])],
            expected: "100.0",
        },
        Example {
            formula: "wcv(x, w)",
            columns: &[("x", &["-4", "2"]), ("w", &["2", "1"])],
            expected: "null",
        },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER, Parameter::NUMBER]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(wcv),
};

fn wcv(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    of_weighted(grouped, variation)
}

fn variation(values: &[(f64, f64)]) -> Result<f64, Stop> {
    let moments = WeightedMoments::of(values)?;
    let stddev = moments.stddev()?;
    if moments.mean == 0.0 {
        return Err(Missing::ZeroDenominator.into());
    }
    if moments.mean < 0.0 {
        return Err(Missing::NotApplicable.into());
    }
    Ok(100.0 * stddev / moments.mean)
}
