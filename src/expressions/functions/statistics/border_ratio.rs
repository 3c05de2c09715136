//! `border_ratio`: how far the score at a border of marks stands out.

use crate::expressions::aggregate::Grouped;
use crate::expressions::arithmetic::finite;
use crate::expressions::error::Overflow;
use crate::expressions::exact_sum::ExactSum;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::{Operand, Stop};
use crate::values::{DataType, Missing};

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "border_ratio",
    aliases: &[],
    signature: "border_ratio(score, share, border)",
    summary: Summary {
        russian: "«Горка» на границе отметки: во сколько раз доля участников с баллом на границе \
                  больше средней доли двух соседних баллов. Строка – балл и доля (или число) \
                  участников с ним; для строк-участников долей служит 1. Это индикативный признак, \
                  а не доказательство необъективности. Пропущена, если у соседних баллов никого \
                  нет.",
        english: "The hump at a border of marks: how many times the share of the score at the \
                  border is larger than the mean share of the two scores beside it. A row is a \
                  score and the share (or number) of participants who have it; where rows are \
                  participants, the share is 1. It is a sign to look closer, no proof. Missing if \
                  nobody has a score beside it.",
    },
    definition: "Σ share[score = border] / ((Σ share[score = border − 1] + Σ share[score = border \
                 + 1]) / 2)",
    examples: &[
        Example {
            formula: "border_ratio(score, share, 10)",
            columns: &[
                ("score", &["8", "9", "10", "11", "12"]),
                ("share", &["5", "4", "12", "4", "6"]),
            ],
            expected: "3.0",
        },
        Example {
            formula: "border_ratio(score, 1, border)",
            columns: &[
                ("score", &["9", "10", "10", "11", "10"]),
                ("border", &["10", "10", "10", "10", "null"]),
            ],
            expected: "2.0",
        },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER, Parameter::NUMBER, Parameter::NUMBER]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(border_ratio),
};

fn border_ratio(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    let mut sums: Vec<Option<[ExactSum; 2]>> = vec![None; grouped.group_count];
    let lanes = [0, 1, 2].map(|index| grouped.argument(index).map(Operand::lane::<f64>));
    let [Some(scores), Some(shares), Some(borders)] = lanes else {
        return grouped.results::<f64>(|_| None);
    };
    for (row, group) in grouped.groups().enumerate() {
        let (Ok(score), Ok(share), Ok(border)) = (scores.at(row), shares.at(row), borders.at(row))
        else {
            continue;
        };
        let [at_border, beside] = sums[group].get_or_insert_default();
        if score == border {
            at_border.add(share);
        } else if score == border - 1.0 || score == border + 1.0 {
            beside.add(share);
        }
    }
    grouped.results(|group| sums[group].as_ref().map(ratio))
}

fn ratio([at_border, beside]: &[ExactSum; 2]) -> Result<f64, Stop> {
    let beside = beside.total()?;
    if beside == 0.0 {
        return Err(Missing::ZeroDenominator.into());
    }
    finite(at_border.total()? / (beside / 2.0))
}
