//! Between which numbers a formula must lie, where its form says so: a share between nothing and
//! all. Whoever has a value at an end of its formula knows it of each row.

use super::aggregate::{Aggregate, AggregateKind};
use super::ast::Arithmetic;
use super::formula::{GroupFormula, Node, NodeKind};

/// The least and the most.
type Ends = (f64, f64);

impl GroupFormula {
    /// Returns the least and the most that the formula can be, where its form says that: a sum or
    /// a count is not less than nothing, a quotient of sums is taken for a share, an average of
    /// constants lies between them.
    #[must_use]
    pub fn ends(&self) -> Option<(f64, f64)> {
        ends_of(&self.root, &self.aggregates)
    }

    /// Whether an answer may be one about each row: that none or all are of a kind.
    #[must_use]
    pub fn says_of_each(&self) -> bool {
        says_of_each(&self.root, &self.aggregates)
    }
}

fn ends_of(node: &Node, aggregates: &[Aggregate]) -> Option<Ends> {
    let of = |node: &Node| ends_of(node, aggregates);
    match &node.kind {
        NodeKind::Leaf(index) => aggregates.get(*index).and_then(|known| of_aggregate(&known.kind)),
        NodeKind::Convert(operand) => of(operand),
        NodeKind::Negate(operand) => of(operand).map(|(low, high)| (-high, -low)),
        NodeKind::Compute(Arithmetic::Divide, operands) => {
            let [above, below] = &**operands;
            match (of(above), below.number()) {
                (Some(ends), Some(by)) if by != 0.0 => Some(scaled(ends, 1.0 / by)),
                _ => Some(scaled((0.0, 1.0), factor(above) / factor(below))),
            }
        }
        NodeKind::Compute(operator, operands) => {
            let [a, b] = &**operands;
            of(a).zip(of(b)).map(|(a, b)| computed(*operator, a, b))
        }
        // What is chosen among several formulas lies where one of them does.
        NodeKind::Case(case) => {
            let branches = case.branches.iter().map(|(_, then)| then);
            hull(branches.chain([&case.otherwise]).filter(|branch| !branch.is_null()).map(of))
        }
        NodeKind::Call(function, arguments) => match function.name {
            "round" | "nullif" | "floor" | "ceil" => arguments.first().and_then(of),
            "coalesce" | "greatest" | "least" => {
                hull(arguments.iter().filter(|own| !own.is_null()).map(of))
            }
            "wilson_low" | "wilson_high" => Some((0.0, 100.0)),
            _ => None,
        },
        _ => node.number().map(|number| (number, number)),
    }
}

fn of_aggregate(kind: &AggregateKind) -> Option<Ends> {
    let AggregateKind::Call { function, arguments, .. } = kind else { return None };
    match function.name {
        "share" | "wilson_low" | "wilson_high" => Some((0.0, 100.0)),
        "sum" | "count" | "max_sum" => Some((0.0, f64::INFINITY)),
        "avg" | "wmean" | "median" | "min" | "max" => {
            arguments.first().and_then(|of_row| ends_of(of_row, &[]))
        }
        _ => None,
    }
}

/// By what a product is multiplied beside what stands in it.
fn factor(node: &Node) -> f64 {
    match &node.kind {
        NodeKind::Convert(operand) => factor(operand),
        NodeKind::Negate(operand) => -factor(operand),
        NodeKind::Compute(Arithmetic::Multiply, operands) => {
            factor(&operands[0]) * factor(&operands[1])
        }
        NodeKind::Compute(Arithmetic::Divide, operands) => {
            factor(&operands[0]) / factor(&operands[1])
        }
        NodeKind::Call(function, arguments) if function.name == "nullif" => {
            arguments.first().map_or(1.0, factor)
        }
        _ => node.number().filter(|number| *number != 0.0).unwrap_or(1.0),
    }
}

fn scaled((low, high): Ends, by: f64) -> Ends {
    (f64::min(low * by, high * by), f64::max(low * by, high * by))
}

fn computed(operator: Arithmetic, a: Ends, b: Ends) -> Ends {
    match operator {
        Arithmetic::Add => (a.0 + b.0, a.1 + b.1),
        Arithmetic::Subtract => (a.0 - b.1, a.1 - b.0),
        // Nothing times without end is nothing.
        _ => {
            let product = |x: f64, y: f64| if x == 0.0 || y == 0.0 { 0.0 } else { x * y };
            let all = [product(a.0, b.0), product(a.0, b.1), product(a.1, b.0), product(a.1, b.1)];
            let least = all.iter().copied().fold(f64::INFINITY, f64::min);
            (least, all.iter().copied().fold(f64::NEG_INFINITY, f64::max))
        }
    }
}

fn hull(mut all: impl Iterator<Item = Option<Ends>>) -> Option<Ends> {
    let first = all.next()??;
    all.try_fold(first, |known, own| own.map(|own| (known.0.min(own.0), known.1.max(own.1))))
}

fn says_of_each(node: &Node, aggregates: &[Aggregate]) -> bool {
    let is_own = match &node.kind {
        NodeKind::Leaf(index) => aggregates.get(*index).is_some_and(|known| match &known.kind {
            AggregateKind::Call { function, .. } => matches!(function.name, "any" | "every"),
            AggregateKind::Group(_) => false,
        }),
        NodeKind::Compare(_, operands) => {
            let [a, b] = &**operands;
            is_at_end(a, b, aggregates) || is_at_end(b, a, aggregates)
        }
        _ => false,
    };
    is_own || node.children().into_iter().any(|child| says_of_each(child, aggregates))
}

/// Whether a formula is compared with one of its ends.
fn is_at_end(node: &Node, with: &Node, aggregates: &[Aggregate]) -> bool {
    let (Some(bound), None) = (with.number(), node.number()) else { return false };
    ends_of(node, aggregates).is_some_and(|(low, high)| bound == low || bound == high)
}

#[cfg(test)]
mod tests {
    use super::Ends;
    use crate::expressions::test_table::{Table, read};
    use crate::expressions::{GroupFormula, check_groups};

    fn formula(text: &str) -> GroupFormula {
        let table = Table::new(&[("n", &["1", "2"]), ("x", &["1.5", "2.5"])]);
        check_groups(&read(text), &table).unwrap_or_else(|errors| panic!("{text}: {errors:?}"))
    }

    #[test]
    fn the_form_of_a_formula_says_where_its_values_end() {
        const ENDLESS: f64 = f64::INFINITY;
        let cases: [(&str, Option<Ends>); 14] = [
            ("share(n > 3)", Some((0.0, 100.0))),
            ("sum(n) / count(*)", Some((0.0, 1.0))),
            ("100 * sum(n) / sum(x)", Some((0.0, 100.0))),
            ("round(1000.0 * sum(n) / sum(x), 1)", Some((0.0, 1000.0))),
            ("100 - share(n > 3)", Some((0.0, 100.0))),
            ("1 - sum(n) / nullif(sum(x), 0)", Some((0.0, 1.0))),
            ("100 * sum(n) / sum(x) - 100 * sum(x) / sum(n)", Some((-100.0, 100.0))),
            ("avg(case when n > 3 then 1 else 0 end)", Some((0.0, 1.0))),
            ("10 * avg(case when n > 3 then 1 when n > 1 then 0 end)", Some((0.0, 10.0))),
            ("case when count(*) < 3 then null else share(n > 3) end", Some((0.0, 100.0))),
            ("sum(n)", Some((0.0, ENDLESS))),
            ("share(n > 3) / 100", Some((0.0, 1.0))),
            ("avg(n)", None),
            ("median(x)", None),
        ];
        for (text, expected) in cases {
            assert_eq!(formula(text).ends(), expected, "{text}");
        }
    }

    #[test]
    fn some_rules_are_about_each_row() {
        let cases = [
            ("any(n > 3)", true),
            ("not every(n > 3)", true),
            ("sum(n) = 0", true),
            ("100 * sum(n) / sum(x) >= 100", true),
            ("100 * sum(n) / sum(x) >= 40", false),
            ("share(n > 3) < 30 and count(*) > 5", false),
        ];
        for (text, expected) in cases {
            assert_eq!(formula(text).says_of_each(), expected, "{text}");
        }
    }
}
