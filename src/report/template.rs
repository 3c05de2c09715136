//! A template folder: its Typst file, what it declares, and the texts beside it.

use std::path::Path;

use crate::definition::{Definition, Report, TemplateSlots, read_template_slots};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, SourceId, SourceMap, nearest};
use crate::system::System;

/// What a template folder says of itself.
const DECLARATION: &str = "template.yaml";

/// The text that a template may have for the end of each chapter.
const CONCLUSION: &str = "text/conclusion.jinja";

/// A template folder.
#[derive(Debug, Clone)]
pub(super) struct Template {
    /// Path of the Typst file.
    pub(super) main: String,
    /// What it needs.
    pub(super) slots: TemplateSlots,
    /// The text of conclusions, with its place.
    pub(super) conclusion: Option<(SourceId, String)>,
}

/// Finds the template of a report and checks that it gets what it needs.
pub(super) fn find(
    system: &dyn System,
    definition: &Definition,
    report: &Report,
    texts: &mut SourceMap,
    findings: &mut Diagnostics,
) -> Option<Template> {
    let folder = report.template.value.trim_end_matches('/');
    let read = |name: &str| system.read(Path::new(&format!("{folder}/{name}"))).ok();
    let Some(declaration) = read(DECLARATION) else {
        findings.push(unknown(system, report, folder, DECLARATION));
        return None;
    };
    let declaration = String::from_utf8_lossy(&declaration);
    let path = format!("{folder}/{DECLARATION}");
    let mut own = Diagnostics::default();
    let slots = own.take(read_template_slots(&path, &declaration, texts));
    findings.append_new(own);
    let slots = slots?;
    if read(&slots.entry).is_none() {
        findings.push(unknown(system, report, folder, &slots.entry));
        return None;
    }
    for name in &slots.required_parameters {
        if !definition.parameters.contains_key(&name.value) {
            findings.push(
                Diagnostic::error(Code::ParameterNeeded)
                    .with("name", name.value.as_str())
                    .at(report.template.span)
                    .labelled(name.span, "declared")
                    .help("help"),
            );
        }
    }
    let conclusion = read(CONCLUSION).map(|bytes| {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        (texts.add(&format!("{folder}/{CONCLUSION}"), &text), text)
    });
    Some(Template { main: format!("{folder}/{}", slots.entry), slots, conclusion })
}

/// Warns of texts that no template prints: mostly a misspelt name.
pub(super) fn report_unused_texts(
    definition: &Definition,
    templates: &[Template],
    findings: &mut Diagnostics,
) {
    let known = || templates.iter().flat_map(|template| &template.slots.texts).map(String::as_str);
    for (name, text) in &definition.texts {
        if !known().any(|slot| slot == name) {
            findings.push(
                Diagnostic::warning(Code::UnusedText)
                    .with("name", name.as_str())
                    .at(text.span)
                    .suggest(nearest(name, known())),
            );
        }
    }
}

fn unknown(system: &dyn System, report: &Report, folder: &str, file: &str) -> Diagnostic {
    let finding = Diagnostic::error(Code::UnknownTemplate)
        .with("name", folder)
        .with("file", file)
        .at(report.template.span)
        .help("help");
    if system.list(Path::new(folder)).is_ok() {
        return finding;
    }
    let parent = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
    let entries = system.list(Path::new(parent)).unwrap_or_default();
    let folders: Vec<String> = entries
        .iter()
        .filter(|entry| entry.is_folder)
        .map(|entry| entry.path.to_string_lossy().into_owned())
        .collect();
    finding.suggest(nearest(folder, folders.iter().map(String::as_str)))
}
