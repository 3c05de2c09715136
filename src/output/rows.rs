//! Observations as flat rows, for csv and spreadsheets.

use serde_json::Value;

use crate::report::IndicatorValues;

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

/// A row in the order of [`HEADINGS`], and what its slice is cut by.
pub(super) struct FlatRow<'v> {
    /// The titles of the dimensions.
    pub(super) titles: &'v [&'v str],
    /// The values.
    pub(super) cells: Vec<Value>,
}

/// Calls `take` with each observation of an indicator.
pub(super) fn each<E>(
    indicator: &IndicatorValues<'_>,
    passport: &Value,
    mut take: impl FnMut(&FlatRow<'_>) -> Result<(), E>,
) -> Result<(), E> {
    for slice in indicator.slices() {
        let titles = slice.titles();
        for row in slice.rows() {
            for (period, cell) in row["cells"].as_object().into_iter().flatten() {
                let cells = flat(passport, slice.name(), &row, period, cell);
                take(&FlatRow { titles: &titles, cells })?;
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
