//! Spreadsheets that lie beside those that were read: mostly a name that is misspelt, whose rows
//! would be missed without a word.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::diagnostics::{Code, Diagnostic, Location, Record};
use crate::system::System;

use super::files::FileJob;

/// How many files are named; the rest are counted.
const FILES_SHOWN: usize = 5;

/// Endings of spreadsheets.
const ENDINGS: [&str; 7] = ["xlsx", "xlsm", "xls", "xlsb", "ods", "fods", "csv"];

/// Returns a warning about the spreadsheets in the folders of `jobs` that no source reads.
pub(super) fn report(jobs: &[FileJob], system: &dyn System) -> Option<Diagnostic> {
    let read: BTreeSet<&str> = jobs.iter().map(|job| &*job.path).collect();
    let folders: BTreeSet<PathBuf> =
        jobs.iter().filter_map(|job| Path::new(&*job.path).parent().map(Path::to_owned)).collect();
    let entries = folders.iter().flat_map(|folder| system.list(folder).unwrap_or_default());
    let unread: Vec<String> = entries
        .filter(|entry| !entry.is_folder && is_spreadsheet(&entry.path))
        .map(|entry| entry.path.to_string_lossy().replace('\\', "/"))
        .filter(|path| !read.contains(path.as_str()))
        .collect();
    if unread.is_empty() {
        return None;
    }
    let mut finding = Diagnostic::warning(Code::UnreadFile).with_count("count", unread.len());
    for path in unread.iter().take(FILES_SHOWN) {
        finding = finding.at(Location::File(path.as_str().into()));
    }
    if unread.len() > FILES_SHOWN {
        finding = finding.with_count("more", unread.len() - FILES_SHOWN).note("more");
    }
    let record = |path: &String| Record {
        places: vec![Location::File(path.as_str().into())],
        row_of: None,
        value: String::new(),
        attribute: "label",
        arguments: Vec::new(),
    };
    Some(finding.help("help").recorded(unread.iter().map(record).collect()))
}

/// Whether a file looks like a spreadsheet of its own; office programs keep temporary ones beside.
fn is_spreadsheet(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    !name.starts_with("~$") && !name.starts_with('.') && ENDINGS.contains(&ending.as_str())
}
