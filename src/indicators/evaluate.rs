//! Values of formulas for groups of rows.

use std::sync::LazyLock;

use rayon::prelude::*;

use crate::definition::{FormulaRole, Kind, RowSelection};
use crate::expressions::{Answer, GroupFormula, Overflow, Request, scan};
use crate::tables::Table;
use crate::values::{Column, Missing, Value};

use super::grouping::TableGrouping;

/// What the rows of a group give.
#[derive(Debug, Clone)]
pub(super) struct GroupValue {
    pub(super) value: Result<f64, Missing>,
    pub(super) numerator: Option<f64>,
    pub(super) denominator: Option<f64>,
    pub(super) n: Option<f64>,
    pub(super) spread: Option<f64>,
    /// What is no number: yes or no, or information.
    pub(super) answer: Option<Value>,
    pub(super) is_partial: bool,
    pub(super) is_merged: bool,
}

impl GroupValue {
    pub(super) const ABSENT: Self = Self {
        value: Err(Missing::NoRows),
        numerator: None,
        denominator: None,
        n: None,
        spread: None,
        answer: None,
        is_partial: false,
        is_merged: false,
    };
}

/// How many rows are known of a group, beside whatever is computed from them.
static KNOWN_ROWS: LazyLock<GroupFormula> = LazyLock::new(GroupFormula::count_of_rows);

/// A formula over some rows of a table, for each of their groups.
pub(super) struct Wanted<'a> {
    pub(super) kind: &'a Kind,
    pub(super) selection: &'a RowSelection,
    pub(super) grouping: &'a TableGrouping,
}

/// Computes formulas over the same table for each group of rows, all in one pass.
pub(super) fn group_values(
    table: &Table,
    wanted: &[Wanted<'_>],
) -> Vec<Result<Vec<GroupValue>, Overflow>> {
    let requests: Vec<Request<'_>> = wanted.iter().map(Wanted::request).collect();
    let answers = scan(table, &requests).into_par_iter().zip(wanted);
    answers.map(|(answer, wanted)| wanted.values(table, &answer?)).collect()
}

impl<'a> Wanted<'a> {
    /// Computes the formula alone.
    pub(super) fn alone(self, table: &Table) -> Result<Vec<GroupValue>, Overflow> {
        group_values(table, &[self]).remove(0)
    }

    fn request(&self) -> Request<'a> {
        // All aggregates of a formula stand on the same rows, as those of a ratio do.
        let formulas = self.kind.formulas();
        let deciding = formulas.iter().filter(|(role, _)| *role != FormulaRole::Size).count();
        let formulas = formulas.into_iter().map(|(_, formula)| formula);
        let mut formulas: Vec<_> = formulas.chain(self.kind.spread()).collect();
        // A count of no known rows is zero, which is not known to be true.
        if !matches!(self.kind, Kind::Ratio { .. }) {
            formulas.push(&KNOWN_ROWS);
        }
        let filter = self.selection.filter.as_ref();
        Request { grouping: &self.grouping.rows, filter, formulas, deciding }
    }

    fn values(&self, table: &Table, answer: &Answer) -> Result<Vec<GroupValue>, Overflow> {
        let groups = 0..self.grouping.rows.group_count;
        let mut values: Vec<GroupValue> =
            groups.map(|group| self.explained(answer, group)).collect();
        // Rows of files that count for another member than they name, and rows of observations of
        // members for which such rows count.
        let inherited = self.grouping.inherited.iter().copied();
        let mut merged: Vec<usize> = inherited.chain(table.merged_rows()).collect();
        merged.sort_unstable();
        merged.dedup();
        let counts = self.selection.matches_at(table, &merged)?;
        for (row, _) in merged.into_iter().zip(counts).filter(|(_, counts)| *counts) {
            let group = self.grouping.rows.group_of_row[row] as usize;
            if let Some(value) = values.get_mut(group) {
                value.is_merged = true;
            }
        }
        Ok(values)
    }

    /// Marks a value made of fewer rows than there are; a value of no rows at all is missing for
    /// the reason of the rows that were lost. Of several reasons in one group the one that says
    /// most about the data is told.
    fn explained(&self, answer: &Answer, group: usize) -> GroupValue {
        let mut results = &answer.results[..];
        let mut has_rows = true;
        if let (Some((rows, others)), false) =
            (results.split_last(), matches!(self.kind, Kind::Ratio { .. }))
        {
            has_rows = number(rows, group) != Ok(0.0);
            results = others;
        }
        let mut value = self.value(results, group);
        let reason = answer.lost[group].iter().min_by_key(|reason| weight(*reason));
        if let Some(reason) = reason {
            if value.value == Err(Missing::NoRows) || !has_rows {
                value.value = Err(reason);
                value.answer = None;
            } else {
                value.is_partial = true;
            }
        }
        value
    }

    fn value(&self, results: &[Column], group: usize) -> GroupValue {
        match (self.kind, results) {
            (Kind::Ratio { scale, n, .. }, [above, below, others @ ..]) => {
                let (size, spread) = others.split_at(usize::from(n.is_some()));
                let first = |list: &[Column]| number(list.first()?, group).ok();
                let own = ratio(above, below, *scale, group);
                let n = if n.is_some() { first(size) } else { own.denominator };
                GroupValue { n, spread: first(spread), ..own }
            }
            (Kind::Value { .. } | Kind::External { .. }, [value, n @ ..]) => GroupValue {
                value: number(value, group),
                n: n.first().and_then(|n| number(n, group).ok()),
                ..GroupValue::ABSENT
            },
            (Kind::Rule { .. } | Kind::Info { .. }, [value, n @ ..]) => {
                let (value, answer) = answered(value.value(group));
                let n = n.first().and_then(|n| number(n, group).ok());
                GroupValue { value, n, answer, ..GroupValue::ABSENT }
            }
            _ => GroupValue::ABSENT,
        }
    }
}

fn ratio(above: &Column, below: &Column, scale: f64, group: usize) -> GroupValue {
    let numerator = number(above, group);
    let denominator = number(below, group);
    let value = match (numerator, denominator) {
        (Ok(_), Ok(0.0)) => Err(Missing::ZeroDenominator),
        (Ok(above), Ok(below)) => Ok(scale * above / below),
        (_, Err(reason)) | (Err(reason), _) => Err(reason),
    };
    let (numerator, denominator) = (numerator.ok(), denominator.ok());
    GroupValue { value, numerator, denominator, ..GroupValue::ABSENT }
}

/// A value that is no number, or not only one: as a number where there is one, and as it is.
fn answered(value: Value) -> (Result<f64, Missing>, Option<Value>) {
    let number = match value {
        Value::Missing(reason) => return (Err(reason), None),
        Value::Boolean(yes) => Ok(f64::from(u8::from(yes))),
        Value::Integer(_) | Value::Number(_) => value.as_number().ok_or(Missing::Unknown),
        Value::Text(_) | Value::Date(_) => Err(Missing::NotApplicable),
    };
    (number, Some(value))
}

fn number(column: &Column, row: usize) -> Result<f64, Missing> {
    if let Some(reason) = column.missing()[row] {
        return Err(reason);
    }
    column.value(row).as_number().ok_or(Missing::Unknown)
}

/// Which reason is told where there are several: what suppliers say of their data comes first.
const fn weight(reason: Missing) -> u8 {
    match reason {
        Missing::Suppressed => 0,
        Missing::NoData => 1,
        Missing::Unreadable => 2,
        Missing::Absent => 3,
        Missing::NotApplicable => 4,
        Missing::Empty => 5,
        Missing::ZeroDenominator => 6,
        Missing::TooFew => 7,
        Missing::Unknown => 8,
        Missing::NoRows => 9,
    }
}
