//! Values of other indicators that a number is made of.

use crate::definition::{Definition, Indicator, Kind};
use crate::indicators::{Indicators, Observation, PartUse, parts_of};
use crate::values::{Missing, Period};

use super::request::Found;
use super::{MemberKey, keys};

/// A value of another indicator.
#[derive(Debug)]
pub struct Input<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// The member.
    pub keys: Vec<MemberKey<'a>>,
    /// The period.
    pub period: Period,
    /// The observation.
    pub observation: Option<&'a Observation>,
    /// The value on the scale of the composite, or why there is none.
    pub scaled: Result<f64, Missing>,
    /// Its weight in the composite.
    pub weight: f64,
    /// What it gives to the value; these add up to the value. Nothing where it gives nothing.
    pub contribution: Option<f64>,
}

/// Returns the values of other indicators behind a number.
pub(super) fn inputs<'a>(
    definition: &'a Definition,
    indicators: &'a Indicators,
    found: &Found<'a>,
) -> Vec<Input<'a>> {
    let Kind::Composite(composite) = &found.indicator.kind else { return Vec::new() };
    let place = (found.member, found.period);
    let parts = parts_of(definition, indicators, (composite, &found.slice.slice), place);
    let input = |part: PartUse<'a>| Input {
        indicator: &definition.indicators[part.indicator.0],
        keys: keys(definition, found.slice, found.member),
        period: indicators.periods[found.period],
        observation: part.observation,
        scaled: part.scaled,
        weight: part.weight,
        contribution: part.contribution,
    };
    parts.into_iter().map(input).collect()
}
