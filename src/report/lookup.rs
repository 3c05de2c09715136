//! The function `at(…)` of texts.

use std::sync::Arc;

use minijinja::value::{Kwargs, Value};
use minijinja::{Environment, Error, ErrorKind};
use serde_json::json;

use crate::definition::Definition;
use crate::indicators::{
    Incomparable, Indicators, LookupError, LookupPart, Observation, SliceResult,
};

use super::cells::plain;
use super::subject::Subject;
use super::words::{Answers, Words};

/// A lookup that failed, carried through MiniJinja.
#[derive(Debug, Clone)]
pub(super) struct FailedLookup(pub(super) LookupError);

impl std::fmt::Display for FailedLookup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.name)
    }
}

impl std::error::Error for FailedLookup {}

/// What is known of the definition inside of texts.
#[derive(Debug, Clone)]
pub(super) struct Facts {
    indicators: Arc<Indicators>,
    /// Decimal places and names of the zones of each indicator.
    printed: Arc<[(String, u8, Vec<String>)]>,
    dimensions: Arc<[String]>,
    answers: Arc<Answers>,
}

impl Facts {
    pub(super) fn new(
        definition: &Definition,
        indicators: &Arc<Indicators>,
        words: &Words<'_>,
    ) -> Self {
        let printed = definition.indicators.iter().map(|indicator| {
            let zones = indicator.zones.iter().map(|zone| zone.name.clone()).collect();
            (indicator.id.value.clone(), indicator.decimals, zones)
        });
        let dimensions = definition.dimensions.iter().map(|known| known.name.value.clone());
        Self {
            indicators: Arc::clone(indicators),
            printed: printed.collect(),
            dimensions: dimensions.collect(),
            answers: Arc::new(Answers { yes: words.yes_or_no(true), no: words.yes_or_no(false) }),
        }
    }

    /// Adds `at(indicator, period=0, slice=…, dimension=key, …)`, in which the dimension of the
    /// subject is bound.
    pub(super) fn add_to(&self, environment: &mut Environment<'_>, subject: Option<&Subject>) {
        let facts = self.clone();
        let bound = subject.map(|subject| {
            (facts.dimensions[subject.dimension.0].clone(), subject.key.to_string())
        });
        environment.add_function("at", move |id: String, options: Kwargs| {
            facts.at(&id, &options, bound.as_ref())
        });
    }

    fn at(
        &self,
        id: &str,
        options: &Kwargs,
        bound: Option<&(String, String)>,
    ) -> Result<Value, Error> {
        let period: i64 = options.get::<Option<i64>>("period")?.unwrap_or(0);
        let slice: Option<String> = options.get("slice")?;
        let mut named: Vec<(String, String)> = Vec::new();
        for dimension in self.dimensions.iter() {
            if let Some(key) = options.get::<Option<Value>>(dimension)? {
                named.push((dimension.clone(), key.to_string()));
            }
        }
        options.assert_all_used()?;
        let asked = named.clone();
        if let (None, Some((dimension, key))) = (&slice, bound)
            && !named.iter().any(|(known, _)| known == dimension)
        {
            named.push((dimension.clone(), key.clone()));
        }
        let slices = self.indicators.slices(id).map_err(failed)?;
        let found = self.choose(slices, slice.as_deref(), &named).map_err(failed)?;
        let keys = self.keys(found, &asked, &named).map_err(failed)?;
        let observation =
            self.indicators.at(id, &found.slice.name, &keys, period).map_err(failed)?;
        Ok(self.value(id, observation))
    }

    /// The key of each dimension of a slice. Whoever names a dimension by which the slice is not
    /// cut would get a value of something else.
    fn keys<'n>(
        &self,
        slice: &SliceResult,
        asked: &[(String, String)],
        named: &'n [(String, String)],
    ) -> Result<Vec<&'n str>, LookupError> {
        let names: Vec<&String> =
            slice.slice.dimensions.iter().map(|id| &self.dimensions[id.0]).collect();
        let error =
            |wanted, name: &str| LookupError { wanted, name: name.to_owned(), suggestion: None };
        if let Some((other, _)) = asked.iter().find(|(name, _)| !names.contains(&name)) {
            return Err(error(LookupPart::Dimension, other));
        }
        let key = |name: &&String| {
            let found = named.iter().find(|(known, _)| known == *name);
            found.map(|(_, key)| key.as_str()).ok_or_else(|| error(LookupPart::Key, name))
        };
        names.iter().map(key).collect()
    }

    /// The named slice, or the one that is cut by exactly the named dimensions.
    fn choose<'s>(
        &self,
        slices: &'s [SliceResult],
        name: Option<&str>,
        named: &[(String, String)],
    ) -> Result<&'s SliceResult, LookupError> {
        let fits = |slice: &&SliceResult| match name {
            Some(name) => slice.slice.name == name,
            None => {
                let dimensions = &slice.slice.dimensions;
                dimensions.len() == named.len()
                    && dimensions.iter().all(|id| {
                        named.iter().any(|(dimension, _)| *dimension == self.dimensions[id.0])
                    })
            }
        };
        slices.iter().find(fits).ok_or_else(|| {
            let wanted = name.map_or_else(
                || named.iter().map(|(known, _)| known.as_str()).collect::<Vec<_>>().join(", "),
                str::to_owned,
            );
            let known = slices.iter().map(|slice| slice.slice.name.as_str());
            let suggestion = crate::diagnostics::nearest(&wanted, known).map(str::to_owned);
            LookupError { wanted: LookupPart::Slice, name: wanted, suggestion }
        })
    }

    /// What a text sees of an observation; `none` where the member did not exist.
    fn value(&self, id: &str, observation: Option<&Observation>) -> Value {
        let Some(observation) = observation else { return Value::from(()) };
        let printed = self.printed.iter().find(|(known, ..)| known == id);
        let (decimals, zones) = printed.map_or((1, &[][..]), |(_, d, zones)| (*d, &zones[..]));
        let format = crate::values::NumberFormat::plain(decimals);
        let change = observation.change;
        let answer = observation.answer.as_ref();
        let text = answer.and_then(|answer| self.answers.text(answer));
        let references: serde_json::Map<String, serde_json::Value> = observation
            .references
            .iter()
            .map(|(name, reference)| {
                let value = json!({ "value": reference.value.ok(), "gap": reference.gap });
                (name.clone(), value)
            })
            .collect();
        Value::from(minijinja::value::Serde(json!({
            "value": answer.map_or_else(|| json!(observation.value.ok()), plain),
            "text": text.or_else(|| observation.value.ok().map(|value| format.format(value))),
            "known": observation.missing().is_none(),
            "missing": observation.missing().map(crate::values::Missing::name),
            "n": observation.n,
            "numerator": observation.numerator,
            "denominator": observation.denominator,
            "small": observation.is_small,
            "merged": observation.is_merged,
            "zone": observation.zone.and_then(|zone| zones.get(zone)),
            "target": observation.target.map(|target| target.value),
            "met": observation.target.and_then(|target| target.met),
            "rank": observation.rank.map(|rank| json!({ "text": rank.text(), "of": rank.of })),
            "change": change.and_then(|change| change.value),
            "trend": change.map_or("unknown", |change| change.trend.name()),
            "reason": change.and_then(|change| change.reason).map(Incomparable::name),
            "references": references,
        })))
    }
}

fn failed(error: LookupError) -> Error {
    let text = error.name.clone();
    Error::new(ErrorKind::InvalidOperation, text).with_source(FailedLookup(error))
}
