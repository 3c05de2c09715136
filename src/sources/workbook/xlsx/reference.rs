//! Addresses of cells such as `B2`.

/// Rows and columns of a sheet.
pub(super) const ROWS_MAX: u32 = 1_048_576;
pub(super) const COLUMNS_MAX: u32 = 16_384;

/// Why there is no such cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReferenceError {
    /// It lies outside of a sheet.
    Outside,
    /// It is no address.
    Unknown,
}

/// Returns row and column of a cell, from zero.
#[inline]
pub(super) fn cell(text: &[u8]) -> Result<(u32, u32), ReferenceError> {
    let letters = text.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let mut column = 0;
    for letter in &text[..letters] {
        column = column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        if column > COLUMNS_MAX {
            return Err(ReferenceError::Outside);
        }
    }
    let column = column.checked_sub(1).ok_or(ReferenceError::Unknown)?;
    Ok((row(&text[letters..])?, column))
}

/// Returns a row, from zero.
#[inline]
pub(super) fn row(text: &[u8]) -> Result<u32, ReferenceError> {
    let number = number(text, ROWS_MAX)?;
    number.checked_sub(1).ok_or(ReferenceError::Unknown)
}

/// Reads a number that is not larger than the largest one.
#[inline]
pub(super) fn number(text: &[u8], largest: u32) -> Result<u32, ReferenceError> {
    if text.is_empty() {
        return Err(ReferenceError::Unknown);
    }
    let mut number = 0;
    for digit in text {
        if !digit.is_ascii_digit() {
            return Err(ReferenceError::Unknown);
        }
        number = number * 10 + u32::from(digit - b'0');
        if number > largest {
            return Err(ReferenceError::Outside);
        }
    }
    Ok(number)
}

#[cfg(test)]
mod tests {
    use super::{ReferenceError, cell};

    #[test]
    fn addresses_of_a_sheet_and_no_others() {
        let cases = [
            ("A1", Ok((0, 0))),
            ("b2", Ok((1, 1))),
            ("AA10", Ok((9, 26))),
            ("XFD1048576", Ok((1_048_575, 16_383))),
            ("XFE1", Err(ReferenceError::Outside)),
            ("A1048577", Err(ReferenceError::Outside)),
            ("A4294967298", Err(ReferenceError::Outside)),
            ("AAAAAAAAAAAAAAAA1", Err(ReferenceError::Outside)),
            ("A0", Err(ReferenceError::Unknown)),
            ("A", Err(ReferenceError::Unknown)),
            ("1", Err(ReferenceError::Unknown)),
            ("", Err(ReferenceError::Unknown)),
            ("A1B", Err(ReferenceError::Unknown)),
            ("A-1", Err(ReferenceError::Unknown)),
            ("Ж1", Err(ReferenceError::Unknown)),
        ];
        for (text, expected) in cases {
            assert_eq!(cell(text.as_bytes()), expected, "{text}");
        }
    }
}
