//! The manifest: what was read and what was written, by content.

use std::collections::BTreeMap;

use serde_json::json;

use crate::definition::{Definition, Edition};
use crate::report::{QualityLog, manifest_of_inputs};

/// Returns the bytes of `manifest.json`.
pub(super) fn bytes(
    definition: &Definition,
    log: &QualityLog,
    edition: Edition,
    outputs: &BTreeMap<String, String>,
) -> Vec<u8> {
    let mut manifest = manifest_of_inputs(definition, log, edition);
    manifest.insert("outputs".to_owned(), json!(outputs));
    let mut text = serde_json::to_vec_pretty(&manifest).expect("plain data are JSON");
    text.push(b'\n');
    text
}
