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
    let mut loaded = RawFiles { pipeline: RawPipeline::default(), files: Vec::new() };
    let main = read_file(system, path, texts, findings)?;
    loaded.files.push(path.to_owned());
    include(system, path, main, texts, findings, &mut loaded);
    Some(loaded)
}

fn include(
    system: &dyn System,
    path: &str,
    pipeline: RawPipeline,
    texts: &mut SourceMap,
    findings: &mut Diagnostics,
    loaded: &mut RawFiles,
) {
    for pattern in &pipeline.include {
        for file in find_includes(system, path, pattern, findings) {
            if loaded.files.contains(&file) {
                continue;
            }
            if let Some(inner) = read_file(system, &file, texts, findings) {
                loaded.files.push(file.clone());
                include(system, &file, inner, texts, findings, loaded);
            }
        }
    }
    merge(&mut loaded.pipeline, pipeline);
}

fn read_file(
    system: &dyn System,
    path: &str,
    texts: &mut SourceMap,
    findings: &mut Diagnostics,
) -> Option<RawPipeline> {
    let text = match system.read(Path::new(path)).map(String::from_utf8) {
        Ok(Ok(text)) => text,
        Ok(Err(_)) => {
            findings.push(
                Diagnostic::error(Code::YamlSyntax)
                    .with("message", "UTF-8")
                    .at(Location::File(path.into()))
                    .help("encoding"),
            );
            return None;
        }
        Err(error) => {
            let finding = cannot_read(system, path, &error);
            findings.push(finding);
            return None;
        }
    };
    let source = texts.add(path, &text);
    let node = findings.keep(yaml::parse(source, &text).map_err(|finding| *finding))?;
    let collected = RefCell::new(Diagnostics::default());
    let pipeline = decode(&node, &collected);
    findings.append(collected.into_inner());
    pipeline
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

fn find_includes(
    system: &dyn System,
    path: &str,
    pattern: &Spanned<String>,
    findings: &mut Diagnostics,
) -> Vec<String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let full = if folder.is_empty() {
        pattern.value.clone()
    } else {
        format!("{folder}/{}", pattern.value)
    };
    let Ok(parsed) = PathPattern::parse(&full) else {
        findings.push(
            Diagnostic::error(Code::PathOutside)
                .with("path", pattern.value.as_str())
                .at(pattern.span)
                .help("help"),
        );
        return Vec::new();
    };
    let found: Vec<String> = parsed.find(system).into_iter().map(|file| file.path).collect();
    if found.is_empty() {
        findings.push(
            Diagnostic::error(Code::IncludeNotFound)
                .with("path", full.as_str())
                .at(pattern.span)
                .help("help"),
        );
    }
    found
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
