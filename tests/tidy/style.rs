//! Sizes, names and constructs that the code does without.

use super::report;
use super::rust_files::{RustFile, rust_files};

/// Returns `path:line` for each line of code that a test finds wrong.
fn offending_lines(is_wrong: impl Fn(&RustFile, &str) -> bool) -> Vec<String> {
    let mut offenders = Vec::new();
    for file in rust_files() {
        let lines = file.code_lines().filter(|(_, line)| is_wrong(&file, line));
        offenders.extend(lines.map(|(number, _)| format!("{}:{number}", file.path)));
    }
    offenders
}

#[test]
fn files_are_short() {
    let limit = |file: &RustFile| match (file.name(), file.path.as_str()) {
        (_, "src/main.rs") => 30,
        (_, "src/pipeline.rs") => 120,
        ("mod.rs", _) => 100,
        _ => 500,
    };
    let mut offenders = Vec::new();
    for file in rust_files() {
        let (lines, limit) = (file.code.lines().count(), limit(&file));
        if lines > limit {
            offenders.push(format!("{}: {lines} lines, at most {limit}", file.path));
        }
    }
    report(&offenders, "split these files:");
}

#[test]
fn lines_are_short() {
    let mut offenders = Vec::new();
    for file in rust_files() {
        for (index, line) in file.text.lines().enumerate() {
            // Descriptions of the JSON Schema are single literals.
            let is_literal = line.trim_start().starts_with("description = \"");
            if line.chars().count() > 100 && !is_literal {
                offenders.push(format!("{}:{}", file.path, index + 1));
            }
        }
    }
    report(&offenders, "break these lines; 100 columns are enough:");
}

#[test]
fn names_say_what_is_in_them() {
    let drawers =
        "util utils helper helpers common misc manager handler processor engine data info";
    let drawers: Vec<&str> = drawers.split(' ').collect();
    let mut offenders: Vec<String> = Vec::new();
    for file in rust_files() {
        let parts: Vec<&str> = file.path.trim_end_matches(".rs").split('/').collect();
        if parts.iter().any(|part| drawers.contains(part)) {
            offenders.push(file.path);
        }
    }
    offenders.extend(offending_lines(|_, line| {
        let name = line.trim_start().split_once("fn ").map_or("", |(_, name)| name);
        ["do_", "process_", "handle_"].iter().any(|prefix| name.starts_with(prefix))
    }));
    offenders.extend(offending_lines(|_, line| {
        let words = ["Util", "Helper", "Manager", "Handler", "Processor", "Engine"];
        let declares = ["struct ", "enum ", "trait "].iter().any(|word| line.contains(word));
        let mut name =
            line.split_whitespace().skip_while(|w| !["struct", "enum", "trait"].contains(w));
        let name = name.nth(1).unwrap_or_default();
        declares && words.iter().any(|word| name.contains(word))
    }));
    report(&offenders, "name these after what they hold or do:");
}

#[test]
fn every_file_says_what_it_holds() {
    let files = rust_files();
    let silent = files.iter().filter(|file| !file.text.starts_with("//! "));
    let offenders: Vec<String> = silent.map(|file| file.path.clone()).collect();
    report(&offenders, "begin these files with `//!` and what they hold:");
}

#[test]
fn banned_constructs_are_absent() {
    let banned = [
        ("#[serde(flatten", "it loses the places of keys"),
        ("serde(untagged", "it loses the places of keys"),
        ("#[allow(", "write `#[expect(…, reason = \"…\")]`"),
        ("#![allow(", "write `#![expect(…, reason = \"…\")]`"),
        ("todo!", "finish it"),
        ("unimplemented!", "finish it"),
        (".unwrap()", "write `expect` with the reason why it cannot fail"),
    ];
    for (text, why) in banned {
        report(&offending_lines(|_, line| line.contains(text)), &format!("`{text}`: {why}:"));
    }
    let mut offenders = Vec::new();
    for file in rust_files() {
        for text in ["#[ignore", "#[should_panic"] {
            if file.text.contains(text) {
                offenders.push(format!("{}: {text}]", file.path));
            }
        }
    }
    report(&offenders, "a test runs always, and says what it expects:");
}

#[test]
fn imports_name_what_they_import() {
    // Preludes are made for it, and the trait methods of rayon can be named in no other way.
    let is_glob = |line: &str| {
        let line = line.trim();
        line.contains("use ") && line.contains("::*") && !line.contains("prelude::*")
    };
    report(&offending_lines(|_, line| is_glob(line)), "import by name:");
}
