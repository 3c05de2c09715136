//! What makes two parts of formulas the same: the same operators over the same columns.

use crate::expressions::formula::{Node, NodeKind};
use crate::values::{Column, Value};

/// Writes a part of a formula so that only equal ones are written alike. Numbers count by their
/// bits: 0 and -0 are equal, but not the same.
pub(super) fn write(node: &Node, leaves: &[&Column], key: &mut Vec<u8>) {
    key.push(node.data_type as u8);
    let (tag, detail) = head(&node.kind);
    key.extend([tag, detail]);
    match &node.kind {
        NodeKind::Constant(value) => write_value(value, key),
        NodeKind::Leaf(index) => {
            let place = std::ptr::from_ref(leaves[*index]).addr();
            key.extend(place.to_le_bytes());
        }
        NodeKind::Call(function, _) => write_text(function.name, key),
        _ => {}
    }
    let children = node.children();
    key.extend(children.len().to_le_bytes());
    for child in children {
        write(child, leaves, key);
    }
}

/// Returns the number of the operator, and what tells its kinds apart.
fn head(kind: &NodeKind) -> (u8, u8) {
    match kind {
        NodeKind::Constant(_) => (0, 0),
        NodeKind::Leaf(_) => (1, 0),
        NodeKind::Convert(_) => (2, 0),
        NodeKind::Negate(_) => (3, 0),
        NodeKind::Not(_) => (4, 0),
        NodeKind::Logic(operator, _) => (5, *operator as u8),
        NodeKind::Compare(operator, _) => (6, *operator as u8),
        NodeKind::Compute(operator, _) => (7, *operator as u8),
        NodeKind::Concatenate(_) => (8, 0),
        NodeKind::IsNull(_) => (9, 0),
        NodeKind::In(..) => (10, 0),
        NodeKind::Between(_) => (11, 0),
        NodeKind::Like(_) => (12, 0),
        NodeKind::Case(case) => (13, u8::from(case.operand.is_some())),
        NodeKind::Call(..) => (14, 0),
    }
}

fn write_value(value: &Value, key: &mut Vec<u8>) {
    match value {
        Value::Missing(reason) => key.extend([0, *reason as u8]),
        Value::Boolean(value) => key.extend([1, u8::from(*value)]),
        Value::Integer(value) => {
            key.push(2);
            key.extend(value.to_le_bytes());
        }
        Value::Number(value) => {
            key.push(3);
            key.extend(value.to_bits().to_le_bytes());
        }
        Value::Text(text) => {
            key.push(4);
            write_text(text, key);
        }
        Value::Date(date) => {
            key.push(5);
            write_text(&date.to_string(), key);
        }
    }
}

fn write_text(text: &str, key: &mut Vec<u8>) {
    key.extend(text.len().to_le_bytes());
    key.extend(text.as_bytes());
}
