//! From paths to one tree of raw definitions: reads the files and their includes.

use std::path::Path;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Location, SourceMap, Spanned, nearest};
use crate::system::{System, failure_reason};

use super::decode::{Items, Named, decode};
use super::forms::{Expansion, expand};
use super::path_pattern::{PathFault, PathPattern, check_path};
use super::raw::RawPipeline;
use super::yaml::{self, Node, NodeKind};

/// The raw definitions of all files.
#[derive(Default)]
pub(super) struct RawFiles {
    pub(super) pipeline: RawPipeline,
    /// Paths of the files, the main one first.
    pub(super) files: Vec<String>,
    /// The forms that their sources take over, as messages call them.
    pub(super) forms: Vec<String>,
    /// Top keys whose values could not be read.
    pub(super) unread: Vec<String>,
    /// Names of all indicators, also of those that could not be read.
    pub(super) indicators: Vec<String>,
    /// Whether all files could be read.
    pub(super) is_whole: bool,
}

/// Reads a definition file and everything it includes. Definitions of included files come before
/// those of the file that includes them; single values of the outer file win.
pub(super) fn read_files(
    system: &dyn System,
    path: &str,
    texts: &mut SourceMap,
    findings: &mut Diagnostics,
) -> Option<RawFiles> {
    let loaded = RawFiles { is_whole: true, ..RawFiles::default() };
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
        self.loaded.is_whole &= pipeline.include.is_whole;
        for pattern in &pipeline.include.list {
            let files = self.find_includes(path, pattern);
            self.loaded.is_whole &= !files.is_empty();
            for file in files {
                self.loaded.is_whole &= self.load(&file);
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
                        .with("kind", "encoding")
                        .labelled(Location::File(path.into()), "label-encoding")
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
        let mut node = yaml::parse(source, &text, self.findings)?;
        let Expansion { broken, files } = expand(&mut node, self.system, self.texts, self.findings);
        let mut decoded = decode::<RawPipeline>(&node, self.findings)?;
        decoded.value.sources.broken.extend(broken);
        let new = files.into_iter().filter(|file| !self.loaded.forms.contains(file));
        self.loaded.forms.extend(new.collect::<Vec<_>>());
        self.loaded.is_whole &= !decoded.unread.iter().any(|key| key == "include");
        self.loaded.unread.extend(decoded.unread);
        self.loaded.indicators.extend(indicator_names(&node));
        Some(decoded.value)
    }

    fn find_includes(&mut self, path: &str, pattern: &Spanned<String>) -> Vec<String> {
        let parsed = from_folder(path, &pattern.value).and_then(|full| PathPattern::parse(&full));
        match parsed {
            Err(fault) => {
                self.findings.push(path_finding(fault, pattern, "help-include"));
                Vec::new()
            }
            Ok(parsed) => {
                let found = parsed.find(self.system).into_iter().map(|file| file.path);
                let found: Vec<String> = found.collect();
                if found.is_empty() {
                    self.findings.push(
                        Diagnostic::error(Code::IncludeNotFound)
                            .with("path", parsed.text)
                            .at(pattern.span)
                            .help("help"),
                    );
                }
                found
            }
        }
    }
}

/// Returns the path from the project folder of a path that is written in a file.
fn from_folder(file: &str, path: &str) -> Result<String, PathFault> {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop().ok_or(PathFault::Outside)?;
            }
            part => parts.push(part),
        }
    }
    if path.starts_with('/') { Err(PathFault::Outside) } else { Ok(parts.join("/")) }
}

/// Makes the finding for a path that cannot be used. `outside` is the advice where it leads out of
/// the project.
pub(super) fn path_finding(
    fault: PathFault,
    path: &Spanned<String>,
    outside: &'static str,
) -> Diagnostic {
    let (code, kind, label, help) = match fault {
        PathFault::Outside => (Code::PathOutside, "outside", "label", outside),
        PathFault::Backslash => (Code::PathOutside, "backslash", "label", "help-backslash"),
        PathFault::Colon => (Code::PathOutside, "colon", "label", "help-colon"),
        PathFault::Empty => (Code::PathOutside, "empty", "label", "help-empty"),
        PathFault::Malformed => (Code::BadPattern, "path", "label-path", "help-path"),
    };
    Diagnostic::error(code)
        .with("kind", kind)
        .with("path", path.value.as_str())
        .labelled(path.span, label)
        .help(help)
}

/// Checks a path of a file that is to be written.
pub(super) fn check_output(path: &Spanned<String>) -> Result<(), Diagnostic> {
    check_path(&path.value).map_err(|fault| path_finding(fault, path, "help"))
}

fn indicator_names(node: &Node) -> Vec<String> {
    let Some(NodeKind::Sequence(items)) = node.get("indicators").map(|list| &list.kind) else {
        return Vec::new();
    };
    let names = items.iter().filter_map(|item| item.get("id")?.as_scalar());
    names.map(str::to_owned).collect()
}

fn cannot_read(system: &dyn System, path: &str, error: &std::io::Error) -> Diagnostic {
    let folder = Path::new(path).parent().unwrap_or(Path::new(""));
    let entries = system.list(folder).unwrap_or_default();
    let names: Vec<String> =
        entries.iter().map(|entry| entry.path.to_string_lossy().into_owned()).collect();
    Diagnostic::error(Code::CannotRead)
        .with("path", path)
        .with("reason", failure_reason(error))
        .at(Location::File(path.into()))
        .suggest(nearest(path, names.iter().map(String::as_str)))
}

fn merge(into: &mut RawPipeline, from: RawPipeline) {
    fn add<T>(into: &mut Named<T>, from: Named<T>) {
        into.list.extend(from.list);
        into.broken.extend(from.broken);
    }
    fn extend<T>(into: &mut Items<T>, from: Items<T>) {
        into.list.extend(from.list);
        into.is_whole &= from.is_whole;
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

#[cfg(test)]
mod tests {
    use super::{PathFault, from_folder};

    #[test]
    fn includes_are_found_from_their_file() {
        let cases = [
            ("msoko.yaml", "catalogue/*.yaml", Ok("catalogue/*.yaml")),
            ("pipelines/a.yaml", "./b.yaml", Ok("pipelines/b.yaml")),
            ("pipelines/district/a.yaml", "../shared/*.yaml", Ok("pipelines/shared/*.yaml")),
            ("pipelines/a.yaml", "../../b.yaml", Err(PathFault::Outside)),
            ("a.yaml", "/b.yaml", Err(PathFault::Outside)),
        ];
        for (file, path, expected) in cases {
            assert_eq!(from_folder(file, path).as_deref(), expected.as_ref().map(|p| *p), "{path}");
        }
    }
}
