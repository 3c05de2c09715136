//! `icc`: how much of the variance lies between groups.

use super::moments::moments_of;
use super::weighted::sum;
use crate::expressions::aggregate::Grouped;
use crate::expressions::arithmetic::finite;
use crate::expressions::error::Overflow;
use crate::expressions::functions::count_distinct::key_of;
use crate::expressions::functions::function::{
    Body, Example, Function, Parameter, Parameters, Returns, Summary,
};
use crate::expressions::operand::{Operand, Stop};
use crate::values::{DataType, Missing};
use std::collections::BTreeMap;

pub(in crate::expressions::functions) const FUNCTION: Function = Function {
    name: "icc",
    aliases: &[],
    signature: "icc(x, group)",
    summary: Summary {
        russian: "Внутриклассовая корреляция ICC(1) по однофакторному дисперсионному анализу: \
                  какая часть разброса x – между группами (школами, классами), а не внутри них. \
                  Группы могут быть разной величины; значение бывает и отрицательным – это тот же \
                  ноль. Пропущена, если групп меньше двух или в каждой одно значение.",
        english: "The intraclass correlation ICC(1) by one-way analysis of variance: which part of \
                  the spread of x lies between groups (schools, classes) and not inside of them. \
                  Groups may differ in size; the value may be negative, which means none. Missing \
                  for fewer than two groups, or if each has one value.",
    },
    definition: "(MSB − MSW) / (MSB + (n₀ − 1)·MSW), n₀ = (N − Σ nⱼ² / N) / (k − 1); Shrout & \
                 Fleiss 1979; Donner 1986",
    examples: &[
        Example {
            formula: "round(icc(x, school), 4)",
            columns: &[
                ("x", &["1", "3", "5", "7", "null"]),
                ("school", &["'а'", "'а'", "'б'", "'б'", "'б'"]),
            ],
            expected: "0.7778",
        },
        Example {
            formula: "icc(x, school)",
            columns: &[("x", &["1", "3"]), ("school", &["'а'", "'б'"])],
            expected: "null",
        },
    ],
    parameters: Parameters::exactly(&[Parameter::NUMBER, Parameter::ANY]),
    returns: Returns::Always(DataType::Number),
    body: Body::Aggregate(icc),
};

fn icc(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    let mut groups: Vec<BTreeMap<u64, Vec<f64>>> = vec![BTreeMap::new(); grouped.group_count];
    if let (Some(values), Some(classes)) = (grouped.argument(0), grouped.argument(1)) {
        let (values, class_of) = (values.lane::<f64>(), key_of(classes));
        for (row, group) in grouped.groups().enumerate() {
            if let (Ok(value), Some(class)) = (values.at(row), class_of(row)) {
                groups[group].entry(class).or_default().push(value);
            }
        }
    }
    grouped.results(|group| {
        let classes: Vec<&[f64]> = groups[group].values().map(Vec::as_slice).collect();
        (!classes.is_empty()).then(|| correlation(&classes).and_then(finite))
    })
}

/// Returns the intraclass correlation of the values of classes.
fn correlation(classes: &[&[f64]]) -> Result<f64, Stop> {
    let all = moments_of(&classes.concat())?;
    let moments = classes.iter().map(|values| moments_of(values)).collect::<Result<Vec<_>, _>>()?;
    let class_count = sum(moments.iter().map(|_| 1.0))?;
    if class_count < 2.0 || all.count <= class_count {
        return Err(Missing::TooFew.into());
    }
    let away = moments.iter().map(|class| (class.count, class.mean - all.mean));
    let between = sum(away.map(|(count, away)| count * away * away))? / (class_count - 1.0);
    let within = sum(moments.iter().map(|class| class.squares))? / (all.count - class_count);
    let squares = sum(moments.iter().map(|class| class.count * class.count))?;
    let size = (all.count - squares / all.count) / (class_count - 1.0);
    let below = between + (size - 1.0) * within;
    if below == 0.0 {
        return Err(Missing::ZeroDenominator.into());
    }
    Ok((between - within) / below)
}
