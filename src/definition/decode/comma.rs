//! Values that a comma has cut: inside of braces `{ value: 55,5 }` are two keys, and so are
//! `{ value: percentile(n, 0.5) }`.

use std::ops::RangeInclusive;

use crate::definition::yaml::{Node, NodeKind};
use crate::diagnostics::{Code, Diagnostic, Span};

/// A value that was cut, with the keys that were made of its rest.
pub(super) struct CutValue<'de> {
    /// The value in which it begins.
    pub(super) value: &'de Node,
    /// The entries that belong to it.
    pub(super) entries: RangeInclusive<usize>,
    whole: String,
    is_number: bool,
}

impl CutValue<'_> {
    pub(super) fn finding(&self, last: &Node) -> Diagnostic {
        let (kind, help) =
            if self.is_number { ("comma", "help-comma") } else { ("quoted", "help-quoted") };
        Diagnostic::error(Code::UnknownKey)
            .with("kind", kind)
            .with("value", self.whole.as_str())
            .labelled(Span { start: self.value.span.start, ..last.span }, "label-comma")
            .help(help)
    }
}

/// Finds the values of a mapping that were cut by commas.
pub(super) fn cut_values(entries: &[(Node, Node)]) -> Vec<CutValue<'_>> {
    let mut found = Vec::new();
    let mut next = 0;
    while next < entries.len() {
        let cut = cut_at(entries, next);
        next = cut.as_ref().map_or(next, |cut| *cut.entries.end()) + 1;
        found.extend(cut);
    }
    found
}

fn cut_at(entries: &[(Node, Node)], start: usize) -> Option<CutValue<'_>> {
    let value = &entries[start].1;
    let mut whole = value.as_scalar()?.to_owned();
    let rest = entries[start + 1..].iter().take_while(|(_, value)| value.kind == NodeKind::Null);
    let rest: Vec<&Node> =
        rest.map(|(key, _)| key).take_while(|key| key.as_scalar().is_some()).collect();
    let first = rest.first()?;
    let text = first.as_scalar()?;
    if is_digits(&whole) && is_digits(text) && value.span.end + 1 == first.span.start {
        let (whole, entries) = (format!("{whole}.{text}"), start..=start + 1);
        return Some(CutValue { value, entries, whole, is_number: true });
    }
    let mut end = start;
    for key in rest {
        if depth(&whole) <= 0 {
            break;
        }
        whole = format!("{whole}, {}", key.as_scalar()?);
        end += 1;
    }
    let is_cut = end > start && depth(&whole) == 0;
    is_cut.then_some(CutValue { value, entries: start..=end, whole, is_number: false })
}

/// How many parentheses are still open at the end of a text.
fn depth(text: &str) -> i32 {
    text.chars().fold(0, |depth, character| match character {
        '(' => depth + 1,
        ')' => depth - 1,
        _ => depth,
    })
}

fn is_digits(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}
