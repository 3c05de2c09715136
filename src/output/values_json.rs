//! Values as JSON: one indicator a line, so that two files can be compared by line.

use serde_json::{Value, json};

use crate::definition::Definition;
use crate::report::IndicatorValues;

/// Returns the bytes of `indicators.json`.
pub(super) fn bytes<'v>(
    definition: &Definition,
    indicators: impl Iterator<Item = IndicatorValues<'v>>,
) -> Vec<u8> {
    let calendar = &definition.calendar;
    let periods: Vec<String> = calendar.periods().iter().map(ToString::to_string).collect();
    let period = Value::from(calendar.current.to_string());
    let head = format!("{{\n\"period\": {period},\n\"periods\": {},\n", json!(periods));
    let mut text = head.into_bytes();
    text.extend_from_slice(b"\"indicators\": {\n");
    for (index, indicator) in indicators.enumerate() {
        let before = if index == 0 { "" } else { ",\n" };
        text.extend_from_slice(format!("{before}{}: ", Value::from(indicator.id())).as_bytes());
        serde_json::to_writer(&mut text, &indicator).expect("plain data are JSON");
    }
    text.extend_from_slice(b"\n}\n}\n");
    text
}
