//! The files of all sources, each of them once.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::definition::{PathPattern, Source};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Spanned, nearest};
use crate::system::System;

/// A file and what is asked of it.
#[derive(Debug)]
pub(super) struct FileJob {
    /// Its path.
    pub(super) path: Arc<str>,
    /// The sources that read it.
    pub(super) requests: Vec<Request>,
}

/// A source that reads a file.
#[derive(Debug)]
pub(super) struct Request {
    /// Index of the source.
    pub(super) source: usize,
    /// Names and texts of the captured pieces of the path.
    pub(super) captures: Vec<(String, String)>,
}

/// Finds the files of all sources, sorted by path.
pub(super) fn find(
    sources: &[Source],
    system: &dyn System,
    findings: &mut Diagnostics,
) -> Vec<FileJob> {
    let mut jobs: BTreeMap<String, Vec<Request>> = BTreeMap::new();
    let intact = sources.iter().enumerate().filter(|(_, source)| source.is_intact);
    for (index, source) in intact {
        for pattern in &source.files {
            let files = pattern.value.find(system);
            if files.is_empty() {
                findings.push(no_files(pattern, system));
            }
            for file in files {
                let requests = jobs.entry(file.path).or_default();
                // A file that fits two patterns of a source is read once, by the first one.
                if requests.iter().all(|request| request.source != index) {
                    requests.push(Request { source: index, captures: file.captures });
                }
            }
        }
    }
    let job = |(path, requests): (String, _)| FileJob { path: path.into(), requests };
    jobs.into_iter().map(job).collect()
}

fn no_files(pattern: &Spanned<PathPattern>, system: &dyn System) -> Diagnostic {
    let text = pattern.value.text.as_str();
    Diagnostic::error(Code::NoFiles)
        .with("pattern", text)
        .at(pattern.span)
        .suggest(nearest_path(text, system).as_deref())
        .help("help")
}

/// Follows a pattern as far as its folders exist and returns the path that comes closest to the
/// first name that does not.
fn nearest_path(pattern: &str, system: &dyn System) -> Option<String> {
    let mut folders = vec![PathBuf::new()];
    let mut parts = pattern.split('/').peekable();
    while let Some(part) = parts.next() {
        let is_last = parts.peek().is_none();
        let entries = folders.iter().flat_map(|folder| system.list(folder).unwrap_or_default());
        let candidates: Vec<(String, PathBuf)> = entries
            .filter(|entry| entry.is_folder != is_last)
            .filter_map(|entry| {
                let name = entry.path.file_name()?.to_str()?.to_owned();
                (!name.starts_with(['.', '~'])).then_some((name, entry.path))
            })
            .collect();
        let is_fixed = !part.contains(['*', '{']);
        let next: Vec<PathBuf> = candidates
            .iter()
            .filter(|(name, _)| !is_last && (!is_fixed || name == part))
            .map(|(_, path)| path.clone())
            .collect();
        if next.is_empty() {
            let plain = part.replace(['*', '{', '}'], "");
            let closest = nearest(&plain, candidates.iter().map(|(name, _)| name.as_str()))?;
            let path = candidates.iter().find(|(name, _)| name == closest).map(|(_, path)| path)?;
            return Some(path.to_string_lossy().replace('\\', "/"));
        }
        folders = next;
    }
    None
}
