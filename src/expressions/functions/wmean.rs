//! `wmean`: the weighted mean of a group.

use super::function::{Body, Example, Fold, Function, Parameter, Parameters, Returns, Summary};
use crate::expressions::aggregate::Grouped;
use crate::expressions::arithmetic::finite;
use crate::expressions::error::Overflow;
use crate::expressions::exact_sum::ExactSum;
use crate::expressions::operand::{Operand, Stop};
use crate::values::Missing;

pub(super) const FUNCTION: Function = Function {
    name: "wmean",
    aliases: &[],
    signature: "wmean(x, weight)",
    summary: Summary {
        russian: "Взвешенное среднее по строкам, где известны и значение, и вес; пропущено, если \
                  сумма весов – ноль.",
        english: "The weighted mean over the rows in which value and weight are known; missing \
                  if the weights sum to zero.",
    },
    definition: "Σ x·w / Σ w",
    examples: &[
        Example {
            formula: "wmean(x, w)",
            columns: &[("x", &["50", "100", "null"]), ("w", &["30", "10", "5"])],
            expected: "62.5",
        },
        Example {
            formula: "wmean(x, w)",
            columns: &[("x", &["50"]), ("w", &["0"])],
            expected: "null",
        },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER, Parameter::NUMBER]),
    returns: Returns::LikeFirst,
    body: Body::Folded(Fold::WeightedMean, wmean),
};

fn wmean(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    let mut sums: Vec<Option<(ExactSum, ExactSum)>> = vec![None; grouped.group_count];
    for (group, value, weight) in grouped.known_pairs() {
        let (products, weights) = sums[group].get_or_insert_default();
        products.add(value * weight);
        weights.add(weight);
    }
    grouped.results(|group| sums[group].as_ref().map(|(products, weights)| mean(products, weights)))
}

fn mean(products: &ExactSum, weights: &ExactSum) -> Result<f64, Stop> {
    let weight = weights.total()?;
    if weight == 0.0 {
        return Err(Missing::ZeroDenominator.into());
    }
    finite(products.total()? / weight)
}
