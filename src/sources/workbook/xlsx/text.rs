//! Texts of cells: references, line ends, escapes of the format, and runs of rich text.

use std::borrow::Cow;
use std::io::Read;

use memchr::{memchr, memchr_iter, memchr2};
use quick_xml::escape::resolve_predefined_entity;

use super::xml::{Event, Xml, XmlError};

/// Adds text as it stands in the file, with its references replaced. Only the five names of XML
/// and the numbers of characters are known.
pub(super) fn add(mut raw: &[u8], into: &mut Vec<u8>) -> Result<(), XmlError> {
    if memchr2(b'&', b'\r', raw).is_none() {
        into.extend_from_slice(raw);
        return Ok(());
    }
    while let Some(at) = memchr(b'&', raw) {
        add_lines(&raw[..at], into);
        let end = memchr(b';', &raw[at..]).ok_or(XmlError::Malformed)?;
        let name = std::str::from_utf8(&raw[at + 1..at + end]).map_err(|_| XmlError::Malformed)?;
        match name.strip_prefix('#') {
            Some(number) => {
                let character = character(number).ok_or(XmlError::Malformed)?;
                into.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            }
            None => {
                let text = resolve_predefined_entity(name).ok_or(XmlError::Entities)?;
                into.extend_from_slice(text.as_bytes());
            }
        }
        raw = &raw[at + end + 1..];
    }
    add_lines(raw, into);
    Ok(())
}

/// Adds text; every kind of line end is the same one.
pub(super) fn add_lines(mut raw: &[u8], into: &mut Vec<u8>) {
    while let Some(at) = memchr(b'\r', raw) {
        into.extend_from_slice(&raw[..at]);
        into.push(b'\n');
        let rest = &raw[at + 1..];
        raw = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    into.extend_from_slice(raw);
}

fn character(number: &str) -> Option<char> {
    let is_plain = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let code = match number.strip_prefix('x') {
        Some(digits) if is_plain(digits) => u32::from_str_radix(digits, 16).ok()?,
        None if is_plain(number) => number.parse().ok()?,
        _ => return None,
    };
    char::from_u32(code).filter(|character| *character != '\0')
}

/// Replaces `_x000D_` and the like, by which the format writes what XML cannot hold.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    const LENGTH: usize = 7;
    let mut marks = memchr_iter(b'_', text.as_bytes());
    let Some(first) = marks.find(|at| escaped_unit(text, *at).is_some()) else {
        return Cow::Borrowed(text);
    };
    let mut units: Vec<u16> = Vec::new();
    let mut result = text[..first].to_owned();
    let mut at = first;
    while at < text.len() {
        if let Some(unit) = escaped_unit(text, at) {
            units.push(unit);
            at += LENGTH;
            continue;
        }
        result.push_str(&String::from_utf16_lossy(&std::mem::take(&mut units)));
        let rest = &text[at..];
        let next = memchr(b'_', &rest.as_bytes()[1..]).map_or(rest.len(), |next| next + 1);
        result.push_str(&rest[..next]);
        at += next;
    }
    result.push_str(&String::from_utf16_lossy(&units));
    Cow::Owned(result)
}

/// Returns the number of an escape that begins here.
fn escaped_unit(text: &str, at: usize) -> Option<u16> {
    let [b'_', b'x', digits @ .., b'_'] = text.as_bytes().get(at..at + 7)? else { return None };
    let digits = std::str::from_utf8(digits).ok()?;
    let is_number = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_number.then(|| u16::from_str_radix(digits, 16).ok())?
}

/// The text of a cell or of the list of texts: one part or several differently formatted ones.
#[derive(Debug, Default)]
pub(super) struct Item {
    bytes: Vec<u8>,
    /// Whether white space at the beginning and at the end is marked as text.
    keeps: [bool; 2],
    /// Whether some part is written in variants.
    pub(super) has_variants: bool,
}

impl Item {
    /// Reads what stands in the element whose tag was the last one, and goes behind its end.
    ///
    /// White space between two parts is kept whether it is marked or not: so do spreadsheet
    /// programs. Around the whole text they drop what is not marked. The reading of characters is
    /// left out, and of variants the one for readers that know no extension is taken.
    pub(super) fn read<R: Read>(&mut self, xml: &mut Xml<R>) -> Result<(), XmlError> {
        self.clear();
        let mut depth = 0_usize;
        loop {
            let (inside, is_skipped) = match xml.next()? {
                Event::Start(tag) => match tag.name {
                    b"t" => {
                        let keeps = tag.attribute(b"xml:space")? == Some(b"preserve");
                        if !tag.is_empty {
                            self.part(xml, keeps)?;
                        }
                        continue;
                    }
                    b"r" | b"Fallback" => (!tag.is_empty, false),
                    b"AlternateContent" => {
                        self.has_variants = true;
                        (!tag.is_empty, false)
                    }
                    _ => (false, !tag.is_empty),
                },
                Event::End(_) if depth == 0 => return Ok(()),
                Event::End(_) => {
                    depth -= 1;
                    continue;
                }
                Event::Text(_) | Event::Literal(_) => continue,
                Event::Eof => return Err(XmlError::Cut),
            };
            depth += usize::from(inside);
            if is_skipped {
                xml.skip()?;
            }
        }
    }

    /// Forgets the text.
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
    }

    /// Returns the text.
    pub(super) fn text(&self) -> Result<Cow<'_, str>, XmlError> {
        let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
        let mut bytes = &self.bytes[..];
        if !self.keeps[0] {
            let start = bytes.iter().position(|byte| !is_blank(byte)).unwrap_or(bytes.len());
            bytes = &bytes[start..];
        }
        if !self.keeps[1] {
            let end = bytes.iter().rposition(|byte| !is_blank(byte)).map_or(0, |last| last + 1);
            bytes = &bytes[..end];
        }
        escaped_text(bytes)
    }

    fn part<R: Read>(&mut self, xml: &mut Xml<R>, keeps: bool) -> Result<(), XmlError> {
        let before = self.bytes.len();
        xml.text(&mut self.bytes)?;
        if before == 0 {
            self.keeps[0] = keeps;
        }
        if self.bytes.len() > before {
            self.keeps[1] = keeps;
        }
        Ok(())
    }
}

/// Returns bytes of a text with its escapes replaced.
pub(super) fn escaped_text(bytes: &[u8]) -> Result<Cow<'_, str>, XmlError> {
    let text = std::str::from_utf8(bytes).map_err(|_| XmlError::Unreadable)?;
    Ok(unescape(text))
}

#[cfg(test)]
mod tests {
    use super::{Event, Item, Xml, XmlError, add, unescape};

    fn added(raw: &str) -> Result<String, XmlError> {
        let mut bytes = Vec::new();
        add(raw.as_bytes(), &mut bytes)?;
        Ok(String::from_utf8(bytes).expect("text"))
    }

    #[test]
    fn references_are_those_of_xml_only() {
        let cases = [
            ("1 &lt; 2 &amp;&amp; &quot;а&apos;&gt;", Ok("1 < 2 && \"а'>")),
            ("&#1046;&#x416;&#x1F600;", Ok("ЖЖ😀")),
            ("a\r\nb\rc\n", Ok("a\nb\nc\n")),
            ("&#13;&#10;", Ok("\r\n")),
            ("&secret;", Err(XmlError::Entities)),
            ("a & b", Err(XmlError::Malformed)),
            ("&#0;", Err(XmlError::Malformed)),
            ("&#xD800;", Err(XmlError::Malformed)),
            ("&#+5;", Err(XmlError::Malformed)),
            ("&#99999999999;", Err(XmlError::Malformed)),
        ];
        for (raw, expected) in cases {
            assert_eq!(added(raw), expected.map(str::to_owned), "{raw}");
        }
    }

    #[test]
    fn escapes_of_the_format() {
        let cases = [
            ("a_x000D_\nb", "a\r\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDCF7_", "📷"),
            ("_xD83D_а", "\u{fffd}а"),
            ("snake_case_x_000D_", "snake_case_x_000D_"),
            ("_x00_", "_x00_"),
            ("Ж_x0416_Ж_", "ЖЖЖ_"),
            ("_x+041_", "_x+041_"),
        ];
        for (text, expected) in cases {
            assert_eq!(unescape(text), expected, "{text}");
        }
    }

    fn item(text: &str) -> (String, bool) {
        let mut xml = Xml::new(text.as_bytes()).expect("memory can be read");
        assert!(matches!(xml.next(), Ok(Event::Start(_))));
        let mut item = Item::default();
        item.read(&mut xml).expect("an item");
        assert_eq!(xml.next(), Ok(Event::Eof), "{text}");
        (item.text().expect("text").into_owned(), item.has_variants)
    }

    #[test]
    fn parts_of_a_text_keep_the_blank_between_them() {
        let cases = [
            ("<si><t>а</t></si>", "а"),
            ("<si><t> а </t></si>", "а"),
            ("<si><t xml:space=\"preserve\"> а </t></si>", " а "),
            ("<is>\n<r><rPr><b/></rPr><t>Код</t></r>\n<r><t> ОО</t></r>\n</is>", "Код ОО"),
            ("<si><r><t>Код </t></r><r><t/></r><r><t>ОО</t></r></si>", "Код ОО"),
            ("<si><r><t>hello</t></r><r><t> </t></r><r><t>world</t></r></si>", "hello world"),
            ("<si><r><t> a</t></r><r><t xml:space='preserve'>b </t></r></si>", "ab "),
            ("<x:si><x:t>東京</x:t><x:rPh sb=\"0\"><x:t>トウ</x:t></x:rPh></x:si>", "東京"),
            ("<si><t><![CDATA[<а>&amp;]]></t></si>", "<а>&amp;"),
            ("<si></si>", ""),
            ("<si><t>\u{a0}а\u{a0}</t></si>", "\u{a0}а\u{a0}"),
        ];
        for (text, expected) in cases {
            assert_eq!(item(text), (expected.to_owned(), false), "{text}");
        }
        let variants = "<si><mc:AlternateContent><mc:Choice Requires='z'><t>ddd</t></mc:Choice>\
                        <mc:Fallback><t>abc</t></mc:Fallback></mc:AlternateContent></si>";
        assert_eq!(item(variants), ("abc".to_owned(), true));
    }
}
