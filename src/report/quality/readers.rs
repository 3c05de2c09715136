//! Findings in the words of readers: tables and columns by their titles, and advice that speaks of
//! sheets rather than of the definition.

use std::sync::Arc;

use crate::definition::{Definition, TableId};
use crate::diagnostics::{
    Argument, Arguments, Catalogue, Diagnostic, Label, Location, Record, Renderer,
};

use super::CASES_SHOWN;
use super::cells::addresses;
use super::entry::Entry;
use super::finding::Finding;
use super::kind::{kind, kind_title, severity, severity_title};

/// Arguments that name a table, and those that name columns of it.
const TABLES: [&str; 4] = ["source", "table", "left", "to"];
const COLUMNS: [&str; 4] = ["column", "columns", "key", "on"];

/// What separates names inside of an argument.
const SEPARATOR: &str = "`, `";

/// Words for readers.
pub(super) struct Readers<'a> {
    definition: &'a Definition,
    catalogue: &'a Catalogue,
    renderer: &'a Renderer<'a>,
}

impl<'a> Readers<'a> {
    pub(super) const fn new(
        definition: &'a Definition,
        catalogue: &'a Catalogue,
        renderer: &'a Renderer<'a>,
    ) -> Self {
        Self { definition, catalogue, renderer }
    }

    /// Returns the finding; its first entries are shown with it.
    pub(super) fn finding(&self, found: &Diagnostic, entries: &[Entry]) -> Finding {
        let arguments = self.titled(&found.arguments, table_of(self.definition, found));
        let name = found.code.name();
        let say = |attribute: &str| self.attribute(name, attribute, &arguments);
        let (kind, severity) = (kind(found.code), severity(found.severity));
        let source = table_of(self.definition, found);
        let titled = found.text("title").map(str::to_owned);
        let examples = entries.iter().filter(|entry| !entry.what.is_empty() || entry.row.is_some());
        let example = |entry: &Entry| (entry.place(), entry.value.clone(), entry.what.clone());
        Finding {
            code: found.code.id(),
            kind,
            kind_title: kind_title(self.catalogue, kind),
            severity,
            severity_title: severity_title(self.catalogue, severity),
            check: found.text("check").map(str::to_owned),
            title: quoted(&self.catalogue.text(name, &arguments)),
            rule: titled.or_else(|| say("default")).or_else(|| say("rule")),
            source: source.map(|table| self.definition.table_title(table).to_owned()),
            count: found.count("count").unwrap_or(1),
            action: say("for-readers").unwrap_or_else(|| self.advice(found, &arguments)),
            examples: examples.take(CASES_SHOWN).map(example).collect(),
        }
    }

    /// What to do: the first advice that needs nothing but the words of this finding.
    fn advice(&self, found: &Diagnostic, arguments: &Arguments) -> String {
        let name = found.code.name();
        let advice = found.help.iter().filter(|help| **help != "did-you-mean");
        let words: Vec<String> =
            advice.filter_map(|help| self.attribute(name, help, arguments)).collect();
        words.join("; ")
    }

    /// Returns the cases of a finding.
    pub(super) fn entries(&self, found: &Diagnostic, index: usize) -> Vec<Entry> {
        let table = table_of(self.definition, found);
        if !found.records().is_empty() {
            let shared = self.titled(&found.arguments, table);
            let one = |record: &Record| self.of_record(found, record, &shared, table);
            let entries = found.records().iter().map(one);
            return entries.map(|entry| Entry { finding: index, ..entry }).collect();
        }
        let shared = self.titled(&found.arguments, table);
        let is_of_data = |label: &&Label| !matches!(label.location, Location::Text(_));
        let labels = found.labels.iter().filter(is_of_data);
        let mut entries: Vec<Entry> = labels
            .map(|label| Entry { finding: index, ..self.of_label(found, label, &shared) })
            .collect();
        if entries.is_empty() {
            let what = quoted(&self.catalogue.text(found.code.name(), &shared));
            entries.push(Entry { finding: index, what, ..Entry::default() });
        } else if found.notes.contains(&"more") {
            let what = self.attribute(found.code.name(), "more", &shared).unwrap_or_default();
            entries.push(Entry { finding: index, what, ..Entry::default() });
        }
        entries
    }

    fn of_record(
        &self,
        found: &Diagnostic,
        record: &Record,
        shared: &Arguments,
        table: Option<TableId>,
    ) -> Entry {
        let own = self.titled(&record.arguments, table);
        let arguments = [&own[..], shared].concat();
        let what = self.attribute(found.code.name(), record.attribute, &arguments);
        let places: Vec<&Location> = record.places.iter().collect();
        Entry {
            row_of: record.row_of.clone(),
            value: record.value.clone(),
            what: what.unwrap_or_default(),
            ..placed(&places)
        }
    }

    fn of_label(&self, found: &Diagnostic, label: &Label, shared: &Arguments) -> Entry {
        let arguments = [&label.arguments[..], shared].concat();
        let what = self.attribute(found.code.name(), label.attribute, &arguments);
        let what = what.unwrap_or_else(|| quoted(&self.renderer.title(found)));
        Entry { what, ..placed(&[&label.location]) }
    }

    fn attribute(&self, id: &str, attribute: &str, arguments: &Arguments) -> Option<String> {
        self.catalogue.attribute(id, attribute, arguments).map(|text| quoted(&text))
    }

    /// The title of a column. That of a period stands in no heading.
    fn column(&self, table: Option<TableId>, column: &str) -> String {
        match table {
            _ if column == "period" => self.catalogue.text("column-period", &[]),
            Some(table) => self.definition.column_title(table, column),
            None => column.to_owned(),
        }
    }

    /// Replaces names of tables and columns by their titles.
    fn titled(&self, arguments: &Arguments, table: Option<TableId>) -> Arguments {
        let one = |(name, argument): &(&'static str, Argument)| {
            let argument = match argument {
                Argument::Text(text) if TABLES.contains(name) => {
                    let known = self.definition.table_named(text);
                    let title = known.map(|table| self.definition.table_title(table));
                    Argument::Text(title.unwrap_or(text).to_owned())
                }
                Argument::Text(text) if COLUMNS.contains(name) && table.is_some() => {
                    let titles = text.split(SEPARATOR).map(|column| self.column(table, column));
                    let titles: Vec<String> = titles.collect();
                    Argument::Text(titles.join(SEPARATOR))
                }
                other => other.clone(),
            };
            (*name, argument)
        };
        arguments.iter().map(one).collect()
    }
}

/// The table that a finding is about.
fn table_of(definition: &Definition, found: &Diagnostic) -> Option<TableId> {
    let named = ["left", "source", "table"].iter().find_map(|name| found.text(name));
    named.and_then(|name| definition.table_named(name))
}

/// An entry about the places of a case.
fn placed(places: &[&Location]) -> Entry {
    let cells: Vec<_> = places
        .iter()
        .filter_map(|place| if let Location::Cell(cell, _) = place { Some(cell) } else { None })
        .collect();
    if let Some(first) = cells.first() {
        return Entry {
            file: Arc::clone(&first.file),
            sheet: Arc::clone(&first.sheet),
            row: Some(first.row),
            column: first.column,
            cells: addresses(&cells),
            ..Entry::default()
        };
    }
    match places.first() {
        Some(Location::File(path)) => Entry { file: Arc::clone(path), ..Entry::default() },
        _ => Entry::default(),
    }
}

/// Replaces backticks, which mark names in messages, by the quotes of Russian print.
fn quoted(text: &str) -> String {
    let mut parts = text.split('`');
    let mut result = parts.next().unwrap_or_default().to_owned();
    while let Some(inner) = parts.next() {
        match parts.next() {
            Some(after) => {
                let inner = inner.replace('«', "„").replace('»', "“");
                result.push_str(&format!("«{inner}»{after}"));
            }
            None => result.push_str(&format!("`{inner}")),
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn names_stand_in_quotes() {
        let cases = [
            ("в `ВПР, «Статистика»` нет `5`", "в «ВПР, „Статистика“» нет «5»"),
            ("без имён", "без имён"),
            ("один ` знак", "один ` знак"),
        ];
        for (text, expected) in cases {
            assert_eq!(quoted(text), expected);
        }
    }
}
