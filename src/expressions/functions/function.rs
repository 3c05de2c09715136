//! What a function of formulas is: its description for people, and its meaning.

use std::cmp::Ordering;

use crate::expressions::aggregate::Grouped;
use crate::expressions::error::Overflow;
use crate::expressions::operand::Operand;
use crate::values::DataType;

/// A function, with all that the reference manual says about it.
#[derive(Debug)]
pub struct Function {
    /// The name, in lower case.
    pub name: &'static str,
    /// Other names for the same.
    pub aliases: &'static [&'static str],
    /// How it is written, such as `round(x [, digits])`.
    pub signature: &'static str,
    /// What it gives, in one sentence.
    pub summary: Summary,
    /// The formula or rule by which it is computed, and where it comes from.
    pub definition: &'static str,
    /// Formulas with their results; they are tests as well.
    pub examples: &'static [Example],
    pub(in crate::expressions) parameters: Parameters,
    pub(in crate::expressions) returns: Returns,
    pub(in crate::expressions) body: Body,
}

/// A sentence in both languages.
#[derive(Debug, Clone, Copy)]
pub struct Summary {
    /// In Russian.
    pub russian: &'static str,
    /// In English.
    pub english: &'static str,
}

/// A formula, the columns it is computed from, and what it gives for their rows.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// The formula.
    pub formula: &'static str,
    /// Columns by their names; each value is written as a constant of a formula.
    pub columns: &'static [(&'static str, &'static [&'static str])],
    /// The result, written as a constant: that of the first row, or of the group of all rows.
    pub expected: &'static str,
}

/// The arguments a function takes.
#[derive(Debug, Clone, Copy)]
pub(in crate::expressions) struct Parameters {
    pub(in crate::expressions) accepts: &'static [Parameter],
    /// How many of them must be given.
    pub(in crate::expressions) required: usize,
    /// Whether the last one may be given any number of times.
    pub(in crate::expressions) last_repeats: bool,
    /// Whether all arguments have to be of one type.
    pub(in crate::expressions) alike: bool,
    /// Whether the ones that need not be given are given together or not at all.
    pub(in crate::expressions) all_or_none: bool,
}

/// The types an argument may have.
#[derive(Debug, Clone, Copy)]
pub(in crate::expressions) struct Parameter {
    pub(in crate::expressions) types: &'static [DataType],
    /// The type to which the argument is converted, if to any.
    pub(in crate::expressions) becomes: Option<DataType>,
    /// What numbers it may be, if it has to be a number that is written in the formula.
    pub(in crate::expressions) literal: Option<Literal>,
}

/// Numbers that are written in a formula to say what is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::expressions) enum Literal {
    /// A part of one.
    Fraction,
    /// A part of a hundred that is not nothing.
    Percent,
    /// Not below zero.
    Weight,
    /// The number of a factor, or zero: the arguments are this number, y, and the factors.
    Factor,
}

/// The type of the result.
#[derive(Debug, Clone, Copy)]
pub(in crate::expressions) enum Returns {
    Always(DataType),
    LikeFirst,
}

/// How a function is computed.
#[derive(Debug, Clone, Copy)]
pub(in crate::expressions) enum Body {
    /// Row by row.
    Scalar(fn(&[Operand<'_>]) -> Result<Operand<'static>, Overflow>),
    /// Group by group, from all rows of a group at once.
    Aggregate(fn(&Grouped<'_>) -> Result<Operand<'static>, Overflow>),
    /// Group by group; a scan can gather it part by part as well.
    Folded(Fold, fn(&Grouped<'_>) -> Result<Operand<'static>, Overflow>),
    /// As the first argument that is known; the others are not computed.
    FirstKnown,
}

/// What a scan gathers for a function, part by part of the rows; the result is bit by bit that of
/// the function over the whole group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::expressions) enum Fold {
    Count,
    CountDistinct,
    Sum,
    Mean,
    WeightedMean,
    Share,
    /// The value that comes first in the order.
    First(Ordering),
    /// The decisive value if a row has it, or else the other one.
    DecidedBy(bool),
}

impl PartialEq for Function {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Function {
    /// Whether it is computed over a group of rows.
    #[must_use]
    pub const fn is_aggregate(&self) -> bool {
        matches!(self.body, Body::Aggregate(_) | Body::Folded(..))
    }
}

impl Function {
    /// Whether `*` may stand for the argument.
    pub(in crate::expressions) fn takes_star(&self) -> bool {
        self.name == "count"
    }
}

impl Parameters {
    /// Takes exactly these arguments.
    pub(super) const fn exactly(accepts: &'static [Parameter]) -> Self {
        Self {
            accepts,
            required: accepts.len(),
            last_repeats: false,
            alike: false,
            all_or_none: false,
        }
    }

    /// Takes so many of these arguments, or more of them.
    pub(super) const fn from(required: usize, accepts: &'static [Parameter]) -> Self {
        Self { accepts, required, last_repeats: false, alike: false, all_or_none: false }
    }

    /// Takes so many arguments of one kind, or more.
    pub(super) const fn at_least(required: usize, accepts: &'static [Parameter]) -> Self {
        Self { accepts, required, last_repeats: true, alike: false, all_or_none: false }
    }

    /// Takes so many of these arguments, or all of them.
    pub(super) const fn either(required: usize, accepts: &'static [Parameter]) -> Self {
        Self { all_or_none: true, ..Self::from(required, accepts) }
    }

    /// Wants the arguments to be of one type.
    pub(super) const fn alike(self) -> Self {
        Self { alike: true, ..self }
    }

    /// Whether the function takes so many arguments.
    pub(in crate::expressions) const fn fits(&self, given: usize) -> bool {
        let most = self.accepts.len();
        if self.all_or_none && given != self.required && given != most {
            return false;
        }
        given >= self.required && (self.last_repeats || given <= most)
    }

    /// Returns what the argument at a place has to be.
    pub(in crate::expressions) fn parameter(&self, index: usize) -> Option<Parameter> {
        self.accepts.get(index).or(self.accepts.last().filter(|_| self.last_repeats)).copied()
    }
}

impl Parameter {
    pub(super) const ANY: Self = Self::of(&[
        DataType::Boolean,
        DataType::Integer,
        DataType::Number,
        DataType::Text,
        DataType::Date,
    ]);
    /// What can be put in order.
    pub(super) const ORDERED: Self =
        Self::of(&[DataType::Integer, DataType::Number, DataType::Text, DataType::Date]);
    pub(in crate::expressions) const NUMERIC: Self =
        Self::of(&[DataType::Integer, DataType::Number]);
    /// Integers become numbers.
    pub(super) const NUMBER: Self = Self { becomes: Some(DataType::Number), ..Self::NUMERIC };
    pub(super) const FRACTION: Self = Self::literal(Literal::Fraction);
    pub(super) const PERCENT: Self = Self::literal(Literal::Percent);
    pub(super) const WEIGHT: Self = Self::literal(Literal::Weight);
    pub(super) const FACTOR: Self = Self::literal(Literal::Factor);
    pub(super) const INTEGER: Self = Self::of(&[DataType::Integer]);
    pub(in crate::expressions) const BOOLEAN: Self = Self::of(&[DataType::Boolean]);
    pub(super) const DATE: Self = Self::of(&[DataType::Date]);
    pub(in crate::expressions) const TEXT: Self = Self::of(&[DataType::Text]);
    /// Integers are written out.
    pub(in crate::expressions) const WORDS: Self =
        Self { becomes: Some(DataType::Text), ..Self::of(&[DataType::Text, DataType::Integer]) };

    const fn of(types: &'static [DataType]) -> Self {
        Self { types, becomes: None, literal: None }
    }

    const fn literal(literal: Literal) -> Self {
        Self { literal: Some(literal), ..Self::NUMBER }
    }
}

impl Literal {
    /// The name under which messages describe it.
    pub(in crate::expressions) const fn name(self) -> &'static str {
        match self {
            Self::Fraction => "fraction",
            Self::Percent => "percent",
            Self::Weight => "weight",
            Self::Factor => "factor",
        }
    }

    /// Whether a number will do in a call with so many arguments.
    pub(in crate::expressions) fn allows(self, number: f64, given: usize) -> bool {
        match self {
            Self::Fraction => (0.0..=1.0).contains(&number),
            Self::Percent => number > 0.0 && number <= 100.0,
            Self::Weight => number >= 0.0,
            Self::Factor => (0..=Self::factor_count(given)).any(|place| f64::from(place) == number),
        }
    }

    /// How many factors stand behind the number of one and y.
    pub(in crate::expressions) fn factor_count(given: usize) -> u32 {
        u32::try_from(given.saturating_sub(2)).expect("a formula is shorter than that")
    }
}
