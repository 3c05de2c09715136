//! `count(distinct x)`: how many different values there are.

use jiff::civil::Date;

use super::function::{Body, Example, Fold, Function, Parameter, Parameters, Returns, Summary};
use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::operand::{Operand, Scalar};
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
    let Some(argument) = grouped.argument(0) else {
        return grouped.results(|_| Some(Ok(0_i64)));
    };
    let key = key_of(argument);
    let rows = grouped.groups().enumerate();
    let mut pairs: Vec<_> = rows.filter_map(|(row, group)| Some((group, key(row)?))).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut counts = vec![0_i64; grouped.group_count];
    for (group, _) in pairs {
        counts[group] += 1;
    }
    grouped.results(|group| Some(Ok(counts[group])))
}

/// Returns what gives for each row with a known value a number that only equal values share.
pub(super) fn key_of<'o>(argument: &'o Operand<'_>) -> Box<dyn Fn(usize) -> Option<u64> + 'o> {
    match argument.data() {
        ColumnData::Boolean(_) => key_of_scalar(argument, |value: bool| value.into()),
        ColumnData::Integer(_) => key_of_scalar(argument, i64::cast_unsigned),
        // Adding zero turns -0 into 0, which equals it.
        ColumnData::Number(_) => key_of_scalar(argument, |value: f64| (value + 0.0).to_bits()),
        ColumnData::Date(_) => key_of_scalar(argument, number_of_date),
        ColumnData::Text(_) => {
            let codes = argument.texts().codes;
            Box::new(move |row| codes.at(row).ok().map(u64::from))
        }
    }
}

fn key_of_scalar<'o, T: Scalar>(
    argument: &'o Operand<'_>,
    key: fn(T) -> u64,
) -> Box<dyn Fn(usize) -> Option<u64> + 'o> {
    let values = argument.lane::<T>();
    Box::new(move |row| values.at(row).ok().map(key))
}

fn number_of_date(date: Date) -> u64 {
    let [year, month, day] = [date.year(), date.month().into(), date.day().into()].map(i64::from);
    ((year * 16 + month) * 32 + day).cast_unsigned()
}
