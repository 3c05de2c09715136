//! Every folder below `tests/cases/` that holds a `case.yaml` is a test: a project, a command, and
//! what is expected of it. `UPDATE_EXPECTED=1` writes what was found; read the difference before
//! committing it.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use msoko::diagnostics::{
    Catalogue, Diagnostics, Language, RenderFormat, Renderer, Severity, SourceMap,
};
use msoko::output::WriteOptions;
use msoko::pipeline;
use serde::Deserialize;

use support::{dump, overlay::Overlay};

/// What `case.yaml` says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What is shown, in a phrase.
    title: String,
    /// Why it matters.
    why: String,
    /// What is done with `pipeline.yaml`.
    command: Command,
    /// Whether it succeeds.
    succeeds: bool,
    /// Language of the messages.
    #[serde(default)]
    english: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Command {
    /// Load, read, build; compares `tables.txt`.
    Tables,
    /// The same and compute; compares `indicators.txt`.
    Compute,
    /// Everything but rendering.
    Check,
    /// Everything; compares `written.txt`.
    Run,
}

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders = Vec::new();
    find_cases(&root, &mut folders);
    let trials = folders.into_iter().map(|folder| {
        let name = folder.strip_prefix(&root).expect("found below the root");
        let name = name.to_string_lossy().replace('\\', "/");
        Trial::test(name, move || run_case(&folder))
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit();
}

fn find_cases(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder of cases can be read")
        .map(|entry| entry.expect("its entries can be read").path())
        .collect();
    entries.sort();
    if entries.iter().any(|path| path.ends_with("case.yaml")) {
        found.push(folder.to_owned());
        return;
    }
    let folders: Vec<&PathBuf> = entries.iter().filter(|path| path.is_dir()).collect();
    assert!(!folders.is_empty(), "{} holds neither a case nor folders", folder.display());
    for inner in folders {
        find_cases(inner, found);
    }
}

fn run_case(folder: &Path) -> Result<(), Failed> {
    let text = fs::read_to_string(folder.join("case.yaml"))?;
    let case: Case = serde_saphyr::from_str(&text).map_err(|error| error.to_string())?;
    if case.title.is_empty() || case.why.is_empty() {
        return Err("a case needs a title and a reason".into());
    }
    let found = perform(folder, &case)?;
    compare(&folder.join("expected"), &found)
}

/// Does what the case says, and returns the texts to compare by file name.
fn perform(folder: &Path, case: &Case) -> Result<BTreeMap<String, String>, Failed> {
    let system = Overlay::open(folder)?;
    let mut texts = SourceMap::default();
    let mut findings = Diagnostics::default();
    let words = Catalogue::new(Language::Russian);
    let mut found = BTreeMap::new();
    let path = "pipeline.yaml";
    let succeeded = match case.command {
        Command::Tables | Command::Compute => {
            let computed = pipeline::compute(&system, path, &mut texts, &mut findings);
            if let Some(computed) = &computed {
                let (name, text) = match case.command {
                    Command::Tables => ("tables.txt", dump::tables(&computed.tables)),
                    _ => ("indicators.txt", dump::indicators(computed)),
                };
                found.insert(name.to_owned(), text);
            }
            computed.is_some()
        }
        Command::Check => {
            pipeline::check(&system, path, &words, &mut texts, &mut findings).is_some()
        }
        Command::Run => {
            let options = WriteOptions { threads: 1, progress: &|_, _| {} };
            let written = pipeline::run(&system, path, &words, &options, &mut texts, &mut findings);
            let paths = system.written(Path::new(""));
            found.insert("written.txt".to_owned(), paths.join("\n") + "\n");
            written.is_some()
        }
    };
    let language = if case.english { Language::English } else { Language::Russian };
    let rendered = render(&findings, &texts, language);
    if !rendered.is_empty() {
        found.insert("diagnostics.txt".to_owned(), rendered);
    }
    let has_errors = findings.iter().any(|finding| finding.severity != Severity::Warning);
    if succeeded != case.succeeds || succeeded == has_errors {
        let shown = found.get("diagnostics.txt").cloned().unwrap_or_default();
        return Err(format!("succeeded: {succeeded}\n{shown}").into());
    }
    Ok(found)
}

fn render(findings: &Diagnostics, texts: &SourceMap, language: Language) -> String {
    let catalogue = Catalogue::new(language);
    let renderer = Renderer::new(&catalogue, texts, RenderFormat::Plain);
    let rendered: Vec<String> = findings.iter().map(|finding| renderer.render(finding)).collect();
    rendered.join("\n")
}

/// Compares what was found with the files of a folder, or writes them when asked to.
fn compare(folder: &Path, found: &BTreeMap<String, String>) -> Result<(), Failed> {
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder)?;
        for (name, text) in found {
            fs::write(folder.join(name), text)?;
        }
        return Ok(());
    }
    let mut names: BTreeSet<String> = found.keys().cloned().collect();
    for entry in fs::read_dir(folder)? {
        names.insert(entry?.file_name().to_string_lossy().into_owned());
    }
    if names.is_empty() {
        return Err("nothing is expected of this case".into());
    }
    for name in names {
        let expected = fs::read_to_string(folder.join(&name)).unwrap_or_default();
        let actual = found.get(&name).map_or("", String::as_str);
        if expected != actual {
            let difference = first_difference(&expected, actual);
            return Err(format!("{name} differs {difference}\n--- found\n{actual}").into());
        }
    }
    Ok(())
}

fn first_difference(expected: &str, actual: &str) -> String {
    let mut lines = expected.lines().zip(actual.lines()).enumerate();
    match lines.find(|(_, (a, b))| a != b) {
        Some((line, (a, b))) => format!("in line {}:\nexpected {a}\nfound    {b}", line + 1),
        None => "in its length".to_owned(),
    }
}
