//! One tag and its attributes.

use super::xml::XmlError;

/// A tag that opens an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Its name without prefix.
    pub(super) name: &'a [u8],
    /// Whether the element is closed by it.
    pub(super) is_empty: bool,
    attributes: &'a [u8],
}

impl<'a> Tag<'a> {
    /// Makes a tag of what stands between its brackets.
    #[inline]
    pub(super) fn new(text: &'a [u8]) -> Result<Self, XmlError> {
        let (text, is_empty) = match text {
            [text @ .., b'/'] => (text, true),
            text => (text, false),
        };
        let end = text.iter().position(u8::is_ascii_whitespace).unwrap_or(text.len());
        let (name, attributes) = text.split_at(end);
        if name.is_empty() {
            return Err(XmlError::Malformed);
        }
        Ok(Self { name: local(name), is_empty, attributes })
    }

    /// Returns names and values of the attributes as they stand in the file.
    pub(super) fn attributes(&self) -> Attributes<'a> {
        Attributes { rest: self.attributes }
    }

    /// Returns the value of an attribute as it stands in the file.
    pub(super) fn attribute(&self, name: &[u8]) -> Result<Option<&'a [u8]>, XmlError> {
        for attribute in self.attributes() {
            let (found, value) = attribute?;
            if found == name {
                return Ok(Some(value));
            }
        }
        Ok(None)
    }

    /// Returns the value of an attribute as text.
    pub(super) fn text(&self, name: &[u8]) -> Result<Option<String>, XmlError> {
        let Some(value) = self.attribute(name)? else { return Ok(None) };
        let mut text = Vec::new();
        super::text::add(value, &mut text)?;
        String::from_utf8(text).map(Some).map_err(|_| XmlError::Unreadable)
    }
}

/// Names and values of attributes.
pub(super) struct Attributes<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Result<(&'a [u8], &'a [u8]), XmlError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.rest = self.rest.trim_ascii_start();
        if self.rest.is_empty() {
            return None;
        }
        Some(self.attribute().ok_or(XmlError::Malformed))
    }
}

impl<'a> Attributes<'a> {
    #[inline]
    fn attribute(&mut self) -> Option<(&'a [u8], &'a [u8])> {
        let rest = std::mem::take(&mut self.rest);
        let equals = rest.iter().position(|byte| *byte == b'=')?;
        let name = rest[..equals].trim_ascii_end();
        let (quote, value) = rest[equals + 1..].trim_ascii_start().split_first()?;
        if name.is_empty() || !matches!(quote, b'"' | b'\'') {
            return None;
        }
        let end = value.iter().position(|byte| byte == quote)?;
        self.rest = &value[end + 1..];
        Some((name, &value[..end]))
    }
}

/// Returns a name without its prefix.
#[inline]
pub(super) fn local(name: &[u8]) -> &[u8] {
    let colon = name.iter().position(|byte| *byte == b':');
    colon.map_or(name, |colon| &name[colon + 1..])
}

/// Reads a yes or no of an attribute.
pub(super) fn is_true(value: &[u8]) -> bool {
    matches!(value, b"1" | b"true" | b"on")
}

#[cfg(test)]
mod tests {
    use super::{Tag, XmlError};

    #[test]
    fn attributes_are_found_by_name() {
        let tag = Tag::new(b"x:c  r = 'A1'\n s=\"&quot;&#x416;\" x:t=''/").expect("a tag");
        assert_eq!((tag.name, tag.is_empty), (&b"c"[..], true));
        assert_eq!(tag.attribute(b"r"), Ok(Some(&b"A1"[..])));
        assert_eq!(tag.attribute(b"t"), Ok(None));
        assert_eq!(tag.text(b"s"), Ok(Some("\"Ж".to_owned())));
    }

    #[test]
    fn what_is_no_attribute_is_refused() {
        for text in ["c r", "c r=A1", "c r='A1", "c ='A1'", "c r="] {
            let tag = Tag::new(text.as_bytes()).expect("a tag");
            assert_eq!(tag.attribute(b"s"), Err(XmlError::Malformed), "{text}");
        }
        assert_eq!(Tag::new(b""), Err(XmlError::Malformed));
        assert_eq!(Tag::new(b"/"), Err(XmlError::Malformed));
    }
}
