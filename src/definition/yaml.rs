//! YAML text to a tree of nodes, each with its place. The only user of `serde_saphyr`.
//!
//! Scalars stay text: `007`, `1.1` and `no` are what the author wrote, and the key that asks for
//! them decides what they mean.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned as Located;

use crate::diagnostics::{Code, Diagnostic, SourceId, Span};

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
}

/// Reads a document.
///
/// # Errors
///
/// Fails with a diagnostic at the first place that is not YAML, or where a key is repeated.
pub(super) fn parse(source: SourceId, text: &str) -> Result<Node, Box<Diagnostic>> {
    match serde_saphyr::from_str::<Located<Tree>>(text) {
        Ok(tree) => Ok(convert(source, text, tree)),
        Err(error) => Err(Box::new(syntax_error(source, text, &error))),
    }
}

fn syntax_error(source: SourceId, text: &str, error: &serde_saphyr::Error) -> Diagnostic {
    let error = error.without_snippet();
    let span = error.location().map_or(Span { source, start: 0, end: 0 }, |location| {
        let start = byte_of(text, location.line(), location.column());
        let length = location.span().byte_len().unwrap_or(0).max(1);
        let end = (start + usize::try_from(length).unwrap_or(1)).min(text.len());
        span_of(source, start, end)
    });
    if let serde_saphyr::Error::DuplicateMappingKey { key, .. } = error {
        let name = key.clone().unwrap_or_default();
        return Diagnostic::error(Code::DefinedTwice).with("name", name).at(span).help("help");
    }
    Diagnostic::error(Code::YamlSyntax).with("message", error.to_string()).at(span).help("help")
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

fn span_of(source: SourceId, start: usize, end: usize) -> Span {
    let offset = |byte: usize| u32::try_from(byte).expect("a definition is smaller than 4 GiB");
    Span { source, start: offset(start), end: offset(end) }
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

fn convert(source: SourceId, text: &str, tree: Located<Tree>) -> Node {
    let bytes = |location: &serde_saphyr::Location| {
        let span = location.span();
        let start = usize::try_from(span.byte_offset().unwrap_or(0)).unwrap_or(0).min(text.len());
        let length = usize::try_from(span.byte_len().unwrap_or(0)).unwrap_or(0);
        (start, (start + length).min(text.len()))
    };
    let (start, end) = bytes(&tree.referenced);
    let own = span_of(source, start, end);
    let kind = match tree.value {
        Tree::Null => NodeKind::Null,
        Tree::Text(text) => NodeKind::Scalar(text),
        Tree::Literal => {
            let (start, end) = bytes(&tree.defined);
            NodeKind::Scalar(text[start..end].trim_end().to_owned())
        }
        Tree::Sequence(items) => {
            let items = items.into_iter().map(|item| convert(source, text, item)).collect();
            NodeKind::Sequence(items)
        }
        Tree::Mapping(entries) => {
            let entry = |(key, value)| (convert(source, text, key), convert(source, text, value));
            NodeKind::Mapping(entries.into_iter().map(entry).collect())
        }
    };
    // The parser places a collection at its first character only.
    let last = match &kind {
        NodeKind::Sequence(items) => items.last().map(|item| item.span.end),
        NodeKind::Mapping(entries) => {
            entries.last().map(|(key, value)| key.span.end.max(value.span.end))
        }
        _ => None,
    };
    let span = Span { end: last.map_or(own.end, |end| end.max(own.end)), ..own };
    Node { kind, span }
}
