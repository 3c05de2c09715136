//! What a pass computes: every distinct condition, argument and aggregate of its requests once.

use std::sync::{Arc, OnceLock};

use super::condition::Condition;
use super::distinct::Domain;
use crate::expressions::aggregate::Grouping;
use crate::expressions::error::Overflow;
use crate::expressions::formula::{GroupFormula, Node};
use crate::expressions::functions::Function;
use crate::values::{Column, DataType};

/// Numbers of what a plan holds.
pub(super) type NodeId = usize;
pub(super) type ColumnId = usize;
pub(super) type ConditionId = usize;
pub(super) type MaskId = usize;
pub(super) type BlockId = usize;

/// What a pass computes.
pub(super) struct Plan<'a> {
    pub(super) row_count: usize,
    pub(super) columns: Vec<KnownColumn<'a>>,
    /// Distinct parts of formulas that give a value for each row.
    pub(super) nodes: Vec<RowNode<'a>>,
    pub(super) conditions: Vec<Condition<'a>>,
    /// Products of two arguments.
    pub(super) products: Vec<[NodeId; 2]>,
    pub(super) masks: Vec<Vec<Term>>,
    pub(super) groupings: Vec<&'a Grouping>,
    pub(super) blocks: Vec<Block>,
    pub(super) losses: Vec<Loss<'a>>,
    /// Aggregates that need all rows of a group at once.
    pub(super) wholes: Vec<Whole>,
    /// The masks of these.
    pub(super) kept: Vec<MaskId>,
    pub(super) asked: Vec<Asked<'a>>,
}

/// A column of the rows.
pub(super) struct KnownColumn<'a> {
    pub(super) column: &'a Column,
    /// Whether no value is missing.
    pub(super) is_complete: bool,
}

/// A part of a formula with the columns that its leaves stand for.
pub(super) struct RowNode<'a> {
    pub(super) node: &'a Node,
    pub(super) leaves: Arc<[&'a Column]>,
    /// Whether it has a value in every row.
    pub(super) is_complete: bool,
    /// Whether it is computed in every part, wanted or not: a value may be too large, and whether
    /// that is noticed must not depend on where parts begin.
    pub(super) may_overflow: bool,
    /// Whether it is computed over all rows at once: it looks at each of very many texts, or its
    /// texts have to be numbered alike in all parts.
    pub(super) needs_all: bool,
    pub(super) whole: OnceLock<Result<Column, Overflow>>,
    /// For texts the place of each in their order.
    pub(super) ranks: OnceLock<Vec<u32>>,
}

/// A condition on the rows of a mask; all of them have to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Term {
    /// The row stands in a group of a grouping.
    InGroup(usize),
    /// A condition is known to be true.
    Holds(ConditionId),
    /// It is known whether a condition is true.
    Known(ConditionId),
    /// An argument has a value.
    Has(NodeId),
    /// An argument has a value, or the condition does not hold.
    HasWhere(ConditionId, NodeId),
}

/// What is gathered over the rows of a mask for each group; always their number.
pub(super) struct Block {
    pub(super) grouping: usize,
    pub(super) mask: MaskId,
    pub(super) totals: Vec<Source>,
    /// The smallest (or largest) values.
    pub(super) bests: Vec<(NodeId, bool)>,
    pub(super) distincts: Vec<(NodeId, Domain)>,
    /// Whether the first row is wanted.
    pub(super) first: bool,
}

/// Numbers that are summed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    Node(NodeId),
    Product(usize),
}

/// Rows that a request leaves out, since it is not known what they contribute.
pub(super) struct Loss<'a> {
    pub(super) grouping: usize,
    pub(super) selected: MaskId,
    pub(super) known: MaskId,
    pub(super) columns: Vec<&'a Column>,
}

/// An aggregate that needs all rows of a group at once.
#[derive(PartialEq)]
pub(super) struct Whole {
    pub(super) function: &'static Function,
    pub(super) arguments: Vec<NodeId>,
    pub(super) grouping: usize,
    /// Index in the kept masks.
    pub(super) kept: usize,
}

/// What a request asked for.
pub(super) struct Asked<'a> {
    pub(super) grouping: usize,
    pub(super) formulas: Vec<(&'a GroupFormula, Vec<Slot<'a>>)>,
    pub(super) loss: Option<usize>,
    /// The parts of its formulas; if a value of one is too large, it is computed alone.
    pub(super) nodes: Vec<NodeId>,
}

/// Where the result of an aggregate is found.
pub(super) enum Slot<'a> {
    Count(BlockId),
    Distinct(BlockId, usize),
    Sum(BlockId, usize, DataType),
    Mean(BlockId, usize),
    WeightedMean {
        block: BlockId,
        products: usize,
        weights: usize,
    },
    /// Rows where the condition holds, and where it is known.
    Share {
        holds: BlockId,
        known: BlockId,
    },
    DecidedBy {
        decisive: bool,
        holds: BlockId,
        known: BlockId,
    },
    Best {
        block: BlockId,
        index: usize,
        node: NodeId,
    },
    /// The value of a column in the first row.
    First(BlockId, &'a Column),
    Whole(usize),
}
