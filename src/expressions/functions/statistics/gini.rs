//! `gini`: how unequally a figure is spread.

use super::sorted::of_sorted;
use super::weighted::sum;
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::{Operand, Stop};
use crate::values::{DataType, Missing};

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "gini",
    aliases: &[],
    signature: "gini(x)",
    summary: Summary {
        russian: "Коэффициент Джини: 0 – у всех поровну, ближе к 1 – почти всё у одного; пропущен, \
                  если есть отрицательное значение или сумма – ноль. Поправки на малое n нет.",
        english: "The Gini coefficient: 0 where all have the same, near 1 where one has almost \
                  everything; missing if a value is negative or the sum is zero. There is no \
                  correction for small n.",
    },
    definition: "Σ (2i − n − 1)·xᵢ / (n · Σ xᵢ) over the values in ascending order; Gini 1912; \
                 Dixon et al. 1987",
    examples: &[
        Example {
            formula: "gini(x)",
            columns: &[("x", &["1", "1", "1", "null"])],
            expected: "0.0",
        },
        Example { formula: "gini(x)", columns: &[("x", &["0", "0", "0", "8"])], expected: "0.75" },
        Example { formula: "gini(x)", columns: &[("x", &["-1", "8"])], expected: "null" },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(gini),
};

fn gini(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    of_sorted(grouped, coefficient)
}

#[expect(clippy::cast_precision_loss, reason = "the values fit into memory")]
fn coefficient(values: &[f64]) -> Result<f64, Stop> {
    if values[0] < 0.0 {
        return Err(Missing::NotApplicable.into());
    }
    let total = sum(values.iter().copied())?;
    if total == 0.0 {
        return Err(Missing::ZeroDenominator.into());
    }
    if values[0] == values[values.len() - 1] {
        return Ok(0.0);
    }
    let count = values.len() as f64;
    let numbered = (1_u32..).map(f64::from).zip(values);
    let above = sum(numbered.map(|(place, value)| (2.0 * place - count - 1.0) * value))?;
    Ok(above / (count * total))
}
