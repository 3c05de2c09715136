//! What is known of an indicator for one member of a slice in one period.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::definition::{Definition, Slice};
use crate::values::{Missing, Period, Value};

/// All indicators of a run.
#[derive(Debug)]
pub struct Indicators {
    pub(super) ids: Vec<String>,
    /// The periods shown, oldest first; the last is that of the report.
    pub periods: Vec<Period>,
    /// Results in the order of the definition.
    pub results: Vec<IndicatorResult>,
}

/// The observations of one indicator.
#[derive(Debug, Clone)]
pub struct IndicatorResult {
    /// One for each slice of the definition, in its order.
    pub slices: Vec<SliceResult>,
}

/// The observations of one slice.
#[derive(Debug, Clone)]
pub struct SliceResult {
    /// The slice.
    pub slice: Slice,
    /// Its members in the order of print.
    pub members: Vec<Member>,
    /// For each member an observation for each period; nothing where the member did not exist.
    pub observations: Vec<Vec<Option<Observation>>>,
}

/// A member of a slice: a value for each of its dimensions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Keys.
    pub keys: Vec<Arc<str>>,
    /// Names for print.
    pub labels: Vec<Arc<str>>,
    /// Names of the periods in which they were others: index of the period, and the names.
    pub former: Vec<(usize, Vec<Arc<str>>)>,
}

/// One observation.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// The value, or why there is no number.
    pub value: Result<f64, Missing>,
    /// The value where it is more than a number: yes or no, which is 1 or 0 as a number, or
    /// information, of which text and days are no numbers.
    pub answer: Option<Value>,
    /// Numerator of a ratio.
    pub numerator: Option<f64>,
    /// Denominator of a ratio.
    pub denominator: Option<f64>,
    /// Size of the group: the denominator, or how many people there are where that counts something
    /// else, such as papers.
    pub n: Option<f64>,
    /// Whether the group is smaller than the definition allows to be interpreted.
    pub is_small: bool,
    /// Whether rows had to be left out because a part of the formula is missing in them.
    pub is_partial: bool,
    /// Whether rows of members that were merged later count for it, or what it is made of is marked
    /// so.
    pub is_merged: bool,
    /// Standard deviation of the rows of a simple mean.
    pub spread: Option<f64>,
    /// 95 % confidence interval.
    pub interval: Option<(f64, f64)>,
    /// Index of the zone.
    pub zone: Option<usize>,
    /// The target that applies.
    pub target: Option<TargetResult>,
    /// The place among the members, where it was asked for.
    pub rank: Option<Rank>,
    /// Change from the period before; nothing for the first period shown.
    pub change: Option<Change>,
    /// Values to compare with, by name of the reference.
    pub references: IndexMap<String, ReferenceValue>,
}

/// A place among the members of a slice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    /// The place, from 1.
    pub first: usize,
    /// The last of the places that members with the same printed value share.
    pub last: usize,
    /// How many members have a place.
    pub of: usize,
}

impl Rank {
    /// Returns the place as it is printed: `5`, or `2–3` where it is shared.
    #[must_use]
    pub fn text(self) -> String {
        if self.first == self.last {
            self.first.to_string()
        } else {
            format!("{}–{}", self.first, self.last)
        }
    }
}

/// A target and whether it is met.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TargetResult {
    /// The target.
    pub value: f64,
    /// Whether the unrounded value meets it; nothing without a value.
    pub met: Option<bool>,
}

/// A change between two periods.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// The difference; nothing where one of the two is missing.
    pub value: Option<f64>,
    /// What may be said about it.
    pub trend: Trend,
    /// Why the two periods cannot be compared, if that is known.
    pub reason: Option<Incomparable>,
}

/// Why a member cannot be compared with the period before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Incomparable {
    /// Another member was merged into it.
    Reorganised,
    /// It was not there.
    New,
}

impl Incomparable {
    /// Returns the word used in data files and texts.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reorganised => "reorganised",
            Self::New => "new",
        }
    }
}

/// What may be said about a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// The value grew.
    Up,
    /// The value fell.
    Down,
    /// Both print the same.
    Same,
    /// The difference may be due to chance.
    WithinError,
    /// One of the two is missing.
    Unknown,
    /// One of the two is hidden.
    Suppressed,
}

impl Trend {
    /// Returns the word used in data files and texts.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Same => "same",
            Self::WithinError => "within_error",
            Self::Unknown => "unknown",
            Self::Suppressed => "suppressed",
        }
    }
}

/// The same indicator over other rows.
#[derive(Debug, Clone, PartialEq)]
pub struct ReferenceValue {
    /// Name for readers.
    pub title: String,
    /// The value, or why there is none.
    pub value: Result<f64, Missing>,
    /// The observation minus this value, where both are known.
    pub gap: Option<f64>,
    /// Whether charts show it.
    pub in_charts: bool,
}

impl Observation {
    /// An observation of which only the value is known so far.
    pub(super) fn of(value: Result<f64, Missing>) -> Self {
        Self {
            value,
            answer: None,
            numerator: None,
            denominator: None,
            n: None,
            is_small: false,
            is_partial: false,
            is_merged: false,
            spread: None,
            interval: None,
            zone: None,
            target: None,
            rank: None,
            change: None,
            references: IndexMap::new(),
        }
    }

    /// Returns why nothing is known; a text or a day is known though it is no number.
    #[must_use]
    pub fn missing(&self) -> Option<Missing> {
        if self.answer.is_some() { None } else { self.value.err() }
    }
}

impl Indicators {
    pub(super) fn new(definition: &Definition, results: Vec<IndicatorResult>) -> Self {
        let indicators = definition.indicators.iter();
        Self {
            ids: indicators.map(|indicator| indicator.id.value.clone()).collect(),
            periods: definition.calendar.periods(),
            results,
        }
    }
}
