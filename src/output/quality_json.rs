//! The quality log as JSON: one entry a line, so that two files can be compared by line.

use serde_json::{Value, json};

use crate::definition::Definition;
use crate::report::QualityLog;

/// Returns the bytes of `quality.json`.
pub(super) fn bytes(definition: &Definition, log: &QualityLog) -> Vec<u8> {
    let summary = log.summary();
    let lists = [
        ("findings", lines(summary["findings"].as_array().map_or(&[][..], Vec::as_slice))),
        ("entries", lines(&log.entries())),
        ("excluded", lines(log.excluded())),
        ("sources", lines(summary["sources"].as_array().map_or(&[][..], Vec::as_slice))),
        ("files", lines(summary["files"].as_array().map_or(&[][..], Vec::as_slice))),
    ];
    let period = json!(definition.calendar.current.to_string());
    let mut text = format!("{{\n\"period\": {period},\n\"draft\": {}", log.is_draft());
    for (name, lines) in lists {
        text.push_str(&format!(",\n\"{name}\": [{lines}]"));
    }
    text.push_str("\n}\n");
    text.into_bytes()
}

fn lines(list: &[Value]) -> String {
    let lines: Vec<String> = list.iter().map(|value| format!("\n{value}")).collect();
    lines.join(",")
}
