//! Every value against that of another program.

use std::collections::{BTreeMap, BTreeSet};

use msoko::indicators::{Observation, SliceResult};
use msoko::values::Value as Own;
use serde_json::Value;

use super::oracles::{self, Said};
use super::shipped::COMPUTED;

/// How far two programs that add in another order may be apart, as a share of the value.
const TOLERANCE: f64 = 1e-9;

/// Indicators and slices of which no other program says anything, and why.
const NOT_COMPARED: [(&str, &str, &str); 0] = [];

/// The number of a part of an observation, by its name in the files.
fn part(found: &Observation, name: &str) -> Option<f64> {
    match name {
        "value" => found.value.ok(),
        "numerator" => found.numerator,
        "denominator" => found.denominator,
        "n" => found.n,
        "low" => found.interval.map(|interval| interval.0),
        "high" => found.interval.map(|interval| interval.1),
        reference => {
            let compared = found.references.get(reference);
            compared.expect("a reference of the indicator").value.ok()
        }
    }
}

/// What is wrong with an observation, by the oracle.
fn differences(found: Option<&Observation>, expected: &Value) -> Vec<String> {
    if let Value::String(text) = expected {
        let answer = found.and_then(|found| found.answer.clone());
        let is_equal = answer == Some(Own::Text(text.as_str().into()));
        return if is_equal {
            Vec::new()
        } else {
            vec![format!("it is {answer:?}, by the oracle {text}")]
        };
    }
    let parts: Vec<(&str, &Value)> = match expected {
        Value::Object(parts) => parts.iter().map(|(name, part)| (name.as_str(), part)).collect(),
        single => vec![("value", single)],
    };
    let mut different = Vec::new();
    for (name, expected) in parts {
        let found = found.and_then(|found| part(found, name));
        let wanted = match expected {
            Value::Bool(yes) => Some(f64::from(u8::from(*yes))),
            Value::Number(number) => number.as_f64(),
            Value::Null => None,
            other => panic!("the oracle says {other}"),
        };
        let is_equal = match (found, wanted) {
            (Some(found), Some(wanted)) => {
                (found - wanted).abs() <= TOLERANCE * wanted.abs().max(1.0)
            }
            (found, wanted) => found == wanted,
        };
        if !is_equal {
            different.push(format!("{name} is {found:?}, by the oracle {wanted:?}"));
        }
    }
    different
}

fn slice_of(said: &Said<'_>) -> &'static SliceResult {
    let Said { indicator, slice, .. } = said;
    let slices = COMPUTED.indicators.slices(indicator);
    let slices = slices.unwrap_or_else(|_| panic!("no indicator {indicator}"));
    let found = slices.iter().find(|known| known.slice.name == *slice);
    found.unwrap_or_else(|| panic!("no slice {indicator} {slice}"))
}

fn period_index(period: &str) -> usize {
    let mut periods = COMPUTED.indicators.periods.iter();
    let found = periods.position(|known| known.to_string() == period);
    found.unwrap_or_else(|| panic!("no period {period}"))
}

fn observation(said: &Said<'_>) -> Option<&'static Observation> {
    let slice = slice_of(said);
    let row = slice.members.iter().position(|member| member.keys.join(" | ") == said.keys)?;
    slice.observations[row][period_index(said.period)].as_ref()
}

#[test]
fn every_indicator_has_the_value_that_another_program_gives() {
    let (mut compared, mut wrong) = (0, Vec::new());
    // How many values are known of each indicator and slice, and how many people.
    let mut known: BTreeMap<(String, String), usize> = BTreeMap::new();
    let oracles = oracles::all();
    for said in oracles.iter().flat_map(|oracle| oracle.said()) {
        let Said { indicator, slice, keys, period, value } = &said;
        compared += 1;
        let of = ((*indicator).to_owned(), (*slice).to_owned());
        *known.entry(of).or_default() += usize::from(!value.is_null());
        for difference in differences(observation(&said), value) {
            wrong.push(format!("{indicator} {slice} [{keys}] {period}: {difference}"));
        }
    }
    println!("{compared} values compared, {} of them known", known.values().sum::<usize>());
    let shown = wrong.iter().take(40).cloned().collect::<Vec<_>>().join("\n");
    assert!(wrong.is_empty(), "{} differ:\n{shown}", wrong.len());
    let empty: Vec<_> = known.iter().filter(|(_, count)| **count == 0).collect();
    assert!(empty.is_empty(), "every value is missing: {empty:?}");
}

#[test]
fn another_program_has_said_something_of_every_known_value() {
    let oracles = oracles::all();
    let said = oracles.iter().flat_map(|oracle| oracle.said()).filter(Said::is_value);
    let said: BTreeSet<_> = said.map(|s| (s.indicator, s.slice, s.keys, s.period)).collect();
    let periods: Vec<String> =
        COMPUTED.indicators.periods.iter().map(ToString::to_string).collect();
    let mut lacks: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for indicator in &COMPUTED.definition.indicators {
        let id = indicator.id.value.as_str();
        for slice in COMPUTED.indicators.slices(id).expect("its own name") {
            let name = slice.slice.name.as_str();
            for (member, observations) in slice.members.iter().zip(&slice.observations) {
                let keys = member.keys.join(" | ");
                for (period, found) in periods.iter().zip(observations) {
                    let is_known = found.as_ref().is_some_and(|found| found.value.is_ok());
                    let place = (id, name, keys.as_str(), period.as_str());
                    if is_known && !said.contains(&place) {
                        *lacks.entry((id, name)).or_default() += 1;
                    }
                }
            }
        }
    }
    let listed: BTreeSet<_> = NOT_COMPARED.iter().map(|(id, slice, _)| (*id, *slice)).collect();
    let found: BTreeSet<_> = lacks.keys().copied().collect();
    let unlisted: Vec<_> = lacks.iter().filter(|(place, _)| !listed.contains(*place)).collect();
    assert!(unlisted.is_empty(), "no oracle, and no reason for that: {unlisted:?}");
    let idle: Vec<_> = listed.difference(&found).collect();
    assert!(idle.is_empty(), "listed although an oracle speaks of all: {idle:?}");
}
