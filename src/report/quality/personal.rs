//! What the log says of names and papers of people: where they stand and what was done, never a
//! value.

use serde_json::{Value, json};

use crate::diagnostics::{Location, Renderer};
use crate::report::words::Words;
use crate::sources::{Evidence, Treatment};
use crate::tables::{PersonalColumn, Tables};

/// Returns what was personal in each source.
pub(super) fn columns(tables: &Tables, words: &Words<'_>, renderer: &Renderer<'_>) -> Vec<Value> {
    let columns = tables.qualities().iter().flat_map(|quality| {
        quality.personal.iter().map(|column| personal(&quality.title, column, words, renderer))
    });
    columns.collect()
}

/// What was personal: never a value, only where it stands and what was done.
fn personal(
    source: &str,
    column: &PersonalColumn,
    words: &Words<'_>,
    renderer: &Renderer<'_>,
) -> Value {
    let reason = match &column.treatment {
        Treatment::Kept(reason) => Some(reason),
        Treatment::Dropped | Treatment::CellsDropped | Treatment::Unread => None,
    };
    let place = column.place.clone().map(|cell| renderer.place(&Location::Cell(cell, None)));
    json!({
        "source": source,
        "column": column.column,
        "heading": column.heading,
        "place": place,
        "treatment": column.treatment.name(),
        "treatment_title": words.treatment_title(&column.treatment),
        "evidence": column.evidence.map(Evidence::name),
        "evidence_title": column.evidence.map(|evidence| words.evidence_title(evidence)),
        "sheets": column.sheet_count,
        "cells": column.cell_count,
        "reason": reason,
    })
}
