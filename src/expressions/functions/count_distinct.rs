//! `count(distinct x)`: how many different values there are.

use jiff::civil::Date;

use super::function::{Body, Example, Fold, Function, Parameter, Parameters, Returns, Summary};
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::operand::Operand;
use crate::values::{ColumnData, DataType};

pub(super) const FUNCTION: Function = Function {
    name: "count distinct",
    aliases: &[],
    signature: "count(distinct x)",
    summary: Summary {
        russian: "Число различных известных значений.",
        english: "The number of different known values.",
    },
    definition: "|{xᵢ : xᵢ is not null}|; SQL:2023",
    examples: &[Example {
        formula: "count(distinct x)",
        columns: &[("x", &["'a'", "'b'", "'a'", "null"])],
        expected: "2",
    }],
    parameters: Parameters::exactly(&[Parameter::ANY]),
    returns: Returns::Always(DataType::Integer),
    body: Body::Folded(Fold::CountDistinct, count_distinct),
};

fn count_distinct(grouped: &Grouped<'_>) -> Result<Operand<'static>, Overflow> {
    let mut pairs = keys(grouped);
    pairs.sort_unstable();
    pairs.dedup();
    let mut counts = vec![0_i64; grouped.group_count];
    for (group, _) in pairs {
        counts[group] += 1;
    }
    grouped.results(|group| Some(Ok(counts[group])))
}

/// Returns for each known value its group and a number that only equal values share.
fn keys(grouped: &Grouped<'_>) -> Vec<(usize, u64)> {
    let Some(argument) = grouped.argument(0) else {
        return Vec::new();
    };
    match argument.data() {
        ColumnData::Boolean(_) => grouped.known().map(|(g, x): (_, bool)| (g, x.into())).collect(),
        ColumnData::Integer(_) => {
            grouped.known().map(|(g, x): (_, i64)| (g, x.cast_unsigned())).collect()
        }
        // Adding zero turns -0 into 0, which equals it.
        ColumnData::Number(_) => {
            grouped.known().map(|(g, x): (_, f64)| (g, (x + 0.0).to_bits())).collect()
        }
        ColumnData::Date(_) => {
            let known = grouped.known::<Date>();
            known.map(|(g, x)| (g, number_of_date(x))).collect()
        }
        ColumnData::Text(_) => {
            let codes = argument.texts().codes;
            let rows = grouped.groups().enumerate();
            rows.filter_map(|(row, group)| Some((group, codes.at(row).ok()?.into()))).collect()
        }
    }
}

fn number_of_date(date: Date) -> u64 {
    let [year, month, day] = [date.year(), date.month().into(), date.day().into()].map(i64::from);
    ((year * 16 + month) * 32 + day).cast_unsigned()
}
