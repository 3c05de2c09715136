//! Lists and mappings on their way into structs.

use serde::de::value::{BoolDeserializer, U32Deserializer};
use serde::de::{DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess};

use super::decoder::Decoder;
use super::fault::Fault;
use crate::definition::yaml::Node;

/// The nodes of a list.
pub(super) struct Elements<'de, 's> {
    pub(super) decoder: Decoder<'de, 's>,
    pub(super) nodes: std::slice::Iter<'de, Node>,
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

/// The keys of a mapping with their values.
pub(super) struct Entries<'de, 's> {
    decoder: Decoder<'de, 's>,
    entries: std::vec::IntoIter<&'de (Node, Node)>,
    value: Option<&'de Node>,
}

impl<'de, 's> Entries<'de, 's> {
    pub(super) fn new(decoder: Decoder<'de, 's>, entries: Vec<&'de (Node, Node)>) -> Self {
        Self { decoder, entries: entries.into_iter(), value: None }
    }
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
        let decoder = self.decoder.of(value);
        let session = self.decoder.session();
        let broken = session.broken_count();
        let result = seed.deserialize(decoder);
        // What is broken further in is passed over there at the next try.
        if result.is_err() && session.broken_count() == broken {
            session.set_broken(value);
        }
        result
    }
}

/// The same node again and again, each time without what could not be read the time before. After
/// a value stands whether it is whole.
pub(super) struct Tries<'de, 's> {
    decoder: Decoder<'de, 's>,
    broken_before: Option<usize>,
    is_whole: Option<bool>,
}

impl<'de, 's> Tries<'de, 's> {
    pub(super) const fn new(decoder: Decoder<'de, 's>) -> Self {
        Self { decoder, broken_before: None, is_whole: None }
    }
}

impl<'de> SeqAccess<'de> for Tries<'de, '_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        if let Some(is_whole) = self.is_whole.take() {
            return seed.deserialize(BoolDeserializer::new(is_whole)).map(Some);
        }
        let session = self.decoder.session();
        let broken = session.broken_count();
        if self.broken_before.replace(broken) == Some(broken) {
            return Ok(None);
        }
        let passed_over = session.passed_over.get();
        let value = seed.deserialize(self.decoder);
        let is_whole = session.passed_over.replace(passed_over) == passed_over;
        self.is_whole = value.is_ok().then_some(is_whole);
        value.map(Some)
    }
}

/// A value with numbers before and after it, for the wrapper types.
pub(super) struct Tagged<'de, 's> {
    pub(super) decoder: Option<Decoder<'de, 's>>,
    pub(super) before: Option<u32>,
    pub(super) after: std::vec::IntoIter<u32>,
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
