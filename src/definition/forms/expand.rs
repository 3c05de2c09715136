//! Sources that name a form, with the form put under them.

use crate::definition::load::path_finding;
use crate::definition::path_pattern::check_path;
use crate::definition::yaml::{Node, NodeKind};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, SourceMap, Span, Spanned, nearest};
use crate::expressions::suggest_or_list;
use crate::system::System;

use super::library::{self, ReadForm};
use super::merge::merge;
use super::raw_form::RawForm;

/// A path with everything that real paths may say, for a form that is looked at by itself.
const PATH: &str = "{period}/{login}/{subject}/{grade}/*";

/// What became of the sources of a file.
#[derive(Default)]
pub(in crate::definition) struct Expansion {
    /// Sources whose form could not be read, which has been reported.
    pub(in crate::definition) broken: Vec<Spanned<String>>,
    /// The files of the forms, as messages call them.
    pub(in crate::definition) files: Vec<String>,
}

/// Puts the form under every source that names one. Sources whose form cannot be read are taken
/// out.
pub(in crate::definition) fn expand(
    file: &mut Node,
    system: &dyn System,
    texts: &mut SourceMap,
    findings: &mut Diagnostics,
) -> Expansion {
    let mut expansion = Expansion::default();
    let NodeKind::Mapping(keys) = &mut file.kind else { return expansion };
    let sources = keys.iter_mut().find(|(key, _)| key.as_scalar() == Some("sources"));
    let Some((_, Node { kind: NodeKind::Mapping(sources), .. })) = sources else {
        return expansion;
    };
    let mut reader = Reader { system, texts, findings };
    sources.retain_mut(|(name, source)| {
        let Some(form) = source.get("form") else { return true };
        let Some(form) = reader.read(form) else {
            let name = name.as_scalar().map(|text| Spanned::new(text.to_owned(), name.span));
            expansion.broken.extend(name);
            return false;
        };
        *source = reader.merge(&form, source);
        if !expansion.files.contains(&form.path) {
            expansion.files.push(form.path);
        }
        true
    });
    expansion
}

/// Reads a form as a source of its own. Without one, `findings` say why.
pub(in crate::definition) fn alone(
    name: &str,
    system: &dyn System,
    texts: &mut SourceMap,
    findings: &mut Diagnostics,
) -> Option<(RawForm, Node)> {
    let mut reader = Reader { system, texts, findings };
    let form = reader.read_named(name, None)?;
    let place = form.source.span;
    let scalar = |text: &str| Node { kind: NodeKind::Scalar(text.to_owned()), span: place };
    let files = (scalar("files"), scalar(PATH));
    let source = Node { kind: NodeKind::Mapping(vec![files]), span: place };
    let source = reader.merge(&form, &source);
    Some((form.raw, source))
}

struct Reader<'a> {
    system: &'a dyn System,
    texts: &'a mut SourceMap,
    findings: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn read(&mut self, name: &Node) -> Option<ReadForm> {
        let Some(text) = name.as_scalar() else {
            let finding = Diagnostic::error(Code::WrongShape).with("expected", "text");
            self.findings.push(finding.at(name.span).help("help"));
            return None;
        };
        if let Err(fault) = check_path(text) {
            let name = Spanned::new(text.to_owned(), name.span);
            self.findings.push(path_finding(fault, &name, "help-form"));
            return None;
        }
        self.read_named(text, Some(name.span))
    }

    fn read_named(&mut self, name: &str, place: Option<Span>) -> Option<ReadForm> {
        let read = library::read(self.system, name, self.texts, self.findings);
        let form = read.unwrap_or_else(|library::Unknown| {
            let known = library::names(self.system);
            let finding = Diagnostic::error(Code::UnknownForm).with("name", name);
            let finding = match place {
                Some(place) => finding.at(place),
                None => finding,
            };
            let nearest = nearest(name, known.iter().map(String::as_str));
            self.findings.push(suggest_or_list(finding, nearest, &known).help("help"));
            None
        })?;
        self.check_keys(&form).then_some(form)
    }

    /// A form says how a table is laid out; where the files are is said by the source.
    fn check_keys(&mut self, form: &ReadForm) -> bool {
        let NodeKind::Mapping(entries) = &form.source.kind else {
            let finding = Diagnostic::error(Code::WrongShape).with("expected", "mapping");
            self.findings.push(finding.at(form.source.span).help("help"));
            return false;
        };
        let is_foreign = |key: &&Node| matches!(key.as_scalar(), Some("files" | "form"));
        let mut is_sound = true;
        for key in entries.iter().map(|(key, _)| key).filter(is_foreign) {
            is_sound = false;
            self.findings.push(
                Diagnostic::error(Code::KeyOfSource)
                    .with("key", key.as_scalar().unwrap_or_default())
                    .at(key.span)
                    .help("help"),
            );
        }
        is_sound
    }

    /// The title of the form is that of the source, if neither says another one.
    fn merge(&mut self, form: &ReadForm, source: &Node) -> Node {
        let mut base = form.source.clone();
        if let (NodeKind::Mapping(entries), None) = (&mut base.kind, form.source.get("title")) {
            let title = &form.raw.title;
            let scalar =
                |text: &str| Node { kind: NodeKind::Scalar(text.to_owned()), span: title.span };
            entries.push((scalar("title"), scalar(&title.value)));
        }
        merge(&base, source, self.findings)
    }
}
