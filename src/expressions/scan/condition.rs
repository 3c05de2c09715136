//! Conditions: what is asked of each row, and the rows in which the answer is known and yes.

use std::ops::Range;

use jiff::civil::Date;

use super::mask::Mask;
use super::plan::{ColumnId, ConditionId, NodeId};
use super::planner::Planner;
use crate::expressions::ast::{Comparison, Logic};
use crate::expressions::formula::{Node, NodeKind};
use crate::values::{Column, ColumnData, Value};

/// What a condition asks, as far as it is the same for two of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Question {
    /// A part of a formula that is true or false in each row.
    Atom(NodeId),
    Not(ConditionId),
    Joined(Logic, ConditionId, ConditionId),
}

/// A condition.
pub(super) struct Condition<'a> {
    pub(super) question: Question,
    /// Whether the answer is known in every row.
    pub(super) is_complete: bool,
    /// A quick way to ask, if there is one.
    pub(super) test: Option<Test<'a>>,
}

/// A question about one column that needs nothing but a look at each of its values.
pub(super) struct Test<'a> {
    pub(super) column: ColumnId,
    values: Values<'a>,
}

enum Values<'a> {
    /// Texts of which one is looked for.
    Code(&'a [u32], u32),
    /// Texts for each of which the answer is known.
    Codes(&'a [u32], Vec<bool>),
    Integers(&'a [i64], Comparison, i64),
    Numbers(&'a [f64], Comparison, f64),
    Dates(&'a [Date], Comparison, Date),
    Booleans(&'a [bool]),
}

/// The rows in which a condition is true, and those in which it is known whether it is.
#[derive(Debug, Clone)]
pub(super) struct Truth {
    pub(super) holds: Mask,
    pub(super) known: Mask,
}

impl Truth {
    pub(super) fn not(&self, length: usize) -> Self {
        Self { holds: self.known.without(&self.holds, length), known: self.known.clone() }
    }

    /// Joins two conditions in three-valued logic: one that decides need not wait for the other.
    pub(super) fn join(&self, logic: Logic, other: &Self, length: usize) -> Self {
        let both_known = self.known.and(&other.known);
        match logic {
            Logic::And => {
                let fails = self.not(length).holds.or(&other.not(length).holds, length);
                let holds = self.holds.and(&other.holds);
                Self { holds, known: both_known.or(&fails, length) }
            }
            Logic::Or => {
                let holds = self.holds.or(&other.holds, length);
                Self { known: both_known.or(&holds, length), holds }
            }
        }
    }
}

impl<'a> Condition<'a> {
    pub(super) fn new(question: Question, planner: &mut Planner<'a>) -> Self {
        let is_complete = |id: ConditionId| planner.plan.conditions[id].is_complete;
        match question {
            Question::Not(a) => Self { question, is_complete: is_complete(a), test: None },
            Question::Joined(_, a, b) => {
                Self { question, is_complete: is_complete(a) && is_complete(b), test: None }
            }
            Question::Atom(node) => {
                let node = &planner.plan.nodes[node];
                let is_complete = node.is_complete;
                let test = Values::of(node.node, &node.leaves);
                let test =
                    test.map(|(column, values)| Test { column: planner.column(column), values });
                Self { question, is_complete, test }
            }
        }
    }
}

impl Test<'_> {
    /// Returns the rows of a part whose values, if they are known, are what is looked for.
    pub(super) fn ask(&self, rows: Range<usize>) -> Mask {
        let length = rows.len();
        match &self.values {
            Values::Code(codes, code) => {
                let codes = &codes[rows];
                Mask::of(length, |row| codes[row] == *code)
            }
            Values::Codes(codes, answers) => {
                let codes = &codes[rows];
                Mask::of(length, |row| answers[codes[row] as usize])
            }
            Values::Integers(values, comparison, other) => {
                compared(&values[rows], *comparison, other)
            }
            Values::Numbers(values, comparison, other) => {
                compared(&values[rows], *comparison, other)
            }
            Values::Dates(values, comparison, other) => compared(&values[rows], *comparison, other),
            Values::Booleans(values) => {
                let values = &values[rows];
                Mask::of(length, |row| values[row])
            }
        }
    }
}

fn compared<T: PartialOrd>(values: &[T], comparison: Comparison, other: &T) -> Mask {
    let length = values.len();
    match comparison {
        Comparison::Equal => Mask::of(length, |row| values[row] == *other),
        Comparison::NotEqual => Mask::of(length, |row| values[row] != *other),
        Comparison::Less => Mask::of(length, |row| values[row] < *other),
        Comparison::LessOrEqual => Mask::of(length, |row| values[row] <= *other),
        Comparison::Greater => Mask::of(length, |row| values[row] > *other),
        Comparison::GreaterOrEqual => Mask::of(length, |row| values[row] >= *other),
    }
}

impl<'a> Values<'a> {
    /// Returns the quick way to answer a question, if it is about one column and constants.
    fn of(node: &Node, leaves: &[&'a Column]) -> Option<(&'a Column, Self)> {
        let leaf = |node: &Node| match node.kind {
            NodeKind::Leaf(index) => Some(leaves[index]),
            _ => None,
        };
        match &node.kind {
            NodeKind::Leaf(index) => {
                let ColumnData::Boolean(values) = leaves[*index].data() else { return None };
                Some((leaves[*index], Self::Booleans(values)))
            }
            NodeKind::Compare(comparison, operands) => {
                let column = leaf(&operands[0])?;
                let NodeKind::Constant(value) = &operands[1].kind else { return None };
                Some((column, Self::compared(column, *comparison, value)?))
            }
            NodeKind::In(operand, list) => {
                let column = leaf(operand)?;
                let texts: Option<Vec<&str>> = list.iter().map(known_text).collect();
                let texts = texts?;
                Some((column, Self::of_texts(column, |text| texts.contains(&text))?))
            }
            _ => None,
        }
    }

    fn compared(column: &'a Column, comparison: Comparison, value: &Value) -> Option<Self> {
        match (column.data(), value) {
            (ColumnData::Integer(values), Value::Integer(other)) => {
                Some(Self::Integers(values, comparison, *other))
            }
            (ColumnData::Number(values), Value::Number(other)) => {
                Some(Self::Numbers(values, comparison, *other))
            }
            (ColumnData::Date(values), Value::Date(other)) => {
                Some(Self::Dates(values, comparison, *other))
            }
            (ColumnData::Text(_), Value::Text(other)) => {
                Self::of_texts(column, |text| comparison.holds(text.cmp(other)))
            }
            _ => None,
        }
    }

    fn of_texts(column: &'a Column, holds: impl Fn(&str) -> bool) -> Option<Self> {
        let ColumnData::Text(texts) = column.data() else { return None };
        let answers: Vec<bool> = texts.dictionary.iter().map(|text| holds(text)).collect();
        let mut found = (0..).zip(&answers).filter(|(_, holds)| **holds);
        match (found.next(), found.next()) {
            (Some((code, _)), None) => Some(Self::Code(&texts.codes, code)),
            // A code that no text has.
            (None, _) => Some(Self::Code(&texts.codes, u32::MAX)),
            _ => Some(Self::Codes(&texts.codes, answers)),
        }
    }
}

fn known_text(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Constant(Value::Text(text)) => Some(text),
        _ => None,
    }
}
