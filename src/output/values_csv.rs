//! Values as csv: UTF-8, comma, decimal point, for programs.

use serde_json::Value;

use super::rows::{FlatRow, HEADINGS};

/// `indicators.csv` in the making.
pub(super) struct ValuesCsv(csv::Writer<Vec<u8>>);

/// Why records can be written: they are, to memory and with a field for each heading.
const WHOLE: &str = "every record has as many fields as there are headings";

impl ValuesCsv {
    /// Begins with the headings.
    pub(super) fn new() -> Self {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(HEADINGS).expect(WHOLE);
        Self(writer)
    }

    /// Adds a row.
    pub(super) fn add(&mut self, row: &FlatRow<'_>) {
        self.0.write_record(row.cells.iter().map(field)).expect(WHOLE);
    }

    /// Returns the bytes.
    pub(super) fn bytes(self) -> Vec<u8> {
        self.0.into_inner().expect("writing to memory cannot fail")
    }
}

/// A spreadsheet program would run a text that begins like a formula, so such texts get an
/// apostrophe.
fn field(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
            format!("'{text}")
        }
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
