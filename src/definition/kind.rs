//! How indicators are computed.

use crate::expressions::GroupFormula;
use crate::values::DataType;

use super::model::IndicatorId;

/// How an indicator is computed.
#[derive(Debug)]
pub enum Kind {
    /// Numerator divided by denominator, times a factor, over the rows where both are known.
    Ratio {
        /// What is divided.
        numerator: GroupFormula,
        /// By what.
        denominator: GroupFormula,
        /// The factor.
        scale: f64,
        /// The size, where the denominator counts something else than people, such as papers.
        n: Option<Box<GroupFormula>>,
        /// The standard deviation of what a simple mean is a mean of.
        spread: Option<GroupFormula>,
    },
    /// Any aggregate; `n` is the size of the group.
    Value {
        /// The aggregate.
        value: GroupFormula,
        /// The size.
        n: Option<GroupFormula>,
    },
    /// A list that others publish: members of a register that are not in it have a value of
    /// their own.
    External {
        /// The value of a member in the list.
        value: GroupFormula,
        /// The value of a member that is not in the list of the period.
        unlisted: f64,
        /// The size of the group.
        n: Option<GroupFormula>,
    },
    /// Yes or no.
    Rule {
        /// What has to hold.
        condition: GroupFormula,
        /// The size of the group.
        n: Option<GroupFormula>,
    },
    /// Something to be read: text, a day, yes or no, or a number nobody judges.
    Info {
        /// The aggregate.
        value: GroupFormula,
        /// The size of the group.
        n: Option<GroupFormula>,
    },
    /// Other indicators, weighted.
    Composite(Composite),
}

/// What a formula is to its indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormulaRole {
    /// What is divided.
    Numerator,
    /// By what.
    Denominator,
    /// The value itself.
    Value,
    /// The size of the group. Rows count whether or not it is known in them.
    Size,
}

impl Kind {
    /// Returns the formula of the standard deviation of the rows, where it is wanted.
    #[must_use]
    pub const fn spread(&self) -> Option<&GroupFormula> {
        match self {
            Self::Ratio { spread, .. } => spread.as_ref(),
            _ => None,
        }
    }

    /// Returns the word used in data files.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Ratio { .. } => "ratio",
            Self::Value { .. } => "value",
            Self::External { .. } => "external",
            Self::Rule { .. } => "rule",
            Self::Info { .. } => "info",
            Self::Composite(_) => "composite",
        }
    }

    /// Returns the type of the values.
    #[must_use]
    pub const fn data_type(&self) -> DataType {
        match self {
            Self::Rule { .. } => DataType::Boolean,
            Self::Info { value, .. } => value.data_type(),
            Self::Ratio { .. }
            | Self::Value { .. }
            | Self::External { .. }
            | Self::Composite(_) => DataType::Number,
        }
    }

    /// Whether values are judged: by zones, targets, and by the period before.
    #[must_use]
    pub const fn is_judged(&self) -> bool {
        !matches!(self, Self::Rule { .. } | Self::Info { .. })
    }

    /// Whether the size of the groups is known.
    #[must_use]
    pub const fn has_size(&self) -> bool {
        match self {
            Self::Ratio { .. } => true,
            Self::Value { n, .. }
            | Self::External { n, .. }
            | Self::Rule { n, .. }
            | Self::Info { n, .. } => n.is_some(),
            Self::Composite(_) => false,
        }
    }

    /// Returns the formulas over rows, in the order of print.
    #[must_use]
    pub fn formulas(&self) -> Vec<(FormulaRole, &GroupFormula)> {
        match self {
            Self::Ratio { numerator, denominator, n, .. } => {
                let parts =
                    [(FormulaRole::Numerator, numerator), (FormulaRole::Denominator, denominator)];
                parts.into_iter().chain(n.as_deref().map(|n| (FormulaRole::Size, n))).collect()
            }
            Self::Value { value, n }
            | Self::External { value, n, .. }
            | Self::Rule { condition: value, n }
            | Self::Info { value, n } => {
                let size = n.iter().map(|n| (FormulaRole::Size, n));
                std::iter::once((FormulaRole::Value, value)).chain(size).collect()
            }
            Self::Composite(_) => Vec::new(),
        }
    }
}

/// Weights of other indicators.
#[derive(Debug)]
pub struct Composite {
    /// Indicators with their weights and scales.
    pub parts: Vec<Part>,
    /// Share of the weight that has to be known, 0 to 1.
    pub require_weight: f64,
}

/// A part of a composite.
#[derive(Debug)]
pub struct Part {
    /// The indicator.
    pub indicator: IndicatorId,
    /// How much it counts.
    pub weight: f64,
    /// How its values are made comparable.
    pub normalize: Normalize,
}

/// How values of an indicator are made comparable with those of others.
#[derive(Debug, Clone, PartialEq)]
pub enum Normalize {
    /// As they are.
    AsIs,
    /// From 0 at the worse of two fixed bounds to 100 at the better one.
    Bounds(f64, f64),
    /// The same between the worst and the best member of the slice in the period.
    Members,
    /// Distance from the mean of the members in standard deviations, positive where better.
    ZScore,
    /// Points for reaching a bound; the first step that is reached counts.
    Steps(Vec<PointStep>),
}

/// Points for reaching a bound.
#[derive(Debug, Clone, PartialEq)]
pub struct PointStep {
    /// The bound, which belongs to it; the last step has none.
    pub from: Option<f64>,
    /// The points.
    pub points: f64,
}
