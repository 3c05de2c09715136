//! Texts of reports: what the words of a definition and of a template see.

use std::ops::Range;

use minijinja::value::Serde;
use minijinja::{Environment, Error};

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::texts::{environment, fault, fault_range, tidy};

use super::lookup::{Facts, FailedLookup};
use super::subject::Subject;
use super::values::{DocumentValues, Named};

/// Renders the texts of one document.
pub(super) struct TextRenderer<'t> {
    environment: Environment<'t>,
}

impl<'t> TextRenderer<'t> {
    pub(super) fn new(facts: &Facts, subject: Option<&Subject>) -> Self {
        let mut environment = environment();
        facts.add_to(&mut environment, subject);
        Self { environment }
    }

    /// Renders a text; `place` turns a range of it into its place in a file.
    pub(super) fn render(
        &self,
        name: &str,
        text: &str,
        values: &DocumentValues<'_>,
        place: impl Fn(Range<usize>) -> Span,
    ) -> Result<String, Box<Diagnostic>> {
        let seen = minijinja::Value::from(Serde(Named { values, text }));
        self.environment
            .render_named_str(name, text, seen)
            .map(|rendered| tidy(&rendered))
            .map_err(|error| Box::new(diagnostic(&error, text, place)))
    }
}

fn diagnostic(error: &Error, text: &str, place: impl Fn(Range<usize>) -> Span) -> Diagnostic {
    let lookup = std::error::Error::source(error).and_then(|s| s.downcast_ref::<FailedLookup>());
    if let Some(FailedLookup(lookup)) = lookup {
        return Diagnostic::error(Code::LookupFailed)
            .with("name", lookup.name.as_str())
            .at(place(fault_range(error, text)))
            .note(lookup.wanted.attribute())
            .suggest(lookup.suggestion.as_deref());
    }
    fault(error, text, place)
}
