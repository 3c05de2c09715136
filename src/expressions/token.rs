//! Cuts the text of a formula into tokens. Finds every character that cannot be part of one.

use std::ops::Range;

use super::error::{FormulaError, SyntaxError};

/// A word, sign or literal with its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) range: Range<usize>,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum TokenKind {
    Integer(i64),
    Number(f64),
    Text(String),
    Name(String),
    QuotedName(String),
    /// A sign, or a reserved word in lower case.
    Fixed(&'static str),
    End,
}

/// Words that cannot be names without quotes.
const RESERVED: [&str; 16] = [
    "and", "between", "case", "distinct", "else", "end", "false", "in", "is", "like", "not",
    "null", "or", "then", "true", "when",
];

/// Signs, the longer before those they begin with.
const SIGNS: [&str; 16] =
    ["<>", "!=", "<=", ">=", "||", "(", ")", ",", "*", "/", "%", "+", "-", "=", "<", ">"];

/// What people paste from a text processor or know from elsewhere, and what to write in its place.
const FOREIGN: [(&str, &str); 19] = [
    (";", ","),
    ("`", "'"),
    ("==", "="),
    ("&&", "and"),
    ("!", "not"),
    ("≤", "<="),
    ("≥", ">="),
    ("≠", "<>"),
    ("−", "-"),
    ("–", "-"),
    ("—", "-"),
    ("×", "*"),
    ("·", "*"),
    ("÷", "/"),
    ("“", "'"),
    ("”", "'"),
    ("„", "'"),
    ("‘", "'"),
    ("’", "'"),
];

/// What a spreadsheet or a query would use, and the advice for it.
const ADVICE: [(&str, &str); 7] = [
    ("::", "help-cast"),
    ("[", "help-plain"),
    ("]", "help-plain"),
    (":", "help-range"),
    ("$", "help-range"),
    ("^", "help-power"),
    (".", "help-point"),
];

/// Whether a name can be written without quotes.
pub(super) fn is_plain_name(name: &str) -> bool {
    let mut characters = name.chars();
    characters.next().is_some_and(begins_name)
        && characters.all(continues_name)
        && reserved(name).is_none()
}

/// Returns the tokens of a text, of which the last one is its end, and what is no token.
pub(super) fn tokens(text: &str) -> (Vec<Token>, Vec<FormulaError>) {
    let mut lexer = Lexer { text, at: 0, tokens: Vec::new(), errors: Vec::new() };
    while let Some(character) = lexer.rest().chars().next() {
        if character.is_whitespace() {
            lexer.at += character.len_utf8();
        } else {
            lexer.token(character);
        }
    }
    lexer.push(text.len(), TokenKind::End);
    (lexer.tokens, lexer.errors)
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    tokens: Vec<Token>,
    errors: Vec<FormulaError>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn push(&mut self, start: usize, kind: TokenKind) {
        self.tokens.push(Token { kind, range: start..self.at });
    }

    fn refuse(&mut self, start: usize, error: SyntaxError) {
        self.errors.push(FormulaError::syntax(start..self.at, error));
    }

    fn token(&mut self, first: char) {
        match first {
            '0'..='9' => self.number(),
            '\'' => self.quoted('\'', '\'', TokenKind::Text),
            '«' => self.quoted('«', '»', TokenKind::Text),
            '"' => self.quoted('"', '"', TokenKind::QuotedName),
            first if begins_name(first) => self.word(),
            first => self.sign(first),
        }
    }

    /// Moves past the characters of a kind and returns them.
    fn take(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|character| !belongs(character)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn number(&mut self) {
        let start = self.at;
        self.take(|c| c.is_ascii_digit());
        let mut after = self.rest().chars();
        let is_decimal =
            after.next() == Some('.') && after.next().is_some_and(|c| c.is_ascii_digit());
        if is_decimal {
            self.at += 1;
            self.take(|c| c.is_ascii_digit());
        }
        let digits = &self.text[start..self.at];
        let kind = if is_decimal {
            digits.parse().ok().filter(|number: &f64| number.is_finite()).map(TokenKind::Number)
        } else {
            digits.parse().ok().map(TokenKind::Integer)
        };
        match kind {
            Some(kind) => self.push(start, kind),
            None => self.refuse(start, SyntaxError::NumberTooLarge),
        }
        self.decimal_comma();
        self.percent();
    }

    /// Refuses a comma that touches digits on both sides, since `1,5` may be a fraction or two
    /// values; of a list such as `1,2,3` the first one.
    fn decimal_comma(&mut self) {
        let is_integer = |token: &Token| matches!(token.kind, TokenKind::Integer(_));
        let touch = |tokens: &[Token]| {
            tokens.windows(2).all(|pair| pair[0].range.end == pair[1].range.start)
        };
        let is_pair = |tokens: &[Token]| {
            let [left, comma, right] = tokens else { return false };
            let is_comma = comma.kind == TokenKind::Fixed(",");
            is_comma && is_integer(left) && is_integer(right) && touch(tokens)
        };
        let [earlier @ .., _, _, _] = &self.tokens[..] else { return };
        let pair = &self.tokens[earlier.len()..];
        let is_list =
            self.tokens.len() > 4 && is_pair(&self.tokens[earlier.len() - 2..=earlier.len()]);
        if is_pair(pair) && !is_list {
            let [left, comma, right] = [0, 1, 2].map(|index| &self.text[pair[index].range.clone()]);
            let error = SyntaxError::DecimalComma {
                point: format!("{left}.{right}"),
                list: format!("{left}{comma} {right}"),
            };
            self.errors.push(FormulaError::syntax(pair[1].range.clone(), error));
        }
    }

    /// Whether a fraction ends where something begins, as before the second point of `01.09.2024`.
    fn is_after_number(&self, start: usize) -> bool {
        let last = self.tokens.last();
        last.is_some_and(|last| {
            matches!(last.kind, TokenKind::Number(_)) && last.range.end == start
        })
    }

    /// Refuses the sign behind a number that makes it a percentage: `50%`, not `50 % 7`.
    fn percent(&mut self) {
        let mut after = self.rest().chars();
        let is_last = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || ")],;".contains(c));
        if after.next() == Some('%') && is_last(after.next()) {
            let start = self.at;
            self.at += 1;
            self.refuse(start, SyntaxError::Percent);
        }
    }

    /// Reads up to the closing mark; where it opens as well, a doubled one stands for itself.
    fn quoted(&mut self, open: char, close: char, kind: fn(String) -> TokenKind) {
        let start = self.at;
        self.at += open.len_utf8();
        let mut content = String::new();
        loop {
            content.push_str(self.take(|c| c != close));
            if self.at == self.text.len() {
                return self.refuse(start, SyntaxError::Unclosed { mark: close });
            }
            self.at += close.len_utf8();
            if open != close || !self.rest().starts_with(close) {
                return self.push(start, kind(content));
            }
            content.push(close);
            self.at += close.len_utf8();
        }
    }

    fn word(&mut self) {
        let start = self.at;
        let word = self.take(continues_name);
        let kind = match reserved(word) {
            Some(word) => TokenKind::Fixed(word),
            None => TokenKind::Name(word.to_owned()),
        };
        self.push(start, kind);
    }

    fn sign(&mut self, first: char) {
        let start = self.at;
        let rest = self.rest();
        // `==` begins with `=` and has to be looked for first, `!=` begins with the foreign `!`.
        let sign = SIGNS.into_iter().find(|sign| rest.starts_with(sign));
        let foreign = FOREIGN.into_iter().find(|(foreign, _)| rest.starts_with(foreign));
        match (sign, foreign) {
            (Some(sign), foreign) if foreign.is_none_or(|(text, _)| text.len() <= sign.len()) => {
                self.at += sign.len();
                self.push(start, TokenKind::Fixed(sign));
            }
            (_, Some((found, instead))) => {
                self.at += found.len();
                let found = found.to_owned();
                self.refuse(
                    start,
                    SyntaxError::Character {
                        found,
                        instead: Some(instead),
                        advice: "help-instead",
                    },
                );
            }
            _ => {
                let advice = ADVICE.into_iter().find(|(text, _)| rest.starts_with(text));
                self.at += advice.map_or(first.len_utf8(), |(text, _)| text.len());
                let found = self.text[start..self.at].to_owned();
                let is_date = found == "." && self.is_after_number(start);
                let advice = if is_date {
                    "help-date"
                } else {
                    advice.map_or("help-quotes", |(_, advice)| advice)
                };
                self.refuse(start, SyntaxError::Character { found, instead: None, advice });
            }
        }
    }
}

fn begins_name(character: char) -> bool {
    character.is_alphabetic() || character == '_'
}

fn continues_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn reserved(word: &str) -> Option<&'static str> {
    RESERVED.into_iter().find(|reserved| word.eq_ignore_ascii_case(reserved))
}

#[cfg(test)]
mod tests {
    use super::{TokenKind, is_plain_name, tokens};
    use crate::expressions::error::{FormulaErrorKind, SyntaxError};

    #[track_caller]
    fn check(text: &str, expected: &[TokenKind]) {
        let (tokens, errors) = tokens(text);
        assert_eq!(errors, []);
        let kinds: Vec<_> = tokens.into_iter().map(|token| token.kind).collect();
        assert_eq!(kinds.split_last(), Some((&TokenKind::End, expected)), "{text}");
    }

    #[test]
    fn cuts_words_signs_and_literals() {
        use TokenKind::{Fixed, Integer, Name, Number, QuotedName, Text};
        check("n4+n5", &[Name("n4".into()), Fixed("+"), Name("n5".into())]);
        check("Кол_во AND 1.50", &[Name("Кол_во".into()), Fixed("and"), Number(1.5)]);
        check("'it''s' «село»", &[Text("it's".into()), Text("село".into())]);
        check("''''", &[Text("'".into())]);
        check("\"Кол-во \"\"5\"\"\"", &[QuotedName("Кол-во \"5\"".into())]);
        check("1\u{a0}!=2", &[Integer(1), Fixed("<>"), Integer(2)].map(not_equal));
        check("<=<>=", &[Fixed("<="), Fixed("<>"), Fixed("=")]);
        check("", &[]);
    }

    fn not_equal(kind: TokenKind) -> TokenKind {
        if kind == TokenKind::Fixed("<>") { TokenKind::Fixed("!=") } else { kind }
    }

    #[test]
    fn refuses_every_foreign_character() {
        let errors = tokens("№ ≤ 5 == 1 !a 'x").1;
        let found: Vec<_> = errors
            .into_iter()
            .map(|error| match error.kind {
                FormulaErrorKind::Syntax(SyntaxError::Character { found, instead, .. }) => {
                    (error.range, found, instead)
                }
                FormulaErrorKind::Syntax(SyntaxError::Unclosed { mark }) => {
                    (error.range, mark.to_string(), None)
                }
                kind => panic!("unexpected {kind:?}"),
            })
            .collect();
        let expected = [
            (0..3, "№", None),
            (4..7, "≤", Some("<=")),
            (10..12, "==", Some("=")),
            (15..16, "!", Some("not")),
            (18..20, "'", None),
        ];
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(range, text, hint)| (range, text.to_owned(), hint))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn refuses_what_may_be_a_fraction_or_two_values() {
        let commas = |text: &str| {
            let errors = tokens(text).1.into_iter();
            errors.map(|error| (error.range, error.kind)).collect::<Vec<_>>()
        };
        let comma = |point: &str, list: &str| {
            let (point, list) = (point.to_owned(), list.to_owned());
            FormulaErrorKind::Syntax(SyntaxError::DecimalComma { point, list })
        };
        assert_eq!(commas("round(x * 1,5)"), [(11..12, comma("1.5", "1, 5"))]);
        assert_eq!(commas("x in (2,3,4)"), [(7..8, comma("2.3", "2, 3"))]);
        assert_eq!(commas("f(0,25, 0,5)").len(), 2);
        for fine in ["x in (1, 2)", "percentile(x,1)", "f(1.5,2)", "f(1 ,5)", "x5,6"] {
            assert_eq!(commas(fine), [], "{fine}");
        }
    }

    #[test]
    fn refuses_percentages() {
        for (text, at) in [("x * 50%", 6), ("x > 50% - y", 6), ("f(5%)", 3), ("f(0.5%, 1)", 5)] {
            let (kind, range) = (FormulaErrorKind::Syntax(SyntaxError::Percent), at..at + 1);
            assert_eq!(tokens(text).1[0].kind, kind, "{text}");
            assert_eq!(tokens(text).1[0].range, range, "{text}");
        }
        check("7%2", &[TokenKind::Integer(7), TokenKind::Fixed("%"), TokenKind::Integer(2)]);
    }

    #[test]
    fn refuses_numbers_that_are_too_large() {
        let long = format!("{}.5", "9".repeat(400));
        for text in ["9223372036854775808", &long] {
            let errors = tokens(text).1;
            assert_eq!(errors[0].kind, FormulaErrorKind::Syntax(SyntaxError::NumberTooLarge));
        }
    }

    #[test]
    fn knows_which_names_need_quotes() {
        let plain = ["n4", "Кол_во", "_x", "дата", "filter"];
        assert!(plain.into_iter().all(is_plain_name));
        let others = ["Кол-во", "4", "", "and", "Case", "a b"];
        assert!(!others.into_iter().any(is_plain_name));
    }
}
