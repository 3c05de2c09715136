//! The words: the same in both languages, one message for each code, and none that is missing.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;
use msoko::diagnostics::Code;

use super::report;
use super::repository::read;
use super::rust_files::rust_files;

const FILES: [&str; 4] = ["command-line.ftl", "diagnostics.ftl", "interface.ftl", "report.ftl"];

/// Names of arguments by message, and by message and attribute (`unknown-key.label`).
type Messages = BTreeMap<String, BTreeSet<String>>;

fn messages(language: &str) -> Messages {
    let mut messages = Messages::new();
    for file in FILES {
        let path = format!("locales/{language}/{file}");
        let text = read(&path);
        let resource = parser::parse(text.as_str())
            .unwrap_or_else(|(_, errors)| panic!("{path} is not Fluent: {errors:?}"));
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let id = message.id.name;
            let value = message.value.as_ref().map(arguments).unwrap_or_default();
            assert!(messages.insert(id.to_owned(), value).is_none(), "{path}: {id} twice");
            for attribute in &message.attributes {
                let name = format!("{id}.{}", attribute.id.name);
                messages.insert(name, arguments(&attribute.value));
            }
        }
    }
    messages
}

fn arguments(pattern: &Pattern<&str>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => names.extend(variable(inline)),
            Expression::Select { selector, variants } => {
                names.extend(variable(selector));
                names.extend(variants.iter().flat_map(|variant| arguments(&variant.value)));
            }
        }
    }
    names
}

fn variable(expression: &InlineExpression<&str>) -> BTreeSet<String> {
    match expression {
        InlineExpression::VariableReference { id } => BTreeSet::from([id.name.to_owned()]),
        InlineExpression::Placeable { expression } => match &**expression {
            Expression::Inline(inner) => variable(inner),
            Expression::Select { .. } => BTreeSet::new(),
        },
        _ => BTreeSet::new(),
    }
}

#[test]
fn both_languages_say_the_same() {
    let (russian, english) = (messages("ru"), messages("en"));
    let ids: BTreeSet<&String> = russian.keys().chain(english.keys()).collect();
    let mut offenders = Vec::new();
    for id in ids {
        match (russian.get(id), english.get(id)) {
            (Some(_), None) => offenders.push(format!("{id} is missing in locales/en")),
            (None, _) => offenders.push(format!("{id} is missing in locales/ru")),
            // A language without the same plurals may do without a count.
            (Some(own), Some(other)) => offenders.extend(
                own.symmetric_difference(other)
                    .filter(|name| !["count", "files"].contains(&name.as_str()))
                    .map(|name| format!("{id}: `${name}` is in one language only")),
            ),
        }
    }
    report(&offenders, "every message and attribute is in both languages:");
}

#[test]
fn every_code_has_a_message() {
    let russian = messages("ru");
    let missing = Code::ALL.iter().filter(|code| !russian.contains_key(code.name()));
    let offenders: Vec<String> = missing.map(|code| code.name().to_owned()).collect();
    report(&offenders, "add these messages to locales/*/diagnostics.ftl:");
}

#[test]
fn every_message_of_a_diagnostic_has_a_code() {
    let text = read("locales/ru/diagnostics.ftl");
    let known: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    let is_message = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
    let ids = text.lines().filter(is_message).filter_map(|line| line.split_once(" ="));
    let unknown = ids.map(|(id, _)| id).filter(|id| !known.contains(id));
    let offenders: Vec<String> = unknown.map(str::to_owned).collect();
    report(&offenders, "no code has this name; remove the message:");
}

/// Attributes that the source names: `.note("x")`, `.help("x")`, `.labelled(…, "x")`.
fn named_attributes(code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for call in [".note(\"", ".help(\"", ".labelled("] {
        for (at, _) in code.match_indices(call) {
            let rest = &code[at..];
            let end = rest.find([';', '{']).unwrap_or(rest.len());
            let call_text = &rest[..rest[..end].find("\")").map_or(0, |quote| quote)];
            if let Some((_, name)) = call_text.rsplit_once('"') {
                names.insert(name.to_owned());
            }
        }
    }
    names
}

#[test]
fn every_attribute_that_is_named_exists() {
    let messages = messages("ru");
    let known: BTreeSet<&str> =
        messages.keys().filter_map(|id| id.split_once('.')).map(|(_, name)| name).collect();
    let mut offenders = Vec::new();
    for file in rust_files() {
        let unknown = named_attributes(&file.code);
        let unknown = unknown.iter().filter(|name| !known.contains(name.as_str()));
        offenders.extend(
            unknown
                .filter(|name| *name != "did-you-mean")
                .map(|name| format!("{}: `{name}`", file.path)),
        );
    }
    report(&offenders, "no message of locales/ru/diagnostics.ftl has this attribute:");
}

#[test]
fn every_attribute_is_named_somewhere() {
    let texts: String = rust_files().into_iter().map(|file| file.code).collect();
    let mut offenders = Vec::new();
    for id in messages("ru").keys() {
        let Some((_, attribute)) = id.split_once('.') else { continue };
        // `.at(…)` names the attribute `label` by itself.
        if attribute != "label" && !texts.contains(&format!("\"{attribute}\"")) {
            offenders.push(id.clone());
        }
    }
    report(&offenders, "nothing in src names these attributes; remove them:");
}

#[test]
fn attributes_are_found() {
    let code = "x.at(y).labelled(*first, \"first\").note(\"known\").help(if a { b } else { c })";
    assert_eq!(named_attributes(code), ["first", "known"].map(str::to_owned).into());
}
