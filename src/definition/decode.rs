//! A tree of nodes to the structs of the definition language, by serde, with every mistake
//! reported at its place instead of only the first.
//!
//! A value that cannot be read is reported where it stands; lists and maps of definitions
//! ([`Items`], [`Named`]) leave it out and go on with the next one.

use std::cell::RefCell;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{StrDeserializer, U32Deserializer};
use serde::de::{
    self, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::{Deserialize, forward_to_deserialize_any};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, SourceId, Span, Spanned, nearest};

use super::yaml::{Node, NodeKind};

const SPANNED: &str = "$msoko::Spanned";
const ONE_OR_MANY: &str = "$msoko::OneOrMany";
const EITHER: &str = "$msoko::Either";

/// Reads a value out of a node. Mistakes go to `findings`; without a value there is at least one.
pub(super) fn decode<'de, T: Deserialize<'de>>(
    node: &'de Node,
    findings: &RefCell<Diagnostics>,
) -> Option<T> {
    T::deserialize(Decoder { node, findings }).ok()
}

/// Definitions by name; those that could not be read are left out, as they have been reported.
#[derive(Debug, Clone)]
pub(super) struct Named<T>(pub(super) Vec<(Spanned<String>, T)>);

/// A list of definitions; those that could not be read are left out, as they have been reported.
#[derive(Debug, Clone)]
pub(super) struct Items<T>(pub(super) Vec<T>);

/// One value, or a list of them.
#[derive(Debug, Clone)]
pub(super) struct OneOrMany<T>(pub(super) Vec<T>);

/// A plain value, or a mapping (or list) that says more.
#[derive(Debug, Clone)]
pub(super) enum Either<S, M> {
    /// The plain value.
    Scalar(S),
    /// The mapping or list.
    Collection(M),
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Default for Items<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// What serde's derived code may complain about. [`Fault::Reported`] has its diagnostic already.
#[derive(Debug)]
enum Fault {
    Reported,
    MissingField(&'static str),
    UnknownVariant(String, &'static [&'static str]),
    Wrong(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Wrong(message.to_string())
    }

    fn missing_field(field: &'static str) -> Self {
        Self::MissingField(field)
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::UnknownVariant(variant.to_owned(), expected)
    }

    fn invalid_type(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::Wrong(expected.to_string())
    }
}

/// A node on its way into a struct.
#[derive(Clone, Copy)]
struct Decoder<'de, 'f> {
    node: &'de Node,
    findings: &'f RefCell<Diagnostics>,
}

impl<'de, 'f> Decoder<'de, 'f> {
    const fn of(self, node: &'de Node) -> Self {
        Self { node, findings: self.findings }
    }

    fn push(self, diagnostic: Diagnostic) {
        self.findings.borrow_mut().push(diagnostic);
    }

    /// Gives a fault its place, unless it has one.
    fn report<T>(self, result: Result<T, Fault>) -> Result<T, Fault> {
        result.map_err(|fault| {
            match fault {
                Fault::Reported => {}
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
        self.push(
            Diagnostic::error(Code::WrongShape)
                .with("expected", expected)
                .at(first_line(self.node))
                .help("help"),
        );
    }

    fn refuse<T>(self, expected: &str) -> Result<T, Fault> {
        self.wrong(expected);
        Err(Fault::Reported)
    }

    fn scalar(self, expected: &str) -> Result<&'de str, Fault> {
        self.node.as_scalar().map_or_else(|| self.refuse(expected), Ok)
    }

    fn number<T: std::str::FromStr>(self, expected: &str) -> Result<T, Fault> {
        let text = self.scalar(expected)?;
        text.parse().or_else(|_| self.refuse(expected))
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

/// Points at the first line of a node only: a whole source in a diagnostic helps nobody.
fn first_line(node: &Node) -> Span {
    match &node.kind {
        NodeKind::Mapping(entries) => entries.first().map_or(node.span, |(key, _)| key.span),
        NodeKind::Sequence(items) => items.first().map_or(node.span, first_line),
        _ => node.span,
    }
}

macro_rules! numbers {
    ($($method:ident $visit:ident $expected:literal,)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            let number = self.number($expected)?;
            self.report(visitor.$visit(number))
        })*
    };
}

impl<'de> Deserializer<'de> for Decoder<'de, '_> {
    type Error = Fault;

    numbers! {
        deserialize_u8 visit_u8 "integer",
        deserialize_u16 visit_u16 "integer",
        deserialize_u32 visit_u32 "integer",
        deserialize_u64 visit_u64 "integer",
        deserialize_i64 visit_i64 "integer",
        deserialize_f64 visit_f64 "number",
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

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.kind {
            NodeKind::Sequence(items) => {
                let elements = Elements { decoder: self, nodes: items.iter() };
                self.report(visitor.visit_seq(elements))
            }
            _ => self.refuse("list"),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.kind {
            NodeKind::Mapping(entries) => {
                let entries = entries.iter().collect::<Vec<_>>().into_iter();
                self.report(visitor.visit_map(Entries { decoder: self, entries, value: None }))
            }
            _ => self.refuse("mapping"),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let NodeKind::Mapping(entries) = &self.node.kind else { return self.refuse("mapping") };
        let is_known = |key: &Node| key.as_scalar().is_some_and(|key| fields.contains(&key));
        for (key, _) in entries.iter().filter(|(key, _)| !is_known(key)) {
            self.unknown_key(key, fields);
        }
        let known: Vec<_> = entries.iter().filter(|(key, _)| is_known(key)).collect();
        let entries = Entries { decoder: self, entries: known.into_iter(), value: None };
        self.report(visitor.visit_map(entries))
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
            (ONE_OR_MANY, NodeKind::Sequence(items)) => {
                visitor.visit_seq(Elements { decoder: self, nodes: items.iter() })
            }
            (ONE_OR_MANY, _) => {
                let nodes = std::slice::from_ref(self.node).iter();
                visitor.visit_seq(Elements { decoder: self, nodes })
            }
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

struct Elements<'de, 'f> {
    decoder: Decoder<'de, 'f>,
    nodes: std::slice::Iter<'de, Node>,
}

impl<'de> SeqAccess<'de> for Elements<'de, '_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        let decoder = self.decoder;
        self.nodes.next().map(|node| seed.deserialize(decoder.of(node))).transpose()
    }
}

struct Entries<'de, 'f> {
    decoder: Decoder<'de, 'f>,
    entries: std::vec::IntoIter<&'de (Node, Node)>,
    value: Option<&'de Node>,
}

impl<'de> MapAccess<'de> for Entries<'de, '_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        let Some((key, value)) = self.entries.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(self.decoder.of(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let value = self.value.take().expect("serde asks for a value after its key");
        seed.deserialize(self.decoder.of(value))
    }
}

/// A value with numbers before and after it, for the wrapper types of this file.
struct Tagged<'de, 'f> {
    decoder: Option<Decoder<'de, 'f>>,
    before: Option<u32>,
    after: std::vec::IntoIter<u32>,
}

impl<'de> SeqAccess<'de> for Tagged<'de, '_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        if let Some(number) = self.before.take() {
            let number: U32Deserializer<Fault> = number.into_deserializer();
            return seed.deserialize(number).map(Some);
        }
        if let Some(decoder) = self.decoder.take() {
            return seed.deserialize(decoder).map(Some);
        }
        let number = |number: u32| {
            let number: U32Deserializer<Fault> = number.into_deserializer();
            seed.deserialize(number)
        };
        self.after.next().map(number).transpose()
    }
}

/// Implements `Deserialize` for a wrapper that asks the decoder for itself by a marker.
macro_rules! wrapper {
    ($marker:ident, [$($generic:ident),*], $type:ty, |$items:ident: $access:ident| $body:expr) => {
        impl<'de, $($generic: Deserialize<'de>),*> Deserialize<'de> for $type {
            fn deserialize<De: Deserializer<'de>>(deserializer: De) -> Result<Self, De::Error> {
                struct Wrapper<T>(PhantomData<T>);
                impl<'de, $($generic: Deserialize<'de>),*> Visitor<'de> for Wrapper<$type> {
                    type Value = $type;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("definition")
                    }
                    fn visit_seq<$access: SeqAccess<'de>>(
                        self,
                        mut $items: $access,
                    ) -> Result<Self::Value, $access::Error> {
                        $body
                    }
                }
                deserializer.deserialize_newtype_struct($marker, Wrapper(PhantomData))
            }
        }
    };
}

fn next<'de, T: Deserialize<'de>, A: SeqAccess<'de>>(items: &mut A) -> Result<T, A::Error> {
    items.next_element()?.ok_or_else(|| de::Error::custom("definition"))
}

wrapper!(SPANNED, [T], Spanned<T>, |items: A| {
    let value = next(&mut items)?;
    let source = SourceId(next(&mut items)?);
    let span = Span { source, start: next(&mut items)?, end: next(&mut items)? };
    Ok(Self::Value::new(value, span))
});

wrapper!(ONE_OR_MANY, [T], OneOrMany<T>, |items: A| {
    let mut list = Vec::new();
    while let Some(item) = items.next_element()? {
        list.push(item);
    }
    Ok(OneOrMany(list))
});

wrapper!(EITHER, [S, M], Either<S, M>, |items: A| {
    let is_scalar: u32 = next(&mut items)?;
    if is_scalar == 1 {
        next(&mut items).map(Either::Scalar)
    } else {
        next(&mut items).map(Either::Collection)
    }
});

/// A value, or nothing where it could not be read and was reported.
struct Attempt<T>(Option<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Attempt<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(T::deserialize(deserializer).ok()))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Items<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items: Vec<Attempt<T>> = Deserialize::deserialize(deserializer)?;
        Ok(Self(items.into_iter().filter_map(|item| item.0).collect()))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Named<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Names<T> {
            type Value = Named<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("mapping")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Named<T>, A::Error> {
                let mut list = Vec::new();
                while let Some(key) = map.next_key::<Spanned<String>>()? {
                    if let Attempt(Some(value)) = map.next_value()? {
                        list.push((key, value));
                    }
                }
                Ok(Named(list))
            }
        }
        deserializer.deserialize_map(Names(PhantomData))
    }
}
