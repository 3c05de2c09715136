//! Values as JSON: one indicator a line, so that two files can be compared by line.

use serde_json::Value;

/// Returns the bytes of `indicators.json`.
pub(super) fn bytes(values: &Value) -> Vec<u8> {
    let mut text = String::from("{\n");
    let period = &values["period"];
    text.push_str(&format!("\"period\": {period},\n\"periods\": {},\n", values["periods"]));
    text.push_str("\"indicators\": {\n");
    let indicators = values["indicators"].as_object();
    let lines: Vec<String> = indicators
        .into_iter()
        .flatten()
        .map(|(id, indicator)| format!("{}: {indicator}", Value::from(id.as_str())))
        .collect();
    text.push_str(&lines.join(",\n"));
    text.push_str("\n}\n}\n");
    text.into_bytes()
}
