//! The data-quality log of a report: which files were read, what was left out, what was noticed.

use serde_json::{Value, json};

use crate::diagnostics::{
    Argument, Catalogue, Diagnostic, Diagnostics, Location, RenderFormat, Renderer, Severity,
    SourceMap,
};
use crate::tables::{Identified, Tables};

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
        let mut source = json!({
            "id": quality.name,
            "title": quality.title,
            "files": quality.files.len(),
            "rows": quality.row_count,
            "excluded": quality.excluded_count,
            "missing": missing.collect::<Vec<_>>(),
        });
        if !quality.identified.is_empty() {
            source["identified"] = quality.identified.iter().map(identified).collect();
        }
        source
    });
    json!({
        "files": files.collect::<Vec<_>>(),
        "sources": sources.collect::<Vec<_>>(),
        "findings": findings.iter().map(|finding| one(finding, &renderer)).collect::<Vec<_>>(),
    })
}

/// How the members that a column names were found.
fn identified(column: &Identified) -> Value {
    json!({
        "column": column.column,
        "by_name": column.by_name,
        "by_alias": column.by_alias,
        "unmatched": column.unmatched,
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
