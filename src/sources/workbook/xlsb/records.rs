//! The records of a binary part, one after the other.
//!
//! A record is its kind, its size and its body (MS-XLSB 2.1.4). What it says of its size decides
//! only how far is read, never how much memory is taken.

use std::io::Read;

use super::fields::Fields;

/// Bytes of a body. The longest text of a cell, in a formula, takes less than a tenth of it.
const BODY_BYTES_MAX: usize = 1 << 20;

/// Why a part cannot be read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RecordError {
    /// It ends inside of a record, or before the record that should be its last.
    Cut,
    /// It cannot be unpacked.
    Unreadable,
    /// A record is shorter than what it has to hold, or stands where it must not.
    Malformed,
    /// A record is longer than any that is needed.
    TooLong,
}

/// A record.
pub(super) struct Record<'a> {
    /// Its kind, by the number that the standard gives it.
    pub(super) kind: u16,
    /// What it holds.
    pub(super) fields: Fields<'a>,
}

/// A part that is read record by record.
pub(super) struct Records<R> {
    reader: R,
    buffer: Vec<u8>,
    /// Where the bytes begin and end that were read but not given out.
    start: usize,
    end: usize,
    /// How deep in records of newer programs, which others have to pass over.
    future_depth: usize,
}

impl<R: Read> Records<R> {
    /// Begins a part.
    pub(super) fn new(reader: R) -> Self {
        Self { reader, buffer: Vec::new(), start: 0, end: 0, future_depth: 0 }
    }

    /// Returns the next record.
    ///
    /// There always is one: a part ends with a record that says so, after which no caller asks.
    pub(super) fn next(&mut self) -> Result<Record<'_>, RecordError> {
        const FUTURE_BEGIN: u16 = 35;
        const FUTURE_END: u16 = 36;
        loop {
            let (kind, size) = self.head()?;
            self.fill(size)?;
            let from = self.start;
            self.start += size;
            match kind {
                FUTURE_BEGIN => self.future_depth += 1,
                FUTURE_END => self.future_depth = self.future_depth.saturating_sub(1),
                _ if self.future_depth == 0 => {
                    let body = &self.buffer[from..from + size];
                    return Ok(Record { kind, fields: Fields::new(body) });
                }
                _ => {}
            }
        }
    }

    /// Reads kind and size, seven bits in a byte.
    fn head(&mut self) -> Result<(u16, usize), RecordError> {
        const SIZE_BYTES: usize = 4;
        let mut kind = u16::from(self.byte()?);
        if kind > 0x7F {
            kind = kind & 0x7F | u16::from(self.byte()? & 0x7F) << 7;
        }
        let mut size = 0;
        for place in 0..SIZE_BYTES {
            let byte = self.byte()?;
            size |= usize::from(byte & 0x7F) << (7 * place);
            if byte <= 0x7F {
                break;
            }
        }
        if size > BODY_BYTES_MAX { Err(RecordError::TooLong) } else { Ok((kind, size)) }
    }

    fn byte(&mut self) -> Result<u8, RecordError> {
        if self.start == self.end {
            self.fill(1)?;
        }
        let byte = self.buffer[self.start];
        self.start += 1;
        Ok(byte)
    }

    /// Reads until so many bytes wait.
    fn fill(&mut self, needed: usize) -> Result<(), RecordError> {
        const CHUNK: usize = 64 << 10;
        while self.end - self.start < needed {
            self.buffer.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.end - self.start);
            if self.buffer.len() < self.end + CHUNK {
                self.buffer.resize(self.end + CHUNK, 0);
            }
            let read = self.reader.read(&mut self.buffer[self.end..]);
            match read.map_err(|_| RecordError::Unreadable)? {
                0 => return Err(RecordError::Cut),
                count => self.end += count,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{RecordError, Records};

    #[track_caller]
    fn check(bytes: &[u8], expected: &[(u16, usize)], end: RecordError) {
        let mut records = Records::new(bytes);
        for (kind, size) in expected {
            let record = records.next().expect("one more record");
            assert_eq!((record.kind, record.fields.rest().len()), (*kind, *size));
        }
        assert_eq!(records.next().err(), Some(end));
    }

    #[test]
    fn kinds_and_sizes_of_several_bytes() {
        let mut bytes = vec![0x91, 0x01, 0, 0x07, 2, 1, 2, 0x9C, 0x81, 0x80, 0x01];
        bytes.extend([0; 128]);
        check(&bytes, &[(145, 0), (7, 2), (156, 128)], RecordError::Cut);
    }

    #[test]
    fn records_that_cannot_be() {
        check(&[], &[], RecordError::Cut);
        check(&[0x80], &[], RecordError::Cut);
        check(&[1, 0x80], &[], RecordError::Cut);
        check(&[1, 0, 1, 3, 0, 0], &[(1, 0)], RecordError::Cut);
        check(&[1, 0xFF, 0xFF, 0xFF, 0xFF], &[], RecordError::TooLong);
    }

    #[test]
    fn records_of_newer_programs_are_passed_over() {
        check(&[35, 0, 7, 1, 9, 35, 0, 36, 0, 7, 0, 36, 0, 1, 0], &[(1, 0)], RecordError::Cut);
    }
}
