//! Texts by MiniJinja: how they are rendered, and what is said of those that cannot be.
//!
//! A text becomes a string, never a formula and never Typst source, so nothing in a cell can act
//! as markup. What a text may see is the business of its user: a report gives it indicators
//! (`report/text.rs`), a check the row it is about ([`RowText`]).

mod filters;
mod row_text;

pub use row_text::RowText;

use std::ops::Range;

use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};

use crate::diagnostics::{Code, Diagnostic, Span};

/// Steps after which a text is stopped: far more than a paragraph needs.
const FUEL: u64 = 200_000;

/// Returns what every text is rendered with: names that are not known are mistakes, the time is
/// limited, and numbers and nouns have their filters.
#[must_use]
pub fn environment<'source>() -> Environment<'source> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    filters::add(&mut environment);
    environment
}

/// Joins the lines of a paragraph and keeps one blank line between paragraphs, so that authors
/// may break lines and indent as they like.
#[must_use]
pub fn tidy(text: &str) -> String {
    let mut paragraphs: Vec<Vec<&str>> = vec![Vec::new()];
    for line in text.lines().map(|line| line.trim_matches(' ')) {
        if line.is_empty() {
            paragraphs.push(Vec::new());
        } else if let Some(last) = paragraphs.last_mut() {
            last.push(line);
        }
    }
    let joined = paragraphs.into_iter().filter(|lines| !lines.is_empty());
    joined.map(|lines| lines.join(" ")).collect::<Vec<_>>().join("\n\n")
}

/// Returns the bytes of a text that an error is about.
#[must_use]
pub fn fault_range(error: &Error, text: &str) -> Range<usize> {
    error.range().unwrap_or(0..text.len().min(1))
}

/// Makes the finding for a text that cannot be rendered; `place` turns a range of it into its
/// place in a file.
#[must_use]
pub fn fault(error: &Error, text: &str, place: impl Fn(Range<usize>) -> Span) -> Diagnostic {
    let range = fault_range(error, text);
    let words = error.detail().unwrap_or_default();
    let detail = match error.kind() {
        ErrorKind::UndefinedError => "undefined",
        _ if words.contains("undefined") => "undefined",
        _ if words.contains("convert none") => "unknown-value",
        ErrorKind::SyntaxError => "syntax",
        ErrorKind::OutOfFuel => "fuel",
        ErrorKind::UnknownFilter | ErrorKind::UnknownFunction | ErrorKind::UnknownTest => "unknown",
        _ => "other",
    };
    Diagnostic::error(Code::TextFailed)
        .with("message", words)
        .with("expression", text.get(range.clone()).unwrap_or_default())
        .at(place(range))
        .note(detail)
        .help("help")
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn lines_become_paragraphs() {
        assert_eq!(tidy("\n  Первая\n  строка.\n\n\n  Вторая.\n"), "Первая строка.\n\nВторая.");
    }
}
