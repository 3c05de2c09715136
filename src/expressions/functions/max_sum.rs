//! `max_sum`: the largest of the sums of a group's parts.

use std::collections::BTreeMap;

use super::count_distinct::key_of;
use super::function::{Body, Example, Function, Parameter, Parameters, Returns, Summary};
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::exact_sum::ExactSum;
use crate::expressions::operand::Operand;
use crate::values::DataType;

pub(super) const FUNCTION: Function = Function {
    name: "max_sum",
    aliases: &[],
    signature: "max_sum(x, part)",
    summary: Summary {
        russian: "Наибольшая из сумм x по частям. Если x – участники, а часть – предмет, учеников, \
                  чьи работы сложены, не меньше этого числа, и каждый сосчитан один раз.",
        english: "The largest of the sums of x by part. If x are participants and the part is the \
                  subject, at least so many pupils stand behind the papers, each counted once.",
    },
    definition: "maxₚ Σ xᵢ over the rows of part p",
    examples: &[Example {
        formula: "max_sum(n, subject)",
        columns: &[
            ("n", &["3", "4", "5", "null", "9"]),
            ("subject", &["'а'", "'а'", "'б'", "'б'", "null"]),
        ],
        expected: "7.0",
    }],
    parameters: Parameters::exactly(&[Parameter::NUMBER, Parameter::ANY]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(max_sum),
};

fn max_sum(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    let mut parts: Vec<BTreeMap<u64, ExactSum>> = vec![BTreeMap::new(); grouped.group_count];
    if let (Some(values), Some(names)) = (grouped.argument(0), grouped.argument(1)) {
        let (values, part_of) = (values.lane::<f64>(), key_of(names));
        for (row, group) in grouped.groups().enumerate() {
            if let (Ok(value), Some(part)) = (values.at(row), part_of(row)) {
                parts[group].entry(part).or_default().add(value);
            }
        }
    }
    grouped.results(|group| {
        let totals = parts[group].values().map(ExactSum::total);
        totals.reduce(|most, total| Ok(most?.max(total?)))
    })
}
