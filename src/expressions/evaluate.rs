//! Computes a checked formula column by column: each operator runs over all rows at once.
//!
//! Runs on one thread; whoever has many formulas computes them side by side.

use std::ops::Range;
use std::rc::Rc;

use super::error::Overflow;
use super::formula::{Node, NodeKind};
use super::functions::Body;
use super::operand::Operand;
use super::{arithmetic, choice, comparison, logic, text};
use crate::values::{Column, Missing};

/// The columns a formula is computed from, or some of their rows.
#[derive(Debug, Clone)]
pub(super) struct Batch<'a> {
    leaves: &'a [&'a Column],
    /// The rows that are looked at, or nothing for all from the first one on.
    selection: Option<Rc<[Option<u32>]>>,
    first: usize,
    length: usize,
}

impl<'a> Batch<'a> {
    /// Begins with all rows.
    pub(super) const fn new(leaves: &'a [&'a Column], length: usize) -> Self {
        Self { leaves, selection: None, first: 0, length }
    }

    /// Begins with some rows that follow one another.
    pub(super) const fn part(leaves: &'a [&'a Column], rows: Range<usize>) -> Self {
        let length = rows.end - rows.start;
        Self { leaves, selection: None, first: rows.start, length }
    }

    pub(super) const fn length(&self) -> usize {
        self.length
    }

    /// Returns the numbers of the rows in this batch.
    pub(super) fn rows(&self) -> Vec<u32> {
        (0..).take(self.length).collect()
    }

    /// Returns a batch of some of the rows of this one, given in ascending order.
    pub(super) fn select(&self, rows: &[u32]) -> Self {
        if rows.len() == self.length {
            return self.clone();
        }
        let selection = match &self.selection {
            None => {
                let first = u32::try_from(self.first).expect("a table has fewer than 2^32 rows");
                rows.iter().map(|row| Some(first + *row)).collect()
            }
            Some(selection) => rows.iter().map(|row| selection[*row as usize]).collect(),
        };
        Self { selection: Some(selection), length: rows.len(), ..*self }
    }

    fn leaf(&self, index: usize) -> Operand<'a> {
        let column = self.leaves[index];
        match &self.selection {
            None => Operand::of_column(column, self.first..self.first + self.length),
            Some(rows) => Operand::of_owned(column.gather(rows, Missing::NoRows)),
        }
    }
}

/// Computes a part of a formula.
pub(super) fn evaluate<'a>(node: &Node, batch: &Batch<'a>) -> Result<Operand<'a>, Overflow> {
    let of = |node: &Node| evaluate(node, batch);
    match &node.kind {
        NodeKind::Constant(value) => Ok(Operand::constant(node.data_type, value.clone())),
        NodeKind::Leaf(index) => Ok(batch.leaf(*index)),
        NodeKind::Convert(operand) => arithmetic::convert(&of(operand)?, node.data_type),
        NodeKind::Negate(operand) => arithmetic::negate(&of(operand)?),
        NodeKind::Not(operand) => logic::negate(&of(operand)?),
        NodeKind::IsNull(operand) => logic::is_null(&of(operand)?),
        NodeKind::Logic(operator, operands) => {
            logic::combine(*operator, &of(&operands[0])?, &of(&operands[1])?)
        }
        NodeKind::Compare(operator, operands) => {
            comparison::compare(*operator, &of(&operands[0])?, &of(&operands[1])?)
        }
        NodeKind::Compute(operator, operands) => {
            arithmetic::compute(*operator, &of(&operands[0])?, &of(&operands[1])?)
        }
        NodeKind::Concatenate(operands) => {
            text::concatenate(&of(&operands[0])?, &of(&operands[1])?)
        }
        NodeKind::Like(operands) => text::is_like(&of(&operands[0])?, &of(&operands[1])?),
        NodeKind::In(operand, list) => {
            let list = list.iter().map(of).collect::<Result<Vec<_>, _>>()?;
            comparison::is_in(&of(operand)?, &list)
        }
        NodeKind::Between(parts) => {
            comparison::is_between(&of(&parts[0])?, &of(&parts[1])?, &of(&parts[2])?)
        }
        NodeKind::Case(case) => choice::choose(case, node.data_type, batch),
        NodeKind::Call(function, arguments) => match function.body {
            Body::FirstKnown => choice::first_known(arguments, node.data_type, batch),
            Body::Scalar(compute) => {
                compute(&arguments.iter().map(of).collect::<Result<Vec<_>, _>>()?)
            }
            Body::Aggregate(_) | Body::Folded(..) => {
                panic!("the checker makes a leaf of each aggregate")
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use crate::expressions::test_table::{Table, constant};
    use crate::expressions::{Overflow, check_condition, parse};
    use crate::values::{Column, DataType, Missing, Value};

    fn table() -> Table {
        let mut table = Table::new(&[
            ("n", &["10", "0", "null", "-7"]),
            ("m", &["4", "null", "0", "2"]),
            ("p", &["0.5", "2.25", "null", "-1.0"]),
            ("t", &["'село'", "'город'", "null", "'Село'"]),
            ("u", &["'село'", "'сад'", "'а'", "null"]),
            ("ok", &["true", "false", "null", "true"]),
            ("day", &["date '2024-09-01'", "date '2023-01-31'", "null", "date '2025-05-20'"]),
            ("big", &["9223372036854775807", "1", "2", "3"]),
        ]);
        let reasons = [Missing::NoData, Missing::Suppressed].map(Value::Missing);
        let values = [Value::Integer(1), Value::Integer(2)].into_iter().chain(reasons);
        table.add("r", Column::from_values(DataType::Integer, values));
        table
    }

    #[track_caller]
    fn check(formula: &str, expected: [&str; 4]) {
        let result = table().each_row(formula).expect("no overflow");
        for (row, (value, expected)) in result.iter().zip(expected).enumerate() {
            let expected = constant(expected);
            let both_missing = value.is_missing() && expected.is_missing();
            assert!(both_missing || *value == expected, "{formula} in row {row}: {value:?}");
        }
    }

    #[test]
    fn computes_with_numbers() {
        check("n + m * 2", ["18", "null", "null", "-3"]);
        check("n / m", ["2.5", "null", "null", "-3.5"]);
        check("n % 4 - m", ["-2", "null", "null", "-5"]);
        check("n - p", ["9.5", "-2.25", "null", "-6.0"]);
        check("-(n + 1)", ["-11", "-1", "null", "6"]);
        check("p % 1", ["0.5", "0.25", "null", "-0.0"]);
        check("1 + 1", ["2", "2", "2", "2"]);
    }

    #[test]
    fn compares_with_three_values() {
        check("n > 5", ["true", "false", "null", "false"]);
        check("n >= p", ["true", "false", "null", "false"]);
        check("t = 'село'", ["true", "false", "null", "false"]);
        check("'село' >= t", ["true", "true", "null", "true"]);
        check("t < u", ["false", "true", "null", "null"]);
        check("t <> u", ["false", "true", "null", "null"]);
        check("t in ('село', 'Село', null)", ["true", "null", "null", "true"]);
        check("n not in (10, m)", ["false", "null", "null", "true"]);
        check("m in (n, 4)", ["true", "null", "null", "false"]);
        check("n between -7 and 0", ["false", "true", "null", "true"]);
        check("n not between m and 5", ["true", "null", "null", "true"]);
        check("1 between 2 and null", ["false", "false", "false", "false"]);
        check(
            "day between date '2024-01-01' and date '2025-01-01'",
            ["true", "false", "null", "false"],
        );
        check("t like '_ело'", ["true", "false", "null", "true"]);
        check("u not like t || '%'", ["false", "true", "null", "null"]);
        check("t is null or ok", ["true", "false", "true", "true"]);
        check("n is not null and ok", ["true", "false", "false", "true"]);
    }

    #[test]
    fn chooses_and_joins() {
        check(
            "case when n > 5 then 'a' when n < 5 then t end",
            ["'a'", "'город'", "null", "'Село'"],
        );
        check("case m when 4 then 1 when null then 2 else p end", ["1.0", "2.25", "null", "-1.0"]);
        check("case t when u then 1 else 0 end", ["1", "0", "0", "0"]);
        check("coalesce(n, m, 5)", ["10", "0", "0", "-7"]);
        check("coalesce(m, n / 0, p)", ["4.0", "2.25", "0.0", "2.0"]);
        check("coalesce(t, u)", ["'село'", "'город'", "'а'", "'Село'"]);
        check("coalesce('x', t)", ["'x'", "'x'", "'x'", "'x'"]);
        check("nullif(n, 0)", ["10", "null", "null", "-7"]);
        check("nullif(1, m - 1)", ["1", "1", "1", "null"]);
        check("t || '-' || m", ["'село-4'", "null", "null", "'Село-2'"]);
        check("concat(t, n)", ["'село10'", "'город0'", "''", "'Село-7'"]);
        check("upper(t) = upper(u)", ["true", "false", "null", "null"]);
        check("length(t) + year(day) + month(day)", ["2037", "2029", "null", "2034"]);
        check("greatest(t, u)", ["'село'", "'сад'", "null", "null"]);
        check("least(n, p, 1)", ["0.5", "0.0", "null", "-7.0"]);
        check("round(n, -1) + round(p, 1)", ["10.5", "2.3", "null", "-11.0"]);
        check("substring(t, m, n)", ["'о'", "null", "null", "''"]);
    }

    #[test]
    fn keeps_the_reason_of_the_first_missing_operand() {
        let reason = |formula: &str, row: usize| {
            table().each_row(formula).expect("no overflow")[row].clone()
        };
        let (no_data, hidden) = (Missing::NoData, Missing::Suppressed);
        let cases = [
            ("r + 1", 2, no_data),
            ("1 + r", 3, hidden),
            ("n * r", 2, Missing::Unknown),
            ("r * n", 2, no_data),
            ("r > 0 and ok", 3, hidden),
            ("ok and r > 0", 3, hidden),
            ("r in (1, 2)", 2, no_data),
            ("coalesce(r, n)", 2, no_data),
            ("round(r / 3, 1)", 3, hidden),
            ("r / 0", 2, no_data),
            ("1 / 0", 0, Missing::ZeroDenominator),
            ("0 / 0", 0, Missing::ZeroDenominator),
            ("1 % 0", 0, Missing::ZeroDenominator),
            ("1.5 % 0", 0, Missing::ZeroDenominator),
            ("nullif(r, 1)", 0, Missing::Unknown),
            ("null", 0, Missing::Unknown),
            ("sqrt(-1)", 0, Missing::NotApplicable),
        ];
        for (formula, row, expected) in cases {
            assert_eq!(reason(formula, row), Value::Missing(expected), "{formula} in row {row}");
        }
    }

    #[test]
    fn what_does_not_fit_is_an_error_only_where_it_is_needed() {
        let table = table();
        for formula in [
            "big + 1",
            "big * 2",
            "-big - 2",
            "-(-big - 1)",
            "1 - (-big)",
            "abs(-big - 1)",
            "round(big, -1)",
            "big * 1.0 * big * big * big * big * big * big * big * big * big * big * big \
             * big * big * big * big * big * big",
        ] {
            assert_eq!(table.each_row(formula), Err(Overflow), "{formula}");
        }
        for formula in [
            "(-big - 1) % -1",
            "case when big < 100 then big * big else 0 end",
            "case when n is null then 0 when big > 100 then 1 else big * big end",
            "coalesce(big, big * big)",
            "n + (big - big)",
        ] {
            assert!(table.each_row(formula).is_ok(), "{formula}");
        }
    }

    #[test]
    fn conditions_match_where_they_are_known_to_be_true() {
        let table = table();
        let matches = |text: &str| {
            let formula = check_condition(&parse(text).expect("a formula"), &table);
            formula.expect("a condition").matches(&table)
        };
        assert_eq!(matches("n < 10"), Ok(vec![false, true, false, true]));
        assert_eq!(matches("not (n < 10)"), Ok(vec![true, false, false, false]));
        assert_eq!(matches("true"), Ok(vec![true; 4]));
        assert_eq!(matches("null"), Ok(vec![false; 4]));
    }

    #[test]
    fn no_rows_give_no_values() {
        for formula in ["n + 1", "1", "case when ok then t else u end", "coalesce(n, 1)", "t || u"]
        {
            assert_eq!(table().rows(&[]).each_row(formula), Ok(Vec::new()), "{formula}");
        }
    }
}
