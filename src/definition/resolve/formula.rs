//! Formulas inside of YAML: parsed, checked against the columns of a table, mistakes placed.

use crate::diagnostics::{Diagnostic, Spanned};
use crate::expressions::{
    Expression, FormulaError, GroupFormula, RowFormula, check_condition, check_groups, check_rows,
    parse,
};
use crate::values::DataType;

use super::Resolver;
use super::columns::Columns;

/// The types of numbers.
pub(super) const NUMERIC: &[DataType] = &[DataType::Integer, DataType::Number];

impl Resolver<'_> {
    pub(super) fn expression(&mut self, text: &Spanned<String>) -> Option<Expression> {
        let parsed = parse(&text.value);
        self.place(text, parsed)
    }

    /// Checks a formula that gives a value for each row.
    pub(super) fn row_formula(
        &mut self,
        text: &Spanned<String>,
        columns: &Columns,
    ) -> Option<RowFormula> {
        let expression = self.expression(text)?;
        self.place(text, check_rows(&expression, columns))
    }

    /// Checks a condition: a formula that gives yes or no for each row.
    pub(super) fn condition(
        &mut self,
        text: &Spanned<String>,
        columns: &Columns,
    ) -> Option<RowFormula> {
        let expression = self.expression(text)?;
        self.place(text, check_condition(&expression, columns))
    }

    /// Checks a formula that gives a number for each row, and returns it as it was read.
    pub(super) fn numeric_row_formula(
        &mut self,
        text: &Spanned<String>,
        columns: &Columns,
    ) -> Option<Expression> {
        let expression = self.expression(text)?;
        let formula = self.place(text, check_rows(&expression, columns))?;
        self.of_type(text, formula.data_type(), NUMERIC)?;
        Some(expression)
    }

    /// Checks a formula that gives a value of one of some types for each group of rows.
    pub(super) fn group_formula(
        &mut self,
        text: &Spanned<String>,
        expression: &Expression,
        columns: &Columns,
        types: &'static [DataType],
    ) -> Option<GroupFormula> {
        let formula = self.place(text, check_groups(expression, columns))?;
        self.of_type(text, formula.data_type(), types)?;
        Some(formula)
    }

    fn of_type(
        &mut self,
        text: &Spanned<String>,
        found: DataType,
        types: &'static [DataType],
    ) -> Option<()> {
        let result = if types.contains(&found) {
            Ok(())
        } else {
            Err(vec![FormulaError::wrong_type(0..text.value.len(), types, found)])
        };
        self.place(text, result)
    }

    /// Reports mistakes of a formula at their places, except for those that follow from others.
    fn place<T>(
        &mut self,
        text: &Spanned<String>,
        result: Result<T, Vec<FormulaError>>,
    ) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(errors) => {
                for error in errors.iter().filter(|error| !error.is_follow_up()) {
                    let span = self.within(text, error.range.clone());
                    let finding = error.diagnostic(span);
                    let is_indicator = error.unknown_column().is_some_and(|name| {
                        self.indicator_ids.iter().any(|indicator| indicator.value == name)
                    });
                    let advice = is_indicator.then_some("help-indicator");
                    self.findings.push(advice.into_iter().fold(finding, Diagnostic::help));
                }
                None
            }
        }
    }
}
