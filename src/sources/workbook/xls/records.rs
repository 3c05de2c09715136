//! Records of old workbooks, MS-XLS 2.1.4: a kind, a length, and at most 8224 bytes. What is
//! longer goes on in records "continue", and a text may be cut anywhere between two letters.

use encoding_rs::{Encoding, IBM866, KOI8_R, MACINTOSH, UTF_8, WINDOWS_1251, X_MAC_CYRILLIC};

use crate::sources::problem::{Damage, FileProblem};

pub(super) const DAMAGED: FileProblem = FileProblem::Damaged(Damage::Workbook);

const CONTINUE: u16 = 0x003C;
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;

/// A record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
}

impl Record<'_> {
    /// Returns the number of two bytes at a place.
    pub(super) fn word(&self, at: usize) -> Result<u16, FileProblem> {
        let found = self.data.get(at..at + 2).ok_or(DAMAGED)?;
        Ok(u16::from_le_bytes([found[0], found[1]]))
    }

    /// Returns the number of four bytes at a place.
    pub(super) fn long(&self, at: usize) -> Result<u32, FileProblem> {
        let found = self.data.get(at..at + 4).ok_or(DAMAGED)?;
        Ok(u32::from_le_bytes([found[0], found[1], found[2], found[3]]))
    }

    /// Returns the number of eight bytes at a place.
    pub(super) fn double(&self, at: usize) -> Result<f64, FileProblem> {
        let found = self.data.get(at..at + 8).ok_or(DAMAGED)?;
        let mut bytes = [0; 8];
        bytes.copy_from_slice(found);
        Ok(f64::from_le_bytes(bytes))
    }
}

/// The records between a "begin" and its "end", without those of charts inside.
#[derive(Debug, Clone)]
pub(super) struct Records<'a> {
    stream: &'a [u8],
    at: usize,
    depth: usize,
}

impl<'a> Records<'a> {
    /// Begins at a record "begin", which is returned as well.
    pub(super) fn begin(stream: &'a [u8], at: usize) -> Result<(Self, Record<'a>), FileProblem> {
        let mut records = Self { stream, at, depth: 0 };
        let first = records.read()?;
        if first.kind != BEGIN { Err(DAMAGED) } else { Ok((records, first)) }
    }

    fn read(&mut self) -> Result<Record<'a>, FileProblem> {
        let head = self.stream.get(self.at..).and_then(|rest| rest.get(..4)).ok_or(DAMAGED)?;
        let kind = u16::from_le_bytes([head[0], head[1]]);
        let start = self.at + 4;
        let end = start + usize::from(u16::from_le_bytes([head[2], head[3]]));
        let data = self.stream.get(start..end).ok_or(DAMAGED)?;
        self.at = end;
        Ok(Record { kind, data })
    }

    /// Returns the next record, or nothing at the end.
    pub(super) fn next(&mut self) -> Result<Option<Record<'a>>, FileProblem> {
        loop {
            let record = self.read()?;
            match record.kind {
                BEGIN => self.depth += 1,
                END if self.depth == 0 => return Ok(None),
                END => self.depth -= 1,
                _ if self.depth == 0 => return Ok(Some(record)),
                _ => {}
            }
        }
    }

    /// Returns the bytes of a record that was read last, from a place on, with the records that
    /// continue it.
    pub(super) fn pieces(&self, record: &Record<'a>, from: usize) -> Pieces<'a> {
        let mut pieces = vec![record.data.get(from..).unwrap_or_default()];
        let mut behind = self.clone();
        while let Ok(Record { kind: CONTINUE, data }) = behind.read() {
            pieces.push(data);
        }
        Pieces { pieces, piece: 0, at: 0 }
    }
}

/// How a file writes its texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    /// Excel 97 and later: UTF-16, or the lower halves of it.
    Wide,
    /// Excel 5 and 95: bytes of a code page.
    Bytes(&'static Encoding),
}

impl Letters {
    /// Returns the encoding of a number that stands for a code page. Without one the file is taken
    /// for one of a Russian Windows.
    pub(super) fn of_code_page(number: Option<u16>) -> Option<Self> {
        let name = match number {
            None => return Some(Self::Bytes(WINDOWS_1251)),
            Some(866) => return Some(Self::Bytes(IBM866)),
            Some(10_000 | 0x8000) => return Some(Self::Bytes(MACINTOSH)),
            Some(10_007) => return Some(Self::Bytes(X_MAC_CYRILLIC)),
            Some(20_866) => return Some(Self::Bytes(KOI8_R)),
            Some(65_001) => return Some(Self::Bytes(UTF_8)),
            // Only the letters of English.
            Some(367 | 0x8001) => "windows-1252".to_owned(),
            Some(932) => "shift_jis".to_owned(),
            Some(936) => "gbk".to_owned(),
            Some(949) => "euc-kr".to_owned(),
            Some(950) => "big5".to_owned(),
            Some(number) => format!("windows-{number}"),
        };
        Encoding::for_label(name.as_bytes()).map(Self::Bytes)
    }
}

/// The bytes of a record and of those that continue it.
#[derive(Debug)]
pub(super) struct Pieces<'a> {
    pieces: Vec<&'a [u8]>,
    piece: usize,
    at: usize,
}

impl<'a> Pieces<'a> {
    /// Returns what is left of this piece, or the next one. The first bytes of the next one tell
    /// about letters only if a text is cut.
    fn rest(&self) -> &'a [u8] {
        self.pieces.get(self.piece).map_or(&[], |piece| &piece[self.at.min(piece.len())..])
    }

    /// Goes to the next piece.
    fn turn(&mut self) -> Result<(), FileProblem> {
        (self.piece, self.at) = (self.piece + 1, 0);
        if self.piece < self.pieces.len() { Ok(()) } else { Err(DAMAGED) }
    }

    /// Whether nothing is left.
    pub(super) fn is_empty(&self) -> bool {
        self.rest().is_empty() && self.piece + 1 >= self.pieces.len()
    }

    fn byte(&mut self) -> Result<u8, FileProblem> {
        while self.rest().is_empty() {
            self.turn()?;
        }
        let byte = self.rest()[0];
        self.at += 1;
        Ok(byte)
    }

    /// Returns a number of two bytes.
    pub(super) fn word(&mut self) -> Result<u16, FileProblem> {
        Ok(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    /// Returns a number of four bytes.
    pub(super) fn long(&mut self) -> Result<u32, FileProblem> {
        let (low, high) = (self.word()?, self.word()?);
        Ok(u32::from(high) << 16 | u32::from(low))
    }

    fn skip(&mut self, mut count: usize) -> Result<(), FileProblem> {
        while count > self.rest().len() {
            count -= self.rest().len();
            self.turn()?;
        }
        self.at += count;
        Ok(())
    }

    /// Reads a text whose length has two bytes.
    pub(super) fn text(&mut self, letters: Letters) -> Result<String, FileProblem> {
        let length = usize::from(self.word()?);
        self.letters(length, letters)
    }

    /// Reads a text whose length has one byte.
    pub(super) fn short_text(&mut self, letters: Letters) -> Result<String, FileProblem> {
        let length = usize::from(self.byte()?);
        self.letters(length, letters)
    }

    fn letters(&mut self, length: usize, letters: Letters) -> Result<String, FileProblem> {
        match letters {
            Letters::Wide => self.wide(length),
            Letters::Bytes(encoding) => {
                let mut bytes = Vec::new();
                while bytes.len() < length {
                    bytes.push(self.byte()?);
                }
                Ok(encoding.decode_without_bom_handling(&bytes).0.into_owned())
            }
        }
    }

    /// Reads letters behind flags that say how wide they are and what follows them: formatting of
    /// parts of the text, and how Japanese is pronounced.
    fn wide(&mut self, length: usize) -> Result<String, FileProblem> {
        const WIDE: u8 = 1;
        const PRONOUNCED: u8 = 4;
        const FORMATTED: u8 = 8;
        const RUN_BYTES: usize = 4;
        let mut flags = self.byte()?;
        let runs = if flags & FORMATTED == 0 { 0 } else { usize::from(self.word()?) };
        let extra = if flags & PRONOUNCED == 0 { 0 } else { self.long()? as usize };
        let mut units: Vec<u16> = Vec::new();
        while units.len() < length {
            // A text that is cut goes on with flags of its own.
            if self.rest().is_empty() {
                self.turn()?;
                flags = self.byte()?;
            }
            let width = if flags & WIDE == 0 { 1 } else { 2 };
            let count = (self.rest().len() / width).min(length - units.len());
            if count == 0 {
                return Err(DAMAGED);
            }
            let found = self.rest()[..count * width].chunks_exact(width);
            let unit = |unit: &[u8]| {
                u16::from(unit[0]) | unit.get(1).map_or(0, |high| u16::from(*high) << 8)
            };
            units.extend(found.map(unit));
            self.at += count * width;
        }
        self.skip(runs * RUN_BYTES + extra)?;
        Ok(String::from_utf16_lossy(&units))
    }
}

#[cfg(test)]
mod tests {
    use super::{DAMAGED, Letters, Pieces, Records};

    fn pieces<'a>(pieces: &[&'a [u8]]) -> Pieces<'a> {
        Pieces { pieces: pieces.to_vec(), piece: 0, at: 0 }
    }

    #[test]
    fn texts_may_be_cut_between_letters() {
        let cases: [(&[&[u8]], &str); 5] = [
            (&[&[2, 0, 0, b'a', b'b']], "ab"),
            (&[&[2, 0, 1, 0x1A, 4, 0x1B, 4]], "КЛ"),
            (&[&[3, 0, 0, b'a'], &[1, 0x1A, 4, 0x1B, 4]], "aКЛ"),
            (&[&[1, 0, 8, 1, 0, b'a', 9, 9, 9, 9]], "a"),
            (&[&[1, 0, 4, 3, 0, 0, 0, b'a', 9], &[9, 9]], "a"),
        ];
        for (bytes, expected) in cases {
            let mut pieces = pieces(bytes);
            assert_eq!(pieces.text(Letters::Wide).as_deref(), Ok(expected));
            assert!(pieces.is_empty());
        }
        let cut: [&[&[u8]]; 4] = [&[&[2, 0, 0, b'a']], &[&[1, 0, 1, b'a']], &[&[5]], &[&[]]];
        for bytes in cut {
            assert_eq!(pieces(bytes).text(Letters::Wide), Err(DAMAGED));
        }
    }

    #[test]
    fn code_pages_have_names() {
        let text = [3, 0xCA, 0xEE, 0xE4];
        let letters = |number| Letters::of_code_page(number).expect("a known one");
        for number in [None, Some(1251)] {
            assert_eq!(pieces(&[&text]).short_text(letters(number)).as_deref(), Ok("Код"));
        }
        let text = [3, 0x8A, 0xAE, 0xA4];
        assert_eq!(pieces(&[&text]).short_text(letters(Some(866))).as_deref(), Ok("Код"));
        assert_eq!(Letters::of_code_page(Some(55_244)), None);
    }

    #[test]
    fn charts_inside_are_passed_over() {
        let begin = [9, 8, 4, 0, 0, 6, 5, 0];
        let end = [10, 0, 0, 0];
        let number = [3, 2, 1, 0, 7];
        let stream = [&begin[..], &begin, &number, &end, &number, &end, &number].concat();
        let (mut records, first) = Records::begin(&stream, 0).expect("it begins");
        assert_eq!(first.word(0), Ok(0x0600));
        assert_eq!(records.next().expect("whole").map(|record| record.data), Some(&[7_u8][..]));
        assert!(records.next().expect("whole").is_none());
        assert_eq!(Records::begin(&stream, 1).err(), Some(DAMAGED));
        let (mut records, _) = Records::begin(&stream[..14], 0).expect("it begins");
        assert_eq!(records.next().err(), Some(DAMAGED));
    }
}
