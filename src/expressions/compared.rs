//! The texts with which formulas compare columns.

use std::sync::Arc;

use super::aggregate::AggregateKind;
use super::formula::{GroupFormula, Node, NodeKind, RowFormula};
use crate::values::Value;

impl RowFormula {
    /// Returns columns with the texts they are compared with, as in `subject = 'Физика'`.
    #[must_use]
    pub fn compared_texts(&self) -> Vec<(&str, &str)> {
        let mut found = Vec::new();
        collect(&self.root, &self.columns, &mut found);
        found
    }
}

impl GroupFormula {
    /// Returns columns with the texts they are compared with inside of aggregates.
    #[must_use]
    pub fn compared_texts(&self) -> Vec<(&str, &str)> {
        let mut found = Vec::new();
        for aggregate in &self.aggregates {
            if let AggregateKind::Call { arguments, filter, .. } = &aggregate.kind {
                for node in arguments.iter().chain(filter) {
                    collect(node, &self.columns, &mut found);
                }
            }
        }
        found
    }
}

fn collect<'a>(node: &'a Node, columns: &'a [Arc<str>], found: &mut Vec<(&'a str, &'a str)>) {
    let column = |node: &Node| match &node.kind {
        NodeKind::Leaf(index) => Some(&*columns[*index]),
        _ => None,
    };
    let mut pair = |left: &'a Node, right: &'a Node| {
        if let (Some(column), NodeKind::Constant(Value::Text(text))) = (column(left), &right.kind) {
            found.push((column, text));
        }
    };
    match &node.kind {
        NodeKind::Compare(_, operands) => {
            pair(&operands[0], &operands[1]);
            pair(&operands[1], &operands[0]);
        }
        NodeKind::In(operand, list) => list.iter().for_each(|text| pair(operand, text)),
        NodeKind::Case(case) => {
            if let Some(operand) = &case.operand {
                case.branches.iter().for_each(|(when, _)| pair(operand, when));
            }
        }
        _ => {}
    }
    for child in node.children() {
        collect(child, columns, found);
    }
}

#[cfg(test)]
mod tests {
    use crate::expressions::test_table::{Table, read};
    use crate::expressions::{check_groups, check_rows};

    #[test]
    fn finds_the_texts_of_every_comparison() {
        let table = Table::new(&[("Предмет", &["'а'"])]);
        let row = check_rows(
            &read("case Предмет when 'а' then 1 end > 0 and ('б' <> Предмет or Предмет in ('в'))"),
            &table,
        );
        let row = row.expect("a formula");
        let wanted = [("Предмет", "а"), ("Предмет", "б"), ("Предмет", "в")];
        assert_eq!(row.compared_texts(), wanted);
        let group = check_groups(&read("count(*) filter (where Предмет = 'а')"), &table);
        assert_eq!(group.expect("a formula").compared_texts(), wanted[..1]);
    }
}
