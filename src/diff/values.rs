//! Values of indicators in a form in which two runs can be compared.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde_json::Value as Json;

use crate::definition::{Definition, Indicator};
use crate::indicators::{Indicators, Observation};
use crate::values::Value;

/// All values of a run, by indicator.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Values {
    /// The indicators in the order of the definition.
    pub indicators: IndexMap<String, IndicatorValues>,
}

/// The values of an indicator.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct IndicatorValues {
    /// Its title.
    pub title: String,
    /// Its unit.
    pub unit: Option<String>,
    /// Printed decimal places.
    pub decimals: u8,
    /// Facts of the definition that readers are told: name and text.
    pub facts: BTreeMap<&'static str, String>,
    /// The observations.
    pub cells: BTreeMap<Place, Cell>,
}

/// Which observation of an indicator is meant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Name of the slice.
    pub slice: String,
    /// Keys of the member.
    pub keys: Vec<String>,
    /// The period.
    pub period: String,
}

/// What is compared of an observation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    /// Titles of the dimensions it is a member of.
    pub titles: Vec<String>,
    /// Printed names of the member.
    pub labels: Vec<String>,
    /// The value.
    pub value: Option<f64>,
    /// What is known where it is no number: yes or no, a text, a day.
    pub answer: Option<String>,
    /// Why nothing is known.
    pub missing: Option<String>,
    /// Numerator, denominator and size of the group.
    pub counts: [Option<f64>; 3],
    /// Name of the zone.
    pub zone: Option<String>,
    /// The target.
    pub target: Option<f64>,
    /// Whether it is met.
    pub met: Option<bool>,
}

impl Values {
    /// Takes the values of a run.
    #[must_use]
    pub fn of_run(definition: &Definition, indicators: &Indicators) -> Self {
        let pairs = definition.indicators.iter().zip(&indicators.results);
        let indicators = pairs.map(|(rules, result)| {
            let mut values = IndicatorValues::of_definition(rules);
            for slice in &result.slices {
                let dimensions = slice.slice.dimensions.iter();
                let titles: Vec<String> =
                    dimensions.map(|id| definition.dimensions[id.0].title.clone()).collect();
                for (member, periods) in slice.members.iter().zip(&slice.observations) {
                    for (period, observation) in indicators.periods.iter().zip(periods) {
                        let Some(observation) = observation else { continue };
                        let place = Place {
                            slice: slice.slice.name.clone(),
                            keys: member.keys.iter().map(ToString::to_string).collect(),
                            period: period.to_string(),
                        };
                        let labels = member.labels.iter().map(ToString::to_string).collect();
                        let names = (titles.clone(), labels);
                        values.cells.insert(place, Cell::of(rules, observation, names));
                    }
                }
            }
            (rules.id.value.clone(), values)
        });
        Self { indicators: indicators.collect() }
    }

    /// Reads an `indicators.json`; nothing if it is none.
    #[must_use]
    pub fn of_json(json: &Json) -> Option<Self> {
        let indicators = json.get("indicators")?.as_object()?.iter();
        let indicators = indicators.map(|(id, json)| {
            let mut values = IndicatorValues::of_json(json)?;
            for (slice, json) in json.get("slices")?.as_object()? {
                let titles = texts(&json["titles"]);
                for row in json.get("rows")?.as_array()? {
                    let (keys, labels) = (texts(&row["keys"]), texts(&row["labels"]));
                    for (period, cell) in row.get("cells")?.as_object()? {
                        let (slice, period) = (slice.clone(), period.clone());
                        let place = Place { slice, keys: keys.clone(), period };
                        values
                            .cells
                            .insert(place, Cell::of_json(cell, (titles.clone(), labels.clone())));
                    }
                }
            }
            Some((id.clone(), values))
        });
        Some(Self { indicators: indicators.collect::<Option<_>>()? })
    }
}

impl IndicatorValues {
    fn of_definition(indicator: &Indicator) -> Self {
        let passport = &indicator.passport;
        let condition = indicator.rows.as_ref().and_then(|rows| Some(rows.filter.as_ref()?.text()));
        let known = [
            ("formula", Some(passport.formula.clone())),
            ("method", passport.method.clone()),
            ("unit", passport.unit.clone()),
            ("where", condition.map(str::to_owned)),
            ("zones", zones(indicator.zones.iter().map(|zone| (&*zone.name, zone.from)))),
        ];
        Self {
            title: passport.title.clone(),
            unit: passport.unit.clone(),
            decimals: indicator.decimals,
            facts: known.into_iter().filter_map(|(name, text)| Some((name, text?))).collect(),
            cells: BTreeMap::new(),
        }
    }

    fn of_json(json: &Json) -> Option<Self> {
        let text = |name: &str| json.get(name).and_then(Json::as_str).map(str::to_owned);
        let known = ["formula", "method", "unit", "where"].map(|name| (name, text(name)));
        let bounds = json.get("zones").and_then(Json::as_array).into_iter().flatten();
        let bounds =
            bounds.filter_map(|zone| Some((zone["name"].as_str()?, zone["from"].as_f64())));
        let known = known.into_iter().chain([("zones", zones(bounds))]);
        Some(Self {
            title: text("title")?,
            unit: text("unit"),
            decimals: json
                .get("decimals")
                .and_then(Json::as_u64)
                .and_then(|d| d.try_into().ok())?,
            facts: known.filter_map(|(name, text)| Some((name, text?))).collect(),
            cells: BTreeMap::new(),
        })
    }
}

impl Cell {
    fn of(
        indicator: &Indicator,
        observation: &Observation,
        (titles, labels): (Vec<String>, Vec<String>),
    ) -> Self {
        Self {
            titles,
            labels,
            value: observation.value.ok().filter(|_| observation.answer.is_none()),
            answer: observation.answer.as_ref().and_then(answer),
            missing: observation.missing().map(|reason| reason.name().to_owned()),
            counts: [observation.numerator, observation.denominator, observation.n],
            zone: observation.zone.map(|zone| indicator.zones[zone].name.clone()),
            target: observation.target.map(|target| target.value),
            met: observation.target.and_then(|target| target.met),
        }
    }

    fn of_json(json: &Json, (titles, labels): (Vec<String>, Vec<String>)) -> Self {
        let number = |name: &str| json.get(name).and_then(Json::as_f64);
        let text = |json: &Json| json.as_str().map(str::to_owned);
        Self {
            titles,
            labels,
            value: number("value"),
            answer: text(&json["value"]).or(json["value"].as_bool().map(|yes| yes.to_string())),
            missing: text(&json["missing"]),
            counts: ["numerator", "denominator", "n"].map(number),
            zone: text(&json["zone"]["name"]),
            target: json["target"]["value"].as_f64(),
            met: json["target"]["met"].as_bool(),
        }
    }
}

/// Zones with their bounds, as one text.
fn zones<'a>(zones: impl Iterator<Item = (&'a str, Option<f64>)>) -> Option<String> {
    let one = |(name, from): (&str, Option<f64>)| match from {
        Some(from) => format!("{name} {from}"),
        None => name.to_owned(),
    };
    let texts: Vec<String> = zones.map(one).collect();
    (!texts.is_empty()).then(|| texts.join("; "))
}

/// An answer as it stands in data files.
fn answer(value: &Value) -> Option<String> {
    match value {
        Value::Boolean(yes) => Some(yes.to_string()),
        Value::Text(text) => Some(text.to_string()),
        Value::Date(date) => Some(date.to_string()),
        Value::Integer(_) | Value::Number(_) | Value::Missing(_) => None,
    }
}

fn texts(json: &Json) -> Vec<String> {
    json.as_array().into_iter().flatten().filter_map(Json::as_str).map(str::to_owned).collect()
}
