//! `identify:` – columns with keys of registers, found by names.

use crate::definition::decode::Named;
use crate::definition::model::ColumnSchema;
use crate::definition::raw_identify::RawIdentify;
use crate::definition::source::{Identify, Source};
use crate::diagnostics::{Code, Diagnostic, Spanned};
use crate::values::DataType;

use super::Resolver;
use super::columns::{Columns, KEY_TYPES};
use super::table::unmatched;

type Text = Spanned<String>;

/// The column of an alias table with the other spellings.
const ALIAS: &str = "alias";

impl Resolver<'_> {
    /// Checks `identify` as far as it can be checked alone. Names of columns that are lost to
    /// mistakes go to `lost`.
    pub(super) fn identify(
        &mut self,
        raw: Named<RawIdentify>,
        sources: &[String],
        lost: &mut Columns,
    ) -> Vec<Identify> {
        self.unique(raw.list.iter().map(|(name, _)| name));
        lost.broken.extend(raw.broken.into_iter().map(|name| name.value));
        let mut checked = Vec::new();
        for (name, raw) in raw.list {
            let word = name.value.clone();
            match self.one(name, raw, sources) {
                Some(identify) => checked.push(identify),
                None => _ = lost.broken.insert(word),
            }
        }
        checked
    }

    fn one(&mut self, name: Text, raw: RawIdentify, sources: &[String]) -> Option<Identify> {
        let register = self.find_source(&raw.register, sources);
        let aliases = raw.aliases.map(|aliases| self.find_source(&aliases, sources));
        let by = raw.by.value;
        self.filled(by.list.is_empty() && by.is_whole, raw.by.span, "help-filled");
        let clean = raw.clean.0.iter().filter_map(|text| self.pattern(text)).collect();
        let aliases = match aliases {
            None => None,
            Some(None) => return None,
            Some(found) => found,
        };
        Some(Identify {
            column: raw.column,
            register: register?,
            by: by.list,
            take: raw.take.unwrap_or_else(|| name.clone()),
            aliases,
            clean,
            unmatched: unmatched(raw.unmatched),
            name,
        })
    }

    fn find_source(&mut self, name: &Text, sources: &[String]) -> Option<usize> {
        let found = sources.iter().position(|known| *known == name.value);
        if found.is_none() && !self.may_exist(&name.value, &["sources"]) {
            self.unknown(Code::UnknownTable, name, sources);
        }
        found
    }

    /// Adds the columns that `identify` gives to a source.
    pub(super) fn add_identified(&mut self, source: &Source, columns: &mut Columns) {
        for identify in &source.identify {
            self.known_column(&identify.column, columns);
            let place = identify.column.span;
            self.needed_type(&identify.column.value, columns, place, &[DataType::Text]);
        }
        for identify in &source.identify {
            if columns.schema.contains_key(&identify.name.value) {
                self.twice(&identify.name, columns.place(&identify.name.value));
            } else {
                let schema = ColumnSchema { data_type: DataType::Text, title: None };
                columns.add(&identify.name, schema);
            }
        }
    }

    /// A register of which it is known when its rows hold has a row for each of those periods.
    pub(super) fn add_period(&mut self, name: &Text, columns: &mut Columns) {
        if self.dated.contains(&name.value) && columns.lacks("period") {
            let schema = ColumnSchema { data_type: DataType::Text, title: None };
            columns.add(&Spanned::new("period".to_owned(), name.span), schema);
        }
    }

    /// Checks the columns of registers and alias tables, once all sources are known.
    pub(super) fn identify_columns(&mut self, sources: &[Source]) {
        for (index, source) in sources.iter().enumerate() {
            for identify in &source.identify {
                let register = self.columns[identify.register].clone();
                for column in &identify.by {
                    self.known_column(column, &register);
                    self.needed_type(&column.value, &register, column.span, &[DataType::Text]);
                }
                self.known_column(&identify.take, &register);
                self.needed_type(&identify.take.value, &register, identify.take.span, KEY_TYPES);
                let own = self.columns[index].clone();
                if register.schema.contains_key("period") {
                    self.needed_column("period", &own, identify.column.span, "period");
                }
                if let Some(aliases) = identify.aliases {
                    self.alias_columns(identify, aliases);
                }
            }
        }
        self.identify_circle(sources);
    }

    fn alias_columns(&mut self, identify: &Identify, aliases: usize) {
        let columns = self.columns[aliases].clone();
        let place = identify.name.span;
        self.needed_column(ALIAS, &columns, place, "alias");
        self.needed_column(&identify.take.value, &columns, place, "alias");
        self.needed_type(ALIAS, &columns, place, &[DataType::Text]);
        self.needed_type(&identify.take.value, &columns, place, KEY_TYPES);
        for day in ["valid_from", "valid_to"] {
            self.needed_type(day, &columns, place, &[DataType::Date]);
        }
    }

    /// Reports sources that wait for each other.
    fn identify_circle(&mut self, sources: &[Source]) {
        let needs = |index: usize| {
            let identify = sources[index].identify.iter();
            identify.flat_map(|known| std::iter::once(known.register).chain(known.aliases))
        };
        let mut is_ready = vec![false; sources.len()];
        loop {
            let next = (0..sources.len())
                .find(|index| !is_ready[*index] && needs(*index).all(|needed| is_ready[needed]));
            let Some(next) = next else { break };
            is_ready[next] = true;
        }
        let Some(mut at) = is_ready.iter().position(|ready| !ready) else { return };
        let mut path = Vec::new();
        while !path.contains(&at) {
            path.push(at);
            let Some(next) = needs(at).find(|needed| !is_ready[*needed]) else { return };
            at = next;
        }
        let circle = path.iter().skip_while(|known| **known != at).chain([&at]);
        let names: Vec<&str> = circle.map(|known| sources[*known].name.value.as_str()).collect();
        self.findings.push(
            Diagnostic::error(Code::TableCycle)
                .with("names", names.join("` → `"))
                .at(sources[at].name.span)
                .help("identify"),
        );
    }
}
