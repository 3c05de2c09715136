//! YAML text to a tree of nodes, each with its place. The only user of `serde_saphyr`.
//!
//! Scalars stay text: `007`, `1.1` and `no` are what the author wrote, and the key that asks for
//! them decides what they mean.

use std::collections::HashMap;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{DuplicateKeyPolicy, Spanned as Located};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, SourceId, Span};

use super::yaml_fault;

/// A node of a YAML document.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    /// What it holds.
    pub(super) kind: NodeKind,
    /// Where it stands; of collections, from the first to the last of what they hold.
    pub(super) span: Span,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum NodeKind {
    /// Nothing.
    Null,
    /// Text, without quotes.
    Scalar(String),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys with values, in the order of the file.
    Mapping(Vec<(Node, Node)>),
}

impl Node {
    /// Returns the text of a scalar.
    #[must_use]
    pub(super) fn as_scalar(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the value of a key of a mapping.
    #[must_use]
    pub(super) fn get(&self, wanted: &str) -> Option<&Self> {
        let NodeKind::Mapping(entries) = &self.kind else { return None };
        let found = entries.iter().find(|(key, _)| key.as_scalar() == Some(wanted));
        found.map(|(_, value)| value)
    }
}

/// Reads a document. Keys that are repeated go to `findings`; so does the first place that is not
/// YAML, and then there is no document.
pub(super) fn parse(source: SourceId, text: &str, findings: &mut Diagnostics) -> Option<Node> {
    let options = serde_saphyr::options! { duplicate_keys: DuplicateKeyPolicy::PassThrough };
    match serde_saphyr::from_str_with_options::<Located<Tree>>(text, options) {
        Ok(tree) => Some(Converter { source, text, findings }.convert(tree)),
        Err(error) => {
            findings.push(syntax_error(source, text, &error));
            None
        }
    }
}

fn syntax_error(source: SourceId, text: &str, error: &serde_saphyr::Error) -> Diagnostic {
    let error = error.without_snippet();
    let start =
        error.location().map_or(0, |location| byte_of(text, location.line(), location.column()));
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    yaml_fault::diagnostic(source, text, start, message)
}

/// Errors of the parser give line and column in characters, not bytes.
fn byte_of(text: &str, line: u64, column: u64) -> usize {
    let line = usize::try_from(line).unwrap_or(1).max(1);
    let column = usize::try_from(column).unwrap_or(1).max(1);
    let mut start = 0;
    for row in text.split_inclusive('\n').take(line - 1) {
        start += row.len();
    }
    let rest = &text[start..];
    start + rest.char_indices().nth(column - 1).map_or(rest.len(), |(byte, _)| byte)
}

/// What serde hands over, before places are made of byte offsets.
enum Tree {
    Null,
    Text(String),
    /// A number or a word such as `no`: the text has to be taken from the file.
    Literal,
    Sequence(Vec<Located<Tree>>),
    Mapping(Vec<(Located<Tree>, Located<Tree>)>),
}

struct TreeVisitor;

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("YAML")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Tree, E> {
        Ok(Tree::Literal)
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Tree, E> {
        Ok(Tree::Literal)
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<Tree, E> {
        Ok(Tree::Literal)
    }

    fn visit_i128<E: de::Error>(self, _: i128) -> Result<Tree, E> {
        Ok(Tree::Literal)
    }

    fn visit_u128<E: de::Error>(self, _: u128) -> Result<Tree, E> {
        Ok(Tree::Literal)
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Tree, E> {
        Ok(Tree::Literal)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Tree::Sequence(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(key) = entries.next_key()? {
            list.push((key, entries.next_value()?));
        }
        Ok(Tree::Mapping(list))
    }
}

/// Makes nodes of what serde handed over.
struct Converter<'a> {
    source: SourceId,
    text: &'a str,
    findings: &'a mut Diagnostics,
}

impl Converter<'_> {
    fn convert(&mut self, tree: Located<Tree>) -> Node {
        // What an alias or a merge stands for is placed where it is written.
        let span = self.place(&tree.defined);
        let kind = match tree.value {
            Tree::Null => NodeKind::Null,
            Tree::Text(text) => {
                self.comment_in_text(&text, span);
                NodeKind::Scalar(text)
            }
            Tree::Literal => {
                let (start, end) = (span.start as usize, span.end as usize);
                NodeKind::Scalar(self.text[start..end].trim_end().to_owned())
            }
            Tree::Sequence(items) => {
                NodeKind::Sequence(items.into_iter().map(|item| self.convert(item)).collect())
            }
            Tree::Mapping(entries) => self.mapping(entries),
        };
        // The parser places a collection at its first character only.
        let last = match &kind {
            NodeKind::Sequence(items) => items.last().map(|item| item.span.end),
            NodeKind::Mapping(entries) => {
                entries.last().map(|(key, value)| key.span.end.max(value.span.end))
            }
            _ => None,
        };
        Node { kind, span: Span { end: last.map_or(span.end, |end| end.max(span.end)), ..span } }
    }

    /// Warns of a text without quotes that ends before a `#` which may be part of it, as in
    /// `Школа #5`; a comment has a blank behind the sign.
    fn comment_in_text(&mut self, value: &str, span: Span) {
        let end = span.end as usize;
        let is_plain = self.text[span.start as usize..end].trim_end() == value;
        let is_words = value.contains(|c: char| c == ' ' || !c.is_ascii());
        let rest = self.text[end..].lines().next().unwrap_or_default();
        let Some(comment) = rest.trim_start_matches([' ', '\t']).strip_prefix('#') else { return };
        if is_plain && is_words && comment.starts_with(|c: char| c.is_alphanumeric()) {
            let start = end + rest.len() - comment.len() - 1;
            let lost = span_of(self.source, start, end + rest.trim_end().len());
            let whole = format!("{value}{}", rest.trim_end());
            self.findings.push(
                Diagnostic::warning(Code::CommentInText)
                    .with("value", value)
                    .with("whole", whole)
                    .at(lost)
                    .help("help"),
            );
        }
    }

    /// Of a key that is repeated, the first entry stays.
    fn mapping(&mut self, tree: Vec<(Located<Tree>, Located<Tree>)>) -> NodeKind {
        let mut entries: Vec<(Node, Node)> = Vec::new();
        let mut places: HashMap<String, Span> = HashMap::new();
        for (key, value) in tree {
            let (key, value) = (self.convert(key), self.convert(value));
            let name = key.as_scalar().map(str::to_owned);
            let first = name.as_ref().and_then(|name| places.get(name));
            if let (Some(name), Some(first)) = (&name, first) {
                self.findings.push(
                    Diagnostic::error(Code::DefinedTwice)
                        .with("name", name)
                        .at(key.span)
                        .labelled(*first, "first")
                        .help("help"),
                );
                continue;
            }
            places.extend(name.map(|name| (name, key.span)));
            entries.push((key, value));
        }
        NodeKind::Mapping(entries)
    }

    fn place(&self, location: &serde_saphyr::Location) -> Span {
        let span = location.span();
        let byte = |byte: Option<u64>| usize::try_from(byte.unwrap_or(0)).unwrap_or(0);
        let start = byte(span.byte_offset()).min(self.text.len());
        let end = (start + byte(span.byte_len())).min(self.text.len());
        span_of(self.source, start, end)
    }
}

/// The place of bytes of a file.
pub(super) fn span_of(source: SourceId, start: usize, end: usize) -> Span {
    let offset = |byte: usize| u32::try_from(byte).expect("a definition is smaller than 4 GiB");
    Span { source, start: offset(start), end: offset(end) }
}
