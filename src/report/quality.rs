//! The data-quality log of a report: which files were read, what was left out, what was noticed.

use serde_json::{Value, json};

use crate::diagnostics::{
    Argument, Catalogue, Diagnostic, Diagnostics, Location, RenderFormat, Renderer, Severity,
    SourceMap,
};
use crate::sources::{Evidence, Treatment};
use crate::tables::{PersonalColumn, Tables};

use super::words::Words;

/// Returns the log as data for templates.
pub(super) fn quality(
    tables: &Tables,
    findings: &Diagnostics,
    texts: &SourceMap,
    catalogue: &Catalogue,
) -> Value {
    let words = Words::new(catalogue);
    let renderer = Renderer::new(catalogue, texts, RenderFormat::Plain);
    let files = tables.qualities().iter().flat_map(|quality| {
        quality.files.iter().map(|file| {
            json!({
                "path": &*file.file,
                "sheet": &*file.sheet,
                "source": quality.title,
                "format": file.format,
                "rows": file.row_count,
                "sha256": &*file.sha256,
            })
        })
    });
    let sources = tables.qualities().iter().map(|quality| {
        let missing = quality.missing.iter().map(|(reason, count)| {
            json!({
                "reason": reason.name(),
                "title": words.missing_title(*reason),
                "count": count,
            })
        });
        json!({
            "id": quality.name,
            "title": quality.title,
            "files": quality.files.len(),
            "rows": quality.row_count,
            "excluded": quality.excluded_count,
            "missing": missing.collect::<Vec<_>>(),
        })
    });
    let mut log = json!({
        "files": files.collect::<Vec<_>>(),
        "sources": sources.collect::<Vec<_>>(),
        "findings": findings.iter().map(|finding| one(finding, &renderer)).collect::<Vec<_>>(),
    });
    let columns = tables.qualities().iter().flat_map(|quality| {
        quality.personal.iter().map(|column| personal(&quality.title, column, &words, &renderer))
    });
    let columns: Vec<Value> = columns.collect();
    // Most sources have nothing personal; templates ask for it with a default.
    if !columns.is_empty() {
        log["personal"] = columns.into();
    }
    log
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

fn one(finding: &Diagnostic, renderer: &Renderer<'_>) -> Value {
    let count = finding.arguments.iter().find_map(|(name, argument)| match argument {
        Argument::Count(count) if *name == "count" => Some(*count),
        _ => None,
    });
    let cells: Vec<String> = finding
        .labels
        .iter()
        .filter(|label| !matches!(label.location, Location::Text(_)))
        .map(|label| renderer.place(&label.location))
        .collect();
    json!({
        "code": finding.code.id(),
        "severity": match finding.severity {
            Severity::Warning => "warning",
            Severity::Error | Severity::Bug => "error",
        },
        "title": renderer.title(finding),
        "count": count.unwrap_or(1),
        "places": cells,
        "help": renderer.advice(finding).join(" "),
    })
}
