//! What stands around values in the structs of the definition language: lists, maps, places.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};

use super::decoder::{EITHER, ONE_OR_MANY, SPANNED, TRIED};
use crate::diagnostics::{SourceId, Span, Spanned};

/// Definitions by name.
#[derive(Debug, Clone)]
pub(in crate::definition) struct Named<T> {
    /// Those that could be read.
    pub(in crate::definition) list: Vec<(Spanned<String>, T)>,
    /// Names of the others, which have been reported.
    pub(in crate::definition) broken: Vec<Spanned<String>>,
}

/// A list of definitions.
#[derive(Debug, Clone)]
pub(in crate::definition) struct Items<T> {
    /// Those that could be read.
    pub(in crate::definition) list: Vec<T>,
    /// Whether that is all of them; the others have been reported.
    pub(in crate::definition) is_whole: bool,
}

/// One value, or a list of them.
#[derive(Debug, Clone)]
pub(in crate::definition) struct OneOrMany<T>(pub(in crate::definition) Vec<T>);

/// A plain value, or a mapping (or list) that says more.
#[derive(Debug, Clone)]
pub(in crate::definition) enum Either<S, M> {
    /// The plain value.
    Scalar(S),
    /// The mapping or list.
    Collection(M),
}

/// What could be read of a value; what could not has been reported.
pub(super) enum Tried<T> {
    /// All of it.
    Whole(T),
    /// It, without some of its keys.
    Part(T),
    /// Nothing.
    Nothing,
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self { list: Vec::new(), broken: Vec::new() }
    }
}

impl<T> Default for Items<T> {
    fn default() -> Self {
        Self { list: Vec::new(), is_whole: true }
    }
}

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self(Vec::new())
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

wrapper!(TRIED, [T], Tried<T>, |items: A| {
    loop {
        match items.next_element() {
            Ok(Some(value)) => {
                let is_whole = next(&mut items)?;
                return Ok(if is_whole { Tried::Whole(value) } else { Tried::Part(value) });
            }
            Ok(None) => return Ok(Tried::Nothing),
            Err(_) => {}
        }
    }
});

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Items<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items: Vec<Tried<T>> = Deserialize::deserialize(deserializer)?;
        let count = items.len();
        let whole = |item| if let Tried::Whole(value) = item { Some(value) } else { None };
        let list: Vec<T> = items.into_iter().filter_map(whole).collect();
        Ok(Self { is_whole: list.len() == count, list })
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
                let mut named = Named::default();
                while let Some(key) = map.next_key::<Spanned<String>>()? {
                    match map.next_value()? {
                        Tried::Whole(value) => named.list.push((key, value)),
                        Tried::Part(_) | Tried::Nothing => named.broken.push(key),
                    }
                }
                Ok(named)
            }
        }
        deserializer.deserialize_map(Names(PhantomData))
    }
}
