//! Tables of observations: rows made of the values of indicators instead of cells.
//!
//! None of their values has a cell. What each of them is stands here: a column names the
//! indicator, the slice, the period relative to that of the row and the part of the observation;
//! the columns of the row with the period and the keys of the dimensions name the member.

use super::model::{DimensionId, IndicatorId};

/// The rows of a table of observations: one for each member and each period shown in which at
/// least one of the indicators of the same slice has an observation. Periods whose earlier ones
/// are asked for and not shown have no rows.
#[derive(Debug)]
pub struct Observations {
    /// Dimensions whose members the rows are about.
    pub by: Vec<DimensionId>,
    /// Dimensions of which those members are parts, with the dimension that is a part of each.
    pub parents: Vec<(DimensionId, DimensionId)>,
    /// The columns after the period and the keys.
    pub columns: Vec<ObservedColumn>,
}

/// A column of a table of observations.
#[derive(Debug)]
pub struct ObservedColumn {
    /// Its name.
    pub name: String,
    /// The indicator.
    pub indicator: IndicatorId,
    /// Dimensions of the slice: those of the rows, or fewer of them or of their parents.
    pub by: Vec<DimensionId>,
    /// The period counted from that of the row: 0, or -1 for the one before.
    pub period: i16,
    /// What is taken of the observation.
    pub take: Taken,
}

/// A part of an observation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// The value.
    Value,
    /// Size of the group.
    N,
    /// Numerator of a ratio.
    Numerator,
    /// Denominator of a ratio.
    Denominator,
    /// Lower bound of the interval.
    Low,
    /// Upper bound of the interval.
    High,
    /// Change from the period before.
    Change,
    /// What may be said about the change.
    Trend,
    /// Name of the zone.
    Zone,
    /// The target that applies.
    Target,
    /// Whether the target is met.
    TargetMet,
    /// The place among the members; of places that are shared, the first.
    Rank,
    /// Value of a reference.
    Reference(String),
    /// Difference to the value of a reference.
    Gap(String),
}

impl Taken {
    /// Returns the word used in definitions; references are taken by keys of their own.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::N => "n",
            Self::Numerator => "numerator",
            Self::Denominator => "denominator",
            Self::Low => "low",
            Self::High => "high",
            Self::Change => "change",
            Self::Trend => "trend",
            Self::Zone => "zone",
            Self::Target => "target",
            Self::TargetMet => "target_met",
            Self::Rank => "rank",
            Self::Reference(_) => "reference",
            Self::Gap(_) => "gap",
        }
    }
}
