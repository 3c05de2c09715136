//! What Typst says about a document, as plain data that outlives the world it was said in.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use typst::diag::SourceDiagnostic;
use typst::syntax::{DiagSpan, FileId};
use typst::{World as _, WorldExt as _};

use super::world::ReportWorld;

/// One complaint of Typst; its warnings are complaints as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypesetFault {
    /// What is broken.
    pub kind: FaultKind,
    /// Typst's words, in English.
    pub message: String,
    /// Advice of Typst, in English.
    pub hints: Vec<String>,
    /// Where it happened, if that is in a file of the project.
    pub place: Option<Place>,
    /// Calls, imports and the like that led there, the innermost first.
    pub trace: Vec<Place>,
}

/// What a fault breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// The template cannot be compiled.
    Template,
    /// The document breaks these standards, as `PDF/A-3a, PDF/UA-1`.
    Standard(String),
}

/// A range of a text file of the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Path from the project folder.
    pub path: Arc<str>,
    /// The whole text of the file.
    pub text: Arc<str>,
    /// The bytes meant.
    pub range: Range<usize>,
}

/// Turns the diagnostics of one document into faults, each of them once.
#[must_use]
pub fn faults<'d>(
    world: &ReportWorld<'_>,
    diagnostics: impl IntoIterator<Item = &'d SourceDiagnostic>,
) -> Vec<TypesetFault> {
    let mut reader = Reader { world, files: HashMap::new() };
    let mut found: Vec<TypesetFault> = Vec::new();
    for diagnostic in diagnostics {
        let fault = reader.fault(diagnostic);
        if !found.contains(&fault) {
            found.push(fault);
        }
    }
    found
}

struct Reader<'a, 'w> {
    world: &'a ReportWorld<'w>,
    files: HashMap<FileId, Option<Place>>,
}

impl Reader<'_, '_> {
    fn fault(&mut self, diagnostic: &SourceDiagnostic) -> TypesetFault {
        let (kind, message) = classify(&diagnostic.message);
        let hints = diagnostic.hints.iter().map(|hint| hint.v.as_str());
        let trace: Vec<Place> =
            diagnostic.trace.iter().filter_map(|step| self.place(step.span.into())).collect();
        TypesetFault {
            kind,
            message: message.to_owned(),
            hints: hints.filter(|hint| concerns_templates(hint)).map(str::to_owned).collect(),
            place: self.place(diagnostic.span),
            trace,
        }
    }

    fn place(&mut self, span: DiagSpan) -> Option<Place> {
        let id = span.id()?;
        let world = self.world;
        let file = self.files.entry(id).or_insert_with(|| whole_file(world, id)).clone()?;
        let range = world.range(span)?;
        file.text.get(range.clone())?;
        Some(Place { range, ..file })
    }
}

/// Returns all of a file's text. The files made for a document are left out: nobody wrote them,
/// and the data in them are not for messages.
fn whole_file(world: &ReportWorld<'_>, id: FileId) -> Option<Place> {
    if !world.is_project_file(id) {
        return None;
    }
    let text: Arc<str> = match world.source(id) {
        Ok(source) => source.text().into(),
        Err(_) => std::str::from_utf8(&world.file(id).ok()?).ok()?.into(),
    };
    let range = 0..text.len();
    Some(Place { path: id.vpath().get_without_slash().into(), text, range })
}

/// Splits what the PDF export says, `PDF/UA-1 error: missing document title`.
fn classify(message: &str) -> (FaultKind, &str) {
    match message.split_once(" error: ") {
        Some((standards, message)) if standards.starts_with("PDF/") => {
            (FaultKind::Standard(standards.to_owned()), message)
        }
        _ => (FaultKind::Template, message),
    }
}

/// Whether a hint is of use here: some speak of options of Typst's own command.
fn concerns_templates(hint: &str) -> bool {
    !hint.contains("`--")
}

#[cfg(test)]
mod tests {
    use super::{FaultKind, classify, concerns_templates};

    #[test]
    fn broken_standards_are_told_from_broken_templates() {
        let standards = FaultKind::Standard("PDF/A-3a, PDF/UA-1".to_owned());
        assert_eq!(classify("PDF/A-3a, PDF/UA-1 error: no title"), (standards, "no title"));
        assert_eq!(classify("parse error: x"), (FaultKind::Template, "parse error: x"));
    }

    #[test]
    fn hints_about_the_command_line_are_dropped() {
        assert!(!concerns_templates("you can adjust the project root with the `--root` argument"));
        assert!(concerns_templates("use `-` for subtraction"));
    }
}
