//! Members of a dimension in the current period: what each copy of a report is about.

use std::sync::Arc;

use crate::definition::{Definition, DimensionId, Indicator, Slice};
use crate::expressions::Rows as _;
use crate::tables::Tables;
use crate::values::{NumberFormat, Value};

/// What a copy of a report is about.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    /// The dimension.
    pub dimension: DimensionId,
    /// Key of the member.
    pub key: Arc<str>,
    /// Its name for print.
    pub label: Arc<str>,
    /// Name, title and text of each attribute.
    pub attributes: Vec<(String, String, String)>,
    /// Keys of its parents.
    pub parents: Vec<(DimensionId, Arc<str>)>,
}

impl Subject {
    /// Whether an indicator has values of members like this one. What is known of the whole only,
    /// or of organisations of another kind, is no part of a copy about it.
    pub(super) fn is_told_by(&self, indicator: &Indicator) -> bool {
        indicator.slices.iter().any(|slice| slice.dimensions.contains(&self.dimension))
    }

    /// Whether a copy about this member shows a slice of an indicator: its own values, those of
    /// its parents and of the whole, and to compare with, the whole by what its own are cut by.
    pub(super) fn sees(&self, indicator: &Indicator, slice: &Slice) -> bool {
        let own = |slice: &Slice| slice.dimensions.contains(&self.dimension);
        let is_parent = |id: &DimensionId| self.parents.iter().any(|(parent, _)| parent == id);
        let is_compared = |id: &DimensionId| {
            indicator.slices.iter().any(|slice| own(slice) && slice.dimensions.contains(id))
        };
        own(slice)
            || match &slice.dimensions[..] {
                [] => true,
                [one] => is_parent(one) || is_compared(one),
                _ => false,
            }
    }
}

/// Returns the members that the register of the current period lists, in its order.
pub(super) fn subjects(
    definition: &Definition,
    tables: &Tables,
    dimension: DimensionId,
) -> Vec<Subject> {
    let rules = &definition.dimensions[dimension.0];
    let Some(register) = &rules.register else { return Vec::new() };
    let table = tables.get(register.table);
    let schema = &definition.tables[register.table.0].schema;
    let current = definition.calendar.current.to_string();
    let text = |column: &str, row: usize| -> Option<Arc<str>> {
        match table.column(column)?.value(row) {
            Value::Missing(_) => None,
            value => Some(plain_text(&value)),
        }
    };
    let mut subjects: Vec<Subject> = Vec::new();
    for row in 0..table.row_count() {
        if text("period", row).as_deref() != Some(&current) {
            continue;
        }
        let key = table.column(&rules.key).and_then(|column| key_text(&column.value(row)));
        let Some(key) = key else { continue };
        if subjects.iter().any(|known| known.key == key) {
            continue;
        }
        let attribute = |name: &String| {
            let title = schema.get(name).and_then(|column| column.title.clone());
            let shown = text(name, row).map_or_else(|| "–".to_owned(), |text| text.to_string());
            (name.clone(), title.unwrap_or_else(|| name.clone()), shown)
        };
        let parent =
            |id: &DimensionId| text(&definition.dimensions[id.0].key, row).map(|key| (*id, key));
        subjects.push(Subject {
            dimension,
            label: register
                .label
                .as_deref()
                .and_then(|label| text(label, row))
                .unwrap_or_else(|| Arc::clone(&key)),
            attributes: register.attributes.iter().map(attribute).collect(),
            parents: register.parents.iter().filter_map(parent).collect(),
            key,
        });
    }
    subjects
}

/// Returns the key of a member as observations have it: a text, or a whole number in plain digits.
pub(super) fn key_text(value: &Value) -> Option<Arc<str>> {
    match value {
        Value::Missing(_) => None,
        Value::Integer(number) => Some(number.to_string().into()),
        Value::Date(date) => Some(date.to_string().into()),
        other => Some(plain_text(other)),
    }
}

/// Returns a value as it is printed among words.
fn plain_text(value: &Value) -> Arc<str> {
    match value {
        Value::Missing(_) => "–".into(),
        Value::Boolean(true) => "да".into(),
        Value::Boolean(false) => "нет".into(),
        #[expect(clippy::cast_precision_loss, reason = "printed counts are far below 2^53")]
        Value::Integer(number) => NumberFormat::plain(0).format(*number as f64).into(),
        Value::Number(number) => NumberFormat::plain(1).format(*number).into(),
        Value::Text(text) => Arc::clone(text),
        Value::Date(date) => {
            format!("{:02}.{:02}.{}", date.day(), date.month(), date.year()).into()
        }
    }
}
