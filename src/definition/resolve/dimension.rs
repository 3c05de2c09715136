//! Dimensions: registers and parents.

use crate::definition::model::{Dimension, DimensionId, Register};
use crate::definition::raw::RawDimension;
use crate::diagnostics::{Code, Span, Spanned};

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
            Some(Register { table, parents, label, attributes })
        });
        Dimension {
            title: title.unwrap_or_else(|| name.value.clone()),
            register,
            key: key.value,
            order: raw.order.list.into_iter().map(|text| text.value).collect(),
            name,
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

/// The column with the key of a dimension, by default named like it.
fn key<'a>(name: &'a Text, raw: &'a RawDimension) -> &'a Text {
    raw.key.as_ref().unwrap_or(name)
}
