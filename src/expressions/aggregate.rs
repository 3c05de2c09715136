//! Groups of rows, and what is computed over each of them.

use std::borrow::Cow;

use super::error::Overflow;
use super::evaluate::{Batch, evaluate};
use super::formula::Node;
use super::functions::{Body, Function};
use super::operand::{Operand, Scalar, Shape, Stop};
use crate::values::{Column, Missing};

/// To which group each row belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouping {
    /// For each row the number of its group, or [`Grouping::NONE`].
    pub group_of_row: Vec<u32>,
    /// The number of groups.
    pub group_count: usize,
}

impl Grouping {
    /// Stands for a row that belongs to no group.
    pub const NONE: u32 = u32::MAX;

    /// Puts all rows into one group.
    #[must_use]
    pub fn single(row_count: usize) -> Self {
        Self { group_of_row: vec![0; row_count], group_count: 1 }
    }

    /// Returns the rows that belong to a group, or nothing if all do.
    pub(super) fn members(&self) -> Option<Vec<u32>> {
        if !self.group_of_row.contains(&Self::NONE) {
            return None;
        }
        let numbered = (0..).zip(&self.group_of_row);
        Some(numbered.filter(|(_, group)| **group != Self::NONE).map(|(row, _)| row).collect())
    }
}

/// A value computed from the rows of each group.
#[derive(Debug, Clone)]
pub(super) struct Aggregate {
    /// Its printed form.
    pub(super) text: String,
    pub(super) kind: AggregateKind,
}

impl PartialEq for Aggregate {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum AggregateKind {
    /// An aggregate function over the rows for which the filter is true.
    Call { function: &'static Function, arguments: Vec<Node>, filter: Option<Node> },
    /// The value of a column that is the same in all rows of a group.
    Group(Node),
}

/// The arguments of an aggregate function and the groups of their rows.
pub(super) struct Grouped<'a> {
    arguments: Vec<Operand<'a>>,
    groups: &'a [u32],
    pub(super) group_count: usize,
}

/// Rows with the group of each.
struct Population<'a> {
    batch: Batch<'a>,
    groups: Cow<'a, [u32]>,
}

impl Population<'_> {
    /// Keeps the rows for which a condition is true.
    fn filtered(&self, condition: &Node) -> Result<Self, Overflow> {
        let condition = evaluate(condition, &self.batch)?;
        let condition = condition.lane::<bool>();
        let mut rows = self.batch.rows();
        rows.retain(|row| condition.at(*row as usize) == Ok(true));
        Ok(self.select(&rows))
    }

    fn select(&self, rows: &[u32]) -> Self {
        let groups = rows.iter().map(|row| self.groups[*row as usize]).collect();
        Self { batch: self.batch.select(rows), groups: Cow::Owned(groups) }
    }
}

/// Computes aggregates over the groups of some rows; each condition is looked at only once.
pub(super) fn evaluate_all(
    aggregates: &[Aggregate],
    batch: Batch<'_>,
    grouping: &Grouping,
) -> Result<Vec<Column>, Overflow> {
    let mut all = Population { batch, groups: Cow::Borrowed(&grouping.group_of_row) };
    if let Some(members) = grouping.members() {
        all = all.select(&members);
    }
    let mut populations = vec![(None, all)];
    let mut results = Vec::with_capacity(aggregates.len());
    for aggregate in aggregates {
        let filter = aggregate.kind.filter();
        let known = populations.iter().position(|(known, _)| *known == filter);
        let index = match (known, filter) {
            (None, Some(condition)) => {
                populations.push((filter, populations[0].1.filtered(condition)?));
                populations.len() - 1
            }
            (known, _) => known.unwrap_or(0),
        };
        results.push(aggregate.evaluate(&populations[index].1, grouping.group_count)?);
    }
    Ok(results)
}

impl AggregateKind {
    const fn filter(&self) -> Option<&Node> {
        match self {
            Self::Call { filter, .. } => filter.as_ref(),
            Self::Group(_) => None,
        }
    }
}

impl Aggregate {
    /// Computes the aggregate over rows that its filter has let through.
    fn evaluate(&self, rows: &Population<'_>, group_count: usize) -> Result<Column, Overflow> {
        let Population { batch, groups } = rows;
        match &self.kind {
            AggregateKind::Group(node) => {
                let mut first = vec![None; group_count];
                for (row, group) in (0..).zip(&**groups) {
                    first[*group as usize].get_or_insert(row);
                }
                let column = evaluate(node, batch)?.into_column(batch.length());
                Ok(column.gather(&first, Missing::NoRows))
            }
            AggregateKind::Call { function, arguments, .. } => {
                let (Body::Aggregate(compute) | Body::Folded(_, compute)) = function.body else {
                    panic!("the checker makes aggregates only of aggregate functions");
                };
                let arguments = arguments.iter().map(|node| evaluate(node, batch));
                let arguments = arguments.collect::<Result<_, _>>()?;
                Ok(compute(&Grouped { arguments, groups, group_count })?.into_column(group_count))
            }
        }
    }

    /// Strikes out the rows of which it is not known what they contribute.
    pub(super) fn mark_unknown(
        &self,
        batch: &Batch<'_>,
        known: &mut [bool],
    ) -> Result<(), Overflow> {
        let AggregateKind::Call { arguments, filter, .. } = &self.kind else {
            return Ok(());
        };
        let mut rows = batch.rows();
        if let Some(filter) = filter {
            let condition = evaluate(filter, batch)?;
            for row in &rows {
                known[*row as usize] &= !condition.is_missing(*row as usize);
            }
            let condition = condition.lane::<bool>();
            rows.retain(|row| condition.at(*row as usize) == Ok(true));
        }
        let batch = batch.select(&rows);
        for argument in arguments {
            let values = evaluate(argument, &batch)?;
            for (place, row) in rows.iter().enumerate() {
                known[*row as usize] &= !values.is_missing(place);
            }
        }
        Ok(())
    }
}

impl<'a> Grouped<'a> {
    pub(super) const fn new(
        arguments: Vec<Operand<'a>>,
        groups: &'a [u32],
        group_count: usize,
    ) -> Self {
        Self { arguments, groups, group_count }
    }

    /// Returns an argument, if there is one; `count(*)` has none.
    pub(super) fn argument(&self, index: usize) -> Option<&Operand<'a>> {
        self.arguments.get(index)
    }

    /// Returns the group of each row.
    pub(super) fn groups(&self) -> impl Iterator<Item = usize> {
        self.groups.iter().map(|group| *group as usize)
    }

    /// Returns the known values of the first argument, each after its group.
    pub(super) fn known<T: Scalar>(&self) -> impl Iterator<Item = (usize, T)> {
        let lane = self.arguments[0].lane::<T>();
        let rows = self.groups().enumerate();
        rows.filter_map(move |(row, group)| Some((group, lane.at(row).ok()?)))
    }

    /// Returns the values of both arguments where both are known, each pair after its group.
    pub(super) fn known_pairs(&self) -> impl Iterator<Item = (usize, f64, f64)> {
        let (first, second) = (self.arguments[0].lane::<f64>(), self.arguments[1].lane::<f64>());
        let rows = self.groups().enumerate();
        rows.filter_map(move |(row, group)| {
            Some((group, first.at(row).ok()?, second.at(row).ok()?))
        })
    }

    /// Returns a value for each group; a group without one has no rows to compute it from.
    pub(super) fn results<T: Scalar>(
        &self,
        value: impl Fn(usize) -> Option<Result<T, Stop>>,
    ) -> Result<Operand<'static>, Overflow> {
        let shape = Shape { length: self.group_count, is_constant: false };
        Operand::fill(shape, |group| value(group).unwrap_or(Err(Missing::NoRows.into())))
    }
}

#[cfg(test)]
mod tests {
    use super::Grouping;
    use crate::expressions::test_table::{Table, constant, read};
    use crate::expressions::{Overflow, check_groups};
    use crate::values::{Missing, Value};

    fn table() -> Table {
        let mut table = Table::new(&[
            ("g", &["'a'", "'b'", "'a'", "'b'", "'a'", "'c'"]),
            ("n", &["1", "2", "3", "null", "null", "9223372036854775807"]),
            ("w", &["0.5", "1.0", "1.5", "0.0", "null", "2.0"]),
            ("t", &["'x'", "'y'", "'x'", "null", "'z'", "'y'"]),
        ]);
        table.grouped.insert("g".to_owned());
        table
    }

    /// The rows of `a` and `b`; the row of `c` is in no group, and the third group is empty.
    fn grouping() -> Grouping {
        Grouping { group_of_row: vec![0, 1, 0, 1, 0, Grouping::NONE], group_count: 3 }
    }

    #[track_caller]
    fn check(formula: &str, expected: [&str; 3]) {
        let result = table().each_group(formula, &grouping()).expect("no overflow");
        for (group, (value, expected)) in result.iter().zip(expected).enumerate() {
            let expected = constant(expected);
            let both_missing = value.is_missing() && expected.is_missing();
            assert!(both_missing || *value == expected, "{formula} in group {group}: {value:?}");
        }
    }

    #[test]
    fn computes_each_group_from_its_known_values() {
        check("sum(n)", ["4", "2", "null"]);
        check("sum(n * n)", ["10", "4", "null"]);
        check("count(*)", ["3", "2", "0"]);
        check("count(n) + count(t)", ["5", "2", "0"]);
        check("count(distinct t)", ["2", "1", "0"]);
        check("count(distinct n > 1)", ["2", "1", "0"]);
        check("avg(n) + median(w)", ["3.0", "2.5", "null"]);
        check("wmean(n, w)", ["2.5", "2.0", "null"]);
        check("min(t) || max(t)", ["'xz'", "'yy'", "null"]);
        check("any(n > 2)", ["true", "false", "null"]);
        check("every(n > 1)", ["false", "true", "null"]);
        check("share(n > 1)", ["50.0", "100.0", "null"]);
        check("100 * sum(n) / sum(w)", ["200.0", "200.0", "null"]);
        check("sum(1)", ["3", "2", "null"]);
        check("1 + 1", ["2", "2", "2"]);
    }

    #[test]
    fn filters_before_it_computes() {
        check("count(*) filter (where n > 1)", ["1", "1", "0"]);
        check("sum(n) filter (where t = 'x') / count(*)", ["1.3333333333333333", "null", "null"]);
        check("sum(w) filter (where null)", ["null", "null", "null"]);
        check("sum(w) filter (where true)", ["2.0", "1.0", "null"]);
        check("count(distinct t) filter (where t <> 'x')", ["1", "1", "0"]);
        let table = table();
        let single = Grouping::single(table.row_count);
        assert_eq!(table.each_group("sum(n * n)", &single), Err(Overflow));
        assert_eq!(table.each_group("sum(n)", &single), Err(Overflow));
        let guarded = table.each_group("sum(n * n) filter (where n < 9)", &single);
        assert_eq!(guarded, Ok(vec![Value::Integer(14)]));
    }

    #[test]
    fn a_grouping_column_has_the_value_of_its_group() {
        check("g", ["'a'", "'b'", "null"]);
        check("case when g = 'a' then sum(n) else 0 end", ["4", "0", "0"]);
    }

    #[test]
    fn reasons_tell_no_rows_from_a_zero_denominator() {
        let reason = |formula: &str, group: usize| {
            table().each_group(formula, &grouping()).expect("no overflow")[group].clone()
        };
        assert_eq!(reason("sum(n) / count(*)", 2), Value::Missing(Missing::NoRows));
        assert_eq!(reason("count(*) / count(*)", 2), Value::Missing(Missing::ZeroDenominator));
        assert_eq!(reason("wmean(n, 0)", 0), Value::Missing(Missing::ZeroDenominator));
    }

    #[test]
    fn equal_aggregates_are_computed_once_and_can_be_shown() {
        let formula = check_groups(&read("(sum(n)+count( * ))/SUM(n)"), &table());
        let formula = formula.expect("no mistakes");
        let parts = formula.aggregate(&table(), &grouping()).expect("no overflow");
        let texts: Vec<_> = parts.iter().map(|(text, _)| *text).collect();
        assert_eq!(texts, ["sum(n)", "count(*)"]);
        assert_eq!(parts[0].1.value(0), Value::Integer(4));
    }

    #[test]
    fn knows_the_rows_whose_contribution_is_known() {
        let known = |formula: &str| {
            let formula = check_groups(&read(formula), &table()).expect("no mistakes");
            formula.known_rows(&table()).expect("no overflow")
        };
        let (y, n) = (true, false);
        assert_eq!(known("sum(n)"), [y, y, y, n, n, y]);
        assert_eq!(known("sum(n) / sum(w)"), [y, y, y, n, n, y]);
        assert_eq!(known("count(*) + 1"), [y; 6]);
        assert_eq!(known("g"), [y; 6]);
        assert_eq!(known("sum(n) filter (where w > 0)"), [y, y, y, y, n, y]);
        assert_eq!(known("count(*) filter (where t = 'x')"), [y, y, y, n, y, y]);
    }
}
