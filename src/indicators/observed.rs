//! Rows of observations: members and periods with the values of indicators, which other indicators
//! are computed from.

use std::collections::HashMap;
use std::sync::Arc;

use indexmap::IndexSet;

use crate::definition::{
    Definition, DimensionId, Indicator, Observations, ObservedColumn, TableDefinition, Taken,
};
use crate::tables::Table;
use crate::values::{Column, DataType, Missing, Value};

use super::members::MemberLists;
use super::observation::{Incomparable, IndicatorResult, Observation, SliceResult};

type Keys = Vec<Arc<str>>;

/// What the rows are made of.
struct Rows<'a> {
    definition: &'a Definition,
    members: &'a MemberLists,
    rules: &'a TableDefinition,
    observations: &'a Observations,
    /// Index of the period, and a key for each dimension.
    rows: Vec<(usize, Keys)>,
}

/// The observations of a column, by the keys of its dimensions in the order of the slice.
struct Source<'a> {
    column: &'a ObservedColumn,
    indicator: &'a Indicator,
    result: &'a SliceResult,
    members: HashMap<&'a [Arc<str>], usize>,
}

/// Makes the rows of a table of observations.
pub(super) fn table(
    definition: &Definition,
    members: &MemberLists,
    results: &[Option<IndicatorResult>],
    (rules, observations): (&TableDefinition, &Observations),
) -> Table {
    let sources: Vec<Source<'_>> = observations
        .columns
        .iter()
        .filter_map(|column| Source::find(definition, column, results))
        .collect();
    let rows = rows_of(definition, observations, &sources);
    let rows = Rows { definition, members, rules, observations, rows };
    let mut columns = vec![("period".to_owned(), rows.periods())];
    let parents = observations.parents.iter().map(|(_, parent)| parent);
    for id in observations.by.iter().chain(parents) {
        let key = &definition.dimensions[id.0].key;
        columns.push((key.clone(), rows.keys(*id, key)));
    }
    for source in &sources {
        columns.push((source.column.name.clone(), rows.values(source)));
    }
    Table::of_columns(&rules.name.value, columns).with_merged(rows.merged(&sources))
}

/// A row for each member and period of which one of the indicators cut like the rows says
/// something, and of which all earlier periods that are asked for are shown.
fn rows_of(
    definition: &Definition,
    observations: &Observations,
    sources: &[Source<'_>],
) -> Vec<(usize, Keys)> {
    let own: Vec<&Source<'_>> =
        sources.iter().filter(|source| source.column.by == observations.by).collect();
    let mut members: IndexSet<Keys> = IndexSet::new();
    for source in &own {
        members.extend(source.result.members.iter().map(|member| source.ordered(&member.keys)));
    }
    let mut rows = Vec::new();
    // Of periods whose earlier ones are not shown half of a rule would be known, and only its half.
    let earlier = observations.columns.iter().map(|column| column.period.unsigned_abs());
    let first = usize::from(earlier.max().unwrap_or(0));
    for period in first..definition.calendar.periods().len() {
        for keys in &members {
            if own.iter().any(|source| source.at(keys, &observations.by, period).is_some()) {
                rows.push((period, keys.clone()));
            }
        }
    }
    rows
}

impl<'a> Source<'a> {
    /// Finds the slice that is cut by the dimensions of a column, in whatever order.
    fn find(
        definition: &'a Definition,
        column: &'a ObservedColumn,
        results: &'a [Option<IndicatorResult>],
    ) -> Option<Self> {
        let indicator = &definition.indicators[column.indicator.0];
        let slices = &results[column.indicator.0].as_ref()?.slices;
        let result = slices.iter().find(|known| {
            let dimensions = &known.slice.dimensions;
            dimensions.len() == column.by.len()
                && dimensions.iter().all(|id| column.by.contains(id))
        })?;
        let members = result.members.iter().enumerate();
        let members = members.map(|(row, member)| (&member.keys[..], row)).collect();
        Some(Self { column, indicator, result, members })
    }

    /// The keys of a member in the order of the rows.
    fn ordered(&self, keys: &[Arc<str>]) -> Keys {
        let place =
            |id: &DimensionId| self.result.slice.dimensions.iter().position(|known| known == id);
        self.column.by.iter().filter_map(place).map(|at| Arc::clone(&keys[at])).collect()
    }

    /// The observation for keys that stand in the order of some dimensions.
    fn at(&self, keys: &[Arc<str>], by: &[DimensionId], period: usize) -> Option<&'a Observation> {
        let key = |id: &DimensionId| {
            let place = by.iter().position(|known| known == id)?;
            Some(Arc::clone(&keys[place]))
        };
        let keys: Option<Keys> = self.result.slice.dimensions.iter().map(key).collect();
        let row = *self.members.get(&keys?[..])?;
        self.result.observations[row][period].as_ref()
    }
}

impl Rows<'_> {
    fn periods(&self) -> Column {
        let names: Vec<Arc<str>> = self
            .definition
            .calendar
            .periods()
            .iter()
            .map(|period| period.to_string().into())
            .collect();
        let values = self.rows.iter().map(|(period, _)| Value::Text(Arc::clone(&names[*period])));
        Column::from_values(DataType::Text, values)
    }

    /// The key of a dimension in each row.
    fn keys(&self, id: DimensionId, name: &str) -> Column {
        let is_number =
            self.rules.schema.get(name).is_some_and(|column| column.data_type == DataType::Integer);
        let value = |(period, keys): &(usize, Keys)| {
            let place = (&self.observations.by[..], &keys[..]);
            let Some(key) = self.members.key_of(place, id, *period) else {
                return Value::Missing(Missing::NotApplicable);
            };
            match key.parse() {
                Ok(number) if is_number => Value::Integer(number),
                _ if is_number => Value::Missing(Missing::Unreadable),
                _ => Value::Text(key),
            }
        };
        let data_type = if is_number { DataType::Integer } else { DataType::Text };
        Column::from_values(data_type, self.rows.iter().map(value))
    }

    /// The observation that a column is a part of in a row.
    fn observation<'s>(
        &self,
        source: &Source<'s>,
        (period, keys): &(usize, Keys),
    ) -> Option<&'s Observation> {
        let column = source.column;
        let at = i64::try_from(*period).ok()? + i64::from(column.period);
        let own = self.members.keys_of((&self.observations.by, keys), &column.by, *period)?;
        source.at(&own, &column.by, usize::try_from(at).ok()?)
    }

    fn values(&self, source: &Source<'_>) -> Column {
        let column = source.column;
        let data_type = self.rules.schema.get(&column.name).map(|known| known.data_type);
        let value = |row: &(usize, Keys)| match self.observation(source, row) {
            // As of a change, nothing is known of what a member was before its history broke off.
            Some(_) if self.is_broken(column, row) => Value::Missing(Missing::Unknown),
            Some(observation) => taken(source.indicator, observation, &column.take),
            None => Value::Missing(Missing::NoRows),
        };
        Column::from_values(data_type.unwrap_or(DataType::Number), self.rows.iter().map(value))
    }

    /// Whether the member of a column was reorganised since the period of its observation.
    fn is_broken(&self, column: &ObservedColumn, (period, keys): &(usize, Keys)) -> bool {
        if column.period == 0 {
            return false;
        }
        let first = period.saturating_sub(usize::from(column.period.unsigned_abs())) + 1;
        let member = (&self.observations.by[..], &keys[..]);
        let own = self.members.keys_of(member, &column.by, *period).unwrap_or_default();
        column.by.iter().zip(&own).any(|(id, key)| {
            let reason = |period| self.members.incomparable(*id, key, period);
            (first..=*period).any(|period| reason(period) == Some(Incomparable::Reorganised))
        })
    }

    /// Whether one of the observations of each row counts rows of members that were merged later.
    fn merged(&self, sources: &[Source<'_>]) -> Vec<bool> {
        let is_merged = |row: &(usize, Keys)| {
            let mut observations =
                sources.iter().filter_map(|source| self.observation(source, row));
            observations.any(|observation| observation.is_merged)
        };
        self.rows.iter().map(is_merged).collect()
    }
}

/// A part of an observation. What follows from a value that is missing is missing for the same
/// reason; what an observation cannot have is not applicable.
fn taken(indicator: &Indicator, observation: &Observation, take: &Taken) -> Value {
    let reason = observation.missing().unwrap_or(Missing::NotApplicable);
    let number = |value: Option<f64>| value.map_or(Value::Missing(reason), Value::Number);
    let of_result = |value: Result<f64, Missing>| value.map_or_else(Value::Missing, Value::Number);
    let reference = |name: &str| observation.references.get(name);
    match take {
        Taken::Value => match &observation.answer {
            Some(answer) => answer.clone(),
            None => of_result(observation.value),
        },
        Taken::N => number(observation.n),
        Taken::Numerator => number(observation.numerator),
        Taken::Denominator => number(observation.denominator),
        Taken::Low => number(observation.interval.map(|(low, _)| low)),
        Taken::High => number(observation.interval.map(|(_, high)| high)),
        Taken::Change => match observation.change {
            Some(change) => change.value.map_or(Value::Missing(Missing::Unknown), Value::Number),
            None => Value::Missing(Missing::NoRows),
        },
        Taken::Trend => observation
            .change
            .map_or(Value::Missing(Missing::NoRows), |change| Value::text(change.trend.name())),
        Taken::Zone => match observation.zone {
            Some(zone) => Value::text(&indicator.zones[zone].name),
            None => Value::Missing(reason),
        },
        Taken::Target => match observation.target {
            Some(target) => Value::Number(target.value),
            None => Value::Missing(Missing::NotApplicable),
        },
        Taken::TargetMet => match observation.target {
            Some(target) => target.met.map_or(Value::Missing(reason), Value::Boolean),
            None => Value::Missing(Missing::NotApplicable),
        },
        Taken::Rank => match observation.rank.map(|rank| i64::try_from(rank.first)) {
            Some(Ok(place)) => Value::Integer(place),
            _ => Value::Missing(reason),
        },
        Taken::Reference(name) => {
            reference(name).map_or(Value::Missing(Missing::NoRows), |found| of_result(found.value))
        }
        Taken::Gap(name) => match reference(name) {
            Some(found) => match (found.gap, found.value) {
                (Some(gap), _) => Value::Number(gap),
                (None, Err(reason)) => Value::Missing(reason),
                (None, Ok(_)) => Value::Missing(reason),
            },
            None => Value::Missing(Missing::NoRows),
        },
    }
}
