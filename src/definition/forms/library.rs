//! Where forms are: those of the program, which are part of it, and those of the project.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::Path;

use crate::definition::decode::decode;
use crate::definition::yaml::{self, Node};
use crate::diagnostics::{
    Code, Diagnostic, Diagnostics, Location, SHIPPED as SHIPPED_FILE, SourceMap,
};
use crate::system::{System, failure_reason};

use super::raw_form::RawForm;

/// The folder of a project with its own forms.
const FOLDER: &str = "forms";

/// How deep the folder is searched.
const DEPTH: usize = 4;

macro_rules! shipped {
    ($($name:literal,)*) => {
        &[$(($name, include_str!(concat!("../../../forms/", $name, ".yaml"))),)*]
    };
}

/// Names and texts of the forms of the program, in the order in which they are listed.
const SHIPPED: &[(&str, &str)] = shipped![
    "fis-oko/individual",
    "fis-oko/individual-tasks",
    "fis-oko/marks",
    "fis-oko/marks-vs-journal",
    "fis-oko/planned-results",
    "fis-oko/primary-scores",
    "fis-oko/tasks",
    "fis-oko/tasks-by-groups",
    "vpr/collection",
    "vpr/collection-tasks",
    "rcoi/ege-actual",
    "rcoi/ege-plan",
    "rcoi/ege-protocol",
    "rcoi/oge-aggregate",
    "rcoi/oge-impersonal",
    "rcoi/oge-protocol",
    "rosstat/83-rik",
    "rosstat/85-k",
    "rosstat/oo-1",
    "office/attestation-heads",
    "office/attestation-teachers",
    "office/interim-attestation",
    "office/noko",
    "office/noko-indicators",
    "office/public-expertise",
    "office/public-observation",
    "office/questionnaire",
    "office/staff",
    "office/staff-list",
    "office/vsosh",
];

/// A form in the list of all forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormEntry {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Whether it comes with the program.
    pub is_shipped: bool,
    /// Whether a blank workbook can be made of it.
    pub is_collected: bool,
}

/// A form as it was read.
pub(super) struct ReadForm {
    /// The name of its file in messages.
    pub(super) path: String,
    pub(super) is_shipped: bool,
    pub(super) raw: RawForm,
    /// The mapping `source`.
    pub(super) source: Node,
}

/// Returns the names of all forms, those of the project first.
pub(super) fn names(system: &dyn System) -> Vec<String> {
    let mut own = Vec::new();
    find(system, Path::new(FOLDER), &mut own);
    let shipped = SHIPPED.iter().map(|(name, _)| (*name).to_owned());
    let known: BTreeSet<String> = own.iter().cloned().collect();
    let shipped = shipped.filter(|name| !known.contains(name)).collect::<Vec<_>>();
    own.into_iter().chain(shipped).collect()
}

fn find(system: &dyn System, folder: &Path, found: &mut Vec<String>) {
    let Ok(entries) = system.list(folder) else { return };
    for entry in entries {
        let path = entry.path.to_string_lossy().replace('\\', "/");
        if entry.is_folder {
            if entry.path.components().count() < DEPTH {
                find(system, &entry.path, found);
            }
        } else if let Some(name) = path.strip_prefix("forms/").and_then(|p| p.strip_suffix(".yaml"))
        {
            found.push(name.to_owned());
        }
    }
}

fn shipped(name: &str) -> Option<&'static str> {
    SHIPPED.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// Returns the files of the project that took the place of forms of the program.
#[must_use]
pub fn own_forms(texts: &SourceMap) -> Vec<String> {
    let own = SHIPPED.iter().map(|(name, _)| format!("{FOLDER}/{name}.yaml"));
    own.filter(|path| texts.find(path).is_some()).collect()
}

/// Reads a form. Without one, `findings` say why, unless no form has this name.
pub(super) fn read(
    system: &dyn System,
    name: &str,
    texts: &mut SourceMap,
    findings: &mut Diagnostics,
) -> Result<Option<ReadForm>, Unknown> {
    let own = format!("{FOLDER}/{name}.yaml");
    let (path, text, is_shipped) = match system.read(Path::new(&own)).map(String::from_utf8) {
        // A copy that was not changed is the shipped one.
        Ok(Ok(text)) if shipped(name) != Some(&text) => (own, text, false),
        Ok(Ok(text)) => (format!("{SHIPPED_FILE}{own}"), text, true),
        Ok(Err(_)) => {
            findings.push(
                Diagnostic::error(Code::YamlSyntax)
                    .with("kind", "encoding")
                    .labelled(Location::File(own.into()), "label-encoding")
                    .help("encoding"),
            );
            return Ok(None);
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let text = shipped(name).ok_or(Unknown)?;
            (format!("{SHIPPED_FILE}{own}"), text.to_owned(), true)
        }
        Err(error) => {
            findings.push(
                Diagnostic::error(Code::CannotRead)
                    .with("path", own.as_str())
                    .with("reason", failure_reason(&error))
                    .at(Location::File(own.into())),
            );
            return Ok(None);
        }
    };
    let id = texts.add(&path, &text);
    let decoded = yaml::parse(id, &text, findings).and_then(|node| {
        let raw = decode::<RawForm>(&node, findings)?;
        // A source that could not be read is a mistake that has been reported.
        let source = node.get("source").filter(|_| raw.unread.is_empty())?;
        Some(ReadForm { path, is_shipped, raw: raw.value, source: source.clone() })
    });
    Ok(decoded)
}

/// No form has the name.
pub(super) struct Unknown;

/// Returns every form with its title, those of the project first. Forms with mistakes are left
/// out and reported.
pub fn form_list(
    system: &dyn System,
    texts: &mut SourceMap,
    findings: &mut Diagnostics,
) -> Vec<FormEntry> {
    let mut entries = Vec::new();
    for name in names(system) {
        if let Ok(Some(form)) = read(system, &name, texts, findings) {
            entries.push(FormEntry {
                name,
                title: form.raw.title.value,
                is_shipped: form.is_shipped,
                is_collected: form.raw.collect.is_some(),
            });
        }
    }
    entries
}
