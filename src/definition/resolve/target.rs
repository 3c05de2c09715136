//! Targets and zones of indicators.

use std::sync::LazyLock;

use regex::Regex;

use crate::definition::decode::{Either, Items};
use crate::definition::model::{ColumnSchema, Target, Zone};
use crate::definition::raw_indicator::{RawBetter, RawTarget, RawZone};
use crate::diagnostics::Spanned;
use crate::values::{DataType, Period};

use super::Resolver;
use super::columns::Columns;

impl Resolver<'_> {
    /// Conditions of targets speak of dimensions; those of parents are known for each member.
    pub(super) fn targets(
        &mut self,
        raw: Option<&Either<Spanned<f64>, Items<RawTarget>>>,
    ) -> Vec<Target> {
        let members = self.member_columns();
        match raw {
            None => Vec::new(),
            Some(Either::Scalar(value)) => {
                let value = value.value;
                vec![Target { condition: None, condition_text: None, period: None, value }]
            }
            Some(Either::Collection(list)) => list
                .list
                .iter()
                .map(|raw| Target {
                    condition_text: raw
                        .filter
                        .as_ref()
                        .map(|text| self.condition_words(&text.value)),
                    condition: raw.filter.as_ref().and_then(|text| self.condition(text, &members)),
                    period: raw.period.as_ref().and_then(|text| self.period_of_target(text)),
                    value: raw.value.value,
                })
                .collect(),
        }
    }

    fn period_of_target(&mut self, text: &Spanned<String>) -> Option<Period> {
        let kind = self.calendar.as_ref()?.kind;
        let period = Period::parse(&text.value, kind);
        if period.is_none() {
            self.bad_period(text, kind);
        }
        period
    }

    /// A condition as readers see it: only the values where it lists them, or else the condition
    /// with the titles of dimensions.
    fn condition_words(&self, condition: &str) -> String {
        static LIST: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^\s*\w+\s*(?:=|in)\s*\(?((?:\s*'[^']*'\s*,?)+)\)?\s*$")
                .expect("the pattern is tested")
        });
        if let Some(list) = LIST.captures(condition) {
            return list[1].replace('\'', "").trim().to_owned();
        }
        let mut words = condition.to_owned();
        for dimension in &self.dimensions {
            words = words.replace(&dimension.name.value, &dimension.title);
        }
        words
    }

    fn member_columns(&self) -> Columns {
        let mut columns = Columns::default();
        for dimension in &self.dimensions {
            columns.add(&dimension.name, ColumnSchema { data_type: DataType::Text, title: None });
        }
        columns.broken.clone_from(&self.broken);
        columns.is_open = !self.is_whole || self.unread.iter().any(|key| key == "dimensions");
        columns
    }

    pub(super) fn zones(&mut self, raw: &Items<RawZone>, better: RawBetter) -> Vec<Zone> {
        self.unique(raw.list.iter().map(|zone| &zone.name));
        let mut zones: Vec<Zone> = Vec::new();
        let count = raw.list.len();
        for (index, zone) in raw.list.iter().enumerate() {
            let is_last = index + 1 == count;
            let fits = match (&zone.from, zones.last().and_then(|zone| zone.from)) {
                (None, _) => is_last,
                (Some(_), _) if is_last => false,
                (Some(bound), Some(before)) if better == RawBetter::Lower => bound.value > before,
                (Some(bound), Some(before)) => bound.value < before,
                (Some(_), None) => true,
            };
            if !fits && raw.is_whole {
                let span = zone.from.as_ref().map_or(zone.name.span, |bound| bound.span);
                self.wrong_shape("zone", span);
            }
            let name = zone.name.value.clone();
            zones.push(Zone { name, from: zone.from.as_ref().map(|bound| bound.value) });
        }
        zones
    }
}
