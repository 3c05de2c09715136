//! What a source changes in its form: mappings are merged key by key, lists and plain values
//! replace what the form says, nothing (`null`) removes it.
//!
//! Every node keeps its place, so a mistake is shown in the file that makes it.

use crate::definition::yaml::{Node, NodeKind};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, nearest};

/// Keys of which one mapping has one: where they stand (`*` is any name), and the keys. The one
/// that a source writes goes before the one of its form.
const ALTERNATIVES: [(&[&str], &[&str]); 4] = [
    (&[], &["header", "cells"]),
    (&["sheet"], &["match", "all"]),
    (&["capture", "*"], &["cell", "above", "sheet", "constant", "heading"]),
    (&["columns", "*"], &["from", "heading", "letter", "at"]),
];

/// Returns the mapping of a form as a source changes it. Entries of the source come first, so that
/// what is said about the whole points at the source.
pub(super) fn merge(form: &Node, source: &Node, findings: &mut Diagnostics) -> Node {
    let mut merged = below(form, source, &mut Vec::new(), findings);
    if let NodeKind::Mapping(entries) = &mut merged.kind {
        entries.sort_by_key(|(key, _)| key.span.source != source.span.source);
    }
    merged
}

fn below<'n>(
    form: &Node,
    source: &'n Node,
    path: &mut Vec<&'n str>,
    findings: &mut Diagnostics,
) -> Node {
    let (NodeKind::Mapping(old), NodeKind::Mapping(new)) = (&form.kind, &source.kind) else {
        return source.clone();
    };
    let mut entries = old.clone();
    if let Some(alternatives) = alternatives(path) {
        let is_chosen = |name: &str| alternatives.contains(&name);
        if new.iter().any(|(key, value)| is_said(value) && key.as_scalar().is_some_and(is_chosen)) {
            let is_other = |key: &Node| key.as_scalar().is_some_and(is_chosen);
            entries.retain(|(key, _)| !is_other(key) || source.get(text(key)).is_some());
        }
    }
    for (key, value) in new {
        let name = text(key);
        let known = entries.iter().position(|(key, _)| text(key) == name);
        match (known, is_said(value)) {
            (Some(index), true) => {
                path.push(name);
                let value = below(&entries[index].1, value, path, findings);
                path.pop();
                entries[index] = (key.clone(), value);
            }
            (None, true) => entries.push((key.clone(), value.clone())),
            (Some(index), false) => _ = entries.remove(index),
            (None, false) => findings.push(nothing_to_remove(key, old)),
        }
    }
    Node { kind: NodeKind::Mapping(entries), span: source.span }
}

fn is_said(value: &Node) -> bool {
    value.kind != NodeKind::Null
}

fn text(key: &Node) -> &str {
    key.as_scalar().unwrap_or_default()
}

fn alternatives(path: &[&str]) -> Option<&'static [&'static str]> {
    let fits = |pattern: &[&str]| {
        pattern.len() == path.len()
            && pattern.iter().zip(path).all(|(part, name)| *part == "*" || part == name)
    };
    ALTERNATIVES.iter().find(|(pattern, _)| fits(pattern)).map(|(_, keys)| *keys)
}

fn nothing_to_remove(key: &Node, form: &[(Node, Node)]) -> Diagnostic {
    let known = form.iter().map(|(key, _)| text(key));
    Diagnostic::error(Code::NothingToRemove)
        .with("key", text(key))
        .at(key.span)
        .suggest(nearest(text(key), known))
        .help("help")
}

#[cfg(test)]
mod tests {
    use super::merge;
    use crate::definition::yaml::{self, Node, NodeKind};
    use crate::diagnostics::{Diagnostics, SourceMap};

    fn shown(node: &Node) -> String {
        let list = |parts: Vec<String>| parts.join(" ");
        match &node.kind {
            NodeKind::Null => "null".to_owned(),
            NodeKind::Scalar(text) => text.clone(),
            NodeKind::Sequence(items) => format!("[{}]", list(items.iter().map(shown).collect())),
            NodeKind::Mapping(entries) => {
                let entry =
                    |(key, value): &(Node, Node)| format!("{}:{}", shown(key), shown(value));
                format!("{{{}}}", list(entries.iter().map(entry).collect()))
            }
        }
    }

    #[track_caller]
    fn check(form: &str, source: &str, expected: &str, problems: &[&str]) {
        let mut texts = SourceMap::default();
        let mut findings = Diagnostics::default();
        let mut node = |name: &str, text: &str| {
            let id = texts.add(name, text);
            yaml::parse(id, text, &mut findings).expect("it is YAML")
        };
        let (form, source) = (node("form", form), node("source", source));
        let merged = merge(&form, &source, &mut findings);
        assert_eq!(shown(&merged), expected);
        let found: Vec<&str> = findings.iter().map(|finding| finding.code.id()).collect();
        assert_eq!(found, problems);
    }

    #[test]
    fn mappings_merge_and_the_rest_replaces() {
        check("{a: 1, b: {c: 2, d: 3}}", "{b: {d: 4, e: 5}}", "{b:{c:2 d:4 e:5} a:1}", &[]);
        check("{a: [1, 2]}", "{a: [3]}", "{a:[3]}", &[]);
        check("{a: {b: 1}}", "{a: 2}", "{a:2}", &[]);
        check("{a: 1}", "{a: {b: 2}}", "{a:{b:2}}", &[]);
    }

    #[test]
    fn nothing_removes() {
        check(
            "{columns: {n: {type: integer}, x: {}}}",
            "{columns: {x: }}",
            "{columns:{n:{type:integer}}}",
            &[],
        );
        check("{columns: {n: {}}}", "{columns: {m: null}}", "{columns:{n:{}}}", &["D151"]);
        check("{stop: [1]}", "{stop: ~, files: f}", "{files:f}", &[]);
    }

    #[test]
    fn of_alternatives_the_source_chooses() {
        let form = "{capture: {subject: {cell: A3, match: m, type: text}}}";
        check(
            form,
            "{capture: {subject: {constant: Физика}}}",
            "{capture:{subject:{match:m type:text constant:Физика}}}",
            &[],
        );
        check(
            form,
            "{capture: {subject: {cell: A4}}}",
            "{capture:{subject:{cell:A4 match:m type:text}}}",
            &[],
        );
        check(
            "{columns: {n: {from: a}}}",
            "{columns: {n: {letter: K}}}",
            "{columns:{n:{letter:K}}}",
            &[],
        );
        // Elsewhere the same words mean something else.
        check("{x: {n: {from: a}}}", "{x: {n: {letter: K}}}", "{x:{n:{from:a letter:K}}}", &[]);
    }
}
