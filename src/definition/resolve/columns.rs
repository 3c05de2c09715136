//! The columns of a table, as far as they are known while a definition is checked.

use std::collections::{BTreeSet, HashMap};

use crate::definition::model::{ColumnSchema, TableSchema};
use crate::diagnostics::{Code, Diagnostic, Span, Spanned, nearest};
use crate::expressions::{Scope, suggest_or_list};
use crate::values::DataType;

use super::Resolver;

/// Types of values that name the members of a dimension.
pub(super) const KEY_TYPES: &[DataType] =
    &[DataType::Text, DataType::Integer, DataType::Boolean, DataType::Date];

/// Columns with their places, and names of columns whose definition has a mistake.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    pub(super) schema: TableSchema,
    places: HashMap<String, Span>,
    pub(super) broken: BTreeSet<String>,
    /// Whether there may be others, which could not be found out.
    pub(super) is_open: bool,
}

impl Columns {
    /// The columns of a table that could not be checked.
    pub(super) fn open() -> Self {
        Self { is_open: true, ..Self::default() }
    }

    pub(super) fn add(&mut self, name: &Spanned<String>, column: ColumnSchema) {
        self.places.insert(name.value.clone(), name.span);
        self.schema.insert(name.value.clone(), column);
    }

    pub(super) fn place(&self, name: &str) -> Option<Span> {
        self.places.get(name).copied()
    }

    /// Whether there is certainly no such column.
    pub(super) fn lacks(&self, name: &str) -> bool {
        !self.is_open && !self.schema.contains_key(name) && !self.broken.contains(name)
    }
}

impl Scope for Columns {
    fn data_type(&self, name: &str) -> Option<DataType> {
        self.schema.get(name).map(|column| column.data_type)
    }

    fn names(&self) -> Vec<&str> {
        self.schema.keys().chain(&self.broken).map(String::as_str).collect()
    }

    fn is_grouped(&self, _name: &str) -> bool {
        false
    }

    fn is_open(&self) -> bool {
        self.is_open
    }
}

impl Resolver<'_> {
    /// Reports a name that is not a column of the table.
    pub(super) fn known_column(&mut self, name: &Spanned<String>, columns: &Columns) -> bool {
        if columns.lacks(&name.value) {
            let known = columns.names();
            let nearest = nearest(&name.value, known.iter().copied());
            let finding = Diagnostic::error(Code::UnknownColumn).with("name", name.value.as_str());
            self.findings.push(suggest_or_list(finding.at(name.span), nearest, &known));
        }
        columns.schema.contains_key(&name.value)
    }

    /// Reports a column that is needed because of something at a place.
    pub(super) fn needed_column(
        &mut self,
        name: &str,
        columns: &Columns,
        place: Span,
        help: &'static str,
    ) {
        if columns.lacks(name) {
            let finding = Diagnostic::error(Code::UnknownColumn).with("name", name);
            self.findings.push(finding.at(place).help(help));
        }
    }

    /// Reports a column that has to be of one of some types because of something at a place; each
    /// column once.
    pub(super) fn needed_type(
        &mut self,
        name: &str,
        columns: &Columns,
        place: Span,
        types: &[DataType],
    ) {
        let Some(found) = columns.data_type(name).filter(|found| !types.contains(found)) else {
            return;
        };
        let column = columns.place(name).unwrap_or(place);
        if self.mistyped.contains(&column) {
            return;
        }
        self.mistyped.push(column);
        let expected: Vec<&str> = types.iter().map(|wanted| wanted.name()).collect();
        let finding = Diagnostic::error(Code::FormulaType)
            .with("kind", "column")
            .with("name", name)
            .with("found", found.name())
            .with("expected", expected.join("`, `"))
            .labelled(place, "label-column")
            .labelled(column, "column")
            .help("help-column");
        self.findings.push(finding);
    }

    /// Reports a table without periods; they are texts such as `2024-25` after reading.
    pub(super) fn period(&mut self, columns: &Columns, place: Span) {
        self.needed_column("period", columns, place, "period");
        self.needed_type("period", columns, place, &[DataType::Text]);
    }
}
