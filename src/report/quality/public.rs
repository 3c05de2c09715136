//! What the public is told of the quality of the data: which files were read and what kinds of
//! findings there were. Cells, rows and numbers of rows stay in the office: the row of one pupil
//! would be enough to know what is hidden elsewhere.

use serde_json::{Value, json};

use super::finding::Finding;

/// Returns the summary without anything that stands in a cell.
pub(super) fn summary(summary: &Value, findings: &[Finding]) -> Value {
    let list = |name: &str| summary[name].as_array().cloned().unwrap_or_default();
    let only = |value: &Value, names: [&str; 3]| {
        names.iter().map(|name| ((*name).to_owned(), value[*name].clone())).collect::<Value>()
    };
    let file = |file: &Value| only(file, ["path", "sheet", "source"]);
    let source = |source: &Value| only(source, ["id", "title", "files"]);
    json!({
        "public": true,
        "draft": summary["draft"],
        "files": list("files").iter().map(file).collect::<Vec<_>>(),
        "sources": list("sources").iter().map(source).collect::<Vec<_>>(),
        "findings": findings.iter().map(finding).collect::<Vec<_>>(),
    })
}

/// A finding in the words of its kind: its own words may quote a cell. The rule of a check was
/// written before there were any data.
fn finding(finding: &Finding) -> Value {
    let rule = finding.check.as_ref().and(finding.rule.as_deref());
    json!({
        "code": finding.code,
        "kind": finding.kind,
        "kind_title": finding.kind_title,
        "severity": finding.severity,
        "severity_title": finding.severity_title,
        "check": finding.check,
        "title": finding.kind_title,
        "rule": rule,
        "source": finding.source,
        "count": finding.count,
        "places": [],
        "examples": [],
        "more": 0,
        "help": "",
    })
}
