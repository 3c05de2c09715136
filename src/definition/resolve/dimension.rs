//! Dimensions: registers and parents.

use std::collections::BTreeSet;

use crate::definition::model::{Dimension, DimensionId, History, Life, Register};
use crate::definition::raw::{RawDimension, RawHistory, RawPipeline};
use crate::definition::raw_source::RawStrictness;
use crate::definition::source::Strictness;
use crate::diagnostics::{Code, Diagnostic, Span, Spanned};
use crate::values::DataType;

use super::Resolver;
use super::columns::{Columns, KEY_TYPES};

type Text = Spanned<String>;

impl Resolver<'_> {
    pub(super) fn dimensions(&mut self, raw: Vec<(Text, RawDimension)>) {
        self.unique(raw.iter().map(|(name, _)| name));
        let keys: Vec<(String, Text)> =
            raw.iter().map(|(name, raw)| (name.value.clone(), key(name, raw).clone())).collect();
        for (index, (name, raw)) in raw.into_iter().enumerate() {
            if raw.from.is_none() {
                self.without_register.push(DimensionId(index));
            }
            let dimension = self.dimension(name, raw, &keys);
            self.dimensions.push(dimension);
        }
    }

    /// `keys` are the names of all dimensions with their keys.
    fn dimension(&mut self, name: Text, raw: RawDimension, keys: &[(String, Text)]) -> Dimension {
        let key = key(&name, &raw).clone();
        let title = raw.title.as_ref().map(|title| self.substitute(title, &[]));
        let parents: Vec<(DimensionId, Span)> =
            raw.parents.list.iter().filter_map(|parent| self.parent(parent, keys)).collect();
        let register = raw.from.as_ref().and_then(|from| {
            let table = self.find_table(from)?;
            let columns = self.columns_of(Some(table));
            self.register_columns(&key, &raw, &columns);
            self.period(&columns, from.span);
            for (parent, place) in &parents {
                self.needed_column(&keys[parent.0].1.value, &columns, *place, "parent");
            }
            let parents = parents.into_iter().map(|(parent, _)| parent).collect();
            let label = raw.label.as_ref().map(|label| label.value.clone());
            let attributes = raw.attributes.list.iter().map(|text| text.value.clone()).collect();
            let life = self.life(&raw, &columns);
            let unmatched = match raw.unmatched {
                RawStrictness::Error => Strictness::Error,
                RawStrictness::Warning => Strictness::Warning,
            };
            Some(Register { table, parents, label, attributes, life, unmatched })
        });
        if raw.from.is_none() {
            self.life_without_register(&raw);
        }
        Dimension {
            title: title.unwrap_or_else(|| name.value.clone()),
            register,
            key: key.value,
            order: raw.order.list.into_iter().map(|text| text.value).collect(),
            name,
        }
    }

    /// Checks from when until when members exist, and what comes after them.
    fn life(&mut self, raw: &RawDimension, columns: &Columns) -> Life {
        for column in raw.valid_from.iter().chain(&raw.valid_to) {
            self.known_column(column, columns);
            self.needed_type(&column.value, columns, column.span, &[DataType::Date]);
        }
        if let Some(successor) = &raw.successor {
            self.known_column(successor, columns);
            self.needed_type(&successor.value, columns, successor.span, KEY_TYPES);
            if raw.history.is_none() {
                let finding = Diagnostic::error(Code::MissingKey).with("key", "history");
                self.findings.push(finding.at(successor.span).help("help-history"));
            }
        }
        let name = |column: &Option<Text>| column.as_ref().map(|text| text.value.clone());
        Life {
            valid_from: name(&raw.valid_from),
            valid_to: name(&raw.valid_to),
            successor: name(&raw.successor),
            history: raw.history.map(|history| match history {
                RawHistory::Sum => History::Sum,
                RawHistory::Break => History::Break,
            }),
        }
    }

    /// Reports columns of a register that is not named.
    fn life_without_register(&mut self, raw: &RawDimension) {
        let columns = [&raw.valid_from, &raw.valid_to, &raw.successor];
        if let Some(column) = columns.into_iter().flatten().next() {
            let finding = Diagnostic::error(Code::MissingKey).with("key", "from");
            self.findings.push(finding.at(column.span).help("help-life"));
        }
    }

    fn parent(&mut self, parent: &Text, keys: &[(String, Text)]) -> Option<(DimensionId, Span)> {
        let found = keys.iter().position(|(name, _)| *name == parent.value);
        if found.is_none() && !self.may_exist(&parent.value, &["dimensions"]) {
            let names: Vec<String> = keys.iter().map(|(name, _)| name.clone()).collect();
            self.unknown(Code::UnknownDimension, parent, &names);
        }
        found.map(|index| (DimensionId(index), parent.span))
    }

    fn register_columns(&mut self, key: &Text, raw: &RawDimension, columns: &Columns) {
        let named = raw.label.iter().chain(&raw.attributes.list);
        for column in std::iter::once(key).chain(named) {
            self.known_column(column, columns);
        }
        self.needed_type(&key.value, columns, key.span, KEY_TYPES);
    }

    /// Whether the register of a dimension lacks its key, which has been reported.
    pub(super) fn is_without_key(&self, id: DimensionId) -> bool {
        let dimension = &self.dimensions[id.0];
        let register = dimension.register.as_ref();
        register.is_some_and(|register| self.columns_of(Some(register.table)).lacks(&dimension.key))
    }

    pub(super) fn find_dimension(&mut self, name: &Text) -> Option<DimensionId> {
        let found = self.dimensions.iter().position(|known| known.name.value == name.value);
        if found.is_none() && !self.may_exist(&name.value, &["dimensions"]) {
            let names: Vec<String> =
                self.dimensions.iter().map(|known| known.name.value.clone()).collect();
            self.unknown(Code::UnknownDimension, name, &names);
        }
        found.map(DimensionId)
    }
}

/// Names of the registers of which dimensions say from when or until when their rows hold.
pub(super) fn dated_registers(pipeline: &RawPipeline) -> BTreeSet<String> {
    let dimensions = pipeline.dimensions.list.iter().map(|(_, raw)| raw);
    let dated = dimensions.filter(|raw| raw.valid_from.is_some() || raw.valid_to.is_some());
    dated.filter_map(|raw| raw.from.as_ref()).map(|from| from.value.clone()).collect()
}

/// The column with the key of a dimension, by default named like it.
fn key<'a>(name: &'a Text, raw: &'a RawDimension) -> &'a Text {
    raw.key.as_ref().unwrap_or(name)
}
