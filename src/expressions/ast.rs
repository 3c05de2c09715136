//! The tree of a formula as it was written.

use std::ops::Range;

use crate::values::Value;

/// A formula, or a part of one.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    /// The bytes of the formula it was written in, with the parentheses around it.
    pub range: Range<usize>,
    /// What it is.
    pub(super) kind: ExpressionKind,
    /// Levels of nesting, itself included; the parser limits it, so that no walk over the tree
    /// can use up the stack.
    pub(super) depth: usize,
}

/// What an expression is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum ExpressionKind {
    /// A constant; `null` is a missing value.
    Literal(Value),
    /// The name of a column.
    Name(String),
    /// `-x`.
    Negate(Box<Expression>),
    /// `not x`.
    Not(Box<Expression>),
    /// Two operands with an operator between them.
    Binary { operator: BinaryOperator, operands: Box<[Expression; 2]> },
    /// A question about a value, perhaps with `not`.
    Predicate { operand: Box<Expression>, test: Test, is_negated: bool },
    /// `case`, with or without an operand that is compared with each `when`.
    Case {
        operand: Option<Box<Expression>>,
        branches: Vec<(Expression, Expression)>,
        otherwise: Option<Box<Expression>>,
    },
    /// A function with its arguments.
    Call(Call),
}

/// What a predicate asks.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test {
    /// `is null`.
    IsNull,
    /// `in (…)`.
    In(Vec<Expression>),
    /// `between … and …`.
    Between(Box<[Expression; 2]>),
    /// `like …`.
    Like(Box<Expression>),
}

/// A function call.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Call {
    /// The name as written.
    pub(super) name: String,
    /// The bytes of the name.
    pub(super) name_range: Range<usize>,
    /// Whether the argument is `*`.
    pub(super) has_star: bool,
    /// Whether `distinct` precedes the arguments.
    pub(super) is_distinct: bool,
    /// The arguments.
    pub(super) arguments: Vec<Expression>,
    /// The condition of `filter (where …)`.
    pub(super) filter: Option<Box<Expression>>,
}

/// How tightly an operator binds, the loosest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Precedence {
    Or,
    And,
    Not,
    Comparison,
    Sum,
    Product,
    Sign,
    Operand,
}

/// An operator between two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BinaryOperator {
    /// `or`, `and`.
    Logic(Logic),
    /// `=`, `<` and so on.
    Compare(Comparison),
    /// `+`, `*` and so on.
    Compute(Arithmetic),
    /// `||`.
    Concatenate,
}

/// An operator of three-valued logic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Logic {
    /// `or`.
    Or,
    /// `and`.
    And,
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    /// `=`.
    Equal,
    /// `<>`.
    NotEqual,
    /// `<`.
    Less,
    /// `<=`.
    LessOrEqual,
    /// `>`.
    Greater,
    /// `>=`.
    GreaterOrEqual,
}

/// An operation of arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arithmetic {
    /// `+`.
    Add,
    /// `-`.
    Subtract,
    /// `*`.
    Multiply,
    /// `/`.
    Divide,
    /// `%`.
    Remainder,
}

/// Every operator with its sign; the first sign of an operator is the printed one.
const OPERATORS: [(&str, BinaryOperator, Precedence); 15] = {
    use Arithmetic::{Add, Divide, Multiply, Remainder, Subtract};
    use BinaryOperator::{Compare, Compute, Concatenate, Logic as Logical};
    use Comparison::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual, NotEqual};
    [
        ("or", Logical(Logic::Or), Precedence::Or),
        ("and", Logical(Logic::And), Precedence::And),
        ("=", Compare(Equal), Precedence::Comparison),
        ("<>", Compare(NotEqual), Precedence::Comparison),
        ("!=", Compare(NotEqual), Precedence::Comparison),
        ("<", Compare(Less), Precedence::Comparison),
        ("<=", Compare(LessOrEqual), Precedence::Comparison),
        (">", Compare(Greater), Precedence::Comparison),
        (">=", Compare(GreaterOrEqual), Precedence::Comparison),
        ("+", Compute(Add), Precedence::Sum),
        ("-", Compute(Subtract), Precedence::Sum),
        ("||", Concatenate, Precedence::Sum),
        ("*", Compute(Multiply), Precedence::Product),
        ("/", Compute(Divide), Precedence::Product),
        ("%", Compute(Remainder), Precedence::Product),
    ]
};

impl BinaryOperator {
    /// Returns the operator of a sign or word.
    pub(super) fn from_symbol(symbol: &str) -> Option<Self> {
        let found = OPERATORS.iter().find(|(known, ..)| *known == symbol);
        found.map(|(_, operator, _)| *operator)
    }

    /// Returns the sign or word by which the operator is printed.
    pub(super) fn symbol(self) -> &'static str {
        self.entry().0
    }

    pub(super) fn precedence(self) -> Precedence {
        self.entry().2
    }

    fn entry(self) -> &'static (&'static str, Self, Precedence) {
        let found = OPERATORS.iter().find(|(_, operator, _)| *operator == self);
        found.expect("the table holds every operator")
    }
}

impl Arithmetic {
    /// Whether there may be no result of two values: division by zero.
    pub(super) const fn can_lack_a_value(self) -> bool {
        matches!(self, Self::Divide | Self::Remainder)
    }
}

impl Precedence {
    /// Returns the precedence of what may stand to the right of an operator of this one.
    pub(super) const fn tighter(self) -> Self {
        match self {
            Self::Or => Self::And,
            Self::And => Self::Not,
            Self::Not => Self::Comparison,
            Self::Comparison => Self::Sum,
            Self::Sum => Self::Product,
            Self::Product => Self::Sign,
            Self::Sign | Self::Operand => Self::Operand,
        }
    }
}

impl ExpressionKind {
    /// Returns the parts of which it is made.
    pub(super) fn children(&self) -> Vec<&Expression> {
        match self {
            Self::Literal(_) | Self::Name(_) => Vec::new(),
            Self::Negate(operand) | Self::Not(operand) => vec![operand],
            Self::Binary { operands, .. } => operands.iter().collect(),
            Self::Predicate { operand, test, .. } => {
                let mut children = vec![operand.as_ref()];
                match test {
                    Test::IsNull => {}
                    Test::In(list) => children.extend(list),
                    Test::Between(bounds) => children.extend(bounds.iter()),
                    Test::Like(pattern) => children.push(pattern),
                }
                children
            }
            Self::Case { operand, branches, otherwise } => {
                let ends = [operand, otherwise].into_iter().flatten().map(Box::as_ref);
                let pairs = branches.iter().flat_map(|(when, then)| [when, then]);
                ends.chain(pairs).collect()
            }
            Self::Call(call) => call.arguments.iter().chain(call.filter.as_deref()).collect(),
        }
    }
}
