//! Every spreadsheet of other test suites, read by the program: damaged and hostile ones are among
//! them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde_json::Value as Json;

use super::limits::{self, Ending};
use super::shared;
use super::table::{Outcome, Table};

/// No sheet has the heading that is asked for: a finding about it means that all cells were read
/// and looked at.
const PIPELINE: &str = r#"title: Corpus
period: { current: 2024, kind: calendar }
sources:
  s:
    files: inputs/f
    sheet: { match: "" }
    header: { contains: [no such heading], within: 1048576 }
    columns: { a: {} }
"#;

#[test]
fn no_file_of_other_test_suites_breaks_the_program() {
    const FILES_MIN: usize = 700;
    const OPENED_MIN: usize = 600;
    let Some(corpus) = shared("corpus") else { return };
    let files = spreadsheets(&corpus);
    assert!(files.len() >= FILES_MIN, "only {} files", files.len());
    let table = Table::of(&read_all(&files));
    println!("{table}");
    let broken = table.broken();
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(table.opened() >= OPENED_MIN, "only {} can be read", table.opened());
    table.compare_with_document();
}

fn spreadsheets(corpus: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for suite in fs::read_dir(corpus).expect("the corpus can be listed") {
        let suite = suite.expect("its entries can be read").path();
        for file in fs::read_dir(suite).into_iter().flatten() {
            let path = file.expect("a suite can be listed").path();
            if Table::format_of(&path).is_some() {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Reads each file in a process of its own, a few at a time.
fn read_all(files: &[PathBuf]) -> Vec<(PathBuf, Outcome)> {
    const PROCESSES: usize = 2;
    let next = AtomicUsize::new(0);
    let work = || {
        let project = tempfile::tempdir().expect("a temporary folder");
        let mut done = Vec::new();
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push((file.clone(), read_one(project.path(), file)));
        }
        done
    };
    let mut outcomes: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> = (0..PROCESSES).map(|_| scope.spawn(work)).collect();
        let done =
            workers.into_iter().map(|worker| worker.join().expect("no file breaks the test"));
        done.flatten().collect()
    });
    outcomes.sort_by(|one, other| one.0.cmp(&other.0));
    outcomes
}

/// The file gets another name, since some stand for patterns of paths.
fn read_one(project: &Path, file: &Path) -> Outcome {
    for folder in ["inputs", "pipelines"] {
        fs::create_dir_all(project.join(folder)).expect("a folder can be made");
    }
    fs::write(project.join("pipelines/p.yaml"), PIPELINE).expect("a file can be written");
    fs::copy(file, project.join("inputs/f")).expect("a file can be copied");
    match limits::check(project) {
        Ending::TimedOut => Outcome::TimedOut,
        Ending::OverMemory => Outcome::OverMemory,
        Ending::Ended(status, findings) if status.code() == Some(1) => outcome(file, &findings),
        Ending::Ended(status, findings) => Outcome::Panicked(format!("{status}: {findings}")),
    }
}

/// The first error that is not about the missing heading is the reason of a refusal.
fn outcome(file: &Path, findings: &str) -> Outcome {
    const READER_FAILED: &str = "its content makes the reader fail";
    let mut is_opened = false;
    for line in findings.lines() {
        let finding: Json = serde_json::from_str(line)
            .unwrap_or_else(|_| panic!("{} printed {line}", file.display()));
        let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        if finding["severity"] == "warning" {
            continue;
        }
        if text("code") == "S206" {
            is_opened = true;
            continue;
        }
        let note = finding["notes"][0].as_str().unwrap_or_default();
        if note == READER_FAILED || !text("code").starts_with("S2") {
            return Outcome::Panicked(line.to_owned());
        }
        // The name of a sheet is no reason.
        let note = note.split('`').step_by(2).collect::<Vec<_>>().join("…");
        return Outcome::Refused(format!("{} {}", text("code"), text("name")), note);
    }
    assert!(is_opened, "nothing is said of {}", file.display());
    Outcome::Opened
}
