//! Every diagnostic code is emitted, explained on a page, and shown by a case.

use std::collections::BTreeSet;
use std::fs;

use msoko::diagnostics::Code;

use super::report;
use super::repository::{read, root, text_files};
use super::rust_files::rust_files;

/// Codes that no case can show, with the reason.
const WITHOUT_CASE: [(&str, &str); 1] =
    [("X901", "a state that should not be possible cannot be brought about")];

/// Returns the name of the enum's variant for a code.
fn variant(code: Code) -> String {
    format!("{code:?}")
}

#[test]
fn codes_are_emitted() {
    let files = rust_files();
    let is_emitted = |code: &&Code| {
        let name = format!("Code::{}", variant(**code));
        files.iter().filter(|file| !file.path.ends_with("diagnostics/code.rs")).any(|file| {
            file.code.match_indices(&name).any(|(at, _)| {
                let next = file.code[at + name.len()..].chars().next();
                !next.is_some_and(char::is_alphanumeric)
            })
        })
    };
    let silent = Code::ALL.iter().filter(|code| !is_emitted(code));
    let offenders: Vec<String> = silent.map(|code| code.id().to_owned()).collect();
    report(&offenders, "remove these codes, and never use them again:");
}

#[test]
fn codes_have_a_page() {
    let mut offenders = Vec::new();
    let index = read("docs/diagnostics/README.md");
    for code in Code::ALL {
        let path = format!("docs/diagnostics/{}.md", code.id());
        let page = fs::read_to_string(root().join(&path)).unwrap_or_default();
        let title = format!("# {} {} – ", code.id(), code.name());
        if !page.starts_with(&title) {
            offenders.push(format!("{path} begins with `{title}`"));
        }
        for heading in ["## Что случилось", "## Пример", "## Что делать"]
        {
            if !page.contains(heading) {
                offenders.push(format!("{path} lacks `{heading}`"));
            }
        }
        if !index.contains(&format!("[{}]({}.md)", code.id(), code.id())) {
            offenders.push(format!("docs/diagnostics/README.md lacks {}", code.id()));
        }
    }
    report(&offenders, "every code has a page of this form:");
}

#[test]
fn pages_are_about_codes() {
    let known: BTreeSet<String> =
        Code::ALL.iter().map(|code| format!("docs/diagnostics/{}.md", code.id())).collect();
    let offenders: Vec<String> = text_files("docs/diagnostics")
        .into_iter()
        .map(|file| file.path)
        .filter(|path| !path.ends_with("README.md") && !known.contains(path))
        .collect();
    report(&offenders, "remove the pages of codes that are gone:");
}

#[test]
fn codes_are_shown_by_a_case() {
    let cases = text_files("tests/cases");
    let shown: String = cases
        .iter()
        .filter(|file| file.path.ends_with("expected/diagnostics.txt"))
        .map(|file| file.text.as_str())
        .collect();
    let excepted = |id: &str| WITHOUT_CASE.iter().any(|(known, _)| *known == id);
    let mut offenders = Vec::new();
    for code in Code::ALL {
        let is_shown = shown.contains(&format!("[{}]", code.id()));
        if !is_shown && !excepted(code.id()) {
            offenders.push(format!("{} {}: no case shows it", code.id(), code.name()));
        }
        if is_shown && excepted(code.id()) {
            offenders.push(format!("{}: take it out of `WITHOUT_CASE`", code.id()));
        }
    }
    report(&offenders, "add a folder to tests/cases:");
}

#[test]
fn cases_are_small() {
    let mut offenders = Vec::new();
    for file in text_files("tests/cases") {
        if file.text.len() > 40 * 1024 {
            offenders.push(file.path);
        }
    }
    report(&offenders, "a case shows one thing; make these files smaller:");
}
