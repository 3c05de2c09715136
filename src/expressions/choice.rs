//! Choices between values: `case` and `coalesce`. Each part is computed only for the rows that
//! need it, so that a product that is guarded against cannot overflow.

use jiff::civil::Date;

use super::ast::Comparison;
use super::comparison::compare;
use super::dictionary::Dictionary;
use super::error::Overflow;
use super::evaluate::{Batch, evaluate};
use super::formula::{Case, Node, NodeKind};
use super::operand::{Operand, Scalar, Shape, Stop};
use crate::values::{DataType, Missing};

/// Values for some of the rows; values of later parts replace those of earlier ones.
struct Part<'a> {
    rows: Vec<u32>,
    values: Operand<'a>,
}

/// Up to so many branches are computed for all rows.
const FEW_BRANCHES: usize = 3;

/// Computes `case`.
pub(super) fn choose(
    case: &Case,
    data_type: DataType,
    batch: &Batch<'_>,
) -> Result<Operand<'static>, Overflow> {
    if case.branches.len() <= FEW_BRANCHES
        && is_flat(case)
        && let Some(chosen) = choose_among_all(case, data_type, batch)
    {
        return Ok(chosen);
    }
    let operand = case.operand.as_ref().map(|operand| evaluate(operand, batch)).transpose()?;
    let mut parts = Vec::new();
    let mut remaining = batch.rows();
    for (when, then) in &case.branches {
        let mut condition = evaluate(when, &batch.select(&remaining))?;
        if let Some(operand) = &operand {
            condition = compare(Comparison::Equal, &operand.select(&remaining), &condition)?;
        }
        let condition = condition.lane::<bool>();
        let (taken, rest) = split(&remaining, |index| condition.at(index) == Ok(true));
        parts.push(Part { values: evaluate(then, &batch.select(&taken))?, rows: taken });
        remaining = rest;
        if remaining.is_empty() {
            break;
        }
    }
    let values = evaluate(&case.otherwise, &batch.select(&remaining))?;
    parts.push(Part { rows: remaining, values });
    assemble(&parts, data_type, batch.length())
}

/// Whether a choice holds no other one. Those that do are computed only for the rows that need
/// them, so that no part is computed once more at each level.
fn is_flat(case: &Case) -> bool {
    fn holds_choice(node: &Node) -> bool {
        matches!(node.kind, NodeKind::Case(_)) || node.children().into_iter().any(holds_choice)
    }
    let branches = case.branches.iter().flat_map(|(when, then)| [when, then]);
    !case.operand.iter().chain(branches).chain([&case.otherwise]).any(holds_choice)
}

/// Computes `case` by computing every part for all rows, which is quicker where there are few;
/// nothing if a value that may not be needed is too large.
fn choose_among_all(
    case: &Case,
    data_type: DataType,
    batch: &Batch<'_>,
) -> Option<Operand<'static>> {
    if data_type == DataType::Text {
        return None;
    }
    let operand = case.operand.as_ref().map(|operand| evaluate(operand, batch).ok());
    let operand = operand.map_or(Some(None), |operand| operand.map(Some))?;
    let branches = case.branches.iter().map(|(when, then)| {
        let mut condition = evaluate(when, batch).ok()?;
        if let Some(operand) = &operand {
            condition = compare(Comparison::Equal, operand, &condition).ok()?;
        }
        Some((condition, evaluate(then, batch).ok()?))
    });
    let branches: Vec<_> = branches.collect::<Option<_>>()?;
    let otherwise = evaluate(&case.otherwise, batch).ok()?;
    match data_type {
        DataType::Boolean => picked::<bool>(&branches, &otherwise, batch.length()),
        DataType::Integer => picked::<i64>(&branches, &otherwise, batch.length()),
        DataType::Number => picked::<f64>(&branches, &otherwise, batch.length()),
        DataType::Date => picked::<Date>(&branches, &otherwise, batch.length()),
        DataType::Text => None,
    }
}

fn picked<T: Scalar>(
    branches: &[(Operand<'_>, Operand<'_>)],
    otherwise: &Operand<'_>,
    length: usize,
) -> Option<Operand<'static>> {
    let lanes = branches.iter().map(|(when, then)| (when.lane::<bool>(), then.lane::<T>()));
    let lanes: Vec<_> = lanes.collect();
    let otherwise = otherwise.lane::<T>();
    let picked = Operand::fill(Shape { length, is_constant: false }, |row| {
        let taken = lanes.iter().find(|(when, _)| when.at(row) == Ok(true));
        Ok(taken.map_or(&otherwise, |(_, then)| then).at(row)?)
    });
    picked.ok()
}

/// Computes `coalesce`: in each row the first argument that is known. Where none is, the reason
/// is that of the first argument.
pub(super) fn first_known(
    arguments: &[Node],
    data_type: DataType,
    batch: &Batch<'_>,
) -> Result<Operand<'static>, Overflow> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut remaining = batch.rows();
    for argument in arguments {
        let values = evaluate(argument, &batch.select(&remaining))?;
        let places: Vec<u32> = (0..).take(remaining.len()).collect();
        let (known, missing) = split(&places, |index| !values.is_missing(index));
        let rows = |places: &[u32]| places.iter().map(|place| remaining[*place as usize]).collect();
        let rest = rows(&missing);
        parts.push(if parts.is_empty() {
            Part { rows: remaining, values }
        } else {
            Part { rows: rows(&known), values: values.select(&known) }
        });
        remaining = rest;
        if remaining.is_empty() {
            break;
        }
    }
    assemble(&parts, data_type, batch.length())
}

/// Parts the rows by a condition on their places in the list.
fn split(rows: &[u32], holds: impl Fn(usize) -> bool) -> (Vec<u32>, Vec<u32>) {
    let (mut yes, mut no) = (Vec::new(), Vec::new());
    for (place, row) in rows.iter().enumerate() {
        let side = if holds(place) { &mut yes } else { &mut no };
        side.push(*row);
    }
    (yes, no)
}

/// Puts parts that cover all rows together.
fn assemble(
    parts: &[Part<'_>],
    data_type: DataType,
    length: usize,
) -> Result<Operand<'static>, Overflow> {
    match data_type {
        DataType::Boolean => scatter::<bool>(parts, length),
        DataType::Integer => scatter::<i64>(parts, length),
        DataType::Number => scatter::<f64>(parts, length),
        DataType::Date => scatter::<Date>(parts, length),
        DataType::Text => Ok(scatter_texts(parts, length)),
    }
}

fn scatter<T: Scalar>(parts: &[Part<'_>], length: usize) -> Result<Operand<'static>, Overflow> {
    let mut cells = vec![Err(Missing::Unknown); length];
    for Part { rows, values } in parts {
        let lane = values.lane::<T>();
        for (place, row) in rows.iter().enumerate() {
            cells[*row as usize] = lane.at(place);
        }
    }
    let shape = Shape { length, is_constant: false };
    Operand::fill(shape, |row| cells[row].map_err(Stop::from))
}

fn scatter_texts(parts: &[Part<'_>], length: usize) -> Operand<'static> {
    let mut merged = Dictionary::default();
    let mut codes = vec![0; length];
    let mut missing = vec![Some(Missing::Unknown); length];
    for Part { rows, values } in parts {
        let texts = values.texts();
        let table: Vec<u32> = texts.dictionary.iter().map(|text| merged.code(text)).collect();
        for (place, row) in rows.iter().enumerate() {
            let cell = texts.codes.at(place);
            codes[*row as usize] = cell.map_or(0, |code| table[code as usize]);
            missing[*row as usize] = cell.err();
        }
    }
    Operand::of_codes(codes, missing, merged, Shape { length, is_constant: false })
}
