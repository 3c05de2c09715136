//! An explanation as plain data.

use serde_json::{Value as Json, json};

use crate::definition::FormulaRole;
use crate::indicators::Observation;
use crate::values::Value;

use super::{Explanation, Input, MemberKey, RowUse, Step};

/// Returns an explanation as JSON.
#[must_use]
pub fn json(explanation: &Explanation<'_>) -> Json {
    let passport = &explanation.indicator.passport;
    let formulas = explanation.formulas.iter().map(|formula| {
        let aggregates = formula.aggregates.iter();
        let aggregates: Vec<Json> = aggregates
            .map(|(text, value)| json!({ "formula": text, "value": value.to_json() }))
            .collect();
        json!({
            "role": role(formula.role),
            "formula": formula.text,
            "aggregates": aggregates,
            "value": formula.value.to_json(),
        })
    });
    let rows = explanation.rows.as_ref().map(|rows| {
        let listed = |rows: &[RowUse]| rows.iter().map(row).collect::<Vec<_>>();
        json!({
            "table": rows.table,
            "where": rows.condition,
            "made_of": rows.made_of.iter().map(step).collect::<Vec<_>>(),
            "counted": listed(&rows.counted),
            "left_out": listed(&rows.left_out),
        })
    });
    json!({
        "indicator": explanation.indicator.id.value,
        "code": passport.code,
        "title": passport.title,
        "unit": passport.unit,
        "formula": passport.formula,
        "method": passport.method,
        "slice": explanation.slice,
        "keys": explanation.keys.iter().map(key).collect::<Vec<_>>(),
        "period": explanation.period.to_string(),
        "observation": explanation.observation.map(observation),
        "reference": explanation.reference.map(|(rules, value)| json!({
            "name": rules.name,
            "title": rules.title,
            "value": value.and_then(|value| value.value.ok()),
        })),
        "formulas": formulas.collect::<Vec<_>>(),
        "rows": rows,
        "inputs": explanation.inputs.iter().map(input).collect::<Vec<_>>(),
    })
}

/// Returns the word for what a formula is to its indicator.
pub(super) const fn role(role: FormulaRole) -> &'static str {
    match role {
        FormulaRole::Numerator => "numerator",
        FormulaRole::Denominator => "denominator",
        FormulaRole::Value => "value",
        FormulaRole::Size => "n",
    }
}

fn key(key: &MemberKey<'_>) -> Json {
    json!({ "dimension": key.dimension, "key": key.key, "label": key.label })
}

fn observation(observation: &Observation) -> Json {
    let flags = [
        ("small", observation.is_small),
        ("partial", observation.is_partial),
        ("merged", observation.is_merged),
    ];
    let flags = flags.into_iter().filter(|(_, is_set)| *is_set).map(|(name, _)| name);
    let number = || json!(observation.value.ok());
    json!({
        "value": observation.answer.as_ref().map_or_else(number, Value::to_json),
        "missing": observation.missing().map(crate::values::Missing::name),
        "numerator": observation.numerator,
        "denominator": observation.denominator,
        "n": observation.n,
        "interval": observation.interval.map(|(low, high)| [low, high]),
        "flags": flags.collect::<Vec<_>>(),
    })
}

fn step(step: &Step<'_>) -> Json {
    json!({ "table": step.table, "where": step.condition, "joined": step.joined })
}

fn row(row: &RowUse) -> Json {
    let cells = row.cells.iter().map(|used| {
        let cell = used.cell.as_ref();
        json!({
            "column": used.column,
            "file": cell.map(|cell| &*cell.file),
            "sheet": cell.map(|cell| &*cell.sheet),
            "address": cell.map(crate::diagnostics::CellRef::address),
            "value": used.value.to_json(),
        })
    });
    let computed = row.computed.iter().map(|computed| {
        json!({
            "column": computed.column,
            "formula": computed.formula,
            "value": computed.value.to_json(),
        })
    });
    let observed = row.observed.iter().map(|observed| {
        let key =
            |(dimension, key): &(String, String)| json!({ "dimension": dimension, "key": key });
        json!({
            "column": observed.column,
            "indicator": observed.indicator,
            "take": observed.take,
            "keys": observed.keys.iter().map(key).collect::<Vec<_>>(),
            "period": observed.period,
            "value": observed.value.to_json(),
        })
    });
    json!({
        "of_member": row.of_member,
        "observed": observed.collect::<Vec<_>>(),
        "cells": cells.collect::<Vec<_>>(),
        "computed": computed.collect::<Vec<_>>(),
    })
}

fn input(input: &Input<'_>) -> Json {
    json!({
        "indicator": input.indicator.id.value,
        "keys": input.keys.iter().map(key).collect::<Vec<_>>(),
        "period": input.period.to_string(),
        "scaled": input.scaled.ok(),
        "weight": input.weight,
        "contribution": input.contribution,
        "observation": input.observation.map(observation),
    })
}
