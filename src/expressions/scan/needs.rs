//! What can be said of a part of a formula before it is computed.

use crate::expressions::formula::{Node, NodeKind};
use crate::expressions::functions::Body;
use crate::values::{Column, ColumnData, Value};

/// Beyond so many texts a column has many of them.
const MANY_TEXTS: usize = 1 << 10;
/// Each text is looked at once in each part; where it stands in fewer rows, that is most of the
/// work.
const ROWS_OF_A_TEXT: usize = 16;

/// Whether a part of a formula has a value in every row, if its columns have. Where that is not
/// plain, the answer is no.
pub(super) fn is_complete(node: &Node, is_complete_leaf: &mut impl FnMut(usize) -> bool) -> bool {
    match &node.kind {
        NodeKind::Constant(value) => !matches!(value, Value::Missing(_)),
        NodeKind::Leaf(index) => is_complete_leaf(*index),
        NodeKind::IsNull(_) => true,
        NodeKind::Compute(operator, _) if operator.can_lack_a_value() => false,
        NodeKind::Case(_) | NodeKind::Call(..) => false,
        _ => node.children().into_iter().all(|child| is_complete(child, is_complete_leaf)),
    }
}

/// Whether a value of a part of a formula may be too large. Where it is not plain that none is,
/// the answer is yes.
pub(super) fn may_overflow(node: &Node) -> bool {
    let is_plain = match &node.kind {
        NodeKind::Negate(_) | NodeKind::Compute(..) => false,
        NodeKind::Call(function, _) => matches!(function.body, Body::FirstKnown),
        _ => true,
    };
    !is_plain || node.children().into_iter().any(may_overflow)
}

/// Whether a part of a formula looks at each of so many texts that it should not do so in each
/// part of the rows.
pub(super) fn has_many_texts(node: &Node, leaves: &[&Column], row_count: usize) -> bool {
    match &node.kind {
        // The values of a column are there already.
        NodeKind::Leaf(_) => false,
        _ => uses_many_texts(node, leaves, row_count),
    }
}

fn uses_many_texts(node: &Node, leaves: &[&Column], row_count: usize) -> bool {
    if let NodeKind::Leaf(index) = node.kind {
        let ColumnData::Text(texts) = leaves[index].data() else { return false };
        let count = texts.dictionary.len();
        return count > MANY_TEXTS && count > row_count / ROWS_OF_A_TEXT;
    }
    node.children().into_iter().any(|child| uses_many_texts(child, leaves, row_count))
}
