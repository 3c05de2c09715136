//! What a report was made of, by content: it is attached to every document, and the manifest beside
//! the reports begins with it.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::definition::{Definition, Edition};

use super::quality::QualityLog;

/// Returns program, period, definitions and the SHA-256 of every file that was read. `log` is the
/// quality log.
///
/// The public is told no fingerprints of inputs: whoever knows all of a small file but one hidden
/// number could try numbers until the fingerprint fits.
#[must_use]
pub fn manifest_of_inputs(
    definition: &Definition,
    log: &QualityLog,
    edition: Edition,
) -> Map<String, Value> {
    let mut inputs: BTreeMap<&str, &str> = BTreeMap::new();
    for file in log.summary()["files"].as_array().into_iter().flatten() {
        if let (Some(path), Some(sha256)) = (file["path"].as_str(), file["sha256"].as_str()) {
            inputs.insert(path, sha256);
        }
    }
    let inputs = match edition {
        Edition::Internal => json!(inputs),
        Edition::Public => json!(inputs.keys().collect::<Vec<_>>()),
    };
    let program = json!({ "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") });
    Map::from_iter([
        ("program".to_owned(), program),
        ("draft".to_owned(), json!(log.is_draft())),
        ("edition".to_owned(), json!(edition.name())),
        ("period".to_owned(), json!(definition.calendar.current.to_string())),
        ("date".to_owned(), json!(definition.date.to_string())),
        ("definitions".to_owned(), json!(definition.files)),
        ("inputs".to_owned(), inputs),
    ])
}
