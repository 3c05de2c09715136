//! `cv`: the coefficient of variation.

use super::moments::Moments;
use super::moments::of_moments;
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::{Operand, Stop};
use crate::values::{DataType, Missing};

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "cv",
    aliases: &[],
    signature: "cv(x)",
    summary: Summary {
        russian: "Коэффициент вариации: стандартное отклонение по выборке в процентах от среднего; \
                  пропущен, если среднее не больше нуля или известно меньше двух значений.",
        english: "The coefficient of variation: the sample standard deviation in percent of the \
                  mean; missing if the mean is not above zero, or for fewer than two known values.",
    },
    definition: "100 · stddev_samp(x) / avg(x); Pearson 1896",
    examples: &[
        Example {
            formula: "cv(x)",
            columns: &[("x", &["0", "2", "4", "null"])],
            expected: "100.0",
        },
        Example { formula: "cv(x)", columns: &[("x", &["-1", "1"])], expected: "null" },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(cv),
};

fn cv(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    of_moments(grouped, variation)
}

/// The coefficient says how large the spread is beside the mean, which has to be a size itself.
fn variation(moments: Moments) -> Result<f64, Stop> {
    let stddev = moments.variance()?.sqrt();
    if moments.mean == 0.0 {
        return Err(Missing::ZeroDenominator.into());
    }
    if moments.mean < 0.0 {
        return Err(Missing::NotApplicable.into());
    }
    Ok(100.0 * stddev / moments.mean)
}
