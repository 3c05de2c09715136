//! Requests computed as one would by hand: row by row into lists, and from the lists of a group.

use std::collections::BTreeSet;

use super::request::{Answer, Reasons, Request};
use crate::expressions::GroupFormula;
use crate::expressions::aggregate::{Aggregate, AggregateKind};
use crate::expressions::evaluate::{Batch, evaluate};
use crate::expressions::formula::{Node, Rows, leaves};
use crate::expressions::test_table::Table;
use crate::values::{Column, DataType, Missing, Value};

/// What an aggregate takes from a row.
enum Taken {
    Nothing,
    /// It is not known what it takes.
    Unknown,
    Arguments(Vec<Value>),
}

/// Answers a request; nothing where a number is too large or a function is not one of the usual.
pub(super) fn plainly(request: &Request<'_>, table: &Table) -> Option<Answer> {
    let grouping = request.grouping;
    let mut lost = vec![Reasons::default(); grouping.group_count];
    // For each formula, aggregate and group the arguments of its rows.
    let mut lists: Vec<Vec<Vec<Vec<Vec<Value>>>>> = request
        .formulas
        .iter()
        .map(|formula| vec![vec![Vec::new(); grouping.group_count]; formula.aggregates.len()])
        .collect();
    for row in 0..table.row_count {
        let one = table.rows(&[Some(u32::try_from(row).expect("a small table"))]);
        let taken = request.formulas.iter().map(|formula| {
            let aggregates = formula.aggregates.iter();
            aggregates.map(|aggregate| take(aggregate, formula, &one)).collect::<Option<Vec<_>>>()
        });
        let taken: Vec<Vec<Taken>> = taken.collect::<Option<_>>()?;
        let kept = match request.filter {
            Some(filter) => filter.matches(&one).ok()?[0],
            None => true,
        };
        let group = grouping.group_of_row[row] as usize;
        if !kept || group >= grouping.group_count {
            continue;
        }
        let deciding = &taken[..request.deciding];
        if deciding.iter().flatten().any(|taken| matches!(taken, Taken::Unknown)) {
            let formulas = &request.formulas[..request.deciding];
            let names = formulas.iter().flat_map(|formula| formula.columns());
            let columns: Vec<&Column> = names.filter_map(|name| table.column(name)).collect();
            lost[group].add_row(&columns, row);
            continue;
        }
        for (lists, taken) in lists.iter_mut().zip(taken) {
            for (list, taken) in lists.iter_mut().zip(taken) {
                match taken {
                    Taken::Arguments(arguments) => list[group].push(arguments),
                    Taken::Unknown | Taken::Nothing => {}
                }
            }
        }
    }
    let results = request.formulas.iter().zip(&lists);
    let results = results.map(|(formula, lists)| result(formula, lists, table, request));
    Some(Answer { results: results.collect::<Option<_>>()?, lost })
}

/// Looks at one row. An argument that the functions ignore since it is missing stays in the list.
fn take(aggregate: &Aggregate, formula: &GroupFormula, one: &Table) -> Option<Taken> {
    let value = |node: &Node| {
        let leaves = leaves(&formula.columns, one);
        let value = evaluate(node, &Batch::new(&leaves, 1)).ok()?;
        Some(value.into_column(1).value(0))
    };
    let AggregateKind::Call { arguments, filter, .. } = &aggregate.kind else {
        let AggregateKind::Group(node) = &aggregate.kind else { return None };
        return Some(Taken::Arguments(vec![value(node)?]));
    };
    // Whatever is computed for other rows may be too large as well.
    let values: Vec<Value> = arguments.iter().map(value).collect::<Option<_>>()?;
    match filter.as_ref().map(value) {
        Some(None) => return None,
        Some(Some(Value::Missing(_))) => return Some(Taken::Unknown),
        Some(Some(condition)) if condition != Value::Boolean(true) => return Some(Taken::Nothing),
        _ => {}
    }
    // Rows with a missing argument count only where nothing has to be known; there the usual
    // functions leave them out, and the functions of a whole group do so by themselves.
    let is_known = values.iter().all(|value| !value.is_missing());
    Some(if is_known { Taken::Arguments(values) } else { Taken::Unknown })
}

fn result(
    formula: &GroupFormula,
    lists: &[Vec<Vec<Vec<Value>>>],
    table: &Table,
    request: &Request<'_>,
) -> Option<Column> {
    let types = formula.aggregate(table, request.grouping).ok()?;
    let aggregates = formula.aggregates.iter().zip(lists).zip(&types);
    let columns = aggregates.map(|((aggregate, groups), (_, column))| {
        let data_type = column.data_type();
        let values = groups.iter().map(|rows| fold(aggregate, rows, data_type));
        Some(Column::from_values(data_type, values.collect::<Option<Vec<_>>>()?))
    });
    let columns: Vec<Column> = columns.collect::<Option<_>>()?;
    let leaves: Vec<&Column> = columns.iter().collect();
    let count = request.grouping.group_count;
    Some(evaluate(&formula.root, &Batch::new(&leaves, count)).ok()?.into_column(count))
}

/// Computes an aggregate from the rows of a group.
fn fold(aggregate: &Aggregate, rows: &[Vec<Value>], data_type: DataType) -> Option<Value> {
    let AggregateKind::Call { function, .. } = &aggregate.kind else {
        let first = rows.first().map(|row| row[0].clone());
        return Some(first.unwrap_or(Value::Missing(Missing::NoRows)));
    };
    let count = i64::try_from(rows.len()).ok()?;
    let column = |index: usize| rows.iter().map(move |row| row[index].clone());
    match function.name {
        "count" => return Some(Value::Integer(count)),
        "count distinct" => {
            let plain = |value: Value| match value {
                // 0 and -0 are one value.
                Value::Number(number) => format!("{:?}", number + 0.0),
                value => format!("{value:?}"),
            };
            let distinct = column(0).map(plain).collect::<BTreeSet<_>>().len();
            return Some(Value::Integer(i64::try_from(distinct).ok()?));
        }
        _ if rows.is_empty() => return Some(Value::Missing(Missing::NoRows)),
        _ => {}
    }
    let truths = column(0).filter(|value| *value == Value::Boolean(true)).count();
    let held = i64::try_from(truths).ok()?;
    #[expect(clippy::cast_precision_loss, reason = "there are few rows")]
    let (held, count) = (held as f64, count as f64);
    match (function.name, data_type) {
        ("sum", DataType::Integer) => {
            let sum: i128 = column(0).map(integer).sum::<Option<i128>>()?;
            i64::try_from(sum).ok().map(Value::Integer)
        }
        ("sum", _) => exact_sum(column(0)).map(Value::Number),
        ("avg", _) => exact_sum(column(0)).map(|sum| Value::Number(sum / count)),
        ("wmean", _) => {
            let product =
                |row: &Vec<Value>| Some(Value::Number(row[0].as_number()? * row[1].as_number()?));
            let products: Vec<Value> = rows.iter().map(product).collect::<Option<_>>()?;
            let weight = exact_sum(column(1))?;
            Some(if weight == 0.0 {
                Value::Missing(Missing::ZeroDenominator)
            } else {
                Value::Number(exact_sum(products.into_iter())? / weight)
            })
        }
        ("share", _) => Some(Value::Number(100.0 * held / count)),
        ("any", _) => Some(Value::Boolean(held > 0.0)),
        ("every", _) => Some(Value::Boolean(held == count)),
        ("min", _) => column(0).min_by(order),
        ("max", _) => column(0).max_by(order),
        _ => None,
    }
}

fn integer(value: Value) -> Option<i128> {
    if let Value::Integer(value) = value { Some(value.into()) } else { None }
}

/// Adds numbers as multiples of 2^-60; nothing if one is not, or if there is no room.
fn exact_sum(values: impl Iterator<Item = Value>) -> Option<f64> {
    const UNIT: f64 = (1_u64 << 60) as f64;
    let mut sum: i128 = 0;
    for value in values {
        let units = value.as_number()? * UNIT;
        let is_whole = units.fract() == 0.0 && units.abs() < 1e37;
        #[expect(clippy::cast_possible_truncation, reason = "it is whole and not too large")]
        let units = is_whole.then_some(units as i128)?;
        sum = sum.checked_add(units)?;
    }
    #[expect(clippy::cast_precision_loss, reason = "the exact sum is rounded once here")]
    let sum = sum as f64;
    Some(sum / UNIT)
}

fn order(a: &Value, b: &Value) -> std::cmp::Ordering {
    match (a, b) {
        (Value::Integer(a), Value::Integer(b)) => a.cmp(b),
        (Value::Number(a), Value::Number(b)) => a.total_cmp(b),
        (Value::Text(a), Value::Text(b)) => a.cmp(b),
        (Value::Date(a), Value::Date(b)) => a.cmp(b),
        (Value::Boolean(a), Value::Boolean(b)) => a.cmp(b),
        _ => panic!("values of one type are compared"),
    }
}
