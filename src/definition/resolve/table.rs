//! Tables: in the order in which they can be built, their columns known before any data are read.

use indexmap::IndexMap;

use crate::definition::model::{
    ColumnSchema, Join, TableBase, TableDefinition, TableId, TableSchema, Unmatched,
};
use crate::definition::raw::{RawJoin, RawTable, RawUnmatched};
use crate::diagnostics::{Code, Diagnostic, Spanned, nearest};
use crate::expressions::RowFormula;

use super::Resolver;

type Text = Spanned<String>;

impl Resolver<'_> {
    /// Checks tables after those they stand on; what is left over stands on itself.
    pub(super) fn tables(&mut self, raw: Vec<(Text, RawTable)>) {
        let sources: Vec<Text> = self.tables.iter().map(|table| table.name.clone()).collect();
        let names: Vec<Text> =
            sources.into_iter().chain(raw.iter().map(|(name, _)| name.clone())).collect();
        self.unique(names.iter());
        let mut waiting = raw;
        loop {
            let mut later = Vec::new();
            let before = waiting.len();
            for (name, raw) in waiting {
                let open = needs(&raw).find(|needed| {
                    self.table_named(&needed.value).is_none()
                        && names.iter().any(|known| known.value == needed.value)
                        && !self.broken.contains(&needed.value)
                });
                if open.is_some() {
                    later.push((name, raw));
                } else {
                    self.table(name, raw);
                }
            }
            if later.len() == before || later.is_empty() {
                self.report_cycle(&later);
                return;
            }
            waiting = later;
        }
    }

    fn report_cycle(&mut self, tables: &[(Text, RawTable)]) {
        if let Some((first, _)) = tables.first() {
            let names: Vec<&str> = tables.iter().map(|(name, _)| name.value.as_str()).collect();
            self.findings.push(
                Diagnostic::error(Code::TableCycle)
                    .with("names", names.join("`, `"))
                    .at(first.span)
                    .help("help"),
            );
            self.broken.extend(tables.iter().map(|(name, _)| name.value.clone()));
        }
    }

    fn table(&mut self, name: Text, raw: RawTable) {
        let Some(base) = self.find_table(&raw.from) else {
            self.broken.push(name.value);
            return;
        };
        let mut schema = self.tables[base.0].schema.clone();
        let filter = raw.filter.and_then(|text| self.condition(&text, &schema));
        let joins: Vec<Join> =
            raw.join.0.into_iter().filter_map(|join| self.join(join, &mut schema)).collect();
        let derive = self.derived_columns(raw.derive.0, &mut schema);
        let base = TableBase::Table(base);
        self.tables.push(TableDefinition { name, base, filter, joins, derive, schema });
    }

    fn join(&mut self, raw: RawJoin, schema: &mut TableSchema) -> Option<Join> {
        let with = self.find_table(&raw.with)?;
        let added = self.tables[with.0].schema.clone();
        let mut known = true;
        for column in &raw.on.0 {
            known &= self.known_column(column, schema) && self.known_column(column, &added);
        }
        let on: Vec<String> = raw.on.0.into_iter().map(|text| text.value).collect();
        for (name, column) in added {
            if on.contains(&name) {
                continue;
            }
            if schema.contains_key(&name) {
                self.findings.push(
                    Diagnostic::error(Code::DefinedTwice)
                        .with("name", name)
                        .at(raw.with.span)
                        .help("join"),
                );
                known = false;
            } else {
                schema.insert(name, column);
            }
        }
        let unmatched = match raw.unmatched {
            RawUnmatched::Error => Unmatched::Error,
            RawUnmatched::Warning => Unmatched::Keep,
            RawUnmatched::Drop => Unmatched::Drop,
        };
        known.then_some(Join { with, on, unmatched, span: raw.with.span })
    }

    /// Checks computed columns, each of which may use the ones before it.
    pub(super) fn derived_columns(
        &mut self,
        raw: Vec<(Text, Text)>,
        schema: &mut TableSchema,
    ) -> Vec<(String, RowFormula)> {
        let mut derived = Vec::new();
        for (name, text) in raw {
            if schema.contains_key(&name.value) {
                self.findings.push(
                    Diagnostic::error(Code::DefinedTwice)
                        .with("name", name.value.as_str())
                        .at(name.span)
                        .help("help"),
                );
            } else if let Some(formula) = self.row_formula(&text, schema) {
                let column = ColumnSchema { data_type: formula.data_type(), title: None };
                schema.insert(name.value.clone(), column);
                derived.push((name.value, formula));
            }
        }
        derived
    }

    /// Returns the source or table of this name, or reports that there is none.
    pub(super) fn find_table(&mut self, name: &Text) -> Option<TableId> {
        let found = self.table_named(&name.value);
        if found.is_none() && !self.broken.contains(&name.value) {
            let known = self.tables.iter().map(|table| table.name.value.as_str());
            let suggestion = nearest(&name.value, known).map(str::to_owned);
            self.findings.push(
                Diagnostic::error(Code::UnknownTable)
                    .with("name", name.value.as_str())
                    .at(name.span)
                    .suggest(suggestion.as_deref()),
            );
        }
        found
    }

    fn table_named(&self, name: &str) -> Option<TableId> {
        self.tables.iter().position(|table| table.name.value == name).map(TableId)
    }

    /// The schema of a table; empty for one that could not be checked.
    pub(super) fn schema(&self, table: Option<TableId>) -> TableSchema {
        table.map_or_else(IndexMap::new, |table| self.tables[table.0].schema.clone())
    }
}

fn needs(raw: &RawTable) -> impl Iterator<Item = &Text> {
    std::iter::once(&raw.from).chain(raw.join.0.iter().map(|join| &join.with))
}
