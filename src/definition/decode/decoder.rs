//! The decoder itself: a node on its way into a struct.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use serde::de::value::StrDeserializer;
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span, nearest};

use super::access::{Elements, Entries, Tagged, Tries};
use super::comma::cut_values;
use super::fault::Fault;
use crate::definition::yaml::{Node, NodeKind};

pub(super) const SPANNED: &str = "$msoko::Spanned";
pub(super) const ONE_OR_MANY: &str = "$msoko::OneOrMany";
pub(super) const EITHER: &str = "$msoko::Either";
pub(super) const TRIED: &str = "$msoko::Tried";

/// What was found while a file is decoded.
#[derive(Default)]
pub(super) struct Session<'de> {
    findings: RefCell<Diagnostics>,
    /// Values of keys that could not be read and are passed over from then on.
    broken: RefCell<Vec<&'de Node>>,
    /// How often that was done in what is being read.
    pub(super) passed_over: Cell<usize>,
}

impl<'de> Session<'de> {
    pub(super) const fn decoder<'s>(&'s self, node: &'de Node) -> Decoder<'de, 's> {
        Decoder { node, session: self }
    }

    pub(super) fn is_broken(&self, node: &Node) -> bool {
        self.broken.borrow().iter().any(|broken| std::ptr::eq(*broken, node))
    }

    /// Notes a value that is passed over from then on; once, so that tries come to an end.
    pub(super) fn set_broken(&self, node: &'de Node) {
        if !self.is_broken(node) {
            self.broken.borrow_mut().push(node);
        }
    }

    pub(super) fn broken_count(&self) -> usize {
        self.broken.borrow().len()
    }

    pub(super) fn into_findings(self) -> Diagnostics {
        self.findings.into_inner()
    }
}

#[derive(Clone, Copy)]
pub(super) struct Decoder<'de, 's> {
    node: &'de Node,
    session: &'s Session<'de>,
}

impl<'de, 's> Decoder<'de, 's> {
    pub(super) const fn of(self, node: &'de Node) -> Self {
        Self { node, session: self.session }
    }

    pub(super) const fn session(self) -> &'s Session<'de> {
        self.session
    }

    /// Keeps a finding, unless the same place was read before.
    fn push(self, diagnostic: Diagnostic) {
        self.session.findings.borrow_mut().append_new(diagnostic.into());
    }

    /// Gives a fault its place, unless it has one.
    fn report<T>(self, result: Result<T, Fault>) -> Result<T, Fault> {
        result.map_err(|fault| {
            match fault {
                Fault::Reported => {}
                // The key is there, but its value could not be read.
                Fault::MissingField(key) if self.node.get(key).is_some() => {}
                Fault::MissingField(key) => self.push(
                    Diagnostic::error(Code::MissingKey)
                        .with("key", key)
                        .at(first_line(self.node))
                        .help("help"),
                ),
                Fault::UnknownVariant(word, expected) => self.push(
                    Diagnostic::error(Code::UnknownChoice)
                        .with("word", word.as_str())
                        .with("choices", expected.join("`, `"))
                        .at(self.node.span)
                        .suggest(nearest(&word, expected.iter().copied()))
                        .help("help"),
                ),
                Fault::Wrong(expected) => self.wrong(&expected),
            }
            Fault::Reported
        })
    }

    fn wrong(self, expected: &str) {
        let error = Diagnostic::error(Code::WrongShape).with("expected", expected);
        let error = error.at(first_line(self.node));
        let meant = self.node.as_scalar().and_then(|text| meant_by(text, expected));
        self.push(match meant {
            Some(meant) => error.with("value", meant).help("help-write"),
            None if expected == "names" => error.help("help-named"),
            None => error.help("help"),
        });
    }

    /// Reports something else than a mapping with some of these keys.
    fn wrong_mapping<T>(self, fields: &'static [&'static str]) -> Result<T, Fault> {
        self.push(
            Diagnostic::error(Code::WrongShape)
                .with("expected", "mapping")
                .with("known", fields.join("`, `"))
                .with("value", format!("{{ {}: … }}", fields.first().unwrap_or(&"…")))
                .at(first_line(self.node))
                .note("known")
                .help("help-write"),
        );
        Err(Fault::Reported)
    }

    fn refuse<T>(self, expected: &str) -> Result<T, Fault> {
        self.wrong(expected);
        Err(Fault::Reported)
    }

    fn scalar(self, expected: &str) -> Result<&'de str, Fault> {
        self.node.as_scalar().map_or_else(|| self.refuse(expected), Ok)
    }

    fn integer<T: std::str::FromStr>(self) -> Result<T, Fault> {
        let text = self.scalar("integer")?;
        text.parse().or_else(|_| {
            let digits = text.strip_prefix('-').unwrap_or(text);
            let is_integer = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            match (is_integer, text.starts_with('-')) {
                (true, true) => self.refuse("not-negative"),
                (true, false) => self.refuse("not-so-large"),
                (false, _) => self.refuse("integer"),
            }
        })
    }

    fn number(self) -> Result<f64, Fault> {
        let text = self.scalar("number")?;
        let number = text.parse().ok().filter(|number: &f64| number.is_finite());
        number.map_or_else(|| self.refuse("number"), Ok)
    }

    /// Reports the values of a mapping that were cut by commas, and returns the entries that
    /// belong to them.
    fn cut_values(self, entries: &'de [(Node, Node)]) -> BTreeSet<usize> {
        let mut cut = BTreeSet::new();
        for found in cut_values(entries) {
            self.session.set_broken(found.value);
            self.push(found.finding(&entries[*found.entries.end()].0));
            cut.extend(found.entries);
        }
        cut
    }

    fn unknown_key(self, key: &Node, fields: &'static [&'static str]) {
        let name = key.as_scalar().unwrap_or_default();
        self.push(
            Diagnostic::error(Code::UnknownKey)
                .with("key", name)
                .with("known", fields.join("`, `"))
                .at(key.span)
                .suggest(nearest(name, fields.iter().copied()))
                .note("known"),
        );
    }
}

/// Returns how a value would be written that is not what it has to be, if that can be guessed.
fn meant_by(text: &str, expected: &str) -> Option<String> {
    match expected {
        "number" | "integer" => {
            let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            let unit = |c: char| c.is_alphabetic() || c == '%' || c == '.';
            let text = text.trim_end_matches(unit).replace(',', ".");
            let is_meant = match expected {
                "integer" => text.parse::<i64>().is_ok(),
                _ => text.parse::<f64>().is_ok_and(f64::is_finite),
            };
            is_meant.then_some(text)
        }
        "boolean" => match text.to_lowercase().as_str() {
            "yes" | "on" | "1" | "истина" | "true" | "да" => Some("true".to_owned()),
            "no" | "off" | "0" | "ложь" | "false" | "нет" => Some("false".to_owned()),
            _ => None,
        },
        "list" => Some(format!("[{text}]")),
        _ => None,
    }
}

/// Points at the first line of a node only: a whole source in a diagnostic helps nobody.
fn first_line(node: &Node) -> Span {
    match &node.kind {
        NodeKind::Mapping(entries) => entries.first().map_or(node.span, |(key, _)| key.span),
        NodeKind::Sequence(items) => items.first().map_or(node.span, first_line),
        _ => node.span,
    }
}

macro_rules! integers {
    ($($method:ident $visit:ident,)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            let number = self.integer()?;
            self.report(visitor.$visit(number))
        })*
    };
}

impl<'de> Deserializer<'de> for Decoder<'de, '_> {
    type Error = Fault;

    integers! {
        deserialize_u8 visit_u8,
        deserialize_u16 visit_u16,
        deserialize_u32 visit_u32,
        deserialize_u64 visit_u64,
        deserialize_i64 visit_i64,
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let number = self.number()?;
        self.report(visitor.visit_f64(number))
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.kind {
            NodeKind::Null => self.report(visitor.visit_unit()),
            NodeKind::Scalar(text) => self.report(visitor.visit_borrowed_str(text)),
            NodeKind::Sequence(_) => self.deserialize_seq(visitor),
            NodeKind::Mapping(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.scalar("boolean")? {
            "true" | "да" => self.report(visitor.visit_bool(true)),
            "false" | "нет" => self.report(visitor.visit_bool(false)),
            _ => self.refuse("boolean"),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let text = self.scalar("text")?;
        self.report(visitor.visit_borrowed_str(text))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.node.kind {
            NodeKind::Null => self.report(visitor.visit_none()),
            _ => visitor.visit_some(self),
        }
    }

    /// Nothing is an empty list: authors comment out what a key holds.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let nodes = match &self.node.kind {
            NodeKind::Sequence(items) => items.iter(),
            NodeKind::Null => [].iter(),
            _ => return self.refuse("list"),
        };
        self.report(visitor.visit_seq(Elements { decoder: self, nodes }))
    }

    /// Nothing is a mapping without keys, as with lists.
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let entries = match &self.node.kind {
            NodeKind::Mapping(entries) => {
                let cut = self.cut_values(entries);
                let sound = entries.iter().enumerate().filter(|(index, _)| !cut.contains(index));
                sound.map(|(_, entry)| entry).collect()
            }
            NodeKind::Null => Vec::new(),
            _ => return self.refuse("names"),
        };
        self.report(visitor.visit_map(Entries::new(self, entries)))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let NodeKind::Mapping(entries) = &self.node.kind else { return self.wrong_mapping(fields) };
        let is_known = |key: &Node| key.as_scalar().is_some_and(|key| fields.contains(&key));
        let cut = self.cut_values(entries);
        for (index, (key, _)) in entries.iter().enumerate() {
            if !is_known(key) && !cut.contains(&index) {
                self.unknown_key(key, fields);
            }
        }
        let known = entries.iter().filter(|(key, _)| is_known(key));
        let (broken, sound): (Vec<_>, Vec<_>) =
            known.partition(|(_, value)| self.session.is_broken(value));
        let passed_over = &self.session.passed_over;
        passed_over.set(passed_over.get() + broken.len());
        self.report(visitor.visit_map(Entries::new(self, sound)))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let word: StrDeserializer<'_, Fault> = self.scalar("word")?.into_deserializer();
        self.report(visitor.visit_enum(word))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match (name, &self.node.kind) {
            (SPANNED, _) => {
                let span = self.node.span;
                let numbers = vec![span.source.0, span.start, span.end].into_iter();
                visitor.visit_seq(Tagged { decoder: Some(self), before: None, after: numbers })
            }
            (EITHER, kind) => {
                let is_scalar = matches!(kind, NodeKind::Scalar(_) | NodeKind::Null);
                let before = Some(u32::from(is_scalar));
                let after = Vec::new().into_iter();
                visitor.visit_seq(Tagged { decoder: Some(self), before, after })
            }
            (ONE_OR_MANY, kind) => {
                let nodes = match kind {
                    NodeKind::Sequence(items) => items.iter(),
                    NodeKind::Null => [].iter(),
                    _ => std::slice::from_ref(self.node).iter(),
                };
                visitor.visit_seq(Elements { decoder: self, nodes })
            }
            (TRIED, _) => visitor.visit_seq(Tries::new(self)),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u128 f32 char bytes byte_buf unit unit_struct tuple tuple_struct identifier
    }
}
