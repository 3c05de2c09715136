//! A checked expression over the columns of rows in SQL.

use std::sync::Arc;

use crate::expressions::ast::{Arithmetic, BinaryOperator, Comparison};
use crate::expressions::evaluate::{Batch, evaluate};
use crate::expressions::formula::{Case, Node, NodeKind};
use crate::values::{DataType, Value};

use super::{Unlowered, call, identifier, text_literal, type_name};

/// Engines order texts by the rules of some language, unless they are told to order them by the
/// numbers of their characters, as we do.
pub(super) const IN_ORDER_OF_CHARACTERS: &str = " COLLATE \"C\"";

/// Returns an expression in SQL. Its leaves are the columns.
pub(super) fn lower(node: &Node, columns: &[Arc<str>]) -> Result<String, Unlowered> {
    let of = |node: &Node| lower(node, columns);
    if let Some(value) = folded(node) {
        return Ok(literal(node.data_type, &value));
    }
    Ok(match &node.kind {
        NodeKind::Constant(value) => literal(node.data_type, value),
        NodeKind::Leaf(index) => identifier(&columns[*index]),
        NodeKind::Convert(operand) => cast(&of(operand)?, node.data_type),
        NodeKind::Negate(operand) => format!("(-{})", of(operand)?),
        NodeKind::Not(operand) => format!("(NOT {})", of(operand)?),
        NodeKind::IsNull(operand) => format!("({} IS NULL)", of(operand)?),
        NodeKind::Logic(operator, operands) => {
            let word = BinaryOperator::Logic(*operator).symbol().to_uppercase();
            format!("({} {word} {})", of(&operands[0])?, of(&operands[1])?)
        }
        NodeKind::Compare(comparison, operands) => {
            let collation = collation(*comparison, &operands[0]);
            let sign = BinaryOperator::Compare(*comparison).symbol();
            format!("({}{collation} {sign} {})", of(&operands[0])?, of(&operands[1])?)
        }
        NodeKind::Compute(arithmetic, operands) => {
            compute(*arithmetic, &operands[1], &of(&operands[0])?, &of(&operands[1])?)?
        }
        NodeKind::Concatenate(operands) => {
            format!("({} || {})", of(&operands[0])?, of(&operands[1])?)
        }
        NodeKind::In(operand, list) => {
            let list = list.iter().map(of).collect::<Result<Vec<_>, _>>()?;
            format!("({} IN ({}))", of(operand)?, list.join(", "))
        }
        NodeKind::Between(parts) => {
            let collation = collation(Comparison::Less, &parts[0]);
            let [value, low, high] = [of(&parts[0])?, of(&parts[1])?, of(&parts[2])?];
            format!("({value}{collation} BETWEEN {low} AND {high})")
        }
        NodeKind::Like(operands) => {
            // Without an escape sign, as here; its default differs.
            format!("({} LIKE {} ESCAPE '')", of(&operands[0])?, of(&operands[1])?)
        }
        NodeKind::Case(case) => choose(case, columns)?,
        NodeKind::Call(function, arguments) => call::lower(function, arguments, columns)?,
    })
}

/// Computes a part without columns here: engines give its literals narrower types than ours.
fn folded(node: &Node) -> Option<Value> {
    let is_folded = !matches!(node.kind, NodeKind::Constant(_)) && !has_column(node);
    let value = || Some(evaluate(node, &Batch::new(&[], 1)).ok()?.into_column(1).value(0));
    is_folded.then(value).flatten()
}

/// Whether a part depends on the row.
fn has_column(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Leaf(_)) || node.children().into_iter().any(has_column)
}

fn literal(data_type: DataType, value: &Value) -> String {
    match value {
        Value::Missing(_) => format!("CAST(NULL AS {})", type_name(data_type)),
        Value::Boolean(true) => "TRUE".to_owned(),
        Value::Boolean(false) => "FALSE".to_owned(),
        // The minus is an operator in SQL, and the number behind it has no place in the type.
        Value::Integer(i64::MIN) => format!("(-{} - 1)", i64::MAX),
        Value::Integer(number) if *number < 0 => format!("({number})"),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) if number.fract() == 0.0 && number.abs() < 1e9 => {
            cast(&format!("{number}"), DataType::Number)
        }
        // With an exponent it is read as it is written, without decimal arithmetic between.
        Value::Number(number) => cast(&format!("{number:e}"), DataType::Number),
        Value::Text(text) => text_literal(text),
        Value::Date(date) => format!("DATE '{date}'"),
    }
}

fn cast(operand: &str, to: DataType) -> String {
    format!("CAST({operand} AS {})", type_name(to))
}

const fn is_order(comparison: Comparison) -> bool {
    !matches!(comparison, Comparison::Equal | Comparison::NotEqual)
}

fn collation(comparison: Comparison, operand: &Node) -> &'static str {
    let is_needed = is_order(comparison) && operand.data_type == DataType::Text;
    if is_needed { IN_ORDER_OF_CHARACTERS } else { "" }
}

fn compute(
    arithmetic: Arithmetic,
    divisor: &Node,
    left: &str,
    right: &str,
) -> Result<String, Unlowered> {
    let sign = BinaryOperator::Compute(arithmetic).symbol();
    let may_be_zero = match &divisor.kind {
        NodeKind::Constant(value) => value.as_number().is_none_or(|value| value == 0.0),
        _ => true,
    };
    let known = if may_be_zero { format!("NULLIF({right}, 0)") } else { right.to_owned() };
    match arithmetic {
        Arithmetic::Divide => Ok(format!("({left} / {known})")),
        Arithmetic::Remainder if divisor.data_type == DataType::Integer => {
            Ok(format!("MOD({left}, {known})"))
        }
        Arithmetic::Remainder => Err(Unlowered { what: "%" }),
        Arithmetic::Add | Arithmetic::Subtract | Arithmetic::Multiply => {
            Ok(format!("({left} {sign} {right})"))
        }
    }
}

fn choose(case: &Case, columns: &[Arc<str>]) -> Result<String, Unlowered> {
    let mut text = String::from("CASE");
    if let Some(operand) = &case.operand {
        text.push_str(&format!(" {}", lower(operand, columns)?));
    }
    for (when, then) in &case.branches {
        text.push_str(&format!(" WHEN {} THEN {}", lower(when, columns)?, lower(then, columns)?));
    }
    text.push_str(&format!(" ELSE {} END", lower(&case.otherwise, columns)?));
    Ok(text)
}
