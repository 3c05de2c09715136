//! Indicators without what is hidden: nothing of a hidden observation is left but that it exists.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::definition::{Composite, Counts, Definition, Indicator, Kind, Normalize};
use crate::diagnostics::{Code, Diagnostic};
use crate::values::Missing;

use super::cuts::{Cuts, Use, slice_of, stands_on_files};
use super::measure::is_own_size;
use super::population::Population;
use crate::indicators::composite;
use crate::indicators::grouping::GroupKey;
use crate::indicators::observation::{
    Change, IndicatorResult, Indicators, Member, Observation, SliceResult, Trend,
};
use crate::indicators::{Context, Results, rank};

/// The groups of a source, and which of them are hidden.
pub(super) struct Groups {
    pub(super) cuts: Cuts,
    pub(super) population: Population,
    pub(super) hidden: Vec<bool>,
}

/// Returns the indicators that stand on files without what is hidden.
pub(super) fn of_files(
    context: &Context<'_>,
    indicators: &Indicators,
    groups: &BTreeMap<usize, Groups>,
) -> Results {
    let definition = context.definition;
    let view = View { context, groups, places: places(groups) };
    let rules = definition.indicators.iter().zip(&indicators.results).enumerate();
    let of = |(index, (rules, result)): (usize, (&Indicator, &IndicatorResult))| {
        stands_on_files(definition, rules).then(|| {
            let mut result = result.clone();
            view.hide_groups(index, rules, &mut result);
            // Places among all members would tell between which two a hidden one stands.
            for slice in &mut result.slices {
                rank::again(context, rules, slice);
            }
            result
        })
    };
    rules.map(of).collect()
}

/// Where each use is found: the source and the cut.
fn places(groups: &BTreeMap<usize, Groups>) -> HashMap<Use, (usize, usize)> {
    let cuts = groups.iter().flat_map(|(source, groups)| {
        let cuts = groups.cuts.cuts.iter().enumerate();
        cuts.flat_map(move |(cut, rules)| rules.uses.iter().map(move |at| (*at, (*source, cut))))
    });
    cuts.collect()
}

struct View<'a> {
    context: &'a Context<'a>,
    groups: &'a BTreeMap<usize, Groups>,
    places: HashMap<Use, (usize, usize)>,
}

impl View<'_> {
    /// Hides the observations and the references whose groups are hidden.
    fn hide_groups(&self, index: usize, rules: &Indicator, result: &mut IndicatorResult) {
        if rules.counts != Counts::People {
            return;
        }
        for (slice, values) in result.slices.iter_mut().enumerate() {
            let at = Use { indicator: index, slice, reference: None };
            for (member, periods) in values.members.iter().zip(&mut values.observations) {
                for (period, observation) in periods.iter_mut().enumerate() {
                    let Some(observation) = observation else { continue };
                    let key = GroupKey { period, keys: member.keys.clone() };
                    if self.is_hidden(at, &key) || is_without_size(rules) {
                        hide(observation);
                    }
                    self.hide_references(at, rules, (member, period), observation);
                }
            }
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
            let is_hidden =
                self.reference_key(at, member, period).is_none_or(|key| self.is_hidden(at, &key));
            if let Some(value) = observation.references.get_mut(&reference.name)
                && is_hidden
            {
                value.value = value.value.and(Err(Missing::Suppressed));
                value.gap = None;
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

    /// Whether a group is hidden; one without people is not.
    fn is_hidden(&self, at: Use, key: &GroupKey) -> bool {
        let Some((source, cut)) = self.places.get(&at) else { return false };
        let groups = &self.groups[source];
        let group = groups.population.group_of(&groups.cuts, *cut, key);
        group.is_some_and(|group| groups.hidden[group as usize])
    }
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
    for (_, reference) in references {
        reference.value = reference.value.and(Err(Missing::Suppressed));
        reference.gap = None;
    }
}

const fn unknown_change(change: Change) -> Change {
    match change.reason {
        Some(_) => Change { value: None, ..change },
        None => Change { value: None, trend: Trend::Suppressed, reason: None },
    }
}

/// Whether an observation is hidden here, and not by its supplier.
fn is_hidden(before: Option<&Observation>, shown: Option<&Observation>) -> bool {
    let is_suppressed =
        |own: Option<&Observation>| own.is_some_and(|own| own.value == Err(Missing::Suppressed));
    is_suppressed(shown) && !is_suppressed(before)
}

/// Hides a composite where a part of it is hidden.
pub(super) fn hide_composite(
    rules: &Composite,
    result: &mut IndicatorResult,
    (before, shown): (&[IndicatorResult], &Results),
) {
    for values in &mut result.slices {
        let same =
            |result: &IndicatorResult| composite::same_slice(Some(result), &values.slice).cloned();
        let parts = rules.parts.iter();
        let parts: Vec<(SliceResult, SliceResult, bool)> = parts
            .filter_map(|part| {
                let index = part.indicator.0;
                // A scale taken from all members is another one where some are hidden.
                let is_relative = match part.normalize {
                    Normalize::Members | Normalize::ZScore => true,
                    Normalize::AsIs | Normalize::Bounds(..) | Normalize::Steps(_) => false,
                };
                Some((same(&before[index])?, same(shown[index].as_ref()?)?, is_relative))
            })
            .collect();
        let relative: BTreeSet<usize> = parts
            .iter()
            .filter(|(.., is_relative)| *is_relative)
            .flat_map(|(before, shown, _)| hidden_periods(before, shown))
            .collect();
        for (member, periods) in values.members.iter().zip(&mut values.observations) {
            let rows: Vec<_> = parts
                .iter()
                .filter_map(|(before, shown, _)| {
                    Some((row_of(before, member)?, row_of(shown, member)?))
                })
                .collect();
            for (period, observation) in periods.iter_mut().enumerate() {
                let part_is_hidden = relative.contains(&period)
                    || rows.iter().any(|(before, shown)| {
                        is_hidden(before[period].as_ref(), shown[period].as_ref())
                    });
                if let Some(observation) = observation.as_mut().filter(|_| part_is_hidden) {
                    hide(observation);
                }
            }
        }
    }
}

/// The observations of a member in another result, which may have other members.
fn row_of<'r>(result: &'r SliceResult, member: &Member) -> Option<&'r [Option<Observation>]> {
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
fn hidden_periods(before: &SliceResult, shown: &SliceResult) -> BTreeSet<usize> {
    let mut shown = shown.clone();
    let hidden = pairs(before, &mut shown).flat_map(|(before, shown)| {
        let periods = before.iter().zip(shown.iter()).enumerate();
        let hidden =
            periods.filter(|(_, (before, shown))| is_hidden(before.as_ref(), shown.as_ref()));
        hidden.map(|(period, _)| period).collect::<Vec<usize>>()
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

/// Whether nobody knows how many people a value is about, so that it cannot be shown.
fn is_without_size(rules: &Indicator) -> bool {
    let is_silent = !rules.kind.has_size() && !matches!(rules.kind, Kind::Composite(_));
    let unit = rules.passport.unit.as_deref();
    rules.counts == Counts::People && is_silent && !is_own_size(&rules.kind, unit)
}

/// Returns the findings about indicators that are hidden since their groups have no size.
pub(super) fn without_size(definition: &Definition) -> impl Iterator<Item = Diagnostic> {
    let on_files = definition.indicators.iter().filter(|rules| stands_on_files(definition, rules));
    let silent = on_files.filter(|rules| is_without_size(rules));
    silent.map(|rules| {
        Diagnostic::warning(Code::NoGroupSize)
            .with("name", rules.id.value.as_str())
            .at(rules.id.span)
            .note("note")
            .help("help")
    })
}
