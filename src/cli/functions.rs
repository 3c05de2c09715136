//! `msoko functions`.

use std::io::Write as _;

use serde_json::{Value, json};

use crate::diagnostics::{Argument, Catalogue, Diagnostics, Language, SourceMap};
use crate::expressions::{Example, Function, find_function, functions as all, unknown_function};

use super::args::{Format, Lang};
use super::exit_code::Exit;
use super::terminal::Terminal;

/// Prints what the functions of formulas do, or what one of them does.
pub(super) fn functions(name: Option<&str>, lang: Option<Lang>, format: Format) -> Exit {
    let terminal = Terminal::of(lang, format);
    let Some(name) = name else {
        let list: Vec<&Function> = all().iter().collect();
        return print(&match format {
            Format::Human => reference(&list, terminal.catalogue()),
            Format::Short => list.iter().map(|one| format!("{}\n", one.signature)).collect(),
            Format::Json => json_text(&list),
        });
    };
    let Some(function) = find_function(name) else {
        let mut findings = Diagnostics::default();
        findings.push(unknown_function(name));
        terminal.report(&findings, &SourceMap::default());
        return Exit::Usage;
    };
    print(&match format {
        Format::Human => section(function, terminal.catalogue()),
        Format::Short => format!("{}\n", function.signature),
        Format::Json => json_text(&[function]),
    })
}

fn print(text: &str) -> Exit {
    match anstream::stdout().write_all(text.as_bytes()) {
        Ok(()) => Exit::Done,
        // A reader that goes away is no failure.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Exit::Done,
        Err(_) => Exit::Machine,
    }
}

fn reference(list: &[&Function], words: &Catalogue) -> String {
    let (totals, row_by_row): (Vec<&Function>, Vec<&Function>) =
        list.iter().partition(|function| function.is_aggregate());
    let parts = [("functions-aggregates", totals), ("functions-scalars", row_by_row)];
    let parts = parts.map(|(title, list)| {
        let sections: Vec<String> = list.iter().map(|one| section(one, words)).collect();
        format!("## {}\n\n{}", words.text(title, &[]), sections.join("\n"))
    });
    parts.join("\n")
}

fn section(function: &Function, words: &Catalogue) -> String {
    let summary = match words.language() {
        Language::Russian => function.summary.russian,
        Language::English => function.summary.english,
    };
    let mut text = format!("{}\n\n{summary}\n", function.signature);
    if !function.aliases.is_empty() {
        let names = [("names", Argument::Text(function.aliases.join(", ")))];
        text.push_str(&format!("{}\n", words.text("function-aliases", &names)));
    }
    let rule = [("text", Argument::Text(function.definition.to_owned()))];
    text.push_str(&format!("{}\n", words.text("function-definition", &rule)));
    text.push_str(&format!("{}\n", words.text("function-examples", &[])));
    function.examples.iter().for_each(|example| text.push_str(&example_lines(example)));
    text
}

fn example_lines(example: &Example) -> String {
    let columns = example.columns.iter().filter(|(name, _)| is_used(example.formula, name));
    let lines = columns.map(|(name, cells)| format!("      {name}: {}\n", cells.join(", ")));
    let lines: String = lines.collect();
    format!("  {} = {}\n{lines}", example.formula, example.expected)
}

/// Whether a formula uses a column; an example of constants has one only to have a row.
fn is_used(formula: &str, name: &str) -> bool {
    formula.split(|letter: char| !(letter.is_alphanumeric() || letter == '_')).any(|w| w == name)
}

fn json_text(list: &[&Function]) -> String {
    format!("{:#}\n", Value::Array(list.iter().map(|function| one(function)).collect()))
}

fn one(function: &Function) -> Value {
    let examples = function.examples.iter().map(|example| {
        let columns =
            example.columns.iter().map(|(name, cells)| ((*name).to_owned(), json!(cells)));
        json!({
            "formula": example.formula,
            "columns": Value::Object(columns.collect()),
            "expected": example.expected,
        })
    });
    json!({
        "name": function.name,
        "aliases": function.aliases,
        "signature": function.signature,
        "aggregate": function.is_aggregate(),
        "summary": { "ru": function.summary.russian, "en": function.summary.english },
        "definition": function.definition,
        "examples": examples.collect::<Vec<_>>(),
    })
}
