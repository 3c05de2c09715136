//! `slope_low`: the lower end of the interval of a slope.

use super::pairs::of_slopes;
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::Operand;
use crate::values::DataType;

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "slope_low",
    aliases: &[],
    signature: "slope_low(y, x)",
    summary: Summary {
        russian: "Нижняя граница 95 % интервала наклона regr_slope; пропущена, если известно \
                  меньше трёх пар или x не меняется.",
        english: "The lower end of the 95 % interval of the slope regr_slope; missing for fewer \
                  than three known pairs, or if x does not vary.",
    },
    definition: "b − t(0.975, n − 2) · √(Σe² / (n − 2) / Σ(x − x̄)²), e = y − a − b·x; Draper & \
                 Smith 1998, 1.4",
    examples: &[
        Example {
            formula: "round(slope_low(y, x), 4)",
            columns: &[
                ("y", &["2", "4", "5", "4", "5", "null"]),
                ("x", &["1", "2", "3", "4", "5", "6"]),
            ],
            expected: "-0.3001",
        },
        Example {
            formula: "slope_low(y, x)",
            columns: &[("y", &["2", "4"]), ("x", &["1", "2"])],
            expected: "null",
        },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER, Parameter::NUMBER]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(slope_low),
};

fn slope_low(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    of_slopes(grouped, |(low, _)| low)
}
