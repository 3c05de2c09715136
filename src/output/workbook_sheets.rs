//! What stands on the sheets of `indicators.xlsx`: headings, widths, and words for the names that
//! programs know things by.

use serde_json::{Value, json};

use crate::definition::Definition;
use crate::report::IndicatorValues;

use super::workbook::Column;

/// The columns before the periods of the sheet about the whole.
pub(super) const WHOLE: [(&str, f64); 4] =
    [("Направление", 40.0), ("Код", 10.0), ("Показатель", 64.0), ("Единица", 9.0)];

/// The columns after them.
pub(super) const WHOLE_AFTER: [(&str, f64); 9] = [
    ("95 % от", 11.0),
    ("95 % до", 11.0),
    ("Число наблюдений", 13.0),
    ("Изменение за год", 13.0),
    ("Оценка изменения", 22.0),
    ("Цель", 10.0),
    ("Достигнута", 12.0),
    ("Уровень", 20.0),
    ("Имя", 26.0),
];

/// The columns of all values, in the order of the flat rows.
pub(super) const VALUES: [(&str, f64); 25] = [
    ("Имя", 22.0),
    ("Код", 10.0),
    ("Показатель", 44.0),
    ("Единица", 9.0),
    ("Разрез", 28.0),
    ("Период", 10.0),
    ("Ключи", 18.0),
    ("Чьё значение", 36.0),
    ("Значение", 12.0),
    ("Числитель", 12.0),
    ("Знаменатель", 13.0),
    ("Число наблюдений", 13.0),
    ("Почему значения нет", 20.0),
    ("Пометки", 22.0),
    ("95 % от", 11.0),
    ("95 % до", 11.0),
    ("Уровень", 18.0),
    ("Цель", 10.0),
    ("Цель достигнута", 12.0),
    ("Место", 8.0),
    ("Последнее место", 11.0),
    ("Мест всего", 9.0),
    ("Изменение за год", 13.0),
    ("Оценка изменения", 22.0),
    ("Почему не сравнивается", 22.0),
];

/// The columns of passports.
pub(super) const PASSPORT: [Column; 16] = [
    ("Имя", "id", 24.0),
    ("Код", "code", 10.0),
    ("Показатель", "title", 44.0),
    ("Вид", "kind", 16.0),
    ("Единица", "unit", 9.0),
    ("Что лучше", "better", 14.0),
    ("Направление", "direction_title", 30.0),
    ("Определение", "method", 60.0),
    ("Формула", "formula", 44.0),
    ("Условие", "where", 30.0),
    ("Уровни расчёта", "levels", 30.0),
    ("Источник", "source", 36.0),
    ("Ответственный", "owner", 26.0),
    ("Цель", "target_text", 24.0),
    ("Уровни", "zones_text", 34.0),
    ("Коды в других системах", "codes_text", 20.0),
];

/// The columns of personal data that were found.
pub(super) const PERSONAL: [Column; 9] = [
    ("Источник", "source", 36.0),
    ("Столбец", "heading", 30.0),
    ("Где", "place", 44.0),
    ("Что сделано", "treatment_title", 26.0),
    ("Признак", "evidence_title", 26.0),
    ("Имя столбца", "column", 16.0),
    ("Листов", "sheets", 8.0),
    ("Ячеек", "cells", 8.0),
    ("Почему оставлено", "reason", 36.0),
];

/// The columns of findings.
pub(super) const FINDING: [Column; 6] = [
    ("Важность", "severity", 17.0),
    ("Код", "code", 8.0),
    ("Замечание", "title", 60.0),
    ("Случаев", "count", 9.0),
    ("Где", "places", 60.0),
    ("Что сделать", "help", 48.0),
];

/// Words for names, by the column they stand in.
const WORDS: [(&str, &str, &str); 33] = [
    ("trend", "up", "рост"),
    ("trend", "down", "снижение"),
    ("trend", "same", "без изменений"),
    ("trend", "within_error", "в пределах погрешности"),
    ("trend", "unknown", "неизвестно"),
    ("trend", "suppressed", "не публикуется"),
    ("reason", "reorganised", "реорганизация"),
    ("reason", "new", "год назад не было"),
    ("flags", "small", "малая группа"),
    ("flags", "partial", "часть строк не учтена"),
    ("flags", "merged", "вместе с присоединёнными"),
    ("missing", "empty", "пусто"),
    ("missing", "absent", "отсутствовали"),
    ("missing", "not_applicable", "неприменимо"),
    ("missing", "suppressed", "не публикуется"),
    ("missing", "no_data", "данных нет"),
    ("missing", "unreadable", "не читается"),
    ("missing", "zero_denominator", "знаменатель равен нулю"),
    ("missing", "too_few", "слишком мало данных"),
    ("missing", "no_rows", "строк нет"),
    ("missing", "unknown", "неизвестно"),
    ("better", "higher", "больше"),
    ("better", "lower", "меньше"),
    ("better", "none", "не оценивается"),
    ("kind", "ratio", "доля, отношение"),
    ("kind", "value", "величина"),
    ("kind", "composite", "сводный"),
    ("kind", "rule", "правило"),
    ("kind", "external", "список"),
    ("kind", "info", "сведения"),
    ("severity", "error", "ошибка"),
    ("severity", "warning", "предупреждение"),
    ("severity", "info", "к сведению"),
];

/// Columns of counts, which are shown without decimals.
const COUNTS: [&str; 3] = ["n", "numerator", "denominator"];

/// Returns a value of a column as the office reads it: names in words, counts as whole numbers.
pub(super) fn worded(column: &str, value: &Value) -> Value {
    let Some(text) = value.as_str() else {
        return if COUNTS.contains(&column) { counted(value) } else { value.clone() };
    };
    let word = |name: &str| {
        let found = WORDS.iter().find(|(own, known, _)| *own == column && *known == name);
        found.map_or_else(|| name.to_owned(), |(_, _, word)| (*word).to_owned())
    };
    if column == "flags" {
        return text.split(" | ").map(word).collect::<Vec<_>>().join("; ").into();
    }
    word(text).into()
}

/// A whole number without decimals; sums of shares of people may be none.
fn counted(value: &Value) -> Value {
    // Beyond this a number with a point no longer knows every whole number.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match value.as_f64() {
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
        Some(number) if number.fract() == 0.0 && number.abs() < EXACT => json!(number as i64),
        _ => value.clone(),
    }
}

/// Returns what a slice of an indicator is cut by.
pub(super) fn cut_title(titles: &[&str]) -> Value {
    if titles.is_empty() { "всё в целом".into() } else { titles.join(" × ").into() }
}

/// Returns a passport with its zones in words: the best first, each with where it begins.
pub(super) fn passport(definition: &Definition, indicator: &Value) -> Value {
    let is_lower = indicator["better"] == "lower";
    let zone = |zone: &Value| {
        let name = zone["name"].as_str().unwrap_or_default();
        match zone["from"].as_f64() {
            Some(bound) => {
                let sign = if is_lower { "≤" } else { "≥" };
                format!("{name}: {sign} {}", bound.to_string().replace('.', ","))
            }
            None => format!("{name}: остальные"),
        }
    };
    let zones: Vec<String> =
        indicator["zones"].as_array().into_iter().flatten().map(zone).collect();
    let mut value = indicator.clone();
    if let Some(map) = value.as_object_mut() {
        map.insert("zones_text".to_owned(), zones.join("\n").into());
        map.insert("direction_title".to_owned(), direction(definition, indicator));
    }
    value
}

/// Returns the row of an indicator's value of the whole, if it has one.
pub(super) fn whole(
    definition: &Definition,
    values: &IndicatorValues<'_>,
    indicator: &Value,
) -> Option<Vec<Value>> {
    let cells = &values.slices().find(|slice| slice.titles().is_empty())?.rows().next()?["cells"];
    let periods: Vec<String> =
        definition.calendar.periods().iter().map(ToString::to_string).collect();
    let now = &cells[periods.last()?];
    let mut row = vec![direction(definition, indicator)];
    row.extend(["code", "title", "unit"].map(|key| indicator[key].clone()));
    row.extend(periods.iter().map(|period| shown(&cells[period])));
    row.extend([
        now["interval"][0].clone(),
        now["interval"][1].clone(),
        worded("n", &now["n"]),
        now["change"]["value"].clone(),
        worded("trend", &now["change"]["trend"]),
        now["target"]["value"].clone(),
        now["target"]["met"].clone(),
        now["zone"]["name"].clone(),
        indicator["id"].clone(),
    ]);
    Some(row)
}

/// The title of the direction of an indicator.
fn direction(definition: &Definition, indicator: &Value) -> Value {
    let own = |code: &str| definition.directions.iter().find(|one| one.code == code);
    indicator["direction"].as_str().and_then(own).map_or(Value::Null, |one| json!(one.title))
}

/// The value, or why there is none, as it is printed.
fn shown(cell: &Value) -> Value {
    match &cell["value"] {
        Value::Null => cell["text"].clone(),
        value => json!(value),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{cut_title, worded};
    use crate::output::rows::HEADINGS;

    /// The office reads words and whole counts; a name nobody knows stays as it is.
    #[test]
    fn values_are_worded_by_their_column() {
        let cases = [
            ("trend", json!("within_error"), json!("в пределах погрешности")),
            ("trend", json!("low"), json!("low")),
            ("zone", json!("up"), json!("up")),
            ("flags", json!("small | partial"), json!("малая группа; часть строк не учтена")),
            ("flags", json!(""), json!("")),
            ("n", json!(12.0), json!(12)),
            ("numerator", json!(1.5), json!(1.5)),
            ("value", json!(12.0), json!(12.0)),
            ("missing", json!(null), json!(null)),
        ];
        for (column, value, expected) in cases {
            assert_eq!(worded(column, &value), expected, "{column}: {value}");
        }
    }

    #[test]
    fn every_column_of_values_has_a_heading() {
        let names = HEADINGS.len();
        assert_eq!(super::VALUES.len(), names);
        let known = |(column, _, _): &(&str, &str, &str)| {
            HEADINGS.contains(column) || ["better", "kind", "severity"].contains(column)
        };
        assert!(super::WORDS.iter().all(known));
    }

    #[test]
    fn slices_are_told_by_their_titles() {
        assert_eq!(cut_title(&[]), json!("всё в целом"));
        assert_eq!(cut_title(&["Предмет", "Школа"]), json!("Предмет × Школа"));
    }
}
