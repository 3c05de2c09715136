//! Which documents a run makes, and where each of them goes.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde_json::Value;
use typst::foundations::Bytes;

use crate::definition::{Definition, Edition, Report};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, SourceMap, Span, Spanned};
use crate::tables::Tables;

use super::document::Attachment;
use super::manifest::manifest_of_inputs;
use super::quality::QualityLog;
use super::subject::{Subject, subjects};

/// Names of the files that stand beside the documents.
const DATA_FILES: [&str; 6] = [
    "indicators.json",
    "indicators.csv",
    "indicators.xlsx",
    "quality.json",
    "quality.xlsx",
    "manifest.json",
];

/// A document that will be made.
#[derive(Debug, Clone)]
pub struct PlannedDocument {
    /// Index of the report in the definition.
    pub(super) report: usize,
    /// Name of the edition.
    pub(super) edition: Edition,
    /// What the copy is about.
    pub(super) subject: Option<Subject>,
    /// Where the PDF goes.
    pub path: String,
}

/// Returns the documents of every report in order. A report without documents is a mistake, and
/// so are two documents with one path.
pub(super) fn plan(
    definition: &Definition,
    tables: &Tables,
    log: &QualityLog,
    findings: &mut Diagnostics,
) -> Vec<PlannedDocument> {
    let suppliers = log.suppliers();
    let mut documents = Vec::new();
    let mut places: Vec<Span> = Vec::new();
    for (index, report) in definition.reports.iter().enumerate() {
        let mut members: Vec<Option<Subject>> = match report.for_each {
            None => vec![None],
            Some(dimension) => {
                subjects(definition, tables, dimension).into_iter().map(Some).collect()
            }
        };
        if members.is_empty() {
            findings.push(without_members(definition, report));
        }
        if report.only_findings {
            members.retain(|subject| {
                subject.as_ref().is_none_or(|subject| suppliers.contains(&subject.key))
            });
        }
        for subject in members {
            for (edition, path) in &report.editions {
                documents.push(PlannedDocument {
                    report: index,
                    edition: *edition,
                    path: filled_path(definition, path, subject.as_ref()),
                    subject: subject.clone(),
                });
                places.push(path.span);
            }
        }
    }
    report_collisions(&documents, &places, findings);
    report_internal_among_public(&documents, &places, findings);
    documents
}

fn without_members(definition: &Definition, report: &Report) -> Diagnostic {
    Diagnostic::error(Code::NothingToMake)
        .with("kind", "one")
        .with("report", report.id.value.as_str())
        .with("period", definition.calendar.current.to_string())
        .at(report.id.span)
        .note("members")
        .help("members-help")
}

/// Paths are compared without regard to case, as some systems do.
fn report_collisions(documents: &[PlannedDocument], places: &[Span], findings: &mut Diagnostics) {
    let folders = [Some(common_folder(documents)), folder_of(documents, Edition::Public)];
    let mut taken: HashMap<String, Option<usize>> = folders
        .iter()
        .flatten()
        .flat_map(|folder| DATA_FILES.iter().map(|name| folder.join(name)))
        .map(|path| (path.to_string_lossy().to_lowercase(), None))
        .collect();
    for (index, document) in documents.iter().enumerate() {
        let Some(first) = taken.insert(document.path.to_lowercase(), Some(index)) else { continue };
        let key = |index: usize| {
            let subject = documents[index].subject.as_ref();
            subject.map_or("", |subject| &*subject.key)
        };
        let finding = Diagnostic::error(Code::OutputCollision)
            .with("path", document.path.as_str())
            .with("second", key(index))
            .with("first", first.map_or("", key))
            .at(places[index])
            .note(if first.is_none() { "data" } else { "copies" })
            .help("help");
        findings.append_new(finding.into());
    }
}

/// The folder of the public edition is published as a whole, so that no internal document may lie
/// in it, and the data of the office, which lie beside all documents, must lie elsewhere.
fn report_internal_among_public(
    documents: &[PlannedDocument],
    places: &[Span],
    findings: &mut Diagnostics,
) {
    let Some(folder) = folder_of(documents, Edition::Public) else { return };
    let is_shared = folder == common_folder(documents);
    let is_internal = |document: &PlannedDocument| {
        let is_inside = is_shared || Path::new(&document.path).starts_with(&folder);
        document.edition == Edition::Internal && is_inside
    };
    let Some(found) = documents.iter().position(is_internal) else { return };
    let public = documents.iter().position(|document| document.edition == Edition::Public);
    let shown = match folder.to_string_lossy() {
        folder if folder.is_empty() => ".".to_owned(),
        folder => folder.replace('\\', "/"),
    };
    let mut finding = Diagnostic::error(Code::InternalAmongPublic)
        .with("path", documents[found].path.as_str())
        .with("folder", shown)
        .at(places[found]);
    if let Some(public) = public {
        finding = finding.labelled(places[public], "public");
    }
    findings.push(finding.note("note").help("help"));
}

/// Puts the key of the member into a path. Characters that separate folders or that some systems
/// do not allow become `_`.
fn filled_path(
    definition: &Definition,
    path: &Spanned<String>,
    subject: Option<&Subject>,
) -> String {
    let Some(subject) = subject else { return path.value.clone() };
    let name = &definition.dimensions[subject.dimension.0].name.value;
    let allowed = |c: char| !c.is_control() && !r#"/\:*?"<>|"#.contains(c);
    let key: String = subject.key.chars().map(|c| if allowed(c) { c } else { '_' }).collect();
    let key = if key.starts_with('.') { key.replacen('.', "_", 1) } else { key };
    path.value.replace(&format!("${{{name}}}"), &key)
}

/// The deepest folder that holds every document.
pub(super) fn common_folder(documents: &[PlannedDocument]) -> PathBuf {
    deepest(documents.iter()).unwrap_or_default()
}

/// The deepest folder that holds every document of an edition, if it has any.
pub(super) fn folder_of(documents: &[PlannedDocument], edition: Edition) -> Option<PathBuf> {
    deepest(documents.iter().filter(|document| document.edition == edition))
}

fn deepest<'d>(documents: impl Iterator<Item = &'d PlannedDocument>) -> Option<PathBuf> {
    let folder = |document: &PlannedDocument| {
        Path::new(&document.path).parent().unwrap_or(Path::new("")).to_owned()
    };
    documents.map(folder).reduce(|common, folder| {
        let shared = common.components().zip(folder.components());
        shared.take_while(|(a, b)| a == b).map(|(part, _)| part).collect()
    })
}

/// What every document carries: the definition files, so that a reader can see every formula, and
/// the manifest of what was read.
pub(super) fn common_attachments(
    definition: &Definition,
    texts: &SourceMap,
    log: &QualityLog,
    edition: Edition,
) -> Vec<Attachment> {
    let attachment = |path: &String| {
        let text = texts.find(path)?;
        Some(Attachment {
            name: path.replace(['/', ':'], "_"),
            mime: "text/yaml".to_owned(),
            description: "Определение показателей и отчётов".to_owned(),
            bytes: Bytes::new(text.as_bytes().to_owned()),
        })
    };
    let mut attachments: Vec<Attachment> = definition.files.iter().filter_map(attachment).collect();
    let manifest = Value::Object(manifest_of_inputs(definition, log, edition));
    attachments.push(Attachment {
        name: "manifest.json".to_owned(),
        mime: "application/json".to_owned(),
        description: "Что прочитано: файлы и их SHA-256".to_owned(),
        bytes: Bytes::new(manifest.to_string().into_bytes()),
    });
    attachments
}
