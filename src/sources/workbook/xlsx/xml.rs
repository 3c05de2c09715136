//! XML read as a stream of tags and texts, as fast as its bytes come.
//!
//! Names lose their prefix, texts and values of attributes are what stands in the file. Nothing is
//! looked up outside of the part and no entity is expanded; what stands between two tags, and a tag
//! itself, may take a limited number of bytes.

use std::io::Read;
use std::ops::Range;

use memchr::{memchr, memmem};

use super::source::Source;
use super::tag::Tag;

/// Bytes that are read at a time.
const CHUNK_BYTES: usize = 128 << 10;
/// Bytes of a tag, or of a text between two; a cell has at most 32 767 characters.
const PIECE_BYTES_MAX: usize = 1 << 20;
/// Bytes that are always free when more are read, so that every character finds room.
const TAIL_BYTES: usize = 64;

/// Why XML cannot be read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum XmlError {
    /// It ends inside of an element.
    Cut,
    /// The container does not give it, or it is not of its encoding.
    Unreadable,
    /// A tag or a text has no end within the budget.
    TooLong,
    /// It declares or uses entities of its own.
    Entities,
    /// It is not what XML looks like.
    Malformed,
}

/// What comes next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Event<'a> {
    /// A tag that opens an element; an empty element is already closed by it.
    Start(Tag<'a>),
    /// The end of an element of this name.
    End(&'a [u8]),
    /// Text with its references.
    Text(&'a [u8]),
    /// Text that has no references.
    Literal(&'a [u8]),
    /// The end of the part; all elements are closed.
    Eof,
}

/// XML while it is read.
pub(super) struct Xml<R> {
    source: Source<R>,
    buffer: Vec<u8>,
    /// Where what was not looked at yet begins and ends in the buffer.
    at: usize,
    end: usize,
    /// How many elements are open.
    depth: usize,
}

impl<R: Read> Xml<R> {
    /// Begins a part.
    pub(super) fn new(reader: R) -> Result<Self, XmlError> {
        let source = Source::new(reader)?;
        Ok(Self { source, buffer: vec![0; CHUNK_BYTES], at: 0, end: 0, depth: 0 })
    }

    /// Returns what comes next.
    pub(super) fn next(&mut self) -> Result<Event<'_>, XmlError> {
        loop {
            if self.at == self.end && !self.fill()? {
                return if self.depth == 0 { Ok(Event::Eof) } else { Err(XmlError::Cut) };
            }
            if self.buffer[self.at] != b'<' {
                let text = self.text_piece()?;
                return Ok(Event::Text(&self.buffer[text]));
            }
            self.expect(2)?;
            match self.buffer[self.at + 1] {
                b'/' => {
                    let tag = self.piece(2, b">", 1)?;
                    self.depth = self.depth.checked_sub(1).ok_or(XmlError::Malformed)?;
                    let name = self.buffer[tag].trim_ascii_end();
                    return Ok(Event::End(super::tag::local(name)));
                }
                b'?' => {
                    self.piece(2, b"?>", 2)?;
                }
                b'!' => {
                    if let Some(literal) = self.declaration()? {
                        return Ok(Event::Literal(&self.buffer[literal]));
                    }
                }
                _ => {
                    let tag = self.start_tag()?;
                    let tag = Tag::new(&self.buffer[tag])?;
                    self.depth += usize::from(!tag.is_empty);
                    return Ok(Event::Start(tag));
                }
            }
        }
    }

    /// Takes the rest of a cell at once where it is nothing but a short value, as it is in nearly
    /// all cells. Otherwise nothing is taken.
    #[inline]
    pub(super) fn plain_cell(&mut self) -> Option<&[u8]> {
        const SHORT_BYTES: usize = 32;
        const END: &[u8] = b"</v></c>";
        let value = self.buffer[self.at..self.end].strip_prefix(b"<v>")?;
        let length = value.iter().take(SHORT_BYTES).position(|byte| *byte == b'<')?;
        let is_plain = !value[..length].iter().any(|byte| matches!(byte, b'&' | b'\r'));
        if !is_plain || !value[length..].starts_with(END) {
            return None;
        }
        let start = self.at + 3;
        self.at = start + length + END.len();
        self.depth -= 1;
        Some(&self.buffer[start..start + length])
    }

    /// Goes behind the end of the element whose tag was the last one.
    pub(super) fn skip(&mut self) -> Result<(), XmlError> {
        let mut depth = 0_usize;
        loop {
            match self.next()? {
                Event::Start(tag) => depth += usize::from(!tag.is_empty),
                Event::End(_) if depth == 0 => return Ok(()),
                Event::End(_) => depth -= 1,
                Event::Text(_) | Event::Literal(_) => {}
                Event::Eof => return Err(XmlError::Cut),
            }
        }
    }

    /// Adds the text of the element whose tag was the last one, and goes behind its end.
    pub(super) fn text(&mut self, into: &mut Vec<u8>) -> Result<(), XmlError> {
        let mut depth = 0_usize;
        loop {
            match self.next()? {
                Event::Text(text) => super::text::add(text, into)?,
                Event::Literal(text) => super::text::add_lines(text, into),
                Event::Start(tag) => depth += usize::from(!tag.is_empty),
                Event::End(_) if depth == 0 => return Ok(()),
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(XmlError::Cut),
            }
            if into.len() > PIECE_BYTES_MAX {
                return Err(XmlError::TooLong);
            }
        }
    }

    /// The text up to the next tag or to the end.
    fn text_piece(&mut self) -> Result<Range<usize>, XmlError> {
        let mut searched = 0;
        let length = loop {
            match memchr(b'<', &self.buffer[self.at + searched..self.end]) {
                Some(found) => break searched + found,
                None => searched = self.end - self.at,
            }
            if !self.fill()? {
                break searched;
            }
        };
        self.at += length;
        Ok(self.at - length..self.at)
    }

    /// What stands between the first bytes of a piece and its end mark.
    fn piece(&mut self, from: usize, mark: &[u8], length: usize) -> Result<Range<usize>, XmlError> {
        let mut searched = from;
        loop {
            let rest = self.buffer.get(self.at + searched..self.end).unwrap_or_default();
            let found = if length == 1 { memchr(mark[0], rest) } else { memmem::find(rest, mark) };
            if let Some(found) = found {
                let start = self.at;
                self.at += searched + found + length;
                return Ok(start + from..start + searched + found);
            }
            searched = (self.end - self.at + 1).saturating_sub(length).max(from);
            if !self.fill()? {
                return Err(XmlError::Cut);
            }
        }
    }

    /// What stands between `<` and `>`, where values of attributes may hold `>` as well.
    fn start_tag(&mut self) -> Result<Range<usize>, XmlError> {
        let mut searched = 1;
        let mut quote = None;
        loop {
            let rest = &self.buffer[self.at + searched..self.end];
            match tag_end(rest, &mut quote) {
                Some(found) => {
                    let start = self.at + 1;
                    self.at += searched + found + 1;
                    return Ok(start..self.at - 1);
                }
                None => searched = self.end - self.at,
            }
            if !self.fill()? {
                return Err(XmlError::Cut);
            }
        }
    }

    /// Goes behind a comment, a declaration of the document type, or a piece of literal text, which
    /// is returned.
    fn declaration(&mut self) -> Result<Option<Range<usize>>, XmlError> {
        const LITERAL: &[u8] = b"<![CDATA[";
        self.expect(4)?;
        let rest = &self.buffer[self.at..self.end];
        if rest.starts_with(b"<!--") {
            return self.piece(4, b"-->", 3).map(|_| None);
        }
        if rest.starts_with(b"<![") {
            self.expect(LITERAL.len())?;
            if self.buffer[self.at..self.end].starts_with(LITERAL) {
                return self.piece(LITERAL.len(), b"]]>", 3).map(Some);
            }
            return Err(XmlError::Malformed);
        }
        let declared = self.piece(2, b">", 1)?;
        let declared = &self.buffer[declared];
        match declared.starts_with(b"DOCTYPE") {
            true if memchr(b'[', declared).is_none() => Ok(None),
            true => Err(XmlError::Entities),
            false => Err(XmlError::Malformed),
        }
    }

    /// Reads on until so many bytes are there.
    fn expect(&mut self, count: usize) -> Result<(), XmlError> {
        while self.end - self.at < count {
            if !self.fill()? {
                return Err(XmlError::Cut);
            }
        }
        Ok(())
    }

    /// Reads more behind what is there, which may move in the buffer.
    fn fill(&mut self) -> Result<bool, XmlError> {
        self.buffer.copy_within(self.at..self.end, 0);
        self.end -= self.at;
        self.at = 0;
        if self.buffer.len() - self.end < TAIL_BYTES {
            if self.buffer.len() >= PIECE_BYTES_MAX {
                return Err(XmlError::TooLong);
            }
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        let count = self.source.read(&mut self.buffer[self.end..])?;
        self.end += count;
        Ok(count > 0)
    }
}

/// Finds the end of a tag outside of quotes; `quote` is the one that is open. Tags are short, so
/// that a search by words of the processor would not pay.
#[inline]
fn tag_end(bytes: &[u8], quote: &mut Option<u8>) -> Option<usize> {
    for (index, byte) in bytes.iter().enumerate() {
        match (*quote, *byte) {
            (None, b'>') => return Some(index),
            (None, b'"' | b'\'') => *quote = Some(*byte),
            (Some(open), byte) if open == byte => *quote = None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Result as IoResult};

    use super::{Event, PIECE_BYTES_MAX, Xml, XmlError};

    /// Gives so many bytes at a time.
    struct Drops<'a>(&'a [u8], usize);

    impl Read for Drops<'_> {
        fn read(&mut self, into: &mut [u8]) -> IoResult<usize> {
            let count = self.1.min(into.len()).min(self.0.len());
            into[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn events(text: &str, at_a_time: usize) -> Result<Vec<String>, XmlError> {
        let mut xml = Xml::new(Drops(text.as_bytes(), at_a_time))?;
        let mut events = Vec::new();
        let shown = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        loop {
            events.push(match xml.next()? {
                Event::Start(tag) if tag.is_empty => format!("<{}/>", shown(tag.name)),
                Event::Start(tag) => format!("<{}>", shown(tag.name)),
                Event::End(name) => format!("</{}>", shown(name)),
                Event::Text(text) => shown(text),
                Event::Literal(text) => format!("[{}]", shown(text)),
                Event::Eof => return Ok(events),
            });
        }
    }

    #[test]
    fn events_do_not_depend_on_how_the_bytes_come() {
        let text = "<?xml version='1.0'?><!DOCTYPE a>\n<x:a b='>' c=\"/>'\"><!-- <b> --><b/>1&lt;2\
                    <![CDATA[<c>]]]]></x:a >\n<d e = '1' />";
        let expected =
            ["\n", "<a>", "<b/>", "1&lt;2", "[<c>]]]", "</a>", "\n", "<d/>"].map(str::to_owned);
        // The first kilobyte comes at once.
        let padding = format!("<!--{}-->", "-".repeat(1013));
        for at_a_time in [1, 2, 3, 7, 1 << 20] {
            assert_eq!(events(text, at_a_time).as_deref(), Ok(&expected[..]));
            assert_eq!(
                events(&format!("{padding}{text}"), at_a_time).as_deref(),
                Ok(&expected[..])
            );
        }
    }

    #[test]
    fn what_is_no_xml_is_refused() {
        let cases = [
            ("<a", XmlError::Cut),
            ("<a b='", XmlError::Cut),
            ("<!-- ", XmlError::Cut),
            ("<![CDATA[ ]]", XmlError::Cut),
            ("<", XmlError::Cut),
            ("<a><b/>", XmlError::Cut),
            ("<a/></a>", XmlError::Malformed),
            ("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", XmlError::Entities),
            ("<!ELEMENT a>", XmlError::Malformed),
            ("<![IGNORE[ ]]>", XmlError::Malformed),
            ("<>", XmlError::Malformed),
        ];
        for (text, expected) in cases {
            assert_eq!(events(text, 2), Err(expected), "{text}");
        }
    }

    #[test]
    fn no_piece_is_longer_than_its_budget() {
        let filler = "a".repeat(PIECE_BYTES_MAX + (1 << 19));
        for text in [
            format!("<a>{filler}</a>"),
            format!("<a b='{filler}'/>"),
            format!("<!--{filler}-->"),
            format!("<?{filler}?>"),
            format!("<a>{}</a>", filler.replace("aa", "aa<b/>")).replace("<a>", "<a><!---->"),
        ] {
            let mut xml = Xml::new(text.as_bytes()).expect("memory can be read");
            let mut found = Vec::new();
            let error = loop {
                match xml.next() {
                    Ok(Event::Start(tag)) if !tag.is_empty => {
                        if let Err(error) = xml.text(&mut found) {
                            break error;
                        }
                    }
                    Ok(Event::Eof) => panic!("{} bytes were read", text.len()),
                    Ok(_) => {}
                    Err(error) => break error,
                }
            };
            assert_eq!(error, XmlError::TooLong);
        }
    }
}
