//! Formulas that were checked against the columns of their rows, ready to be computed.

use std::sync::Arc;

#[cfg(test)]
use super::aggregate::AggregateKind;
use super::aggregate::{Aggregate, Grouping, evaluate_all};
use super::ast::{Arithmetic, Comparison, Logic};
use super::error::Overflow;
use super::evaluate::{Batch, evaluate};
use super::functions::Function;
use crate::values::{Column, DataType, Missing, Value};

/// Rows with the columns a formula needs, by their names in the scope it was checked against.
pub trait Rows {
    /// Returns the number of rows.
    fn row_count(&self) -> usize;

    /// Returns a column; it has to be of the type that the scope gave it.
    fn column(&self, name: &str) -> Option<&Column>;
}

/// A formula that gives a value for each row.
#[derive(Debug, Clone, PartialEq)]
pub struct RowFormula {
    pub(super) root: Node,
    pub(super) columns: Vec<Arc<str>>,
    pub(super) text: Arc<str>,
}

/// A formula that gives a value for each group of rows.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupFormula {
    /// Its leaves are the aggregates.
    pub(super) root: Node,
    /// The leaves of which are the columns.
    pub(super) aggregates: Vec<Aggregate>,
    pub(super) columns: Vec<Arc<str>>,
    pub(super) text: Arc<str>,
}

/// A checked expression: every operand is of the type its operator computes with.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub(super) kind: NodeKind,
    pub(super) data_type: DataType,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum NodeKind {
    Constant(Value),
    /// A column of the rows or, over groups, the result of an aggregate.
    Leaf(usize),
    /// An integer as a number or as text.
    Convert(Box<Node>),
    Negate(Box<Node>),
    Not(Box<Node>),
    Logic(Logic, Box<[Node; 2]>),
    Compare(Comparison, Box<[Node; 2]>),
    Compute(Arithmetic, Box<[Node; 2]>),
    Concatenate(Box<[Node; 2]>),
    IsNull(Box<Node>),
    In(Box<Node>, Vec<Node>),
    /// Value, lower bound, upper bound.
    Between(Box<[Node; 3]>),
    Like(Box<[Node; 2]>),
    Case(Box<Case>),
    Call(&'static Function, Vec<Node>),
}

/// The first branch whose condition is true, or whose value equals the operand.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Case {
    pub(super) operand: Option<Node>,
    pub(super) branches: Vec<(Node, Node)>,
    pub(super) otherwise: Node,
}

impl Node {
    /// Makes the missing value of `null`, which fits every type.
    pub(super) const fn null() -> Self {
        let kind = NodeKind::Constant(Value::Missing(Missing::Unknown));
        Self { kind, data_type: DataType::Number }
    }

    /// Returns the parts of which it is made.
    pub(super) fn children(&self) -> Vec<&Self> {
        match &self.kind {
            NodeKind::Constant(_) | NodeKind::Leaf(_) => Vec::new(),
            NodeKind::Convert(operand)
            | NodeKind::Negate(operand)
            | NodeKind::Not(operand)
            | NodeKind::IsNull(operand) => vec![operand],
            NodeKind::Logic(_, operands)
            | NodeKind::Compare(_, operands)
            | NodeKind::Compute(_, operands)
            | NodeKind::Concatenate(operands)
            | NodeKind::Like(operands) => operands.iter().collect(),
            NodeKind::In(operand, list) => std::iter::once(&**operand).chain(list).collect(),
            NodeKind::Between(parts) => parts.iter().collect(),
            NodeKind::Case(case) => {
                let branches = case.branches.iter().flat_map(|(when, then)| [when, then]);
                case.operand.iter().chain(branches).chain([&case.otherwise]).collect()
            }
            NodeKind::Call(_, arguments) => arguments.iter().collect(),
        }
    }

    /// Returns the number that is written here, if it is nothing but one.
    pub(super) fn number(&self) -> Option<f64> {
        match &self.kind {
            NodeKind::Constant(value) => value.as_number(),
            NodeKind::Negate(operand) => operand.number().map(|number| -number),
            NodeKind::Convert(operand) => operand.number(),
            _ => None,
        }
    }

    /// Whether it is a bare `null`, so that its type is only a guess.
    pub(super) const fn is_null(&self) -> bool {
        matches!(self.kind, NodeKind::Constant(Value::Missing(_)))
    }
}

impl RowFormula {
    /// Returns the type of the values.
    #[must_use]
    pub const fn data_type(&self) -> DataType {
        self.root.data_type
    }

    /// Returns the columns that are used, each once, in order of appearance.
    #[must_use]
    pub fn columns(&self) -> Vec<&str> {
        self.columns.iter().map(Arc::as_ref).collect()
    }

    /// Returns the formula as it is printed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Computes the value of each row.
    ///
    /// # Errors
    ///
    /// Returns an error if a result is too large.
    ///
    /// # Panics
    ///
    /// Panics if the rows lack a column, or have it in another type than the scope said.
    pub fn evaluate(&self, rows: &dyn Rows) -> Result<Column, Overflow> {
        let leaves = leaves(&self.columns, rows);
        let row_count = rows.row_count();
        Ok(evaluate(&self.root, &Batch::new(&leaves, row_count))?.into_column(row_count))
    }

    /// Returns for each row whether the formula is known to be true.
    ///
    /// # Errors
    ///
    /// Returns an error if a result is too large.
    ///
    /// # Panics
    ///
    /// Panics if the formula is not of the type boolean, and like [`Self::evaluate`].
    pub fn matches(&self, rows: &dyn Rows) -> Result<Vec<bool>, Overflow> {
        let leaves = leaves(&self.columns, rows);
        let row_count = rows.row_count();
        let condition = evaluate(&self.root, &Batch::new(&leaves, row_count))?;
        let condition = condition.lane::<bool>();
        Ok((0..row_count).map(|row| condition.at(row) == Ok(true)).collect())
    }

    /// Returns for each of some rows, given in ascending order, whether the formula is known to be
    /// true.
    ///
    /// # Errors
    ///
    /// Returns an error if a result in these rows is too large.
    ///
    /// # Panics
    ///
    /// As [`Self::matches`].
    pub fn matches_at(&self, rows: &dyn Rows, wanted: &[usize]) -> Result<Vec<bool>, Overflow> {
        let number = |row: &usize| u32::try_from(*row).expect("a table has fewer than 2^32 rows");
        let wanted: Vec<u32> = wanted.iter().map(number).collect();
        let leaves = leaves(&self.columns, rows);
        let batch = Batch::new(&leaves, rows.row_count()).select(&wanted);
        let condition = evaluate(&self.root, &batch)?;
        let condition = condition.lane::<bool>();
        Ok((0..wanted.len()).map(|row| condition.at(row) == Ok(true)).collect())
    }
}

impl GroupFormula {
    /// Returns the type of the values.
    #[must_use]
    pub const fn data_type(&self) -> DataType {
        self.root.data_type
    }

    /// Returns the columns that are used, each once, in order of appearance.
    #[must_use]
    pub fn columns(&self) -> Vec<&str> {
        self.columns.iter().map(Arc::as_ref).collect()
    }

    /// Returns the formula as it is printed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether a result may depend on which row of a group is the first.
    #[cfg(test)]
    pub(super) fn uses_a_first_row(&self) -> bool {
        let is_first = |aggregate: &Aggregate| matches!(aggregate.kind, AggregateKind::Group(_));
        self.aggregates.iter().any(is_first)
    }

    /// Computes the value of each group.
    ///
    /// # Errors
    ///
    /// Returns an error if a result is too large. Rows that are in no group cannot cause it.
    ///
    /// # Panics
    ///
    /// Panics if the rows lack a column, or have it in another type than the scope said, or are
    /// not those of the grouping.
    pub fn evaluate(&self, rows: &dyn Rows, grouping: &Grouping) -> Result<Column, Overflow> {
        let results = self.aggregate(rows, grouping)?;
        let leaves: Vec<&Column> = results.iter().map(|(_, column)| column).collect();
        let count = grouping.group_count;
        Ok(evaluate(&self.root, &Batch::new(&leaves, count))?.into_column(count))
    }

    /// Computes the aggregates of the formula, each under its printed form: what an explanation
    /// shows between the rows and the result.
    ///
    /// # Errors
    ///
    /// As [`Self::evaluate`].
    ///
    /// # Panics
    ///
    /// As [`Self::evaluate`].
    pub fn aggregate(
        &self,
        rows: &dyn Rows,
        grouping: &Grouping,
    ) -> Result<Vec<(&str, Column)>, Overflow> {
        assert_eq!(grouping.group_of_row.len(), rows.row_count(), "the grouping is of these rows");
        let leaves = leaves(&self.columns, rows);
        let batch = Batch::new(&leaves, rows.row_count());
        let results = evaluate_all(&self.aggregates, batch, grouping)?;
        Ok(self.aggregates.iter().map(|aggregate| &*aggregate.text).zip(results).collect())
    }

    /// Returns for each row whether it is known what it contributes: the conditions and arguments
    /// of every aggregate are known there. An argument need not be known where the condition is
    /// false; `count(*)` has none.
    ///
    /// # Errors
    ///
    /// Returns an error if an argument is too large.
    ///
    /// # Panics
    ///
    /// Panics if the rows lack a column, or have it in another type than the scope said.
    pub fn known_rows(&self, rows: &dyn Rows) -> Result<Vec<bool>, Overflow> {
        let leaves = leaves(&self.columns, rows);
        let batch = Batch::new(&leaves, rows.row_count());
        let mut known = vec![true; rows.row_count()];
        for aggregate in &self.aggregates {
            aggregate.mark_unknown(&batch, &mut known)?;
        }
        Ok(known)
    }
}

/// Returns the columns that the leaves of a formula stand for.
pub(super) fn leaves<'a>(names: &[Arc<str>], rows: &'a dyn Rows) -> Vec<&'a Column> {
    let find = |name: &Arc<str>| {
        let column = rows.column(name);
        column.unwrap_or_else(|| panic!("the rows have no column {name}, but their scope had"))
    };
    names.iter().map(find).collect()
}
