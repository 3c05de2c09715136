//! A difference as plain data.

use serde_json::{Value as Json, json};

use crate::diagnostics::CellRef;

use super::{
    Cell, CellChange, CellState, Crossing, Difference, IndicatorDifference, ObservationDifference,
};

/// Returns a difference as JSON. `cells` stands beside the names of the indicators that each
/// reaches; nothing where cells are not known.
#[must_use]
pub fn json(difference: &Difference, cells: Option<&[(CellChange, Vec<String>)]>) -> Json {
    let cells = cells.map(|cells| cells.iter().map(cell_change).collect::<Vec<_>>());
    json!({
        "indicators": difference.indicators.iter().map(indicator).collect::<Vec<_>>(),
        "cells": cells,
    })
}

fn indicator(difference: &IndicatorDifference) -> Json {
    let definition = difference.definition.iter();
    let definition = definition
        .map(|change| json!({ "name": change.name, "old": change.old, "new": change.new }));
    json!({
        "id": difference.id,
        "title": difference.title,
        "unit": difference.unit,
        "new": difference.is_new,
        "gone": difference.is_gone,
        "definition": definition.collect::<Vec<_>>(),
        "observations": difference.observations.iter().map(observation).collect::<Vec<_>>(),
    })
}

fn observation(difference: &ObservationDifference) -> Json {
    let crossings = difference.crossings.iter().map(|crossing| match crossing {
        Crossing::Zone { old, new } => json!({ "zone": { "old": old, "new": new } }),
        Crossing::TargetMet => json!({ "target": "met" }),
        Crossing::TargetMissed => json!({ "target": "missed" }),
    });
    json!({
        "slice": difference.place.slice,
        "keys": difference.place.keys,
        "period": difference.place.period,
        "old": difference.old.as_ref().map(cell),
        "new": difference.new.as_ref().map(cell),
        "change": difference.change,
        "crossings": crossings.collect::<Vec<_>>(),
    })
}

fn cell(cell: &Cell) -> Json {
    let [numerator, denominator, n] = cell.counts;
    json!({
        "titles": cell.titles,
        "labels": cell.labels,
        "value": cell.value,
        "answer": cell.answer,
        "missing": cell.missing,
        "numerator": numerator,
        "denominator": denominator,
        "n": n,
        "zone": cell.zone,
        "target": cell.target,
        "met": cell.met,
    })
}

fn cell_change((change, indicators): &(CellChange, Vec<String>)) -> Json {
    json!({
        "source": change.source,
        "column": change.column,
        "row": change.row,
        "old": change.old.as_ref().map(state),
        "new": change.new.as_ref().map(state),
        "indicators": indicators,
    })
}

fn state(state: &CellState) -> Json {
    let cell = state.cell.as_ref();
    json!({
        "file": cell.map(|cell| &*cell.file),
        "sheet": cell.map(|cell| &*cell.sheet),
        "address": cell.map(CellRef::address),
        "value": state.value.to_json(),
    })
}
