//! The manifest: what was read and what was written, by content.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::definition::Definition;

/// Returns the bytes of `manifest.json`.
pub(super) fn bytes(
    definition: &Definition,
    log: &Value,
    outputs: &BTreeMap<String, String>,
) -> Vec<u8> {
    let mut inputs: BTreeMap<&str, &str> = BTreeMap::new();
    for file in log["files"].as_array().into_iter().flatten() {
        if let (Some(path), Some(sha256)) = (file["path"].as_str(), file["sha256"].as_str()) {
            inputs.insert(path, sha256);
        }
    }
    let manifest: Value = json!({
        "program": { "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") },
        "period": definition.calendar.current.to_string(),
        "date": definition.date.to_string(),
        "definitions": definition.files,
        "inputs": inputs,
        "outputs": outputs,
    });
    let mut text = serde_json::to_vec_pretty(&manifest).expect("plain data are JSON");
    text.push(b'\n');
    text
}
