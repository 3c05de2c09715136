//! From bytes to text: which encoding a text file is written in.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};

use super::frequency;

/// A text, and whether it may have been read wrongly.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text.
    pub(super) text: String,
    /// What is doubtful.
    pub(super) doubt: Option<Doubt>,
}

/// What is doubtful about the encoding of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// It was told by the frequency of letters; its name.
    Guessed(&'static str),
    /// The text does not read like Russian in the encoding that it was taken for.
    Strange(&'static str),
    /// Bytes that mean nothing in the encoding that is declared or marked; its name.
    Malformed(&'static str),
}

/// Decodes a text file: by the mark at its start, else as declared, else as UTF-16 or UTF-8 if it
/// is that, else by its letters.
pub(super) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return certain(encoding, &bytes[mark..]);
    }
    if let Some(encoding) = declared {
        return certain(encoding, bytes);
    }
    if let Some(encoding) = unmarked_utf_16(bytes) {
        return certain(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), doubt: None };
    }
    let guess = frequency::guess(bytes);
    let name = guess.encoding.name();
    let doubt = match guess.is_certain {
        true => None,
        false if guess.encoding == WINDOWS_1251 => Some(Doubt::Strange(name)),
        false => Some(Doubt::Guessed(name)),
    };
    let text = guess.encoding.decode_without_bom_handling(bytes).0.into_owned();
    Decoded { text, doubt }
}

fn certain(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, is_malformed) = encoding.decode_without_bom_handling(bytes);
    let doubt = is_malformed.then(|| Doubt::Malformed(encoding.name()));
    Decoded { text: text.into_owned(), doubt }
}

/// Recognises UTF-16 without a mark by its zeros: every letter of English and every digit has one,
/// always on the same side, and nearly all other characters of our tables are of one block.
pub(super) fn unmarked_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    const SAMPLE: usize = 64 << 10;
    const FEWEST: usize = 4;
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if !bytes.len().is_multiple_of(2) || bytes.len() < 2 * FEWEST || !sample.contains(&0) {
        return None;
    }
    let fits = |upper: usize| {
        let pairs = sample.chunks_exact(2);
        let is_ours = |pair: &&[u8]| match (pair[upper], pair[1 - upper]) {
            (0, lower) => lower >= b' ' || matches!(lower, b'\t' | b'\n' | b'\r'),
            (high, _) => matches!(high, 0x04 | 0x20 | 0x21),
        };
        let zeros = pairs.clone().filter(|pair| pair[upper] == 0).count();
        zeros > 0 && pairs.clone().all(|pair| is_ours(&pair))
    };
    match (fits(1), fits(0)) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// Decodes a web page: by the mark at its start, else as UTF-8 if it is that, since many pages
/// claim another, else as it claims, else as the code page of Russian Windows.
pub(super) fn page_text(bytes: &[u8]) -> String {
    const HEAD: usize = 4096;
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    if let Some(encoding) = unmarked_utf_16(bytes) {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let claimed = claimed(&bytes[..bytes.len().min(HEAD)]).filter(|encoding| *encoding != UTF_8);
    let encoding = claimed.unwrap_or_else(|| frequency::guess(bytes).encoding);
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Finds `charset=windows-1251`, in XML `encoding="windows-1251"`.
fn claimed(head: &[u8]) -> Option<&'static Encoding> {
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let (_, behind) = text.split_once("charset").or_else(|| text.split_once("encoding"))?;
    let value = behind.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'));
    Encoding::for_label(&value.as_bytes()[..end.unwrap_or(value.len())])
}

#[cfg(test)]
mod tests {
    use encoding_rs::{IBM866, KOI8_R, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};

    use super::{Doubt, decode, page_text, unmarked_utf_16};

    const TEXT: &str = "Код;Школа\n1;Орлёнок\n";

    #[test]
    fn marks_and_declarations_go_first() {
        let marked = [b"\xef\xbb\xbf", TEXT.as_bytes()].concat();
        assert_eq!(decode(&marked, Some(KOI8_R)).text, TEXT);
        let (bytes, _, _) = KOI8_R.encode(TEXT);
        let decoded = decode(&bytes, Some(KOI8_R));
        assert_eq!((decoded.text.as_str(), decoded.doubt), (TEXT, None));
        let (bytes, _, _) = WINDOWS_1251.encode(TEXT);
        assert_eq!(decode(&bytes, Some(UTF_8)).doubt, Some(Doubt::Malformed("UTF-8")));
        let cut = &marked[..marked.len() - 3];
        assert_eq!(decode(&[cut, b"\xd0"].concat(), None).doubt, Some(Doubt::Malformed("UTF-8")));
    }

    #[test]
    fn other_code_pages_are_guessed_with_doubt() {
        let (bytes, _, _) = WINDOWS_1251.encode(TEXT);
        let decoded = decode(&bytes, None);
        assert_eq!((decoded.text.as_str(), decoded.doubt), (TEXT, None));
        let (bytes, _, _) = IBM866.encode(TEXT);
        let decoded = decode(&bytes, None);
        assert_eq!((decoded.text.as_str(), decoded.doubt), (TEXT, Some(Doubt::Guessed("IBM866"))));
        let decoded = decode(b"Schl\xfcssel;\xc4ra\n", None);
        assert_eq!(decoded.doubt, Some(Doubt::Strange("windows-1251")));
    }

    #[test]
    fn utf_16_without_a_mark() {
        let little: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(unmarked_utf_16(&little), Some(UTF_16LE));
        assert_eq!(unmarked_utf_16(&big), Some(UTF_16BE));
        assert_eq!(decode(&big, None).text, TEXT);
        for other in [&b"a;b\0\0\0\0\0"[..], b"\x01\0\x02\0\x03\0\x04\0", b"a;b\nc;d\n", b"a\0"] {
            assert_eq!(unmarked_utf_16(other), None, "{other:?}");
        }
    }

    #[test]
    fn pages_may_claim_what_is_not_so() {
        let page = "<meta http-equiv=Content-Type content=\"text/html; charset=windows-1251\">Код";
        assert_eq!(page_text(page.as_bytes()), page);
        assert_eq!(page_text(&WINDOWS_1251.encode(page).0), page);
        let page = "<meta charset='koi8-r'>Код";
        assert_eq!(page_text(&KOI8_R.encode(page).0), page);
        let page = "<meta charset=utf-8>Школа";
        assert_eq!(page_text(&WINDOWS_1251.encode(page).0), page);
    }
}
