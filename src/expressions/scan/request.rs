//! What is asked of a pass, and what it answers.

use crate::expressions::Grouping;
use crate::expressions::formula::{GroupFormula, RowFormula};
use crate::values::{Column, Missing};

/// Formulas over some of the rows.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// The groups.
    pub grouping: &'a Grouping,
    /// Only rows for which this is known to be true are looked at.
    pub filter: Option<&'a RowFormula>,
    /// The formulas, each of which has a result.
    pub formulas: Vec<&'a GroupFormula>,
    /// How many of the first formulas decide which rows count: those of which it is known what
    /// they contribute to each of these, as [`GroupFormula::known_rows`] has it.
    pub deciding: usize,
}

/// The results of a request.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// For each formula a value for each group.
    pub results: Vec<Column>,
    /// For each group why rows were left out, if any were.
    pub lost: Vec<Reasons>,
}

/// Reasons why values are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reasons(pub(super) u16);

impl Reasons {
    /// Returns the reasons in the order of [`Missing::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Missing> {
        Missing::ALL.into_iter().filter(move |reason| self.0 & Self::bit(*reason) != 0)
    }

    /// Adds the reasons why a row of some columns cannot be used.
    pub(super) fn add_row(&mut self, columns: &[&Column], row: usize) {
        let reasons = columns.iter().filter_map(|column| column.missing()[row]);
        let bits = reasons.fold(0, |bits, reason| bits | Self::bit(reason));
        self.0 |= if bits == 0 { Self::bit(Missing::Unknown) } else { bits };
    }

    const fn bit(reason: Missing) -> u16 {
        1 << reason as u8
    }
}
