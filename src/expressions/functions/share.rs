//! `share`: in how many rows of a hundred a condition holds.

use super::function::{Body, Example, Fold, Function, Parameter, Parameters, Returns, Summary};
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::operand::Operand;
use crate::values::DataType;

pub(super) const FUNCTION: Function = Function {
    name: "share",
    aliases: &[],
    signature: "share(condition)",
    summary: Summary {
        russian: "Доля строк, где условие выполнено, в процентах от строк, где оно известно.",
        english: "The rows in which the condition holds, in percent of those in which it is known.",
    },
    definition: "100 · |{i : cᵢ = true}| / |{i : cᵢ is not null}|",
    examples: &[Example {
        formula: "share(x >= 4)",
        columns: &[("x", &["5", "4", "3", "2", "null"])],
        expected: "50.0",
    }],
    parameters: Parameters::exactly(&[Parameter::BOOLEAN]),
    returns: Returns::Always(DataType::Number),
    body: Body::Folded(Fold::Share, share),
};

fn share(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    let mut counts: Vec<Option<(u32, u32)>> = vec![None; grouped.group_count];
    for (group, holds) in grouped.known::<bool>() {
        let (hits, all) = counts[group].get_or_insert((0, 0));
        *hits += u32::from(holds);
        *all += 1;
    }
    grouped.results(|group| {
        counts[group].map(|(hits, all)| Ok(100.0 * f64::from(hits) / f64::from(all)))
    })
}
