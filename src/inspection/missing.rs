//! Words that offices write where there is no value.

use crate::values::{Missing, fold};

/// Returns what a text in a column of numbers means, if it is such a word.
pub(super) fn reason(text: &str) -> Option<Missing> {
    const LONGEST: usize = 40;
    if text.len() > LONGEST {
        return None;
    }
    Some(match fold(text).as_str() {
        "-"
        | "--"
        | "н/д"
        | "нд"
        | "н.д."
        | "н/д."
        | "нет данных"
        | "…"
        | "..."
        | "na"
        | "n/a"
        | "no data" => Missing::NoData,
        "х" | "не применимо" | "неприменимо" => Missing::NotApplicable,
        "supp" | "скрыто" | "конфиденциально" => Missing::Suppressed,
        _ => return None,
    })
}
