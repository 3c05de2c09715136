//! An explanation as a whole.

use crate::definition::{FormulaRole, Indicator, Reference};
use crate::indicators::{Observation, ReferenceValue};
use crate::values::{Period, Value};

use super::{Input, RowsUse};

/// A number with all that it is made of.
#[derive(Debug)]
pub struct Explanation<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Name of the slice.
    pub slice: &'a str,
    /// Dimensions of the slice with the member's keys and printed names.
    pub keys: Vec<MemberKey<'a>>,
    /// The period.
    pub period: Period,
    /// The observation; nothing if the member did not exist in the period.
    pub observation: Option<&'a Observation>,
    /// The reference that is explained instead of the member, with its value.
    pub reference: Option<(&'a Reference, Option<&'a ReferenceValue>)>,
    /// The formulas over rows.
    pub formulas: Vec<FormulaUse<'a>>,
    /// The rows, unless the indicator is made of others.
    pub rows: Option<RowsUse<'a>>,
    /// Values of other indicators that it is made of.
    pub inputs: Vec<Input<'a>>,
}

/// A dimension of a slice, and which of its members is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberKey<'a> {
    /// Name of the dimension.
    pub dimension: &'a str,
    /// Its name for readers.
    pub title: &'a str,
    /// The key.
    pub key: &'a str,
    /// The printed name.
    pub label: &'a str,
}

/// A formula over rows with what it gives.
#[derive(Debug)]
pub struct FormulaUse<'a> {
    /// What it is to the indicator.
    pub role: FormulaRole,
    /// Its text.
    pub text: &'a str,
    /// Its aggregates as they are printed, with their values.
    pub aggregates: Vec<(String, Value)>,
    /// Its value.
    pub value: Value,
}
