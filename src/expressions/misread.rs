//! What is meant by a text that leaves the grammar of formulas: the likely mistake at a token.

use std::ops::Range;

use super::error::{FormulaError, FormulaErrorKind, SyntaxError};
use super::functions::find;
use super::token::{Token, TokenKind};

/// Words of SQL that formulas do without, and what to do instead.
const ELSEWHERE: [(&str, &str); 16] = [
    ("as", "help-as"),
    ("cast", "help-cast"),
    ("exists", "help-query"),
    ("extract", "help-cast"),
    ("from", "help-query"),
    ("having", "help-query"),
    ("ilike", "help-ilike"),
    ("interval", "help-interval"),
    ("order", "help-window"),
    ("over", "help-window"),
    ("partition", "help-window"),
    ("select", "help-query"),
    ("similar", "help-ilike"),
    ("union", "help-query"),
    ("with", "help-query"),
    ("within", "help-within"),
];

/// Words of formulas in Russian.
const RUSSIAN: [(&str, &str); 9] = [
    ("в", "in"),
    ("где", "where"),
    ("и", "and"),
    ("или", "or"),
    ("иначе", "else"),
    ("когда", "when"),
    ("конец", "end"),
    ("не", "not"),
    ("тогда", "then"),
];

/// Returns the mistake where something else was expected than the token at an index.
pub(super) fn misread(
    text: &str,
    tokens: &[Token],
    at: usize,
    expected: &'static str,
) -> FormulaError {
    let here = &tokens[at.min(tokens.len() - 1)];
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let pair = [before, Some(here)];
    if let Some(error) = word(&pair, foreign).or_else(|| word(&pair, russian)) {
        return error;
    }
    let refuse = |error| FormulaError::syntax(here.range.clone(), error);
    let is_clause = |token: &Token| is_word(token, "filter") || is_word(token, "where");
    if expected == "where" || pair.into_iter().flatten().any(is_clause) {
        return refuse(SyntaxError::Filter);
    }
    match (before.map(|before| &before.kind), &here.kind) {
        (Some(TokenKind::Name(_)), TokenKind::Name(_)) => refuse(SyntaxError::SplitName),
        (Some(TokenKind::Integer(_)), TokenKind::Integer(_)) => refuse(SyntaxError::SplitNumber),
        _ => {
            refuse(SyntaxError::Unexpected { expected, found: text[here.range.clone()].to_owned() })
        }
    }
}

/// Returns the mistake of using a word that only other SQL has.
pub(super) fn foreign(name: &str) -> Option<SyntaxError> {
    let known = ELSEWHERE.into_iter().find(|(word, _)| name.eq_ignore_ascii_case(word));
    known.map(|(word, advice)| SyntaxError::Foreign { word, advice })
}

fn russian(name: &str) -> Option<SyntaxError> {
    let known = RUSSIAN.into_iter().find(|(word, _)| name.to_lowercase() == *word);
    known.map(|(word, instead)| SyntaxError::Russian { word, instead })
}

/// Finds a word that is none of formulas: here, or just before, where it was taken for a name.
fn word(
    pair: &[Option<&Token>; 2],
    mistake: impl Fn(&str) -> Option<SyntaxError>,
) -> Option<FormulaError> {
    pair.iter().flatten().find_map(|token| {
        let TokenKind::Name(name) = &token.kind else { return None };
        Some(FormulaError::syntax(token.range.clone(), mistake(name)?))
    })
}

/// Whether a token is a word that is reserved only in some places.
pub(super) fn is_word(token: &Token, word: &str) -> bool {
    matches!(&token.kind, TokenKind::Name(name) if name.eq_ignore_ascii_case(word))
}

/// Returns the calls of functions that formulas do not have. They are found in the tokens, so that
/// they are named together with what else is wrong with the text.
pub(super) fn unknown_calls<'t>(
    text: &'t str,
    tokens: &'t [Token],
    errors: &'t [FormulaError],
) -> impl Iterator<Item = FormulaError> + 't {
    let reported = |range: &Range<usize>| errors.iter().any(|error| error.range == *range);
    let is_call = |pair: &&[Token]| pair[1].kind == TokenKind::Fixed("(");
    // In a query of SQL a name before a parenthesis need not be a function.
    let tokens = if errors.iter().any(FormulaError::is_of_queries) { &[] } else { tokens };
    tokens.windows(2).filter(is_call).filter_map(move |pair| {
        let TokenKind::Name(name) = &pair[0].kind else { return None };
        let range = pair[0].range.clone();
        let is_word = ["filter", "where"].iter().any(|word| name.eq_ignore_ascii_case(word));
        let is_known = find(name).is_some() || russian(name).is_some();
        let name = text[range.clone()].to_owned();
        let is_unknown = !is_word && !is_known && !reported(&range);
        is_unknown.then(|| FormulaError::new(range, FormulaErrorKind::UnknownFunction { name }))
    })
}
