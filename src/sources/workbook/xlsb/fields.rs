//! What a record holds, field by field.

use super::records::RecordError;

/// The fields of a record that were not read yet.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a> {
    rest: &'a [u8],
}

impl<'a> Fields<'a> {
    /// Begins a record.
    pub(super) const fn new(body: &'a [u8]) -> Self {
        Self { rest: body }
    }

    /// Returns what was not read yet.
    #[cfg(test)]
    pub(super) const fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Passes over some bytes.
    pub(super) fn skip(&mut self, count: usize) -> Result<(), RecordError> {
        self.bytes(count).map(|_| ())
    }

    /// Reads a byte.
    pub(super) fn byte(&mut self) -> Result<u8, RecordError> {
        Ok(self.array::<1>()?[0])
    }

    /// Reads a number of two bytes.
    pub(super) fn short(&mut self) -> Result<u16, RecordError> {
        Ok(u16::from_le_bytes(self.array()?))
    }

    /// Reads a number of four bytes.
    pub(super) fn whole(&mut self) -> Result<u32, RecordError> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    /// Reads a number of eight bytes.
    pub(super) fn real(&mut self) -> Result<f64, RecordError> {
        Ok(f64::from_le_bytes(self.array()?))
    }

    /// Reads a number in the four bytes of MS-XLSB 2.5.122: whole, or the upper part of a real
    /// one, either of them perhaps to be divided by a hundred.
    pub(super) fn packed(&mut self) -> Result<f64, RecordError> {
        const IS_HUNDREDFOLD: u32 = 1;
        const IS_WHOLE: u32 = 2;
        let bits = self.whole()?;
        let number = if bits & IS_WHOLE == 0 {
            f64::from_bits(u64::from(bits & !3) << 32)
        } else {
            f64::from(bits.cast_signed() >> 2)
        };
        Ok(if bits & IS_HUNDREDFOLD == 0 { number } else { number / 100.0 })
    }

    /// Reads a text in the place of the one that is there.
    pub(super) fn text(&mut self, into: &mut String) -> Result<(), RecordError> {
        let length = self.whole()?;
        self.characters(length, into)
    }

    /// Reads a text that may not be there at all.
    pub(super) fn optional_text(&mut self, into: &mut String) -> Result<bool, RecordError> {
        match self.whole()? {
            u32::MAX => Ok(false),
            length => self.characters(length, into).map(|()| true),
        }
    }

    fn characters(&mut self, length: u32, into: &mut String) -> Result<(), RecordError> {
        let bytes = usize::try_from(length).ok().and_then(|length| length.checked_mul(2));
        let bytes = self.bytes(bytes.ok_or(RecordError::Malformed)?)?;
        let units = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        into.clear();
        // Half of a pair is no character; programs show a box in its place.
        let characters = char::decode_utf16(units);
        into.extend(characters.map(|found| found.unwrap_or(char::REPLACEMENT_CHARACTER)));
        Ok(())
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], RecordError> {
        let (first, rest) = self.rest.split_first_chunk().ok_or(RecordError::Malformed)?;
        self.rest = rest;
        Ok(*first)
    }

    fn bytes(&mut self, count: usize) -> Result<&'a [u8], RecordError> {
        let (first, rest) = self.rest.split_at_checked(count).ok_or(RecordError::Malformed)?;
        self.rest = rest;
        Ok(first)
    }
}

#[cfg(test)]
mod tests {
    use super::{Fields, RecordError};

    #[test]
    fn packed_numbers() {
        let cases: [(u32, f64); 7] = [
            (0x0000_0006, 1.0),
            (0xFFFF_FFFE, -1.0),
            (0x8000_0002, -536_870_912.0),
            ((12_345 << 2) | 3, 123.45),
            (0x3FF0_0000, 1.0),
            (0x405E_DCCD & !3 | 1, f64::from_bits(0x405E_DCCC << 32) / 100.0),
            (0xC000_0000, -2.0),
        ];
        for (bits, expected) in cases {
            let bytes = bits.to_le_bytes();
            assert_eq!(Fields::new(&bytes).packed(), Ok(expected), "{bits:#X}");
        }
    }

    #[test]
    fn texts_are_no_longer_than_their_record() {
        let mut text = "before".to_owned();
        let bytes = [2, 0, 0, 0, 0x28, 0x04, 0x00, 0xD8, 7];
        assert_eq!(Fields::new(&bytes).text(&mut text), Ok(()));
        assert_eq!(text, "\u{428}\u{FFFD}");
        let cut: [&[u8]; 3] = [&[], &[1, 0, 0, 0, 1], &[0xFF; 8]];
        for bytes in cut {
            assert_eq!(Fields::new(bytes).text(&mut text), Err(RecordError::Malformed));
        }
        assert_eq!(Fields::new(&[0xFF; 4]).optional_text(&mut text), Ok(false));
    }
}
