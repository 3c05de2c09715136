//! Values as csv: UTF-8, comma, decimal point, for programs.

use serde_json::Value;

use super::rows::{HEADINGS, each};

/// Returns the bytes of `indicators.csv`.
pub(super) fn bytes(values: &Value) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let written = writer
        .write_record(HEADINGS)
        .and_then(|()| each(values, |_, row| writer.write_record(row.iter().map(field))));
    written.expect("every record has as many fields as there are headings");
    writer.into_inner().expect("writing to memory cannot fail")
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
