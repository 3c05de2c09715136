//! `msoko functions`: the reference of formulas on the terminal, in the words of the manual.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::process::{Command, Output};

use msoko::expressions::functions;

const MANUAL: &str = include_str!("../docs/reference/functions.md");

fn msoko(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_msoko"));
    command.arg("functions").args(arguments);
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    command.output().unwrap()
}

/// What is printed by a call that succeeds without a word on the side.
#[track_caller]
fn printed(arguments: &[&str]) -> String {
    let output = msoko(arguments);
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
    String::from_utf8(output.stdout).unwrap()
}

#[track_caller]
fn refused(arguments: &[&str], expected: &[&str]) {
    let output = msoko(arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(2), &b""[..]), "{said}");
    for words in expected {
        assert!(said.contains(words), "{words} is not in\n{said}");
    }
}

#[test]
fn every_function_is_described_as_in_the_manual() {
    let all = printed(&["--lang", "ru"]);
    let names = printed(&["--format", "short"]);
    assert_eq!(names.lines().count(), functions().len());
    for (function, signature) in functions().iter().zip(names.lines()) {
        assert_eq!(function.signature, signature);
        for words in [signature, function.summary.russian, function.definition] {
            assert!(all.contains(words) && MANUAL.contains(words), "{words}");
        }
    }
}

#[test]
fn a_function_is_found_by_any_of_its_names() {
    let expected = "avg(x)\n\nThe arithmetic mean of the known values.\nAlso named: mean.\n\
                    Rule: Σ x / n; SQL:2023.\nExamples:\n  avg(x) = 6.5\n      x: 5, null, 8\n  \
                    mean(x) = 0.75\n      x: 0.5, 1.0\n";
    assert_eq!(printed(&["MEAN", "--lang", "en"]), expected);
    assert!(printed(&["count", "--lang", "ru"]).starts_with("count(x), count(*)\n\nЧисло "));
}

#[test]
fn programs_get_all_of_it_as_json() {
    let all: serde_json::Value = serde_json::from_str(&printed(&["--format", "json"])).unwrap();
    assert_eq!(all.as_array().unwrap().len(), functions().len());
    let sou: serde_json::Value =
        serde_json::from_str(&printed(&["sou", "--format", "json"])).unwrap();
    assert_eq!(sou[0]["aggregate"], false);
    assert_eq!(sou[0]["examples"][0]["expected"], "58.4");
}

#[test]
fn an_unknown_function_is_told_from_a_misspelt_one() {
    refused(&["stdev_samp", "--lang", "en"], &["D115", "`stddev_samp`"]);
    refused(&["СРЗНАЧ", "--lang", "ru"], &["возможно, имелось в виду `avg`"]);
    refused(&["если", "--lang", "ru"], &["case when"]);
    refused(&["впр", "--lang", "ru"], &["`впр`", "msoko functions"]);
    refused(&["впр", "--format", "json"], &["\"D115\""]);
}
