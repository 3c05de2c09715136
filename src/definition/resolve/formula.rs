//! Formulas inside of YAML: parsed, checked against the columns of a table, mistakes placed.

use crate::definition::model::TableSchema;
use crate::diagnostics::{Code, Diagnostic, Spanned, nearest};
use crate::expressions::{
    Expression, FormulaError, GroupFormula, RowFormula, Scope, check_groups, check_rows, parse,
};
use crate::values::DataType;

use super::Resolver;

/// The columns that a formula may name.
pub(super) struct Columns<'a>(pub(super) &'a TableSchema);

impl Scope for Columns<'_> {
    fn data_type(&self, name: &str) -> Option<DataType> {
        self.0.get(name).map(|column| column.data_type)
    }

    fn names(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).collect()
    }

    fn is_grouped(&self, _name: &str) -> bool {
        false
    }
}

impl Resolver<'_> {
    pub(super) fn expression(&mut self, text: &Spanned<String>) -> Option<Expression> {
        let parsed = parse(&text.value);
        self.place(text, parsed)
    }

    /// Checks a formula that gives a value for each row.
    pub(super) fn row_formula(
        &mut self,
        text: &Spanned<String>,
        schema: &TableSchema,
    ) -> Option<RowFormula> {
        let expression = self.expression(text)?;
        self.place(text, check_rows(&expression, &Columns(schema)))
    }

    /// Checks a condition: a formula that gives yes or no for each row.
    pub(super) fn condition(
        &mut self,
        text: &Spanned<String>,
        schema: &TableSchema,
    ) -> Option<RowFormula> {
        let formula = self.row_formula(text, schema)?;
        if formula.data_type() == DataType::Boolean {
            return Some(formula);
        }
        self.findings.push(
            Diagnostic::error(Code::FormulaType)
                .with("found", formula.data_type().name())
                .with("expected", DataType::Boolean.name())
                .at(text.span),
        );
        None
    }

    /// Checks a formula that gives a number for each group of rows.
    pub(super) fn group_formula(
        &mut self,
        text: &Spanned<String>,
        expression: &Expression,
        schema: &TableSchema,
    ) -> Option<GroupFormula> {
        let formula = self.place(text, check_groups(expression, &Columns(schema)))?;
        if formula.data_type().is_numeric() {
            return Some(formula);
        }
        self.findings.push(
            Diagnostic::error(Code::FormulaType)
                .with("found", formula.data_type().name())
                .with("expected", DataType::Number.name())
                .at(text.span),
        );
        None
    }

    /// Reports a name that is not a column of the table.
    pub(super) fn known_column(&mut self, name: &Spanned<String>, schema: &TableSchema) -> bool {
        let known = schema.contains_key(&name.value);
        if !known {
            self.findings.push(
                Diagnostic::error(Code::UnknownColumn)
                    .with("name", name.value.as_str())
                    .at(name.span)
                    .suggest(nearest(&name.value, schema.keys().map(String::as_str))),
            );
        }
        known
    }

    fn place<T>(
        &mut self,
        text: &Spanned<String>,
        result: Result<T, Vec<FormulaError>>,
    ) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(errors) => {
                for error in errors {
                    let span = self.within(text, error.range.clone());
                    self.findings.push(error.diagnostic(span));
                }
                None
            }
        }
    }
}
