//! The bytes of a part as UTF-8, whatever the part is written in.

use std::io::Read;

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::xml::XmlError;

/// Bytes that are looked at for the encoding.
const HEAD_BYTES: usize = 1 << 10;

/// A part that is read from its beginning.
pub(super) struct Source<R> {
    reader: R,
    /// What was read but not given out yet.
    waiting: Vec<u8>,
    given: usize,
    decoder: Option<Decoder>,
    /// Whether the reader has given everything, and whether the decoder has.
    is_drained: bool,
    is_finished: bool,
}

impl<R: Read> Source<R> {
    /// Reads the beginning of a part and finds its encoding.
    pub(super) fn new(mut reader: R) -> Result<Self, XmlError> {
        let mut waiting = Vec::new();
        let head = reader.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut waiting);
        head.map_err(|_| XmlError::Unreadable)?;
        let (encoding, mark) = encoding_of(&waiting).ok_or(XmlError::Unreadable)?;
        let decoder = (encoding != UTF_8).then(|| encoding.new_decoder_without_bom_handling());
        Ok(Self { reader, waiting, given: mark, decoder, is_drained: false, is_finished: false })
    }

    /// Reads more; nothing more comes when it is zero.
    pub(super) fn read(&mut self, into: &mut [u8]) -> Result<usize, XmlError> {
        if self.decoder.is_some() {
            return self.decode(into);
        }
        let waiting = &self.waiting[self.given..];
        if waiting.is_empty() {
            return self.reader.read(into).map_err(|_| XmlError::Unreadable);
        }
        let count = waiting.len().min(into.len());
        into[..count].copy_from_slice(&waiting[..count]);
        self.given += count;
        Ok(count)
    }

    fn decode(&mut self, into: &mut [u8]) -> Result<usize, XmlError> {
        let Some(decoder) = &mut self.decoder else { return Ok(0) };
        while !self.is_finished {
            if self.given == self.waiting.len() && !self.is_drained {
                self.waiting.resize(HEAD_BYTES, 0);
                let count = self.reader.read(&mut self.waiting);
                self.waiting.truncate(count.map_err(|_| XmlError::Unreadable)?);
                (self.given, self.is_drained) = (0, self.waiting.is_empty());
            }
            let bytes = &self.waiting[self.given..];
            let (result, read, written) =
                decoder.decode_to_utf8_without_replacement(bytes, into, self.is_drained);
            self.given += read;
            match result {
                DecoderResult::Malformed(..) => return Err(XmlError::Unreadable),
                DecoderResult::InputEmpty => self.is_finished = self.is_drained,
                DecoderResult::OutputFull => {}
            }
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

/// Returns the encoding of a part and how many bytes mark it.
fn encoding_of(head: &[u8]) -> Option<(&'static Encoding, usize)> {
    if let Some(found) = Encoding::for_bom(head) {
        return Some(found);
    }
    match head {
        [b'<', 0, ..] => return Some((UTF_16LE, 0)),
        [0, b'<', ..] => return Some((UTF_16BE, 0)),
        _ => {}
    }
    let Some(declaration) = head.strip_prefix(b"<?xml") else { return Some((UTF_8, 0)) };
    let end = declaration.windows(2).position(|pair| pair == b"?>").unwrap_or(declaration.len());
    let declaration = String::from_utf8_lossy(&declaration[..end]);
    let Some((_, label)) = declaration.split_once("encoding") else { return Some((UTF_8, 0)) };
    let label = label.split(['"', '\'']).nth(1).unwrap_or_default();
    // Bytes that begin with a single-byte `<` are no UTF-16, whatever they say of themselves.
    let encoding = Encoding::for_label(label.as_bytes())?;
    Some((encoding.output_encoding(), 0))
}

#[cfg(test)]
mod tests {
    use super::Source;

    fn decoded(bytes: &[u8]) -> Option<String> {
        let mut source = Source::new(bytes).ok()?;
        let mut text = Vec::new();
        let mut chunk = [0; 64];
        loop {
            match source.read(&mut chunk).ok()? {
                0 => return String::from_utf8(text).ok(),
                count => text.extend_from_slice(&chunk[..count]),
            }
        }
    }

    #[test]
    fn every_encoding_becomes_utf_8() {
        let text = format!("<a>{}</a>", "Школа №1 ".repeat(1000));
        let mut wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(&wide).as_ref(), Some(&text));
        wide.splice(..0, [0xFF, 0xFE]);
        assert_eq!(decoded(&wide).as_ref(), Some(&text));
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decoded(&wide).as_ref(), Some(&text));
        let text = format!("<?xml version='1.0' encoding='windows-1251'?>{text}");
        let (narrow, _, _) = encoding_rs::WINDOWS_1251.encode(&text);
        assert_eq!(decoded(&narrow).as_ref(), Some(&text));
        assert_eq!(decoded(b"\xEF\xBB\xBF<a/>").as_deref(), Some("<a/>"));
        assert_eq!(decoded(b"").as_deref(), Some(""));
    }

    #[test]
    fn what_is_not_of_its_encoding_is_refused() {
        assert_eq!(decoded(b"<\0a\0\x00\xD8>\0"), None);
        assert_eq!(decoded(b"<?xml version='1.0' encoding='no such'?><a/>"), None);
    }
}
