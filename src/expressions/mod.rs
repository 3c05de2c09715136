//! Formulas: SQL's expressions, read, checked and computed over columns.
//!
//! A formula is text. [`parse()`] makes an [`Expression`] of it, [`check_rows`] and
//! [`check_groups`] hold that against the columns of a [`Scope`], and the [`RowFormula`] or
//! [`GroupFormula`] they return is computed over [`Rows`]. The meaning is SQL's, with these
//! differences: integers do not wrap, `/` never truncates, `x / 0` is a missing value, text may
//! stand in «», names are found in any letter case where that leaves no doubt, and a missing
//! value keeps its reason.
//!
//! To add a function, see `functions/mod.rs`.

mod aggregate;
mod arithmetic;
mod ast;
mod check;
mod check_call;
mod check_operator;
mod choice;
mod compared;
mod comparison;
mod dictionary;
mod ends;
mod error;
mod evaluate;
mod exact_sum;
mod formula;
mod functions;
#[cfg(test)]
mod fuzz;
mod logic;
mod misread;
mod operand;
mod parse;
mod print;
mod scan;
mod sql;
#[cfg(test)]
mod test_table;
mod text;
mod token;

pub use aggregate::Grouping;
pub use ast::Expression;
pub use check::{Scope, check_condition, check_groups, check_rows};
pub use error::{FormulaError, Overflow, suggest_or_list, unknown_function};
pub use formula::{GroupFormula, RowFormula, Rows};
pub use functions::{
    Example, Function, Summary, find as find_function, functions, mean_and_deviation,
    nearest_function,
};
pub use parse::parse;
pub use scan::{Answer, Reasons, Request, scan};
pub use sql::{AggregateSql, RawAggregates, Unlowered, identifier, text_literal, type_name};
