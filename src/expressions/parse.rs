//! Reads a formula: an operator-precedence parser (Pratt 1973) over the tokens.

use jiff::civil::Date;

use super::ast::{BinaryOperator, Call, Expression, ExpressionKind, Precedence, Test};
use super::error::{FormulaError, SyntaxError};
use super::misread::{foreign, is_word, misread, unknown_calls};
use super::token::{Token, TokenKind, tokens};
use crate::values::{Missing, Value};

/// How deep the tree of a formula may be, so that it cannot use up the stack. A chain of equal
/// operators such as `a + b + c` is as deep as it is long.
const DEPTH_MAX: usize = 200;

/// How many operations may be open at a time. A tenth of this is already unreadable.
const NESTING_MAX: usize = 100;

type Parsed<T = Expression> = Result<T, FormulaError>;

/// Reads a formula.
///
/// # Errors
///
/// Returns every character that cannot be part of a formula, or else the first place where the
/// text leaves the grammar; with it, functions that there are not.
pub fn parse(text: &str) -> Result<Expression, Vec<FormulaError>> {
    let (tokens, mut errors) = tokens(text);
    let mut parser = Parser { text, tokens, at: 0, nesting: 0 };
    if parser.accept("=") {
        errors.push(FormulaError::syntax(parser.tokens[0].range.clone(), SyntaxError::Assignment));
    }
    let mut expression = None;
    // A sign that is none leaves gaps, and what follows from them is no mistake of its own.
    if errors.iter().all(|error| error.is_assignment()) {
        match parser.formula() {
            Ok(parsed) => expression = Some(parsed),
            Err(error) => errors.push(error),
        }
    }
    match expression {
        Some(expression) if errors.is_empty() => Ok(expression),
        _ => {
            errors.extend(unknown_calls(text, &parser.tokens, &errors).collect::<Vec<_>>());
            errors.sort_by_key(|error| error.range.start);
            Err(errors)
        }
    }
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    at: usize,
    nesting: usize,
}

impl Parser<'_> {
    fn formula(&mut self) -> Parsed {
        let expression = self.expression()?;
        match self.token().kind {
            TokenKind::End => Ok(expression),
            _ => Err(self.unexpected("operator")),
        }
    }

    fn expression(&mut self) -> Parsed {
        self.operation(Precedence::Or)
    }

    /// Reads operands and the operators between them that bind at least so tightly.
    fn operation(&mut self, least: Precedence) -> Parsed {
        self.nesting += 1;
        if self.nesting > NESTING_MAX {
            return Err(self.refuse(SyntaxError::TooDeep));
        }
        let mut left = self.prefix()?;
        let mut is_compared = false;
        while let Some(precedence) = self.precedence_here()
            && precedence >= least
        {
            if precedence == Precedence::Comparison && !self.is_at("is") {
                if is_compared {
                    return Err(self.refuse(SyntaxError::ChainedComparison));
                }
                is_compared = true;
            }
            left = self.continuation(left)?;
        }
        self.nesting -= 1;
        Ok(left)
    }

    /// Returns how tightly the operator binds that stands here, if one does.
    fn precedence_here(&self) -> Option<Precedence> {
        let TokenKind::Fixed(symbol) = self.token().kind else {
            return None;
        };
        match symbol {
            "is" | "in" | "between" | "like" => Some(Precedence::Comparison),
            "not" => {
                let next = &self.tokens[self.at + 1].kind;
                let negated = ["in", "between", "like"].map(TokenKind::Fixed);
                negated.contains(next).then_some(Precedence::Comparison)
            }
            symbol => BinaryOperator::from_symbol(symbol).map(BinaryOperator::precedence),
        }
    }

    /// Reads the operator that stands here and what follows it.
    fn continuation(&mut self, left: Expression) -> Parsed {
        let start = left.range.start;
        let operator = match self.token().kind {
            TokenKind::Fixed(symbol) => BinaryOperator::from_symbol(symbol),
            _ => None,
        };
        let Some(operator) = operator else {
            return self.predicate(left);
        };
        self.at += 1;
        let right = self.operation(operator.precedence().tighter())?;
        self.node(start, ExpressionKind::Binary { operator, operands: Box::new([left, right]) })
    }

    fn predicate(&mut self, operand: Expression) -> Parsed {
        let start = operand.range.start;
        let mut is_negated = self.accept("not");
        let test = if self.accept("is") {
            is_negated = self.accept("not");
            self.expect("null")?;
            Test::IsNull
        } else if self.accept("in") {
            self.expect("(")?;
            let list = self.list()?;
            self.expect(")")?;
            Test::In(list)
        } else if self.accept("between") {
            let low = self.operation(Precedence::Sum)?;
            self.expect("and")?;
            Test::Between(Box::new([low, self.operation(Precedence::Sum)?]))
        } else {
            self.expect("like")?;
            Test::Like(Box::new(self.operation(Precedence::Sum)?))
        };
        self.node(start, ExpressionKind::Predicate { operand: Box::new(operand), test, is_negated })
    }

    fn prefix(&mut self) -> Parsed {
        let start = self.token().range.start;
        let kind = if self.accept("not") {
            ExpressionKind::Not(Box::new(self.operation(Precedence::Not)?))
        } else if self.accept("-") {
            ExpressionKind::Negate(Box::new(self.operation(Precedence::Sign)?))
        } else {
            return self.operand();
        };
        self.node(start, kind)
    }

    fn operand(&mut self) -> Parsed {
        let next = self.tokens.get(self.at + 1).map(|token| &token.kind);
        match (&self.token().kind, next) {
            (TokenKind::Fixed("case"), _) => self.case(),
            (TokenKind::Fixed("("), _) => self.parenthesized(),
            (TokenKind::Name(name), Some(TokenKind::Fixed("("))) => self.call(name.clone()),
            (TokenKind::Name(name), Some(TokenKind::Text(text)))
                if name.eq_ignore_ascii_case("date") =>
            {
                self.date(&text.clone())
            }
            _ => self.leaf(),
        }
    }

    /// Reads a constant or the name of a column.
    fn leaf(&mut self) -> Parsed {
        let Token { kind, range } = self.token().clone();
        let kind = match kind {
            TokenKind::Integer(value) => ExpressionKind::Literal(Value::Integer(value)),
            TokenKind::Number(value) => ExpressionKind::Literal(Value::Number(value)),
            TokenKind::Text(text) => ExpressionKind::Literal(Value::text(&text)),
            TokenKind::Fixed("true") => ExpressionKind::Literal(Value::Boolean(true)),
            TokenKind::Fixed("false") => ExpressionKind::Literal(Value::Boolean(false)),
            TokenKind::Fixed("null") => ExpressionKind::Literal(Value::Missing(Missing::Unknown)),
            TokenKind::Name(name) | TokenKind::QuotedName(name) => ExpressionKind::Name(name),
            TokenKind::Fixed(_) | TokenKind::End => return Err(self.unexpected("value")),
        };
        self.at += 1;
        self.node(range.start, kind)
    }

    fn date(&mut self, text: &str) -> Parsed {
        let start = self.token().range.start;
        self.at += 1;
        // The reader of dates also knows forms that SQL does not have.
        let date = (text.len() == 10).then(|| text.parse::<Date>().ok()).flatten();
        let date = date.ok_or_else(|| self.refuse(SyntaxError::BadDate))?;
        self.at += 1;
        self.node(start, ExpressionKind::Literal(Value::Date(date)))
    }

    fn parenthesized(&mut self) -> Parsed {
        let start = self.token().range.start;
        self.expect("(")?;
        let mut inner = self.expression()?;
        self.expect(")")?;
        inner.range = start..self.end();
        Ok(inner)
    }

    fn call(&mut self, name: String) -> Parsed {
        let name_range = self.token().range.clone();
        if let Some(error) = foreign(&name) {
            return Err(self.refuse(error));
        }
        let start = name_range.start;
        self.at += 1;
        self.expect("(")?;
        let has_star = self.accept("*");
        let is_distinct = !has_star && self.accept("distinct");
        let arguments = if has_star || self.is_at(")") { Vec::new() } else { self.list()? };
        self.expect(")")?;
        let filter = if self.is_at_word("filter") { Some(Box::new(self.filter()?)) } else { None };
        let call = Call { name, name_range, has_star, is_distinct, arguments, filter };
        self.node(start, ExpressionKind::Call(call))
    }

    fn filter(&mut self) -> Parsed {
        self.at += 1;
        self.expect("(")?;
        if !self.is_at_word("where") {
            return Err(self.unexpected("where"));
        }
        self.at += 1;
        let condition = self.expression()?;
        self.expect(")")?;
        Ok(condition)
    }

    fn list(&mut self) -> Parsed<Vec<Expression>> {
        let mut list = vec![self.expression()?];
        while self.accept(",") {
            list.push(self.expression()?);
        }
        Ok(list)
    }

    fn case(&mut self) -> Parsed {
        let start = self.token().range.start;
        self.expect("case")?;
        let operand = if self.is_at("when") { None } else { Some(Box::new(self.expression()?)) };
        let mut branches = Vec::new();
        while branches.is_empty() || self.is_at("when") {
            self.expect("when")?;
            let when = self.expression()?;
            self.expect("then")?;
            branches.push((when, self.expression()?));
        }
        let otherwise = if self.accept("else") { Some(Box::new(self.expression()?)) } else { None };
        self.expect("end")?;
        self.node(start, ExpressionKind::Case { operand, branches, otherwise })
    }

    /// Makes an expression that ends before the next token.
    fn node(&self, start: usize, kind: ExpressionKind) -> Parsed {
        let range = start..self.end();
        let below = kind.children().iter().map(|child| child.depth).max();
        let depth = below.unwrap_or(0) + 1;
        if depth > DEPTH_MAX {
            return Err(FormulaError::syntax(range, SyntaxError::TooDeep));
        }
        Ok(Expression { range, kind, depth })
    }

    /// Returns the next token; behind the last one it stays at the end.
    fn token(&self) -> &Token {
        &self.tokens[self.at.min(self.tokens.len() - 1)]
    }

    /// Returns where the token before the next one ends.
    fn end(&self) -> usize {
        self.at.checked_sub(1).map_or(0, |before| self.tokens[before].range.end)
    }

    fn is_at(&self, fixed: &'static str) -> bool {
        self.token().kind == TokenKind::Fixed(fixed)
    }

    /// Whether the next token is a word that is reserved only in this place.
    fn is_at_word(&self, word: &str) -> bool {
        is_word(self.token(), word)
    }

    fn accept(&mut self, fixed: &'static str) -> bool {
        let is_there = self.is_at(fixed);
        self.at += usize::from(is_there);
        is_there
    }

    fn expect(&mut self, fixed: &'static str) -> Parsed<()> {
        if self.accept(fixed) { Ok(()) } else { Err(self.unexpected(fixed)) }
    }

    fn refuse(&self, error: SyntaxError) -> FormulaError {
        FormulaError::syntax(self.token().range.clone(), error)
    }

    fn unexpected(&self, expected: &'static str) -> FormulaError {
        misread(self.text, &self.tokens, self.at, expected)
    }
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::parse;
    use crate::expressions::error::{FormulaErrorKind, SyntaxError};

    #[track_caller]
    fn check_error(text: &str, range: Range<usize>, expected: &SyntaxError) {
        let errors = parse(text).expect_err("the formula is wrong");
        let [error] = &errors[..] else { panic!("one error, not {errors:?}") };
        let FormulaErrorKind::Syntax(syntax) = &error.kind else { panic!("not {error:?}") };
        assert_eq!((&error.range, syntax), (&range, expected), "{text}");
    }

    fn unexpected(expected: &'static str, found: &str) -> SyntaxError {
        SyntaxError::Unexpected { expected, found: found.to_owned() }
    }

    #[test]
    fn says_where_the_text_leaves_the_grammar() {
        check_error("", 0..0, &unexpected("value", ""));
        check_error("sum(n4 + )", 9..10, &unexpected("value", ")"));
        check_error("sum(n4 n5)", 7..9, &SyntaxError::SplitName);
        check_error("sum(n4 5)", 7..8, &unexpected(")", "5"));
        let over = SyntaxError::Foreign { word: "over", advice: "help-window" };
        check_error("sum(n) OVER (w)", 7..11, &over);
        let query = SyntaxError::Foreign { word: "select", advice: "help-query" };
        check_error("n > (select n from t)", 5..11, &query);
        check_error("sum(n4", 6..6, &unexpected(")", ""));
        check_error("балл балл", 9..17, &SyntaxError::SplitName);
        check_error("case when a then 1", 18..18, &unexpected("end", ""));
        check_error("case x end", 7..10, &unexpected("when", "end"));
        check_error("x is true", 5..9, &unexpected("null", "true"));
        check_error("x between 1 or 2", 12..14, &unexpected("and", "or"));
        check_error("x not 5", 2..5, &unexpected("operator", "not"));
        check_error("x in ()", 6..7, &unexpected("value", ")"));
        check_error("count(*) filter (x > 1)", 17..18, &SyntaxError::Filter);
        check_error("count(*) filter where x > 1", 16..21, &SyntaxError::Filter);
        check_error("sum(n where x > 1)", 6..11, &SyntaxError::Filter);
        check_error("n / 1 000", 6..9, &SyntaxError::SplitNumber);
        let russian = SyntaxError::Russian { word: "и", instead: "and" };
        check_error("x > 5 и y", 6..8, &russian);
        check_error("=sum(n)", 0..1, &SyntaxError::Assignment);
        check_error("1 < x < 5", 6..7, &SyntaxError::ChainedComparison);
        check_error("d > date '2024-13-01'", 9..21, &SyntaxError::BadDate);
        check_error("d > date '20240901'", 9..19, &SyntaxError::BadDate);
    }

    #[test]
    fn functions_that_there_are_not_are_named_with_the_rest() {
        let found = |text: &str| {
            let errors = parse(text).expect_err("the formula is wrong").into_iter();
            errors.map(|error| text[error.range].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("=СУММ(n)/СЧЁТ(n)"), ["=", "СУММ", "СЧЁТ"]);
        assert_eq!(found("если(sum(n)>5;1;0)"), ["если", ";", ";"]);
        assert_eq!(found("summ(n) over (w)"), ["over"]);
        assert_eq!(found("sum(n) filter (n > 1)"), ["n"]);
    }

    #[test]
    fn words_of_clauses_may_be_names() {
        for text in ["date + 1", "filter", "where > date", "sum(filter) filter (where \"where\")"] {
            parse(text).expect("the words are reserved only where they mean something");
        }
    }

    #[test]
    fn nesting_is_limited_and_never_overflows_the_stack() {
        let deep = |open: &str, count: usize, close: &str| {
            format!("{}x{}", open.repeat(count), close.repeat(count))
        };
        for (open, close) in [("(", ")"), ("not ", ""), ("-", ""), ("abs(", ")"), ("x + ", "")] {
            parse(&deep(open, 95, close)).expect("95 levels are allowed");
            let errors = parse(&deep(open, 100_000, close)).expect_err("too deep");
            let syntax = FormulaErrorKind::Syntax(SyntaxError::TooDeep);
            assert_eq!(errors[0].kind, syntax, "{open}");
        }
        parse(&format!("x{}", " + 1".repeat(199))).expect("a chain is not nested");
        parse(&format!("x in ({}1)", "1, ".repeat(100_000))).expect("a list is not nested");
    }
}
