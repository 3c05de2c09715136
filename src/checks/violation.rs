//! One row, file or period that does not keep a rule.

use std::sync::Arc;

use crate::diagnostics::{Argument, Arguments};
use crate::values::Value;

use super::shown::argument;

/// What does not keep a rule.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Violation {
    /// The row of the table, unless it is about more than a row.
    pub(super) row: Option<usize>,
    /// The file, where it is about a file.
    pub(super) file: Option<Arc<str>>,
    /// The columns whose cells are at fault.
    pub(super) columns: Vec<String>,
    /// Attribute of the message that says what is wrong.
    pub(super) attribute: &'static str,
    /// Values for those words.
    pub(super) arguments: Arguments,
    /// What was found, and what was expected, for the words of the author.
    pub(super) found: Option<Value>,
    pub(super) expected: Option<Value>,
    /// Whether it is not known if the rule is kept.
    pub(super) is_unknown: bool,
}

impl Violation {
    /// A row that breaks the rule.
    pub(super) fn of_row(row: usize, columns: &[String]) -> Self {
        Self { row: Some(row), columns: columns.to_vec(), ..Self::of_all() }
    }

    /// Something about all rows.
    pub(super) const fn of_all() -> Self {
        Self {
            row: None,
            file: None,
            columns: Vec::new(),
            attribute: "label",
            arguments: Vec::new(),
            found: None,
            expected: None,
            is_unknown: false,
        }
    }

    /// Says that it is not known whether the rule is kept.
    pub(super) fn unknown(self) -> Self {
        Self { is_unknown: true, attribute: "unknown", ..self }
    }

    /// Says it in other words.
    pub(super) fn saying(self, attribute: &'static str) -> Self {
        Self { attribute, ..self }
    }

    /// Gives a value to the words.
    pub(super) fn with(mut self, name: &'static str, value: Argument) -> Self {
        self.arguments.push((name, value));
        self
    }

    /// Says what was found.
    pub(super) fn found(mut self, value: Value) -> Self {
        self.arguments.push(("found", argument(&value)));
        self.found = Some(value);
        self
    }

    /// Says what was expected.
    pub(super) fn expected(mut self, value: Value) -> Self {
        self.arguments.push(("expected", argument(&value)));
        self.expected = Some(value);
        self
    }
}
