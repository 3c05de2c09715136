//! Observations as a template sees them: raw for charts, printed for text.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::definition::{Definition, Indicator, Kind};
use crate::indicators::{Change, Member, Observation, ReferenceValue, Trend};
use crate::values::NumberFormat;

use super::words::Words;

/// Prints the observations of one indicator.
pub(super) struct CellPrinter<'a> {
    pub(super) definition: &'a Definition,
    pub(super) words: &'a Words<'a>,
    pub(super) indicator: &'a Indicator,
}

impl CellPrinter<'_> {
    /// Returns a row of a slice: a member with its observations.
    pub(super) fn row(&self, member: &Member, periods: &[Option<Observation>]) -> Value {
        let shown = self.definition.calendar.periods();
        let mut cells = Map::new();
        for (period, observation) in shown.iter().zip(periods) {
            if let Some(observation) = observation {
                cells.insert(period.to_string(), self.cell(observation));
            }
        }
        let texts = |list: &[Arc<str>]| list.iter().map(|text| json!(&**text)).collect::<Vec<_>>();
        let mut row =
            json!({ "keys": texts(&member.keys), "labels": texts(&member.labels), "cells": cells });
        if !member.former.is_empty() {
            let former = member
                .former
                .iter()
                .map(|(period, labels)| (shown[*period].to_string(), Value::from(texts(labels))));
            row["former"] = Value::Object(former.collect());
        }
        row
    }

    /// Returns one observation.
    pub(super) fn cell(&self, observation: &Observation) -> Value {
        let mut flags = Vec::new();
        if observation.is_small {
            flags.push("small");
        }
        if observation.is_partial {
            flags.push("partial");
        }
        if observation.is_merged {
            flags.push("merged");
        }
        json!({
            "value": self.value(observation),
            "text": self.text(observation),
            "n": observation.n,
            "n_text": observation.n.map(|n| NumberFormat::plain(0).format(n)),
            "numerator": observation.numerator,
            "denominator": observation.denominator,
            "missing": observation.missing().map(crate::values::Missing::name),
            "flags": flags,
            "interval": observation.interval.map(|(low, high)| [low, high]),
            "interval_text": observation.interval.map(|(low, high)| {
                format!("{}–{}", self.number(low), self.number(high))
            }),
            "zone": self.zone(observation),
            "target": observation.target.map(|target| json!({
                "value": target.value,
                "text": self.number(target.value),
                "met": target.met,
            })),
            "rank": observation.rank.map(|rank| json!({
                "first": rank.first,
                "last": rank.last,
                "of": rank.of,
                "text": rank.text(),
            })),
            "change": observation.change.map(|change| self.change(change)),
            "references": self.references(observation),
        })
    }

    /// What the value is in data: a number, or true, false, a text, a day.
    fn value(&self, observation: &Observation) -> Value {
        match &observation.answer {
            Some(answer) => plain(answer),
            None => json!(observation.value.ok()),
        }
    }

    /// The answer of a rule is told apart from the one before in words.
    fn change(&self, change: Change) -> Value {
        if matches!(self.indicator.kind, Kind::Rule { .. }) {
            let before = match change.trend {
                Trend::Up => Some(false),
                Trend::Down => Some(true),
                Trend::Same | Trend::WithinError | Trend::Unknown | Trend::Suppressed => None,
            };
            let mut value = json!({
                "value": null,
                "text": before.map(|before| self.words.answer_before(before)),
                "trend": change.trend.name(),
            });
            if let Some(reason) = change.reason {
                value["reason"] = reason.name().into();
            }
            return value;
        }
        let mut value = json!({
            "value": change.value,
            "text": change.value.map(|value| self.signed(value)),
            "trend": change.trend.name(),
        });
        if let Some(reason) = change.reason {
            value["reason"] = reason.name().into();
        }
        value
    }

    fn text(&self, observation: &Observation) -> String {
        let answer = observation.answer.as_ref().and_then(|answer| self.words.answer(answer));
        match (answer, observation.value) {
            (Some(answer), _) => answer,
            (None, Ok(value)) => self.number(value),
            (None, Err(reason)) => self.words.missing_mark(reason),
        }
    }

    pub(super) fn number(&self, value: f64) -> String {
        NumberFormat::plain(self.indicator.decimals).format(value)
    }

    fn signed(&self, value: f64) -> String {
        NumberFormat::signed(self.indicator.decimals).format(value)
    }

    fn zone(&self, observation: &Observation) -> Option<Value> {
        let index = observation.zone?;
        let zones = &self.indicator.zones;
        Some(json!({ "name": zones[index].name, "rank": index + 1, "of": zones.len() }))
    }

    fn references(&self, observation: &Observation) -> Map<String, Value> {
        let one = |(name, reference): (&String, &ReferenceValue)| {
            let text = match reference.value {
                Ok(value) => self.number(value),
                Err(reason) => self.words.missing_mark(reason),
            };
            let value = json!({
                "title": reference.title,
                "value": reference.value.ok(),
                "text": text,
                "gap": reference.gap,
                "chart": reference.in_charts,
                "gap_text": reference.gap.map(|gap| self.signed(gap)),
            });
            (name.clone(), value)
        };
        observation.references.iter().map(one).collect()
    }
}

/// An answer as data.
pub(super) fn plain(answer: &crate::values::Value) -> Value {
    match answer {
        crate::values::Value::Boolean(yes) => json!(yes),
        crate::values::Value::Integer(number) => json!(number),
        crate::values::Value::Number(number) => json!(number),
        crate::values::Value::Text(text) => json!(&**text),
        crate::values::Value::Date(date) => json!(date.to_string()),
        crate::values::Value::Missing(_) => Value::Null,
    }
}
