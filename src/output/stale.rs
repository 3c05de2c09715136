//! Copies of an earlier run that this one did not make: mostly of a school that has left.

use std::collections::BTreeSet;
use std::path::Path;

use crate::definition::Definition;
use crate::diagnostics::{Code, Diagnostic, Location};
use crate::report::Composition;
use crate::system::System;

/// How many files are shown; the rest are counted.
const FILES_SHOWN: usize = 10;

/// Returns a warning about files that lie among the copies of a report and are none of them.
pub(super) fn report(
    definition: &Definition,
    composition: &Composition<'_>,
    system: &dyn System,
) -> Option<Diagnostic> {
    let documents = composition.documents();
    let made: BTreeSet<&str> = documents.iter().map(|document| &*document.path).collect();
    let mut stale: BTreeSet<String> = BTreeSet::new();
    for report in &definition.reports {
        let Some(dimension) = report.for_each else { continue };
        let mark = format!("${{{}}}", definition.dimensions[dimension.0].name.value);
        for (_, path) in &report.editions {
            // A member that names a folder is not looked for: its folder may hold anything.
            let (folder, name) = path.value.rsplit_once('/').unwrap_or(("", &path.value));
            let Some((before, after)) = name.split_once(&mark) else { continue };
            let entries = system.list(Path::new(folder)).unwrap_or_default();
            for entry in entries.into_iter().filter(|entry| !entry.is_folder) {
                let path = entry.path.to_string_lossy().replace('\\', "/");
                let file = path.rsplit('/').next().unwrap_or_default();
                let inner = file.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
                if inner.is_some_and(|inner| !inner.is_empty()) && !made.contains(&*path) {
                    stale.insert(path);
                }
            }
        }
    }
    if stale.is_empty() {
        return None;
    }
    let mut finding = Diagnostic::warning(Code::StaleCopy).with_count("count", stale.len());
    for path in stale.iter().take(FILES_SHOWN) {
        finding = finding.at(Location::File(path.as_str().into()));
    }
    if stale.len() > FILES_SHOWN {
        finding = finding.with_count("more", stale.len() - FILES_SHOWN).note("more");
    }
    Some(finding.help("help"))
}
