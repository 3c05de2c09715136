//! Names: which are known, which are not, and which may be right although their definition is not.

use indexmap::IndexMap;

use crate::definition::raw::RawPipeline;
use crate::diagnostics::{Code, Diagnostic, Span, Spanned, nearest};
use crate::expressions::suggest_or_list;

use super::Resolver;

impl Resolver<'_> {
    /// Whether a name may be defined by something that could not be read, so that naming it is no
    /// further mistake. `keys` are the top keys under which it would stand.
    pub(super) fn may_exist(&mut self, name: &str, keys: &[&str]) -> bool {
        let is_lost = !self.is_whole
            || self.broken.contains(name)
            || self.unread.iter().any(|unread| keys.contains(&unread.as_str()));
        self.follow_ups += usize::from(is_lost);
        is_lost
    }

    /// Returns how many mistakes were found or passed over so far.
    pub(super) fn found(&self) -> usize {
        self.findings.iter().count() + self.follow_ups
    }

    /// Reports a name that is not among the known ones.
    pub(super) fn unknown(&mut self, code: Code, name: &Spanned<String>, known: &[String]) {
        let finding = Diagnostic::error(code).with("name", name.value.as_str()).at(name.span);
        let nearest = nearest(&name.value, known.iter().map(String::as_str));
        self.findings.push(suggest_or_list(finding, nearest, known));
    }

    /// Reports names that stand twice in one group of definitions.
    pub(super) fn unique<'n>(&mut self, names: impl Iterator<Item = &'n Spanned<String>>) {
        let mut seen: IndexMap<&str, Span> = IndexMap::new();
        for name in names {
            if let Some(first) = seen.get(name.value.as_str()) {
                self.twice(name, Some(*first));
            } else {
                seen.insert(&name.value, name.span);
            }
        }
    }

    /// Reports a name that is defined for the second time.
    pub(super) fn twice(&mut self, name: &Spanned<String>, first: Option<Span>) {
        let finding = Diagnostic::error(Code::DefinedTwice)
            .with("name", name.value.as_str())
            .at(name.span)
            .help("help");
        self.findings.push(match first {
            Some(first) => finding.labelled(first, "first"),
            None => finding,
        });
    }

    /// Reports a value that is not of the form that its key wants.
    pub(super) fn wrong_shape(&mut self, expected: &str, span: Span) {
        let finding = Diagnostic::error(Code::WrongShape).with("expected", expected);
        self.findings.push(finding.at(span).help("help"));
    }

    /// Reports a list or mapping without entries where one is needed.
    pub(super) fn filled(&mut self, is_empty: bool, span: Span, help: &'static str) {
        if is_empty {
            let finding = Diagnostic::error(Code::WrongShape).with("expected", "filled");
            self.findings.push(finding.at(span).help(help));
        }
    }

    /// Reports a word that is none of those that may stand in its place.
    pub(super) fn unknown_choice(&mut self, text: &Spanned<String>, choices: &[&str]) {
        self.findings.push(
            Diagnostic::error(Code::UnknownChoice)
                .with("word", text.value.as_str())
                .with("choices", choices.join("`, `"))
                .at(text.span)
                .suggest(nearest(&text.value, choices.iter().copied()))
                .help("help"),
        );
    }
}

/// Names of definitions that could not be read.
pub(super) fn broken_names(pipeline: &RawPipeline) -> impl Iterator<Item = String> {
    let parameters = pipeline.parameters.broken.iter();
    let names = parameters
        .chain(&pipeline.directions.broken)
        .chain(&pipeline.sources.broken)
        .chain(&pipeline.dimensions.broken)
        .chain(&pipeline.tables.broken);
    names.map(|name| name.value.clone())
}
