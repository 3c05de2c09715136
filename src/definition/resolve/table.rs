//! Tables: in the order in which they can be built, their columns known before any data are read.

use std::collections::BTreeSet;

use crate::definition::model::{
    ColumnSchema, Join, TableBase, TableDefinition, TableId, Unmatched,
};
use crate::definition::raw::{RawJoin, RawTable, RawUnmatched};
use crate::diagnostics::{Code, Diagnostic, Spanned};
use crate::expressions::RowFormula;

use super::Resolver;
use super::columns::Columns;

type Text = Spanned<String>;

impl Resolver<'_> {
    /// Checks tables after those they stand on; what is left over stands on itself. Those that wait
    /// for indicators are returned.
    pub(super) fn tables(&mut self, raw: Vec<(Text, RawTable)>) -> Vec<(Text, RawTable)> {
        let sources: Vec<Text> = self.tables.iter().map(|table| table.name.clone()).collect();
        let names: Vec<Text> =
            sources.into_iter().chain(raw.iter().map(|(name, _)| name.clone())).collect();
        self.unique(names.iter());
        self.table_names = names.iter().map(|name| name.value.clone()).collect();
        self.late = late_names(&raw);
        let (late, mut waiting): (Vec<_>, Vec<_>) =
            raw.into_iter().partition(|(name, _)| self.late.contains(&name.value));
        while !waiting.is_empty() {
            let before = waiting.len();
            let mut later = Vec::new();
            for (name, raw) in waiting {
                if self.open_need(&raw, &names).is_some() {
                    later.push((name, raw));
                } else {
                    self.table(name, raw, false);
                }
            }
            if later.len() == before {
                self.report_cycle(&later, &names);
            }
            waiting = later;
        }
        late
    }

    /// Returns a table that has to be built before this one and is defined, but not built yet.
    fn open_need<'r>(&self, raw: &'r RawTable, names: &[Text]) -> Option<&'r Text> {
        needs(raw).find(|needed| {
            self.table_named(&needed.value).is_none()
                && names.iter().any(|known| known.value == needed.value)
                && !self.broken.contains(&needed.value)
        })
    }

    /// Reports one circle among tables each of which waits for another one of them. Its tables are
    /// broken from then on, so that the others need not wait for them.
    fn report_cycle(&mut self, waiting: &[(Text, RawTable)], names: &[Text]) {
        let next = |at: usize| {
            let need = self.open_need(&waiting[at].1, names)?;
            waiting.iter().position(|(name, _)| name.value == need.value)
        };
        let mut path = vec![0];
        let circle = loop {
            let Some(at) = path.last().copied().and_then(next) else { break path };
            match path.iter().position(|known| *known == at) {
                Some(start) => break path.split_off(start),
                None => path.push(at),
            }
        };
        let steps = circle.iter().chain(circle.first());
        let steps: Vec<&str> = steps.map(|at| waiting[*at].0.value.as_str()).collect();
        self.findings.push(
            Diagnostic::error(Code::TableCycle)
                .with("names", steps.join("` → `"))
                .at(waiting[circle[0]].0.span)
                .help("help"),
        );
        self.broken.extend(circle.iter().map(|at| waiting[*at].0.value.clone()));
    }

    pub(super) fn table(&mut self, name: Text, raw: RawTable, is_late: bool) {
        let (base, mut columns) = self.base(&name, &raw);
        let filter = raw.filter.and_then(|text| self.condition(&text, &columns));
        columns.is_open |= !raw.join.is_whole;
        let joins: Vec<Join> =
            raw.join.list.into_iter().filter_map(|join| self.join(join, &mut columns)).collect();
        let derive = self.derived_columns(raw.derive.list, &mut columns);
        columns.broken.extend(raw.derive.broken.into_iter().map(|name| name.value));
        self.add_period(&name, &mut columns);
        let is_broken = self.broken.contains(&name.value);
        if let (Some(base), false) = (base, is_broken) {
            let schema = columns.schema.clone();
            self.tables.push(TableDefinition {
                name,
                base,
                filter,
                joins,
                derive,
                schema,
                is_late,
            });
            self.columns.push(columns);
        } else {
            self.broken.insert(name.value);
        }
    }

    /// What a table starts from, and its columns.
    fn base(&mut self, name: &Text, raw: &RawTable) -> (Option<TableBase>, Columns) {
        match (&raw.from, &raw.observations) {
            (Some(from), None) => {
                let base = self.find_table(from);
                (base.map(TableBase::Table), self.columns_of(base))
            }
            (None, Some(raw)) => {
                let (observations, columns) = self.observations(raw);
                (observations.map(TableBase::Observations), columns)
            }
            (Some(from), Some(_)) => {
                let finding = Diagnostic::error(Code::IdleKey).with("key", "from");
                let finding = finding.labelled(from.span, "source").help("help-observations");
                self.findings.push(finding);
                (None, Columns::open())
            }
            (None, None) => {
                let finding = Diagnostic::error(Code::MissingKey).with("key", "from");
                self.findings.push(finding.at(name.span).help("help"));
                (None, Columns::open())
            }
        }
    }

    fn join(&mut self, raw: RawJoin, columns: &mut Columns) -> Option<Join> {
        let with = self.find_table(&raw.with);
        let added = self.columns_of(with);
        let on = raw.on.value;
        self.filled(on.list.is_empty() && on.is_whole, raw.on.span, "help-filled");
        for column in &on.list {
            let is_known = self.known_column(column, columns);
            if is_known || !columns.lacks(&column.value) {
                self.known_column(column, &added);
            }
        }
        let is_key = |name: &str| on.list.iter().any(|column| column.value == name);
        for (name, column) in &added.schema {
            if is_key(name) {
                continue;
            }
            if columns.schema.contains_key(name) {
                let finding = Diagnostic::error(Code::DefinedTwice).with("name", name);
                let finding = finding.labelled(raw.with.span, "label-join");
                let places = [(columns.place(name), "first"), (added.place(name), "second")];
                let finding = places.into_iter().fold(finding, |finding, (place, label)| {
                    place.map_or(finding.clone(), |place| finding.labelled(place, label))
                });
                self.findings.push(finding.help("join"));
            } else {
                let place = added.place(name).unwrap_or(raw.with.span);
                columns.add(&Spanned::new(name.clone(), place), column.clone());
            }
        }
        columns.broken.extend(added.broken);
        columns.is_open |= added.is_open || !on.is_whole;
        let unmatched = unmatched(raw.unmatched);
        let on = on.list.into_iter().map(|text| text.value).collect();
        Some(Join { with: with?, on, unmatched, span: raw.with.span })
    }

    /// Checks computed columns, each of which may use the ones before it.
    pub(super) fn derived_columns(
        &mut self,
        raw: Vec<(Text, Text)>,
        columns: &mut Columns,
    ) -> Vec<(String, RowFormula)> {
        let mut derived = Vec::new();
        for (name, text) in raw {
            let formula = self.row_formula(&text, columns);
            if columns.schema.contains_key(&name.value) {
                self.twice(&name, columns.place(&name.value));
            } else if let Some(formula) = formula {
                let data_type = formula.data_type();
                columns.add(&name, ColumnSchema { data_type, title: None });
                derived.push((name.value, formula));
            } else {
                columns.broken.insert(name.value);
            }
        }
        derived
    }

    /// Returns the source or table of this name, or reports that there is none.
    pub(super) fn find_table(&mut self, name: &Text) -> Option<TableId> {
        let found = self.table_named(&name.value);
        if self.late.contains(&name.value) {
            let finding = Diagnostic::error(Code::LateTable).with("name", name.value.as_str());
            self.findings.push(finding.at(name.span).help("help"));
        } else if found.is_none() && !self.may_exist(&name.value, &["sources", "tables"]) {
            let known = self.table_names.clone();
            self.unknown(Code::UnknownTable, name, &known);
        }
        found
    }

    /// Whether a table starts from indicators.
    pub(super) fn is_observed(&self, table: Option<TableId>) -> bool {
        let Some(mut id) = table else { return false };
        while let TableBase::Table(base) = &self.tables[id.0].base {
            id = *base;
        }
        matches!(self.tables[id.0].base, TableBase::Observations(_))
    }

    fn table_named(&self, name: &str) -> Option<TableId> {
        self.tables.iter().position(|table| table.name.value == name).map(TableId)
    }

    /// The columns of a table, or nothing certain about one that could not be checked.
    pub(super) fn columns_of(&self, table: Option<TableId>) -> Columns {
        table.map_or_else(Columns::open, |table| self.columns[table.0].clone())
    }
}

/// What happens to rows without partner.
pub(super) const fn unmatched(raw: RawUnmatched) -> Unmatched {
    match raw {
        RawUnmatched::Error => Unmatched::Error,
        RawUnmatched::Warning => Unmatched::Keep,
        RawUnmatched::Drop => Unmatched::Drop,
    }
}

/// The tables that a table stands on.
pub(super) fn needs(raw: &RawTable) -> impl Iterator<Item = &Text> {
    raw.from.iter().chain(raw.join.list.iter().map(|join| &join.with))
}

/// Names of the tables that wait for indicators, since they or tables they stand on are made of
/// observations.
fn late_names(raw: &[(Text, RawTable)]) -> BTreeSet<String> {
    let mut late = BTreeSet::new();
    loop {
        let before = late.len();
        for (name, raw) in raw {
            if raw.observations.is_some() || needs(raw).any(|needed| late.contains(&needed.value)) {
                late.insert(name.value.clone());
            }
        }
        if late.len() == before {
            return late;
        }
    }
}
