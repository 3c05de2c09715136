//! What the oracles have written.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

/// The file of an oracle.
pub(super) struct Oracle {
    /// Its name.
    pub(super) file: String,
    values: Map<String, Value>,
}

/// What an oracle says of an observation.
pub(super) struct Said<'a> {
    /// Name of the indicator.
    pub(super) indicator: &'a str,
    /// Name of the slice.
    pub(super) slice: &'a str,
    /// Keys of the member.
    pub(super) keys: &'a str,
    /// The period.
    pub(super) period: &'a str,
    /// What it says.
    pub(super) value: &'a Value,
}

impl Said<'_> {
    /// Whether it is about the value, and not only about what stands beside it.
    pub(super) fn is_value(&self) -> bool {
        self.value.as_object().is_none_or(|parts| parts.contains_key("value"))
    }
}

impl Oracle {
    /// Everything it says.
    pub(super) fn said(&self) -> impl Iterator<Item = Said<'_>> {
        fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
            value.as_object().expect("a mapping").iter()
        }
        self.values.iter().flat_map(|(indicator, slices)| {
            entries(slices).flat_map(move |(slice, members)| {
                entries(members).flat_map(move |(keys, periods)| {
                    entries(periods).map(move |(period, value)| Said {
                        indicator,
                        slice,
                        keys,
                        period,
                        value,
                    })
                })
            })
        })
    }
}

/// The oracles in the order of their files.
pub(super) fn all() -> Vec<Oracle> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = fs::read_dir(root.join("tests/oracle/catalogue")).expect("a folder");
    let mut oracles: Vec<_> = folder
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| Oracle {
            file: path.file_name().expect("a file").to_string_lossy().into_owned(),
            values: serde_json::from_str(&fs::read_to_string(&path).expect("a text"))
                .expect("a JSON object"),
        })
        .collect();
    oracles.sort_by(|a, b| a.file.cmp(&b.file));
    oracles
}
