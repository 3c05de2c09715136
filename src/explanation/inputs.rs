//! Values of other indicators that a number is made of.

use crate::definition::{Definition, Indicator, Kind};
use crate::indicators::{Indicators, Observation};
use crate::values::Period;

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
    /// Its weight in a composite.
    pub weight: Option<f64>,
}

/// Returns the values of other indicators behind a number.
pub(super) fn inputs<'a>(
    definition: &'a Definition,
    indicators: &'a Indicators,
    found: &Found<'a>,
) -> Vec<Input<'a>> {
    let Kind::Composite(composite) = &found.indicator.kind else { return Vec::new() };
    let mut inputs = Vec::new();
    for part in &composite.parts {
        let dimensions = &found.slice.slice.dimensions;
        let mut slices = indicators.results[part.indicator.0].slices.iter();
        let Some(slice) = slices.find(|slice| slice.slice.dimensions == *dimensions) else {
            continue;
        };
        let mut members = slice.members.iter().zip(&slice.observations);
        let Some((member, observations)) =
            members.find(|(member, _)| member.keys == found.member.keys)
        else {
            continue;
        };
        inputs.push(Input {
            indicator: &definition.indicators[part.indicator.0],
            keys: keys(definition, slice, member),
            period: indicators.periods[found.period],
            observation: observations[found.period].as_ref(),
            weight: Some(part.weight),
        });
    }
    inputs
}
