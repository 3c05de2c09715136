//! `median`: the middle value of a group.

use super::function::{Body, Example, Function, Parameter, Parameters, Returns, Summary};
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::operand::Operand;

pub(super) const FUNCTION: Function = Function {
    name: "median",
    aliases: &[],
    signature: "median(x)",
    summary: Summary {
        russian: "Медиана известных значений; при чётном их числе – среднее двух средних.",
        english: "The median of the known values; of an even number of them, the mean of the \
                  middle two.",
    },
    definition: "percentile_cont(0.5); SQL:2023; Hyndman & Fan 1996, type 7",
    examples: &[
        Example {
            formula: "median(x)",
            columns: &[("x", &["5", "1", "null", "3"])],
            expected: "3.0",
        },
        Example {
            formula: "median(x)",
            columns: &[("x", &["4", "1", "2", "10"])],
            expected: "3.0",
        },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER]),
    returns: Returns::LikeFirst,
    body: Body::Aggregate(median),
};

fn median(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    let mut values: Vec<Vec<f64>> = vec![Vec::new(); grouped.group_count];
    for (group, value) in grouped.known::<f64>() {
        values[group].push(value);
    }
    let medians: Vec<Option<f64>> = values.iter_mut().map(|values| middle(values)).collect();
    grouped.results(|group| medians[group].map(Ok))
}

fn middle(values: &mut [f64]) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    let half = values.len() / 2;
    let is_even = values.len().is_multiple_of(2);
    let (below, upper, _) = values.select_nth_unstable_by(half, f64::total_cmp);
    let lower = below.iter().copied().max_by(f64::total_cmp).filter(|_| is_even);
    Some(lower.map_or(*upper, |lower| lower.midpoint(*upper)))
}
