//! The canonical printed form of a formula: one spelling for each tree, no needless parentheses.
//!
//! What is printed can be read again and gives the same tree.

use std::fmt::{self, Display, Formatter};

use super::ast::{Call, Expression, ExpressionKind, Precedence, Test};
use super::token::is_plain_name;
use crate::values::Value;

impl Display for Expression {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ExpressionKind::Literal(value) => write_literal(f, value),
            ExpressionKind::Name(name) if is_plain_name(name) => f.write_str(name),
            ExpressionKind::Name(name) => write!(f, "\"{}\"", name.replace('"', "\"\"")),
            ExpressionKind::Negate(operand) => {
                write!(f, "-{}", AtLeast(Precedence::Operand, operand))
            }
            ExpressionKind::Not(operand) => write!(f, "not {}", AtLeast(Precedence::Not, operand)),
            ExpressionKind::Binary { operator, operands } => {
                let [left, right] = operands.as_ref();
                let tighter = operator.precedence().tighter();
                // Comparisons do not chain, so that neither side of one may be another.
                let is_comparison = operator.precedence() == Precedence::Comparison;
                let least = if is_comparison { tighter } else { operator.precedence() };
                let (left, right) = (AtLeast(least, left), AtLeast(tighter, right));
                write!(f, "{left} {} {right}", operator.symbol())
            }
            ExpressionKind::Predicate { operand, test, is_negated } => {
                write!(f, "{} ", AtLeast(Precedence::Sum, operand))?;
                write_test(f, test, if *is_negated { "not " } else { "" })
            }
            ExpressionKind::Case { operand, branches, otherwise } => {
                f.write_str("case")?;
                if let Some(operand) = operand {
                    write!(f, " {operand}")?;
                }
                for (when, then) in branches {
                    write!(f, " when {when} then {then}")?;
                }
                if let Some(otherwise) = otherwise {
                    write!(f, " else {otherwise}")?;
                }
                f.write_str(" end")
            }
            ExpressionKind::Call(call) => write_call(f, call),
        }
    }
}

/// Prints an expression, in parentheses if it binds more loosely than its place wants.
struct AtLeast<'a>(Precedence, &'a Expression);

impl Display for AtLeast<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self(least, expression) = self;
        if expression.kind.precedence() < *least {
            write!(f, "({expression})")
        } else {
            write!(f, "{expression}")
        }
    }
}

impl ExpressionKind {
    fn precedence(&self) -> Precedence {
        match self {
            Self::Negate(_) => Precedence::Sign,
            Self::Not(_) => Precedence::Not,
            Self::Binary { operator, .. } => operator.precedence(),
            Self::Predicate { .. } => Precedence::Comparison,
            Self::Literal(_) | Self::Name(_) | Self::Case { .. } | Self::Call(_) => {
                Precedence::Operand
            }
        }
    }
}

fn write_literal(f: &mut Formatter<'_>, value: &Value) -> fmt::Result {
    match value {
        Value::Missing(_) => f.write_str("null"),
        Value::Boolean(value) => write!(f, "{value}"),
        Value::Integer(value) => write!(f, "{value}"),
        // The point tells a number from an integer.
        Value::Number(value) if value.fract() == 0.0 => write!(f, "{value:.1}"),
        Value::Number(value) => write!(f, "{value}"),
        Value::Text(text) => write!(f, "'{}'", text.replace('\'', "''")),
        Value::Date(date) => write!(f, "date '{date}'"),
    }
}

fn write_test(f: &mut Formatter<'_>, test: &Test, not: &str) -> fmt::Result {
    match test {
        Test::IsNull => write!(f, "is {not}null"),
        Test::In(list) => write!(f, "{not}in ({})", Listed(list)),
        Test::Between(bounds) => {
            let [low, high] = [0, 1].map(|index| AtLeast(Precedence::Sum, &bounds[index]));
            write!(f, "{not}between {low} and {high}")
        }
        Test::Like(pattern) => write!(f, "{not}like {}", AtLeast(Precedence::Sum, pattern)),
    }
}

fn write_call(f: &mut Formatter<'_>, call: &Call) -> fmt::Result {
    let star = if call.has_star { "*" } else { "" };
    let distinct = if call.is_distinct { "distinct " } else { "" };
    write!(f, "{}({star}{distinct}{})", call.name.to_lowercase(), Listed(&call.arguments))?;
    match &call.filter {
        Some(condition) => write!(f, " filter (where {condition})"),
        None => Ok(()),
    }
}

/// Prints expressions with commas between them.
struct Listed<'a>(&'a [Expression]);

impl Display for Listed<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (index, expression) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{expression}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::expressions::parse;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let printed = parse(text).expect("the formula can be read").to_string();
        assert_eq!(printed, expected, "{text}");
        let again = parse(&printed).expect("the printed formula can be read").to_string();
        assert_eq!(again, expected, "{text} printed and read again");
    }

    #[test]
    fn prints_one_spelling() {
        check("SUM( n4+n5 )", "sum(n4 + n5)");
        check("((a))*(b+1)", "a * (b + 1)");
        check("a-(b-c)-d", "a - (b - c) - d");
        check("(a-b)-c", "a - b - c");
        check("not(a) and not (b or c)", "not a and not (b or c)");
        check("x != «it's»", "x <> 'it''s'");
        check("- -5 * -(a + 1)", "-(-5) * -(a + 1)");
        check("\"a\" + \"Кол-во\"", "a + \"Кол-во\"");
        check(
            "count( * )filter(where d >= DATE '2024-09-01')",
            "count(*) filter (where d >= date '2024-09-01')",
        );
        check("x NOT IN (1,2.0) and y is not null", "x not in (1, 2.0) and y is not null");
        check("(a = b) = (c between 1+1 and 2)", "(a = b) = (c between 1 + 1 and 2)");
        check("a = b is null", "(a = b) is null");
        check("case x when 1 then 'a' else null end", "case x when 1 then 'a' else null end");
        check("count(distinct x) / 2", "count(distinct x) / 2");
        check("a and b or c and (d or e)", "a and b or c and (d or e)");
    }
}
