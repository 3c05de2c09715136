//! The files of the repository, and rules about all of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::report;

/// A text file of the repository.
pub(crate) struct TextFile {
    /// Its path from the root, with `/`.
    pub(crate) path: String,
    /// What it holds.
    pub(crate) text: String,
}

/// Returns the folder of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the text of a file that has to be there.
#[track_caller]
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Returns the files in or below a folder that are text, sorted by path. What is ignored by git
/// or holds real data is left out.
pub(crate) fn text_files(folder: &str) -> Vec<TextFile> {
    let mut paths = Vec::new();
    collect(&root().join(folder), &mut paths);
    paths.sort();
    let file = |path: PathBuf| {
        let text = fs::read_to_string(&path).ok()?;
        let path = path.strip_prefix(root()).expect("below the root");
        Some(TextFile { path: path.to_string_lossy().replace('\\', "/"), text })
    };
    paths.into_iter().filter_map(file).collect()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository can be read") {
        let path = entry.expect("its entries can be read").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_ignored = matches!(&*name, ".git" | "target" | "reports");
        if is_ignored {
            // In a second worktree `.git` is a file.
        } else if path.is_dir() {
            collect(&path, found);
        } else if path.is_file() {
            found.push(path);
        }
    }
}

#[test]
fn no_file_names_a_path_of_a_machine() {
    let banned = ["root", "work", "tmp", "home"].map(|name| format!("/{name}/"));
    let mut offenders = Vec::new();
    for file in text_files("").iter().filter(|file| file.path != "Cargo.lock") {
        for (index, line) in file.text.lines().enumerate() {
            let named = banned.iter().any(|path| {
                // A folder of that name further down a path, or in an address, is no such path.
                let starts = line.match_indices(path.as_str()).map(|(at, _)| &line[..at]);
                starts.into_iter().any(|before| {
                    !before.ends_with(|c: char| c.is_alphanumeric() || "-_.}*)".contains(c))
                })
            });
            if named {
                offenders.push(format!("{}:{}", file.path, index + 1));
            }
        }
    }
    report(&offenders, "write paths from the folder of the project");
}

#[test]
fn the_json_schema_is_that_of_the_program() {
    let path = "schemas/pipeline.schema.json";
    let expected = msoko::definition::json_schema_text();
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(root().join(path), &expected).expect("the schema can be written");
    }
    let found = fs::read_to_string(root().join(path)).unwrap_or_default();
    assert!(found == expected, "run `UPDATE_EXPECTED=1 cargo test --test tidy` to renew {path}");
}

#[test]
fn documents_stay_short() {
    let lines = read("ARCHITECTURE.md").lines().count();
    assert!(lines <= 300, "ARCHITECTURE.md has {lines} lines; move details to the code");
}

#[test]
fn every_test_has_its_line_in_the_architecture() {
    let page = read("ARCHITECTURE.md");
    let mut offenders = Vec::new();
    for entry in fs::read_dir(root().join("tests")).expect("a folder") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        let is_test =
            name.ends_with(".rs") || root().join("tests").join(&name).join("main.rs").exists();
        let has_line = page.contains(&format!("| `tests/{name}` |"));
        // The runner of cases has the line of the cases.
        if is_test && !has_line && name != "cases.rs" {
            offenders.push(name);
        }
    }
    report(&offenders, "say in ARCHITECTURE.md, under “Tests”, what these are");
}

#[test]
fn the_glossary_has_each_word_once() {
    let page = read("GLOSSARY.md");
    let mut known = BTreeSet::new();
    let rows = page.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" |"));
    let words = rows.flat_map(|(words, _)| words.split(", ")).map(str::to_owned);
    let twice: Vec<String> = words.filter(|word| !known.insert(word.clone())).collect();
    report(&twice, "a word has one meaning; join these lines of GLOSSARY.md");
}
