//! Observations as flat rows, for csv and spreadsheets.

use serde_json::Value;

/// The headings of flat rows.
pub(super) const HEADINGS: [&str; 25] = [
    "indicator",
    "code",
    "title",
    "unit",
    "slice",
    "period",
    "keys",
    "labels",
    "value",
    "numerator",
    "denominator",
    "n",
    "missing",
    "flags",
    "low",
    "high",
    "zone",
    "target",
    "target_met",
    "rank",
    "rank_last",
    "rank_of",
    "change",
    "trend",
    "reason",
];

/// Calls `take` with the indicator and the values of each observation, in the order of
/// [`HEADINGS`].
pub(super) fn each<E>(
    values: &Value,
    mut take: impl FnMut(&Value, &[Value]) -> Result<(), E>,
) -> Result<(), E> {
    for indicator in values["indicators"].as_object().into_iter().flat_map(|map| map.values()) {
        for (name, slice) in indicator["slices"].as_object().into_iter().flatten() {
            for row in slice["rows"].as_array().into_iter().flatten() {
                for (period, cell) in row["cells"].as_object().into_iter().flatten() {
                    take(indicator, &flat(indicator, name, row, period, cell))?;
                }
            }
        }
    }
    Ok(())
}

fn flat(indicator: &Value, slice: &str, row: &Value, period: &str, cell: &Value) -> Vec<Value> {
    vec![
        indicator["id"].clone(),
        indicator["code"].clone(),
        indicator["title"].clone(),
        indicator["unit"].clone(),
        slice.into(),
        period.into(),
        joined(&row["keys"]),
        joined(row["former"].get(period).unwrap_or(&row["labels"])),
        cell["value"].clone(),
        cell["numerator"].clone(),
        cell["denominator"].clone(),
        cell["n"].clone(),
        cell["missing"].clone(),
        joined(&cell["flags"]),
        cell["interval"][0].clone(),
        cell["interval"][1].clone(),
        cell["zone"]["name"].clone(),
        cell["target"]["value"].clone(),
        cell["target"]["met"].clone(),
        cell["rank"]["first"].clone(),
        cell["rank"]["last"].clone(),
        cell["rank"]["of"].clone(),
        cell["change"]["value"].clone(),
        cell["change"]["trend"].clone(),
        cell["change"]["reason"].clone(),
    ]
}

fn joined(list: &Value) -> Value {
    let texts: Vec<&str> =
        list.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    texts.join(" | ").into()
}
