//! From faults of Typst to diagnostics: the same fault of many documents is one diagnostic.

use std::collections::HashMap;
use std::sync::Arc;

use super::fault::{FaultKind, Place, TypesetFault};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, SourceId, SourceMap, Span};

/// How many steps that led to a fault are shown.
const TRACE_LIMIT: usize = 3;

/// The faults of one document.
#[derive(Debug, Clone)]
pub struct FailedDocument {
    /// The document as people know it, such as the path of its PDF.
    pub name: String,
    /// What Typst said.
    pub faults: Vec<TypesetFault>,
}

/// Returns one diagnostic for each fault, naming the first document that has it and counting them.
/// The texts of the templates they point at are registered in `texts`.
#[must_use]
pub fn diagnose(failed: &[FailedDocument], texts: &mut SourceMap) -> Diagnostics {
    let mut groups: Vec<(&TypesetFault, &str, usize)> = Vec::new();
    for document in failed {
        for fault in &document.faults {
            match groups.iter_mut().find(|(known, ..)| *known == fault) {
                Some((_, _, count)) => *count += 1,
                None => groups.push((fault, &document.name, 1)),
            }
        }
    }
    let mut registry = Registry { texts, known: HashMap::new() };
    groups
        .into_iter()
        .map(|(fault, name, count)| {
            let diagnostic = registry.diagnostic(fault);
            diagnostic.with("document", name).with_count("count", count)
        })
        .collect()
}

struct Registry<'a> {
    texts: &'a mut SourceMap,
    known: HashMap<Arc<str>, SourceId>,
}

impl Registry<'_> {
    fn diagnostic(&mut self, fault: &TypesetFault) -> Diagnostic {
        let mut diagnostic = match &fault.kind {
            FaultKind::Template => Diagnostic::error(Code::TemplateFailed),
            FaultKind::Standard(standards) => {
                Diagnostic::error(Code::StandardNotMet).with("standards", standards)
            }
        };
        diagnostic = diagnostic.with("message", &fault.message).note("document");
        if let Some(place) = &fault.place {
            diagnostic = diagnostic.at(self.span(place));
        }
        let elsewhere = |step: &&Place| Some(*step) != fault.place.as_ref();
        for step in fault.trace.iter().filter(elsewhere).take(TRACE_LIMIT) {
            diagnostic = diagnostic.labelled(self.span(step), "trace");
        }
        match known(&fault.message) {
            Some((kind, attribute)) => {
                let quoted = quoted(&fault.message);
                diagnostic.with("known", kind).with("quoted", quoted).help(attribute)
            }
            None => {
                diagnostic = diagnostic.with("known", "other");
                if fault.hints.is_empty() {
                    return diagnostic;
                }
                diagnostic.with("hint", fault.hints.join("; ")).help("help")
            }
        }
    }

    fn span(&mut self, place: &Place) -> Span {
        let texts = &mut *self.texts;
        let source = *self
            .known
            .entry(place.path.clone())
            .or_insert_with(|| texts.add(&place.path, &place.text));
        let byte = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { source, start: byte(place.range.start), end: byte(place.range.end) }
    }
}

/// Returns our own name and advice for the faults that authors of data and templates meet most:
/// they say what to do in this program, in the reader's language.
fn known(message: &str) -> Option<(&'static str, &'static str)> {
    const KNOWN: [(&str, &str, &str); 8] = [
        ("could not be displayed with", "glyph", "help-glyph"),
        ("unknown font family", "font", "help-font"),
        ("no font could be found", "font", "help-font"),
        ("package not found", "package", "help-package"),
        ("missing alt text", "alt", "help-alt"),
        ("missing document title", "title", "help-title"),
        ("first heading must be", "heading", "help-heading"),
        ("skipped from heading level", "heading", "help-heading"),
    ];
    let mut all = KNOWN.iter();
    all.find(|(words, ..)| message.contains(words)).map(|(_, kind, help)| (*kind, *help))
}

/// Returns what a message quotes: the sign or the font it is about.
fn quoted(message: &str) -> &str {
    message.split('`').nth(1).unwrap_or_default().trim_matches('"')
}

#[cfg(test)]
mod tests {
    use super::{FailedDocument, diagnose};
    use crate::diagnostics::{Argument, Code, Diagnostic, Location, SourceMap};
    use crate::report::fault::{FaultKind, Place, TypesetFault};

    fn fault(kind: FaultKind, start: usize) -> TypesetFault {
        let place = |start: usize| Place {
            path: "report-templates/a/template.typ".into(),
            text: "#let x = 1\n#x.y".into(),
            range: start..start + 2,
        };
        TypesetFault {
            kind,
            message: "cannot access fields on type integer".to_owned(),
            hints: vec!["one".to_owned(), "two".to_owned()],
            place: Some(place(start)),
            trace: vec![place(0)],
        }
    }

    fn argument<'a>(diagnostic: &'a Diagnostic, name: &str) -> &'a Argument {
        let found = diagnostic.arguments.iter().find(|(known, _)| *known == name);
        &found.expect("the argument is given").1
    }

    #[test]
    fn the_same_fault_of_many_documents_is_one_diagnostic() {
        let failed = ["A.pdf", "B.pdf"].map(|name| FailedDocument {
            name: name.to_owned(),
            faults: vec![
                fault(FaultKind::Template, 12),
                fault(FaultKind::Standard("PDF/UA-1".to_owned()), 12),
            ],
        });
        let mut texts = SourceMap::default();
        let found: Vec<Diagnostic> = diagnose(&failed, &mut texts).into_iter().collect();
        let codes: Vec<Code> = found.iter().map(|diagnostic| diagnostic.code).collect();
        assert_eq!(codes, [Code::TemplateFailed, Code::StandardNotMet]);
        assert_eq!(argument(&found[0], "document"), &Argument::Text("A.pdf".to_owned()));
        assert_eq!(argument(&found[0], "count"), &Argument::Count(2));
        assert_eq!(argument(&found[0], "hint"), &Argument::Text("one; two".to_owned()));
        let Location::Text(span) = found[1].labels[0].location else {
            panic!("the label is in a text");
        };
        assert_eq!((texts.slice(span), texts.line_column(span.source, span.start)), ("x.", (2, 2)));
        assert_eq!(found[1].labels[1].attribute, "trace");
    }

    #[test]
    fn frequent_faults_get_our_own_advice() {
        let mut missing = fault(FaultKind::Template, 12);
        missing.message = "the text `\"☎\"` could not be displayed with Tinos".to_owned();
        let failed = FailedDocument { name: "A.pdf".to_owned(), faults: vec![missing] };
        let found: Vec<Diagnostic> =
            diagnose(&[failed], &mut SourceMap::default()).into_iter().collect();
        assert_eq!(found[0].help, ["help-glyph"]);
    }
}
