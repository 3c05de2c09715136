//! A run that fails leaves the old reports whole, and a run that succeeds replaces all of them.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use msoko::diagnostics::{Catalogue, Code, Diagnostics, Language, SourceMap};
use msoko::output::WriteOptions;
use msoko::pipeline::{self, RunOptions};
use msoko::system::{Entry, MemorySystem, System};

const PIPELINE: &str = r#"
title: Отчёт
period: { current: 2024-25, kind: academic_year, previous: 0 }
sources:
  schools:
    files: "inputs/{period}/schools.csv"
    header: { contains: [Логин] }
    columns: { login: { from: Логин, type: code } }
dimensions: { school: { from: schools, key: login } }
indicators:
  - { id: schools, title: Школы, from: schools, value: count(*), by: { school: [school] } }
reports:
  - id: card
    template: template
    for_each: school
    editions: { internal: "out/${school}.pdf" }
"#;

const DECLARATION: &str = "title: { ru: Карточка }\nentry: template.typ\nprofile: card\n";

const TEMPLATE: &str = "#set document(title: \"Карточка\")\n\
    #set text(font: \"Tinos\", lang: \"ru\")\n\
    #let data = json(\"/data.json\")\n= #data.subject.label\n";

/// What the runs of these tests write.
const WRITTEN: [&str; 8] = [
    "out/1.pdf",
    "out/2.pdf",
    "out/indicators.csv",
    "out/indicators.json",
    "out/indicators.xlsx",
    "out/manifest.json",
    "out/quality.json",
    "out/quality.xlsx",
];

fn project(template: &str) -> MemorySystem {
    let project = MemorySystem::default()
        .with("pipeline.yaml", PIPELINE)
        .with("inputs/2024-25/schools.csv", "Логин\n1\n2\n")
        .with("template/template.yaml", DECLARATION)
        .with("template/template.typ", format!("{TEMPLATE}{template}"));
    WRITTEN.iter().fold(project, |project, path| project.with(path, *path))
}

/// Runs the pipeline and returns the codes of what was found.
fn run(system: &dyn System) -> Vec<Code> {
    let (mut texts, mut findings) = (SourceMap::default(), Diagnostics::default());
    let words = Catalogue::new(Language::Russian);
    let write = WriteOptions { threads: 2, progress: &|_, _| {} };
    let options = RunOptions { words: &words, write };
    let written = pipeline::run(system, "pipeline.yaml", &options, &mut texts, &mut findings);
    assert_eq!(written.is_some(), !findings.has_errors());
    findings.iter().map(|finding| finding.code).collect()
}

/// The files that still hold what they held before the run.
fn untouched(system: &dyn System) -> Vec<&'static str> {
    let is_old = |path: &&str| {
        let bytes = system.read(Path::new(path));
        bytes.is_ok_and(|bytes| bytes == path.as_bytes())
    };
    WRITTEN.into_iter().filter(is_old).collect()
}

fn names(system: &dyn System, folder: &str) -> Vec<String> {
    let entries = system.list(Path::new(folder)).expect("the folder is there");
    entries.into_iter().map(|entry| entry.path.to_string_lossy().into_owned()).collect()
}

#[test]
fn a_run_replaces_every_report() {
    let system = project("");
    assert_eq!(run(&system), []);
    assert_eq!(untouched(&system), [""; 0]);
    assert_eq!(names(&system, "out"), WRITTEN);
}

#[test]
fn what_the_run_before_wrote_and_this_one_does_not_is_removed() {
    let system = project("").with("inputs/2024-25/schools.csv", "Логин\n1\n2\n3\n4\n");
    assert_eq!(run(&system), []);
    // The office has written into one of them; that one is not ours any more.
    system.write(Path::new("out/4.pdf"), b"changed").expect("the memory is not full");
    system
        .write(Path::new("inputs/2024-25/schools.csv"), "Логин\n1\n2\n".as_bytes())
        .expect("the memory is not full");
    // It stays, and the run says so.
    assert_eq!(run(&system), [Code::StaleCopy]);
    let mut expected: Vec<&str> = WRITTEN.to_vec();
    expected.insert(2, "out/4.pdf");
    assert_eq!(names(&system, "out"), expected);
}

#[test]
fn a_mistake_in_one_document_leaves_all_old_reports() {
    let system = project("#if data.subject.key == \"2\" { panic(\"x\") }\n");
    assert_eq!(run(&system), [Code::TemplateFailed]);
    assert_eq!(untouched(&system), WRITTEN);
    assert_eq!(names(&system, "out"), WRITTEN, "nothing waits beside them");
}

#[test]
fn a_mistake_in_the_data_leaves_all_old_reports() {
    let system = project("").with("inputs/2024-25/schools.csv", "Школа\n1\n");
    assert!(!run(&system).is_empty());
    assert_eq!(untouched(&system), WRITTEN);
}

/// A disk on which a file of this name cannot be written, or not be moved into place.
struct FullDisk {
    inner: MemorySystem,
    name: &'static str,
    refuses: Refusal,
    was_full: AtomicBool,
}

/// What the disk refuses.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Refusal {
    Writing,
    MovingIntoPlace,
}

impl System for FullDisk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.inner.read(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        self.inner.list(folder)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if self.refuses == Refusal::Writing && path.ends_with(self.name) {
            self.was_full.store(true, Ordering::Relaxed);
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.inner.write(path, bytes)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let is_new = from.starts_with("out/.msoko-new") && to == Path::new("out").join(self.name);
        if self.refuses == Refusal::MovingIntoPlace && is_new {
            self.was_full.store(true, Ordering::Relaxed);
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        self.inner.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.inner.remove(path)
    }
}

/// Every file is refused in turn; each time all old files are what they were.
fn check_refusals(refuses: Refusal) {
    for path in WRITTEN {
        let name = path.strip_prefix("out/").expect("everything is written there");
        let was_full = AtomicBool::new(false);
        let system = FullDisk { inner: project(""), name, refuses, was_full };
        assert_eq!(run(&system), [Code::CannotWrite], "{name}");
        assert!(system.was_full.into_inner(), "{name}");
        assert_eq!(untouched(&system.inner), WRITTEN, "{name}");
        assert_eq!(names(&system.inner, "out"), WRITTEN, "{name}");
    }
}

#[test]
fn a_full_disk_leaves_all_old_reports() {
    check_refusals(Refusal::Writing);
}

#[test]
fn a_file_that_cannot_be_replaced_leaves_all_old_reports() {
    check_refusals(Refusal::MovingIntoPlace);
}

#[test]
fn what_a_run_cut_off_between_two_files_had_replaced_is_put_back() {
    let system = project("#panic(\"x\")\n")
        .with("out/1.pdf", "new")
        .with("out/.msoko-old/1.pdf", "out/1.pdf");
    assert_eq!(run(&system), [Code::TemplateFailed]);
    assert_eq!(untouched(&system), WRITTEN);
    assert_eq!(names(&system, "out"), WRITTEN);
}

#[test]
fn what_a_crashed_run_left_is_removed() {
    let system = project("").with("out/.msoko-new/9.pdf", "half");
    assert_eq!(run(&system), []);
    assert!(system.read(&PathBuf::from("out/.msoko-new/9.pdf")).is_err());
    assert_eq!(names(&system, "out"), WRITTEN);
}
