//! Values as YAML on one line.

use serde_json::Value;

/// Characters with which YAML begins something else than plain text.
const SPECIAL: &str = "-?:,[]{}#&*!|>'\"%@`";

/// Returns a value in flow style.
pub(crate) fn flow(value: &Value) -> String {
    match value {
        Value::String(text) => scalar(text),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(fields) => {
            let fields =
                fields.iter().map(|(name, value)| format!("{}: {}", scalar(name), flow(value)));
            format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

fn scalar(text: &str) -> String {
    let is_plain = !text.is_empty()
        && !text.starts_with(|c: char| SPECIAL.contains(c) || c.is_whitespace())
        && !text.ends_with(char::is_whitespace)
        && !text.contains([',', '[', ']', '{', '}', '\n'])
        && !text.contains(": ")
        && !text.contains(" #")
        && text.parse::<f64>().is_err();
    if is_plain {
        text.to_owned()
    } else if text.contains('\n') || text.contains('\'') {
        Value::from(text).to_string()
    } else {
        format!("'{text}'")
    }
}
