//! From paths to one tree of raw definitions: reads the files and their includes.

use std::cell::RefCell;
use std::path::Path;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Location, SourceMap, Spanned, nearest};
use crate::system::System;

use super::decode::{Items, Named, decode};
use super::path_pattern::PathPattern;
use super::raw::RawPipeline;
use super::yaml;

/// The raw definitions of all files, and the paths of those files, the main one first.
pub(super) struct RawFiles {
    pub(super) pipeline: RawPipeline,
    pub(super) files: Vec<String>,
}

/// Reads a definition file and everything it includes. Definitions of included files come before
/// those of the file that includes them; single values of the outer file win.
pub(super) fn read_files(
    system: &dyn System,
    path: &str,
    texts: &mut SourceMap,
    findings: &mut Diagnostics,
) -> Option<RawFiles> {
    let loaded = RawFiles { pipeline: RawPipeline::default(), files: Vec::new() };
    let mut loader = Loader { system, texts, findings, loaded };
    loader.load(path).then_some(loader.loaded)
}

/// The files read so far.
struct Loader<'a> {
    system: &'a dyn System,
    texts: &'a mut SourceMap,
    findings: &'a mut Diagnostics,
    loaded: RawFiles,
}

impl Loader<'_> {
    /// Reads a file, unless that has been done, then what it includes, then merges it.
    fn load(&mut self, path: &str) -> bool {
        if self.loaded.files.iter().any(|known| known == path) {
            return true;
        }
        self.loaded.files.push(path.to_owned());
        let Some(pipeline) = self.read(path) else { return false };
        for pattern in &pipeline.include {
            for file in self.find_includes(path, pattern) {
                self.load(&file);
            }
        }
        merge(&mut self.loaded.pipeline, pipeline);
        true
    }

    fn read(&mut self, path: &str) -> Option<RawPipeline> {
        let text = match self.system.read(Path::new(path)).map(String::from_utf8) {
            Ok(Ok(text)) => text,
            Ok(Err(_)) => {
                self.findings.push(
                    Diagnostic::error(Code::YamlSyntax)
                        .with("message", "UTF-8")
                        .at(Location::File(path.into()))
                        .help("encoding"),
                );
                return None;
            }
            Err(error) => {
                self.findings.push(cannot_read(self.system, path, &error));
                return None;
            }
        };
        let source = self.texts.add(path, &text);
        let parsed = yaml::parse(source, &text).map_err(|finding| *finding);
        let node = self.findings.keep(parsed)?;
        let collected = RefCell::new(Diagnostics::default());
        let pipeline = decode(&node, &collected);
        self.findings.append(collected.into_inner());
        pipeline
    }

    fn find_includes(&mut self, path: &str, pattern: &Spanned<String>) -> Vec<String> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let full = match folder {
            "" => pattern.value.clone(),
            folder => format!("{folder}/{}", pattern.value),
        };
        let Ok(parsed) = PathPattern::parse(&full) else {
            self.findings.push(
                Diagnostic::error(Code::PathOutside)
                    .with("path", pattern.value.as_str())
                    .at(pattern.span)
                    .help("help"),
            );
            return Vec::new();
        };
        let found = parsed.find(self.system).into_iter().map(|file| file.path);
        let found: Vec<String> = found.collect();
        if found.is_empty() {
            self.findings.push(
                Diagnostic::error(Code::IncludeNotFound)
                    .with("path", full)
                    .at(pattern.span)
                    .help("help"),
            );
        }
        found
    }
}

fn cannot_read(system: &dyn System, path: &str, error: &std::io::Error) -> Diagnostic {
    let folder = Path::new(path).parent().unwrap_or(Path::new(""));
    let entries = system.list(folder).unwrap_or_default();
    let names: Vec<String> =
        entries.iter().map(|entry| entry.path.to_string_lossy().into_owned()).collect();
    Diagnostic::error(Code::CannotRead)
        .with("path", path)
        .with("reason", error.kind().to_string())
        .at(Location::File(path.into()))
        .suggest(nearest(path, names.iter().map(String::as_str)))
}

fn merge(into: &mut RawPipeline, from: RawPipeline) {
    fn add<T>(into: &mut Named<T>, from: Named<T>) {
        into.0.extend(from.0);
    }
    fn extend<T>(into: &mut Items<T>, from: Items<T>) {
        into.0.extend(from.0);
    }
    into.title = from.title.or(into.title.take());
    into.period = from.period.or(into.period.take());
    into.date = from.date.or(into.date.take());
    into.privacy = from.privacy.or(into.privacy.take());
    add(&mut into.parameters, from.parameters);
    add(&mut into.directions, from.directions);
    add(&mut into.sources, from.sources);
    add(&mut into.dimensions, from.dimensions);
    add(&mut into.tables, from.tables);
    add(&mut into.texts, from.texts);
    extend(&mut into.indicators, from.indicators);
    extend(&mut into.prose, from.prose);
    extend(&mut into.reports, from.reports);
}
