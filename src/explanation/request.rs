//! Which number is meant: an indicator, a member of a slice, a period.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::definition::{Definition, Indicator, Reference};
use crate::diagnostics::nearest;
use crate::indicators::{Indicators, Member, Observation, SliceResult};

/// What somebody wants to know about.
#[derive(Debug, Clone, Default)]
pub struct Request<'r> {
    /// The indicator.
    pub indicator: &'r str,
    /// Dimensions with the key or the printed name of a member.
    pub at: Vec<(&'r str, &'r str)>,
    /// The period; the one of the report, if not said.
    pub period: Option<&'r str>,
    /// A reference, whose value is meant instead of the member's own.
    pub reference: Option<&'r str>,
}

/// Why there is no such number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestError {
    /// No indicator has the name; the nearest one.
    Indicator(String, Option<String>),
    /// Several indicators have the code, or several members the name; which.
    Several(String, Vec<String>),
    /// No dimension has the name; the nearest one.
    Dimension(String, Option<String>),
    /// The indicator is not cut like this; how it is.
    Slice(Vec<String>),
    /// The slice has no such member; the dimension, the member, the nearest one.
    Member(String, String, Option<String>),
    /// Each of the members exists, but not together.
    Together,
    /// The period is not shown; those that are.
    Period(String, Vec<String>),
    /// The indicator has no such reference; those that it has.
    Reference(String, Vec<String>),
}

/// The number that is meant.
pub(super) struct Found<'a> {
    pub(super) indicator: &'a Indicator,
    pub(super) slice: &'a SliceResult,
    pub(super) member: &'a Member,
    /// Index of the period.
    pub(super) period: usize,
    pub(super) observation: Option<&'a Observation>,
    pub(super) reference: Option<&'a Reference>,
}

impl Request<'_> {
    /// Finds what is meant.
    pub(super) fn find<'a>(
        &self,
        definition: &'a Definition,
        indicators: &'a Indicators,
    ) -> Result<Found<'a>, RequestError> {
        let index = self.index(&definition.indicators)?;
        let slice = self.slice(definition, &indicators.results[index].slices)?;
        let row = self.member(definition, slice)?;
        let period = self.period(indicators)?;
        let indicator = &definition.indicators[index];
        Ok(Found {
            indicator,
            slice,
            member: &slice.members[row],
            period,
            observation: slice.observations[row][period].as_ref(),
            reference: self.reference.map(|name| reference(indicator, name)).transpose()?,
        })
    }

    /// Finds the indicator by its id, or by a code that is printed beside its title.
    fn index(&self, indicators: &[Indicator]) -> Result<usize, RequestError> {
        let ids = || indicators.iter().map(|indicator| indicator.id.value.as_str());
        if let Some(index) = ids().position(|id| id == self.indicator) {
            return Ok(index);
        }
        let has_code = |indicator: &Indicator| {
            let passport = &indicator.passport;
            let codes = passport.code.iter().chain(passport.codes.iter().map(|(_, code)| code));
            codes.into_iter().any(|code| code == self.indicator)
        };
        let coded: Vec<usize> =
            (0..indicators.len()).filter(|index| has_code(&indicators[*index])).collect();
        match &coded[..] {
            [only] => Ok(*only),
            [] => {
                let near = nearest(self.indicator, ids()).map(str::to_owned);
                Err(RequestError::Indicator(self.indicator.to_owned(), near))
            }
            several => {
                let ids = several.iter().map(|index| indicators[*index].id.value.clone());
                Err(RequestError::Several(self.indicator.to_owned(), ids.collect()))
            }
        }
    }

    fn slice<'a>(
        &self,
        definition: &Definition,
        slices: &'a [SliceResult],
    ) -> Result<&'a SliceResult, RequestError> {
        let names = || definition.dimensions.iter().map(|known| known.name.value.as_str());
        for (name, _) in &self.at {
            if !names().any(|known| known == *name) {
                let near = nearest(name, names()).map(str::to_owned);
                return Err(RequestError::Dimension((*name).to_owned(), near));
            }
        }
        let dimensions = |slice: &SliceResult| -> Vec<&str> {
            let ids = slice.slice.dimensions.iter();
            ids.map(|id| definition.dimensions[id.0].name.value.as_str()).collect()
        };
        let wanted: BTreeSet<&str> = self.at.iter().map(|(name, _)| *name).collect();
        let fits =
            |slice: &&SliceResult| dimensions(slice).into_iter().collect::<BTreeSet<_>>() == wanted;
        slices.iter().find(fits).ok_or_else(|| {
            let known = slices.iter().map(|slice| {
                let flags = dimensions(slice).into_iter().map(|name| format!("--{name} …"));
                flags.collect::<Vec<_>>().join(" ")
            });
            RequestError::Slice(known.collect())
        })
    }

    fn member(&self, definition: &Definition, slice: &SliceResult) -> Result<usize, RequestError> {
        let value = |place: usize| {
            let id = slice.slice.dimensions[place];
            let name = definition.dimensions[id.0].name.value.as_str();
            let found = self.at.iter().find(|(known, _)| *known == name);
            (name, found.map_or("", |(_, value)| *value))
        };
        let is_key = |member: &Member, place: usize| *member.keys[place] == *value(place).1;
        let fits = |member: &Member, place: usize| {
            is_key(member, place) || *member.labels[place] == *value(place).1
        };
        let places = 0..slice.slice.dimensions.len();
        let members = slice.members.iter();
        let exact = |member: &Member| places.clone().all(|place| is_key(member, place));
        if let Some(row) = members.clone().position(exact) {
            return Ok(row);
        }
        let named = members.enumerate();
        let named: Vec<(usize, &Member)> =
            named.filter(|(_, member)| places.clone().all(|place| fits(member, place))).collect();
        match &named[..] {
            [(row, _)] => return Ok(*row),
            [] => {}
            several => {
                let keys = several.iter().map(|(_, member)| joined(&member.keys));
                let values: Vec<&str> = places.map(|place| value(place).1).collect();
                return Err(RequestError::Several(values.join(" · "), keys.collect()));
            }
        }
        for place in places.clone() {
            if !slice.members.iter().any(|member| fits(member, place)) {
                let (name, value) = value(place);
                let keys = slice.members.iter().map(|member| &*member.keys[place]);
                let labels = slice.members.iter().map(|member| &*member.labels[place]);
                let near = nearest(value, keys.chain(labels)).map(str::to_owned);
                return Err(RequestError::Member(name.to_owned(), value.to_owned(), near));
            }
        }
        Err(RequestError::Together)
    }

    fn period(&self, indicators: &Indicators) -> Result<usize, RequestError> {
        let Some(wanted) = self.period else { return Ok(indicators.periods.len() - 1) };
        let fits = |period: &&crate::values::Period| {
            period.to_string() == wanted || period.label() == wanted
        };
        let found = indicators.periods.iter().position(|period| fits(&period));
        found.ok_or_else(|| {
            let known = indicators.periods.iter().map(ToString::to_string).collect();
            RequestError::Period(wanted.to_owned(), known)
        })
    }
}

/// The keys of a member, as one text.
fn joined(keys: &[Arc<str>]) -> String {
    keys.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(" · ")
}

fn reference<'a>(indicator: &'a Indicator, name: &str) -> Result<&'a Reference, RequestError> {
    let found = indicator.references.iter().find(|known| known.name == name);
    found.ok_or_else(|| {
        let known = indicator.references.iter().map(|known| known.name.clone()).collect();
        RequestError::Reference(name.to_owned(), known)
    })
}
