//! Dimensions: registers and parents.

use crate::definition::model::{Dimension, DimensionId, Register, TableSchema};
use crate::definition::raw::RawDimension;
use crate::diagnostics::{Code, Diagnostic, Spanned, nearest};

use super::Resolver;

type Text = Spanned<String>;

impl Resolver<'_> {
    pub(super) fn dimensions(&mut self, raw: Vec<(Text, RawDimension)>) {
        self.unique(raw.iter().map(|(name, _)| name));
        let names: Vec<Text> = raw.iter().map(|(name, _)| name.clone()).collect();
        for (name, raw) in raw {
            let dimension = self.dimension(name, raw, &names);
            self.dimensions.push(dimension);
        }
    }

    fn dimension(&mut self, name: Text, raw: RawDimension, names: &[Text]) -> Dimension {
        let key = raw.key.clone().unwrap_or_else(|| name.clone());
        let title = raw.title.as_ref().map(|title| self.substitute(title, &[]));
        let register = raw.from.as_ref().and_then(|from| {
            let table = self.find_table(from)?;
            let schema = self.schema(Some(table));
            self.register_columns(&key, &raw, &schema);
            let parents = raw.parents.iter().filter_map(|parent| {
                let index = names.iter().position(|known| known.value == parent.value);
                if index.is_none() {
                    self.unknown_dimension(parent, names.iter().map(|name| name.value.as_str()));
                }
                index.map(DimensionId)
            });
            Some(Register {
                table,
                parents: parents.collect(),
                label: raw.label.as_ref().map(|label| label.value.clone()),
                attributes: raw.attributes.iter().map(|text| text.value.clone()).collect(),
            })
        });
        Dimension {
            title: title.unwrap_or_else(|| name.value.clone()),
            register,
            key: key.value,
            order: raw.order.into_iter().map(|text| text.value).collect(),
            name,
        }
    }

    fn register_columns(&mut self, key: &Text, raw: &RawDimension, schema: &TableSchema) {
        let named = raw.label.iter().chain(&raw.attributes).chain(&raw.parents);
        for column in std::iter::once(key).chain(named) {
            self.known_column(column, schema);
        }
        if !schema.contains_key("period")
            && let Some(from) = &raw.from
        {
            self.findings.push(
                Diagnostic::error(Code::UnknownColumn)
                    .with("name", "period")
                    .at(from.span)
                    .help("period"),
            );
        }
    }

    pub(super) fn find_dimension(&mut self, name: &Text) -> Option<DimensionId> {
        let found = self.dimensions.iter().position(|known| known.name.value == name.value);
        if found.is_none() {
            let names: Vec<String> =
                self.dimensions.iter().map(|known| known.name.value.clone()).collect();
            self.unknown_dimension(name, names.iter().map(String::as_str));
        }
        found.map(DimensionId)
    }

    fn unknown_dimension<'n>(&mut self, name: &Text, known: impl Iterator<Item = &'n str>) {
        self.findings.push(
            Diagnostic::error(Code::UnknownDimension)
                .with("name", name.value.as_str())
                .at(name.span)
                .suggest(nearest(&name.value, known)),
        );
    }
}
