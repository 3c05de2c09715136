//! Two sets of values, side by side.

use super::values::{Cell, IndicatorValues, Place, Values};

/// Numbers that are nearer to each other than this share of them are the same: two machines may
/// differ in the last digit of what was once written and read.
const SAME: f64 = 1e-12;

/// What differs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Difference {
    /// The indicators that differ, in the order of the new set, then those that are gone.
    pub indicators: Vec<IndicatorDifference>,
}

/// What differs in an indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorDifference {
    /// Its name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its unit.
    pub unit: Option<String>,
    /// Printed decimal places.
    pub decimals: u8,
    /// Whether it was not there before.
    pub is_new: bool,
    /// Whether it is gone.
    pub is_gone: bool,
    /// What its definition says otherwise.
    pub definition: Vec<DefinitionChange>,
    /// Observations that differ, in the order of slices, members and periods.
    pub observations: Vec<ObservationDifference>,
}

/// A fact of a definition that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionChange {
    /// `formula`, `method`, `unit`.
    pub name: &'static str,
    /// What it was.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
}

/// What differs in an observation.
#[derive(Debug, Clone, PartialEq)]
pub struct ObservationDifference {
    /// Which one.
    pub place: Place,
    /// What it was; nothing if it was not there.
    pub old: Option<Cell>,
    /// What it is; nothing if it is gone.
    pub new: Option<Cell>,
    /// New value minus old one, where both are known.
    pub change: Option<f64>,
    /// Borders that were crossed.
    pub crossings: Vec<Crossing>,
}

/// A border that a value crossed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Crossing {
    /// From one zone to another.
    Zone {
        /// The old zone.
        old: String,
        /// The new one.
        new: String,
    },
    /// The target is met and was not.
    TargetMet,
    /// The target was met and is not.
    TargetMissed,
}

impl Difference {
    /// Whether nothing differs.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.indicators.is_empty()
    }
}

/// Compares two sets of values.
#[must_use]
pub fn compare(old: &Values, new: &Values) -> Difference {
    let kept = new.indicators.iter().map(|(id, values)| {
        let before = old.indicators.get(id);
        one(id, before, Some(values))
    });
    let gone = old.indicators.iter().filter(|(id, _)| !new.indicators.contains_key(*id));
    let gone = gone.map(|(id, values)| one(id, Some(values), None));
    Difference { indicators: kept.chain(gone).flatten().collect() }
}

fn one(
    id: &str,
    old: Option<&IndicatorValues>,
    new: Option<&IndicatorValues>,
) -> Option<IndicatorDifference> {
    let shown = new.or(old)?;
    let (is_new, is_gone) = (old.is_none(), new.is_none());
    let definition = match (old, new) {
        (Some(old), Some(new)) => definition_changes(old, new),
        _ => Vec::new(),
    };
    // Of an indicator that is new or gone, saying so is enough.
    let observations = match (old, new) {
        (Some(old), Some(new)) => observation_changes(old, new),
        _ => Vec::new(),
    };
    let differs = is_new || is_gone || !definition.is_empty() || !observations.is_empty();
    differs.then(|| IndicatorDifference {
        id: id.to_owned(),
        title: shown.title.clone(),
        unit: shown.unit.clone(),
        decimals: shown.decimals,
        is_new,
        is_gone,
        definition,
        observations,
    })
}

fn definition_changes(old: &IndicatorValues, new: &IndicatorValues) -> Vec<DefinitionChange> {
    let names = ["formula", "method", "unit", "where", "zones"].into_iter();
    let changed = names.map(|name| DefinitionChange {
        name,
        old: old.facts.get(name).cloned(),
        new: new.facts.get(name).cloned(),
    });
    changed.filter(|change| change.old != change.new).collect()
}

fn observation_changes(old: &IndicatorValues, new: &IndicatorValues) -> Vec<ObservationDifference> {
    let mut places: Vec<&Place> = old.cells.keys().chain(new.cells.keys()).collect();
    // The whole comes before its parts.
    places.sort_by_key(|place| (place.keys.len(), *place));
    places.dedup();
    let pairs = places.into_iter().map(|place| (place, old.cells.get(place), new.cells.get(place)));
    let changed = pairs.filter(|(_, old, new)| !are_same(*old, *new));
    changed
        .map(|(place, old, new)| ObservationDifference {
            place: place.clone(),
            change: old.and_then(|old| Some(difference(old.value?, new?.value?))),
            crossings: old.zip(new).map(|(old, new)| crossings(old, new)).unwrap_or_default(),
            old: old.cloned(),
            new: new.cloned(),
        })
        .collect()
}

fn are_same(old: Option<&Cell>, new: Option<&Cell>) -> bool {
    let (Some(old), Some(new)) = (old, new) else { return old.is_none() && new.is_none() };
    let number = |old: Option<f64>, new: Option<f64>| match (old, new) {
        (Some(old), Some(new)) => difference(old, new) == 0.0,
        (old, new) => old == new,
    };
    number(old.value, new.value)
        && old.answer == new.answer
        && old.missing == new.missing
        && old.counts.iter().zip(new.counts).all(|(old, new)| number(*old, new))
        && old.zone == new.zone
        && number(old.target, new.target)
        && old.met == new.met
}

/// By how much the new number is larger; nothing where they differ by their last digits only.
fn difference(old: f64, new: f64) -> f64 {
    let difference = new - old;
    if difference.abs() <= SAME * old.abs().max(new.abs()) { 0.0 } else { difference }
}

fn crossings(old: &Cell, new: &Cell) -> Vec<Crossing> {
    let mut crossings = Vec::new();
    if let (Some(old), Some(new)) = (&old.zone, &new.zone)
        && old != new
    {
        crossings.push(Crossing::Zone { old: old.clone(), new: new.clone() });
    }
    match (old.met, new.met) {
        (Some(false), Some(true)) => crossings.push(Crossing::TargetMet),
        (Some(true), Some(false)) => crossings.push(Crossing::TargetMissed),
        _ => {}
    }
    crossings
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::{Crossing, compare};
    use crate::diff::Values;

    fn values(cells: &Json) -> Values {
        let rows = json!([{ "keys": ["edu1"], "labels": ["Школа 1"], "cells": cells }]);
        let quality = json!({
            "title": "Качество", "unit": "%", "decimals": 1, "formula": "sum(a) / sum(b)",
            "slices": { "school": { "rows": rows } },
        });
        Values::of_json(&json!({ "indicators": { "quality": quality } })).expect("values")
    }

    fn cell(value: f64, zone: &str, met: bool) -> Json {
        json!({ "value": value, "n": 10, "zone": { "name": zone }, "target": { "met": met } })
    }

    #[test]
    fn equal_sets_have_no_difference() {
        let old = values(&json!({ "2024-25": cell(50.0, "средний", true) }));
        assert!(compare(&old, &old).is_empty());
        let nearly = values(&json!({ "2024-25": cell(50.000_000_000_000_01, "средний", true) }));
        assert!(compare(&old, &nearly).is_empty());
    }

    #[test]
    fn changes_say_by_how_much_and_what_was_crossed() {
        let old = values(&json!({ "2024-25": cell(50.0, "средний", true) }));
        let new = values(&json!({ "2024-25": cell(39.5, "низкий", false) }));
        let found = compare(&old, &new);
        let observation = &found.indicators[0].observations[0];
        assert_eq!(observation.change, Some(-10.5));
        let zone =
            Crossing::Zone { old: "средний".to_owned(), new: "низкий".to_owned() };
        assert_eq!(observation.crossings, [zone, Crossing::TargetMissed]);
    }

    #[test]
    fn digits_lost_in_a_file_are_no_change_of_the_value() {
        let old = values(&json!({ "2024-25": cell(91.484_213_000_000_01, "средний", false) }));
        let new = values(&json!({ "2024-25": cell(91.484_213, "средний", true) }));
        let found = compare(&old, &new);
        assert_eq!(found.indicators[0].observations[0].change, Some(0.0));
    }

    #[test]
    fn another_target_or_zone_of_the_definition_is_a_change() {
        let with = |target: f64, bound: f64| {
            let cell = json!({ "value": 92, "target": { "value": target, "met": true } });
            let rows = json!([{ "keys": [], "labels": [], "cells": { "2024-25": cell } }]);
            let zones = json!([{ "name": "высокий", "from": bound }, { "name": "низкий" }]);
            let quality = json!({
                "title": "Качество", "decimals": 1, "zones": zones,
                "slices": { "district": { "titles": [], "rows": rows } },
            });
            Values::of_json(&json!({ "indicators": { "quality": quality } })).expect("values")
        };
        let found = compare(&with(95.0, 50.0), &with(90.0, 60.0));
        let [one] = &found.indicators[..] else { panic!("{found:?}") };
        let facts = [one.definition[0].old.as_deref(), one.definition[0].new.as_deref()];
        assert_eq!(facts, [Some("высокий 50; низкий"), Some("высокий 60; низкий")]);
        let target = |cell: &Option<crate::diff::Cell>| cell.as_ref().and_then(|cell| cell.target);
        let observation = &one.observations[0];
        assert_eq!((target(&observation.old), target(&observation.new)), (Some(95.0), Some(90.0)));
    }

    #[test]
    fn what_appears_disappears_or_is_hidden_is_a_change() {
        let old = values(&json!({ "2024-25": cell(50.0, "средний", true) }));
        let none = values(&json!({}));
        let hidden = values(&json!({ "2024-25": { "value": null, "missing": "suppressed" } }));
        for (old, new) in [(&old, &none), (&none, &old), (&old, &hidden), (&hidden, &none)] {
            let found = compare(old, new);
            assert_eq!(found.indicators[0].observations.len(), 1);
            assert_eq!(found.indicators[0].observations[0].change, None);
        }
        let nothing = Values::default();
        assert!(compare(&nothing, &old).indicators[0].is_new);
        assert!(compare(&old, &nothing).indicators[0].is_gone);
    }

    #[test]
    fn what_is_no_set_of_values_is_refused() {
        for json in [json!(null), json!([]), json!({ "indicators": [] }), json!({ "a": 1 })] {
            assert_eq!(Values::of_json(&json), None);
        }
    }
}
