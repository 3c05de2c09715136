//! Texts by MiniJinja, the only user of it besides the filters and the lookup.
//!
//! A text becomes a string among the data of a template, never Typst source, so nothing in it or
//! in a cell can act as markup.

use std::ops::Range;

use minijinja::value::Serde;
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};
use serde_json::Value;

use crate::diagnostics::{Code, Diagnostic, Span};

use super::filters;
use super::lookup::{Facts, FailedLookup};
use super::subject::Subject;

/// Steps after which a text is stopped: far more than a paragraph needs.
const FUEL: u64 = 200_000;

/// Renders the texts of one document.
pub(super) struct TextRenderer<'t> {
    environment: Environment<'t>,
}

impl<'t> TextRenderer<'t> {
    pub(super) fn new(facts: &Facts, subject: Option<&Subject>) -> Self {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(FUEL));
        environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
        filters::add(&mut environment);
        facts.add_to(&mut environment, subject);
        Self { environment }
    }

    /// Renders a text; `place` turns a range of it into its place in a file.
    pub(super) fn render(
        &self,
        name: &str,
        text: &str,
        values: &Value,
        place: impl Fn(Range<usize>) -> Span,
    ) -> Result<String, Box<Diagnostic>> {
        self.environment
            .render_named_str(name, text, minijinja::Value::from(Serde(values)))
            .map(|rendered| tidy(&rendered))
            .map_err(|error| Box::new(diagnostic(&error, text, place)))
    }
}

/// Joins the lines of a paragraph and keeps one blank line between paragraphs, so that authors
/// may break lines and indent as they like.
fn tidy(text: &str) -> String {
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

fn diagnostic(error: &Error, text: &str, place: impl Fn(Range<usize>) -> Span) -> Diagnostic {
    let range = error.range().unwrap_or(0..text.len().min(1));
    let span = place(range.clone());
    let lookup = std::error::Error::source(error).and_then(|s| s.downcast_ref::<FailedLookup>());
    if let Some(FailedLookup(lookup)) = lookup {
        return Diagnostic::error(Code::LookupFailed)
            .with("name", lookup.name.as_str())
            .at(span)
            .note(lookup.wanted.attribute())
            .suggest(lookup.suggestion.as_deref());
    }
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
        .with("expression", text.get(range).unwrap_or_default())
        .at(span)
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
