//! Indicators without what is hidden: nothing of a hidden observation is left but that it exists.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::definition::{Composite, Counts, Definition, Indicator, Kind, Normalize};
use crate::diagnostics::{Code, Diagnostic};
use crate::values::Missing;

use super::cuts::{self, Cuts, Use, slice_of, source_of, stands_on_files};
use super::population::Population;
use super::published::is_own_size;
use crate::indicators::composite;
use crate::indicators::grouping::GroupKey;
use crate::indicators::observation::{
    Change, IndicatorResult, Indicators, Member, Observation, ReferenceValue, SliceResult, Trend,
};
use crate::indicators::{Context, Results, rank};

/// The groups of a source, and which of them are hidden.
pub(super) struct Groups {
    pub(super) cuts: Cuts,
    pub(super) population: Population,
    pub(super) hidden: Vec<bool>,
    /// The groups, by indicator, of which the number of people is not told though the value is.
    pub(super) untold: HashSet<(usize, u32)>,
}

/// What is hidden of each group, by who prints it.
pub(super) struct View<'a> {
    pub(super) context: &'a Context<'a>,
    groups: &'a BTreeMap<usize, Groups>,
    places: HashMap<Use, (usize, usize)>,
}

impl<'a> View<'a> {
    /// Finds where each use is: the source and the cut.
    pub(super) fn new(context: &'a Context<'a>, groups: &'a BTreeMap<usize, Groups>) -> Self {
        let cuts = groups.iter().flat_map(|(source, groups)| {
            let cuts = groups.cuts.cuts.iter().enumerate();
            cuts.flat_map(move |(cut, rules)| {
                rules.uses.iter().map(move |at| (*at, (*source, cut)))
            })
        });
        Self { context, groups, places: cuts.collect() }
    }

    /// Returns the indicators that stand on files without what is hidden.
    pub(super) fn of_files(&self, indicators: &Indicators) -> Results {
        let definition = self.context.definition;
        let rules = definition.indicators.iter().zip(&indicators.results).enumerate();
        let of = |(index, (rules, result)): (usize, (&Indicator, &IndicatorResult))| {
            stands_on_files(definition, rules).then(|| {
                let mut result = result.clone();
                self.hide_groups(index, rules, &mut result);
                result
            })
        };
        rules.map(of).collect()
    }

    /// Hides the observations and the references whose groups are hidden.
    pub(super) fn hide_groups(
        &self,
        index: usize,
        rules: &Indicator,
        result: &mut IndicatorResult,
    ) {
        if rules.counts == Counts::People {
            for (slice, values) in result.slices.iter_mut().enumerate() {
                let at = Use { indicator: index, slice, reference: None };
                for (member, periods) in values.members.iter().zip(&mut values.observations) {
                    for (period, observation) in periods.iter_mut().enumerate() {
                        let Some(observation) = observation else { continue };
                        self.hide_group(at, rules, (member, period), observation);
                        self.hide_references(at, rules, (member, period), observation);
                    }
                }
            }
        }
        // Places among all members would tell between which two a hidden one stands.
        result.slices.iter_mut().for_each(|slice| rank::again(self.context, rules, slice));
    }

    fn hide_group(
        &self,
        at: Use,
        rules: &Indicator,
        (member, period): (&Member, usize),
        observation: &mut Observation,
    ) {
        let definition = self.context.definition;
        let min_group = f64::from(definition.min_group);
        // Few people are not shown, whatever an indicator stands on.
        let is_few = observation.n.is_some_and(|n| n > 0.0 && n < min_group);
        let key = GroupKey { period, keys: member.keys.clone() };
        let is_hidden =
            || cuts::has_source(definition, at) && self.is_hidden(at, &key, observation);
        if is_few || is_without_size(definition, rules) || is_hidden() {
            hide(observation);
        } else if self.is_untold(at, &key) {
            // An interval is as wide as its people are few.
            (observation.n, observation.interval, observation.spread) = (None, None, None);
        }
    }

    fn hide_references(
        &self,
        at: Use,
        rules: &Indicator,
        (member, period): (&Member, usize),
        observation: &mut Observation,
    ) {
        for (number, reference) in rules.references.iter().enumerate() {
            let at = Use { reference: Some(number), ..at };
            if !cuts::has_source(self.context.definition, at) {
                continue;
            }
            let Some(value) = observation.references.get_mut(&reference.name) else { continue };
            let is_hidden = self
                .reference_key(at, member, period)
                .is_none_or(|key| self.state(at, &key) != State::Shown);
            if is_hidden && value.value != Err(Missing::NoRows) {
                hide_reference(value);
            }
        }
    }

    /// The group with which a member is compared.
    fn reference_key(&self, at: Use, member: &Member, period: usize) -> Option<GroupKey> {
        let (source, cut) = self.places.get(&at)?;
        let dimensions = &self.groups[source].cuts.cuts[*cut].dimensions;
        let slice = slice_of(self.context.definition, at);
        let place = (&slice.dimensions[..], &member.keys[..]);
        let keys = self.context.members.keys_of(place, dimensions, period)?;
        Some(GroupKey { period, keys })
    }

    /// Whether a group is hidden. What is said of people of whom nothing is known is not shown.
    fn is_hidden(&self, at: Use, key: &GroupKey, observation: &Observation) -> bool {
        match self.state(at, key) {
            State::Shown => false,
            State::Hidden => true,
            State::Nobody => {
                let indicator = &self.context.definition.indicators[at.indicator];
                let is_list = matches!(indicator.kind, Kind::External { .. });
                let is_nothing = observation.n == Some(0.0) || observation.missing().is_some();
                !(is_nothing || is_list && observation.n.is_none())
            }
        }
    }

    /// Whether the number of people is not told, though the value is shown.
    fn is_untold(&self, at: Use, key: &GroupKey) -> bool {
        self.places.get(&at).is_some_and(|(source, cut)| {
            let groups = &self.groups[source];
            let group = groups.population.group_of(&groups.cuts, *cut, key);
            group.is_some_and(|group| groups.untold.contains(&(at.indicator, group)))
        })
    }

    fn state(&self, at: Use, key: &GroupKey) -> State {
        let Some((source, cut)) = self.places.get(&at) else { return State::Hidden };
        let groups = &self.groups[source];
        match groups.population.group_of(&groups.cuts, *cut, key) {
            Some(group) if groups.hidden[group as usize] => State::Hidden,
            Some(_) => State::Shown,
            None => State::Nobody,
        }
    }
}

/// What is known of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Shown,
    Hidden,
    /// No rows count for it.
    Nobody,
}

/// Leaves nothing of a reference but that it exists.
pub(super) fn hide_reference(reference: &mut ReferenceValue) {
    reference.value = reference.value.and(Err(Missing::Suppressed));
    reference.gap = None;
}

/// Leaves nothing of an observation but that it exists. What is hidden to protect another value
/// looks the same as what is hidden for its own sake.
pub(super) fn hide(observation: &mut Observation) {
    let Observation {
        value,
        answer,
        spread,
        numerator,
        denominator,
        n,
        is_small,
        is_partial,
        // That members were merged is known from the register.
        is_merged: _,
        interval,
        zone,
        target,
        change,
        references,
        rank,
    } = observation;
    *value = Err(Missing::Suppressed);
    (*answer, *spread, *rank) = (None, None, None);
    (*numerator, *denominator, *n) = (None, None, None);
    (*is_small, *is_partial) = (false, false);
    *interval = None;
    *zone = None;
    if let Some(target) = target {
        target.met = None;
    }
    if let Some(change) = change {
        *change = unknown_change(*change);
    }
    references.values_mut().for_each(hide_reference);
}

const fn unknown_change(change: Change) -> Change {
    match change.reason {
        Some(_) => Change { value: None, ..change },
        None => Change { value: None, trend: Trend::Suppressed, reason: None },
    }
}

/// Whether an observation is hidden here, and not by its supplier. One that is not there at all
/// tells nothing either.
fn is_hidden(before: Option<&Observation>, shown: Option<&Observation>) -> bool {
    let Some(before) = before else { return false };
    let is_suppressed = |own: &Observation| own.value == Err(Missing::Suppressed);
    shown.is_none_or(|shown| is_suppressed(shown) && !is_suppressed(before))
}

/// A part of a composite: as the office knows it, as it is shown, if it is, and whether its scale
/// is taken from all members.
type PartSlices = (SliceResult, Option<SliceResult>, bool);

/// Hides a composite where a part of it is hidden.
pub(super) fn hide_composite(
    rules: &Composite,
    result: &mut IndicatorResult,
    (before, shown): (&[IndicatorResult], &Results),
) {
    for values in &mut result.slices {
        let parts: Vec<PartSlices> = rules
            .parts
            .iter()
            .filter_map(|part| {
                let index = part.indicator.0;
                let known = composite::same_slice(Some(&before[index]), &values.slice)?.clone();
                let shown = composite::same_slice(shown[index].as_ref(), &values.slice).cloned();
                // A scale taken from all members is another one where some are hidden.
                let is_relative = match part.normalize {
                    Normalize::Members | Normalize::ZScore => true,
                    Normalize::AsIs | Normalize::Bounds(..) | Normalize::Steps(_) => false,
                };
                Some((known, shown, is_relative))
            })
            .collect();
        let relative: BTreeSet<usize> = parts
            .iter()
            .filter(|(.., is_relative)| *is_relative)
            .flat_map(|(before, shown, _)| hidden_periods(before, shown.as_ref()))
            .collect();
        for (member, periods) in values.members.iter().zip(&mut values.observations) {
            let rows: Vec<_> = parts
                .iter()
                .filter_map(|(before, shown, _)| {
                    let shown = shown.as_ref().and_then(|shown| row_of(shown, member));
                    Some((row_of(before, member)?, shown))
                })
                .collect();
            for (period, observation) in periods.iter_mut().enumerate() {
                let is_part_hidden = |(before, shown): &(Row<'_>, Option<Row<'_>>)| {
                    let shown = shown.and_then(|shown| shown[period].as_ref());
                    is_hidden(before[period].as_ref(), shown)
                };
                let part_is_hidden = relative.contains(&period) || rows.iter().any(is_part_hidden);
                if let Some(observation) = observation.as_mut().filter(|_| part_is_hidden) {
                    hide(observation);
                }
            }
        }
    }
}

/// The observations of a member.
type Row<'r> = &'r [Option<Observation>];

/// The observations of a member in another result, which may have other members.
fn row_of<'r>(result: &'r SliceResult, member: &Member) -> Option<Row<'r>> {
    let row = result.members.iter().position(|own| own.keys == member.keys)?;
    Some(&result.observations[row])
}

/// The observations of each member that is shown, with those that the office has of it.
fn pairs<'r>(
    before: &'r SliceResult,
    shown: &'r mut SliceResult,
) -> impl Iterator<Item = (&'r [Option<Observation>], &'r mut Vec<Option<Observation>>)> {
    let rows: HashMap<&[Arc<str>], usize> =
        before.members.iter().enumerate().map(|(row, own)| (&own.keys[..], row)).collect();
    let members = shown.members.iter().zip(&mut shown.observations);
    members.filter_map(move |(member, periods)| {
        let row = *rows.get(&member.keys[..])?;
        Some((&before.observations[row][..], periods))
    })
}

/// The periods in which some member is hidden.
fn hidden_periods(before: &SliceResult, shown: Option<&SliceResult>) -> BTreeSet<usize> {
    let members = before.members.iter().zip(&before.observations);
    let hidden = members.flat_map(|(member, periods)| {
        let row = shown.and_then(|shown| row_of(shown, member));
        let shown = move |period: usize| row.and_then(|row| row[period].as_ref());
        let periods = periods.iter().enumerate();
        let hidden = periods.filter(move |(at, before)| is_hidden(before.as_ref(), shown(*at)));
        hidden.map(|(period, _)| period)
    });
    hidden.collect()
}

/// Hides changes since a period that is hidden.
pub(super) fn hide_changes(before: &[IndicatorResult], shown: &mut [IndicatorResult]) {
    let before = before.iter().flat_map(|result| &result.slices);
    let shown = shown.iter_mut().flat_map(|result| &mut result.slices);
    for (before, shown) in before.zip(shown) {
        for (old, periods) in pairs(before, shown) {
            for period in 1..periods.len() {
                let was_hidden = is_hidden(old[period - 1].as_ref(), periods[period - 1].as_ref());
                let change = periods[period].as_mut().and_then(|own| own.change.as_mut());
                if let Some(change) = change.filter(|_| was_hidden) {
                    *change = unknown_change(*change);
                }
            }
        }
    }
}

/// Returns how many values of the office are not shown.
pub(super) fn hidden_count(before: &[IndicatorResult], shown: &[IndicatorResult]) -> usize {
    let known = |results: &[IndicatorResult]| -> usize {
        let slices = results.iter().flat_map(|result| &result.slices);
        let all = slices.flat_map(|slice| slice.observations.iter().flatten().flatten());
        all.filter(|own| own.value.is_ok()).count()
    };
    // Nothing is shown that the office does not know.
    known(before).saturating_sub(known(shown))
}

/// Whether nobody knows how many people a value is about, so that it cannot be shown. Composites
/// and what stands on observations alone are made of values that are shown.
fn is_without_size(definition: &Definition, rules: &Indicator) -> bool {
    let rows = rules.rows.as_ref();
    let is_of_rows = rows.is_some_and(|rows| source_of(definition, rows.table).is_some());
    let is_silent = !rules.kind.has_size() && !is_own_size(rules);
    rules.counts == Counts::People && is_of_rows && is_silent
}

/// Returns the findings about indicators that are hidden since their groups have no size.
pub(super) fn without_size(definition: &Definition) -> impl Iterator<Item = Diagnostic> {
    let silent = definition.indicators.iter().filter(|rules| is_without_size(definition, rules));
    silent.map(|rules| {
        Diagnostic::warning(Code::NoGroupSize)
            .with("name", rules.id.value.as_str())
            .at(rules.id.span)
            .note("note")
            .help("help")
    })
}
