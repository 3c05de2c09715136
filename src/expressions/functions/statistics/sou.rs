//! `sou`: the degree of learning by marks.

use super::scalars::of_numbers;
use crate::expressions::error::Overflow;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::Operand;
use crate::values::{DataType, Missing};

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "sou",
    aliases: &[],
    signature: "sou(n5, n4, n3, n2 [, w5, w4, w3, w2])",
    summary: Summary {
        russian: "Степень обученности учащихся (СОУ) по Симонову: сколько процентов дают отметки \
                  5, 4, 3, 2 с весами 100, 64, 36, 16. Другие веса задают явно, все четыре; в \
                  литературе они бывают разными, поэтому назовите их в методике.",
        english: "The degree of learning (СОУ) by Simonov: how many percent the marks 5, 4, 3, 2 \
                  give with the weights 100, 64, 36, 16. Other weights are given explicitly, all \
                  four; authors differ about them, so name them in the methods.",
    },
    definition: "(w5·n5 + w4·n4 + w3·n3 + w2·n2) / (n5 + n4 + n3 + n2); В. П. Симонов, \
                 «Педагогический менеджмент»",
    examples: &[
        Example { formula: "sou(5, 10, 8, 2)", columns: &[("x", &["1"])], expected: "58.4" },
        Example {
            formula: "sou(5, 10, 8, 2, 100, 64, 36, 14)",
            columns: &[("x", &["1"])],
            expected: "58.24",
        },
        Example { formula: "sou(0, 0, 0, 0)", columns: &[("x", &["1"])], expected: "null" },
    ],
    parameters: Parameters::either(4, &SOU_PARAMETERS),
    returns: Returns::Always(DataType::Number),
    body: Body::Scalar(sou),
};

/// Four counts and four weights.
const SOU_PARAMETERS: [Parameter; 8] = {
    let (count, weight) = (Parameter::NUMBER, Parameter::WEIGHT);
    [count, count, count, count, weight, weight, weight, weight]
};

/// Weights of the marks 5, 4, 3 and 2.
const WEIGHTS: [f64; 4] = [100.0, 64.0, 36.0, 16.0];

fn sou(arguments: &[Operand<'_>]) -> Result<Operand<'static>, Overflow> {
    of_numbers(arguments, |numbers| {
        let (counts, weights) = numbers.split_at(WEIGHTS.len());
        let weights = if weights.is_empty() { &WEIGHTS } else { weights };
        if counts.iter().any(|count| *count < 0.0) {
            return Err(Missing::NotApplicable.into());
        }
        let all: f64 = counts.iter().sum();
        if all == 0.0 {
            return Err(Missing::ZeroDenominator.into());
        }
        Ok(counts.iter().zip(weights).map(|(count, weight)| count * weight).sum::<f64>() / all)
    })
}
