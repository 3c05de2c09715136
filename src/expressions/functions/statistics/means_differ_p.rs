//! `means_differ_p`: whether two means differ by more than chance.

use super::moments::{Moments, moments_of};
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::{Operand, Stop};
use crate::statistics::welch;
use crate::values::{DataType, Missing};

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "means_differ_p",
    aliases: &[],
    signature: "means_differ_p(x, condition)",
    summary: Summary {
        russian: "Вероятность такого же или большего различия средних x там, где условие \
                  выполнено, и там, где нет, если на деле средние равны (двусторонняя, критерий \
                  Уэлча: разброс может быть разным); меньше 0,05 – различие вряд ли случайно. \
                  Пропущена, если в одной из частей меньше двух значений или значения не меняются.",
        english: "The probability of a difference as large as this or larger between the means of \
                  x where the condition holds and where it does not, if they are equal in truth \
                  (two-sided test of Welch: the spread may differ); below 0.05 it is hardly \
                  chance. Missing for fewer than two values in one part, or where none vary.",
    },
    definition: "t = (x̄₁ − x̄₂) / √(s₁²/n₁ + s₂²/n₂) with the degrees of freedom of \
                 Satterthwaite; Welch 1947",
    examples: &[
        Example {
            formula: "round(means_differ_p(x, town), 4)",
            columns: &[
                ("x", &["3", "4", "5", "2", "3", "4", "null"]),
                ("town", &["true", "true", "true", "false", "false", "false", "true"]),
            ],
            expected: "0.2879",
        },
        Example {
            formula: "means_differ_p(x, town)",
            columns: &[("x", &["3", "4", "5"]), ("town", &["true", "true", "false"])],
            expected: "null",
        },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER, Parameter::BOOLEAN]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(means_differ_p),
};

fn means_differ_p(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    let Some(conditions) = grouped.argument(1).map(Operand::lane::<bool>) else {
        return grouped.results::<f64>(|_| None);
    };
    let values = grouped.argument(0).map(Operand::lane::<f64>);
    let mut parts: Vec<[Vec<f64>; 2]> = vec![Default::default(); grouped.group_count];
    for (row, group) in grouped.groups().enumerate() {
        let known = values.as_ref().and_then(|values| values.at(row).ok());
        if let (Some(value), Ok(holds)) = (known, conditions.at(row)) {
            parts[group][usize::from(holds)].push(value);
        }
    }
    grouped.results(|group| {
        let [without, with] = &parts[group];
        let is_known = !(without.is_empty() && with.is_empty());
        is_known.then(|| p_of(moments_of(with)?, moments_of(without)?))
    })
}

fn p_of(first: Moments, second: Moments) -> Result<f64, Stop> {
    let test = welch(first.sample()?, second.sample()?);
    Ok(test.and_then(|test| test.p()).ok_or(Missing::ZeroDenominator)?)
}
