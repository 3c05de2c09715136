//! Checks operators, predicates and `case`.

use super::ast::{Arithmetic, BinaryOperator, Expression, Test};
use super::check::Checker;
use super::error::{FormulaError, FormulaErrorKind};
use super::formula::{Case, Node, NodeKind};
use super::functions::Parameter;
use crate::values::{DataType, Value};

impl Checker<'_> {
    pub(super) fn check_binary(
        &mut self,
        whole: &Expression,
        operator: BinaryOperator,
        operands: &[Expression; 2],
    ) -> Option<Node> {
        let [left, right] = operands;
        match operator {
            BinaryOperator::Logic(logic) => {
                let operands = self.expect_both(left, right, Parameter::BOOLEAN)?;
                Some(truth(NodeKind::Logic(logic, operands)))
            }
            BinaryOperator::Concatenate => {
                let operands = self.expect_both(left, right, Parameter::WORDS)?;
                Some(Node { kind: NodeKind::Concatenate(operands), data_type: DataType::Text })
            }
            BinaryOperator::Compare(comparison) => {
                let symbol = operator.symbol();
                let operands: [Node; 2] =
                    self.alike(&[left, right], symbol, Some(whole))?.try_into().ok()?;
                if let Some((label, advice)) = never_true(&operands) {
                    return self.refuse(whole, FormulaErrorKind::NeverTrue { label, advice });
                }
                Some(truth(NodeKind::Compare(comparison, Box::new(operands))))
            }
            BinaryOperator::Compute(arithmetic) => {
                self.check_arithmetic(whole, arithmetic, operands)
            }
        }
    }

    fn check_arithmetic(
        &mut self,
        whole: &Expression,
        arithmetic: Arithmetic,
        operands: &[Expression; 2],
    ) -> Option<Node> {
        let [left, right] = [0, 1].map(|index| self.check(&operands[index]));
        let operands = [left?, right?];
        if operands.iter().any(|node| !node.is_null() && !node.data_type.is_numeric()) {
            let operator = BinaryOperator::Compute(arithmetic).symbol();
            let advice = advice(operator, &operands[0], &operands[1]);
            let [left, right] = operands.map(|node| node.data_type);
            let kind = FormulaErrorKind::OperandTypes { operator, left, right, advice };
            return self.refuse(whole, kind);
        }
        let known = operands.iter().filter(|node| !node.is_null()).map(|node| node.data_type);
        let Some(widest) = known.reduce(wider) else { return Some(Node::null()) };
        let is_division = arithmetic == Arithmetic::Divide;
        let data_type = if is_division { DataType::Number } else { widest };
        let operands = Box::new(operands.map(|node| node.into_type(data_type)));
        Some(Node { kind: NodeKind::Compute(arithmetic, operands), data_type })
    }

    fn expect_both(
        &mut self,
        left: &Expression,
        right: &Expression,
        wanted: Parameter,
    ) -> Option<Box<[Node; 2]>> {
        let (left, right) = (self.expect(left, wanted), self.expect(right, wanted));
        Some(Box::new([left?, right?]))
    }

    /// Checks expressions that have to be of one type, integers counting as numbers. A mismatch
    /// is a mistake of the later one, or of the whole expression that they are part of.
    pub(super) fn alike(
        &mut self,
        expressions: &[&Expression],
        operator: &'static str,
        whole: Option<&Expression>,
    ) -> Option<Vec<Node>> {
        let nodes: Vec<_> = expressions.iter().map(|expression| self.check(expression)).collect();
        let is_text = |node: &Node| node.data_type == DataType::Text && !node.is_null();
        if nodes.iter().flatten().any(is_text) {
            self.names_may_be_texts(expressions);
        }
        let mut common: Option<(DataType, &Node)> = None;
        let mut fits = true;
        for (node, expression) in nodes.iter().zip(expressions) {
            let Some(node) = node.as_ref().filter(|node| !node.is_null()) else {
                continue;
            };
            let right = node.data_type;
            let (left, first) = *common.get_or_insert((right, node));
            if left != right && !(left.is_numeric() && right.is_numeric()) {
                let advice = advice(operator, first, node);
                let kind = FormulaErrorKind::OperandTypes { operator, left, right, advice };
                self.refuse::<()>(whole.unwrap_or(expression), kind);
                fits = false;
            } else {
                common = Some((wider(left, right), first));
            }
        }
        let data_type = common.map_or(DataType::Number, |(data_type, _)| data_type);
        let nodes: Option<Vec<Node>> = nodes.into_iter().collect();
        let nodes = nodes.filter(|_| fits)?;
        Some(nodes.into_iter().map(|node| node.into_type(data_type)).collect())
    }

    /// Says of names that no column has that they may be texts without quotes.
    fn names_may_be_texts(&mut self, expressions: &[&Expression]) {
        let of = |error: &FormulaError| {
            expressions.iter().any(|expression| expression.range == error.range)
        };
        self.errors.iter_mut().filter(|error| of(error)).for_each(FormulaError::may_be_text);
    }

    pub(super) fn check_predicate(&mut self, operand: &Expression, test: &Test) -> Option<Node> {
        let kind = match test {
            Test::IsNull => NodeKind::IsNull(Box::new(self.check(operand)?)),
            Test::In(list) => {
                let parts: Vec<_> = std::iter::once(operand).chain(list).collect();
                let mut nodes = self.alike(&parts, "in", None)?;
                let list = nodes.split_off(1);
                NodeKind::In(Box::new(nodes.pop()?), list)
            }
            Test::Between(bounds) => {
                let parts = [operand, &bounds[0], &bounds[1]];
                let nodes = self.alike(&parts, "between", None)?.try_into().ok()?;
                NodeKind::Between(Box::new(nodes))
            }
            Test::Like(pattern) => {
                let operands = self.expect_both(operand, pattern, Parameter::TEXT)?;
                if is_pattern_of_files(&operands[1]) {
                    let (label, advice) = ("label-pattern", "help-pattern");
                    return self.refuse(pattern, FormulaErrorKind::NeverTrue { label, advice });
                }
                NodeKind::Like(operands)
            }
        };
        Some(truth(kind))
    }

    pub(super) fn check_case(
        &mut self,
        operand: Option<&Expression>,
        branches: &[(Expression, Expression)],
        otherwise: Option<&Expression>,
    ) -> Option<Node> {
        let conditions = branches.iter().map(|(when, _)| when);
        let (operand, conditions) = match operand {
            None => {
                let conditions: Vec<_> =
                    conditions.map(|when| self.expect(when, Parameter::BOOLEAN)).collect();
                (None, conditions.into_iter().collect::<Option<Vec<_>>>())
            }
            Some(operand) => {
                let parts: Vec<_> = std::iter::once(operand).chain(conditions).collect();
                let mut nodes = self.alike(&parts, "=", None);
                let conditions = nodes.as_mut().map(|nodes| nodes.split_off(1));
                (nodes.and_then(|mut nodes| nodes.pop()), conditions)
            }
        };
        let results: Vec<_> = branches.iter().map(|(_, then)| then).chain(otherwise).collect();
        let mut results = self.alike(&results, "case", None)?;
        let conditions = conditions?;
        if results.iter().all(Node::is_null) {
            return Some(Node::null());
        }
        let data_type = results[0].data_type;
        let otherwise = if otherwise.is_some() { results.pop()? } else { Node::null() };
        let otherwise = otherwise.into_type(data_type);
        let branches = conditions.into_iter().zip(results).collect();
        let case = Case { operand, branches, otherwise };
        Some(Node { kind: NodeKind::Case(Box::new(case)), data_type })
    }
}

const fn truth(kind: NodeKind) -> Node {
    Node { kind, data_type: DataType::Boolean }
}

/// Returns the type of two that fit together into which both can be turned.
fn wider(left: DataType, right: DataType) -> DataType {
    if right == DataType::Number { right } else { left }
}

/// Returns what to do about two operands that an operator cannot join, where one of them is written
/// out and the other one says what it should be.
fn advice(operator: &str, left: &Node, right: &Node) -> Option<&'static str> {
    advice_on(operator, left, right).or_else(|| advice_on(operator, right, left))
}

/// Returns why a comparison is never true, whatever the rows are.
fn never_true(operands: &[Node; 2]) -> Option<(&'static str, &'static str)> {
    if operands.iter().any(Node::is_null) {
        return Some(("label-null", "help-null"));
    }
    let [left, right] = operands;
    let is_other_case = |call: &Node, text: &Node| {
        let (NodeKind::Call(function, _), NodeKind::Constant(Value::Text(text))) =
            (&call.kind, &text.kind)
        else {
            return false;
        };
        match function.name {
            "lower" => **text != text.to_lowercase(),
            "upper" => **text != text.to_uppercase(),
            _ => false,
        }
    };
    let is_never = is_other_case(left, right) || is_other_case(right, left);
    is_never.then_some(("label-case", "help-case"))
}

/// Whether a pattern has the sign that stands for any text in names of files, and none of SQL.
fn is_pattern_of_files(pattern: &Node) -> bool {
    let NodeKind::Constant(Value::Text(text)) = &pattern.kind else { return false };
    text.contains('*') && !text.contains(['%', '_'])
}

/// Whether it is a sum or another result of numbers that are written out, such as `2024-25`.
fn is_computed_of_constants(node: &Node) -> bool {
    let NodeKind::Compute(_, operands) = &node.kind else { return false };
    let is_constant = |node: &Node| matches!(node.kind, NodeKind::Constant(_));
    operands.iter().all(|operand| is_constant(operand) || is_computed_of_constants(operand))
}

fn advice_on(operator: &str, written: &Node, other: &Node) -> Option<&'static str> {
    let is_comparison = ["=", "<>", "<", "<=", ">", ">=", "in", "between"].contains(&operator);
    if is_computed_of_constants(written) {
        let advice = match other.data_type {
            DataType::Text => Some("help-quote"),
            DataType::Date => Some("help-date"),
            _ => None,
        };
        return advice.filter(|_| is_comparison);
    }
    let NodeKind::Constant(value) = &written.kind else { return None };
    if matches!(other.kind, NodeKind::Constant(_)) {
        return None;
    }
    match value {
        Value::Text(_) if other.data_type == DataType::Boolean => {
            is_comparison.then_some("help-answer")
        }
        Value::Text(_) if other.data_type == DataType::Date => is_comparison.then_some("help-date"),
        Value::Text(text) if other.data_type.is_numeric() && text.trim().parse::<f64>().is_ok() => {
            Some("help-unquote")
        }
        Value::Integer(_) | Value::Number(_) if other.data_type == DataType::Text => {
            is_comparison.then_some("help-quote")
        }
        _ => None,
    }
}
