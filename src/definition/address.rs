//! Addresses in sheets as people write them: `C14`, `A5:F200`.

use super::source::CellRange;

/// Reads an address such as `C14`; row and column from zero.
pub(super) fn cell_address(text: &str) -> Option<(u32, u32)> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = text.split_at(digits);
    let row: u32 = row.parse().ok()?;
    let mut column: u32 = 0;
    for letter in letters.bytes() {
        if !letter.is_ascii_uppercase() || column > 16_384 {
            return None;
        }
        column = column * 26 + u32::from(letter - b'A') + 1;
    }
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// Reads a range; what is left out reaches to the edge of the sheet.
pub(super) fn parse_range(text: &str) -> Option<CellRange> {
    let (first, last) = text.split_once(':')?;
    let (top, left) = parse_corner(first)?;
    let (bottom, right) = parse_corner(last)?;
    let rows = (top.unwrap_or(0), bottom.unwrap_or(u32::MAX));
    let columns = (left.unwrap_or(0), right.unwrap_or(u32::MAX));
    (rows.0 <= rows.1 && columns.0 <= columns.1).then_some(CellRange { rows, columns })
}

/// Row and column of one end of a range, each of which may be left out.
fn parse_corner(text: &str) -> Option<(Option<u32>, Option<u32>)> {
    let text = text.trim();
    let digits = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let (letters, digits) = text.split_at(digits);
    // The missing half is made up to read the other one.
    let letters_or =
        |other: &str| if letters.is_empty() { other.to_owned() } else { letters.into() };
    let digits_or = if digits.is_empty() { "1" } else { digits };
    let (row, column) = match text {
        "" => return Some((None, None)),
        _ => cell_address(&format!("{}{digits_or}", letters_or("A")))?,
    };
    Some(((!digits.is_empty()).then_some(row), (!letters.is_empty()).then_some(column)))
}

#[cfg(test)]
mod tests {
    use super::{CellRange, cell_address, parse_range};

    #[test]
    fn reads_addresses() {
        let cases = [("A1", Some((0, 0))), ("AB14", Some((13, 27))), ("a1", None), ("A0", None)];
        for (text, address) in cases {
            assert_eq!(cell_address(text), address, "{text}");
        }
    }

    #[test]
    fn reads_ranges() {
        const ALL: (u32, u32) = (0, u32::MAX);
        let cases = [
            ("A5:F200", Some(((4, 199), (0, 5)))),
            ("B:F", Some((ALL, (1, 5)))),
            ("A5:", Some(((4, u32::MAX), (0, u32::MAX)))),
            ("3:7", Some(((2, 6), ALL))),
            (":C9", Some(((0, 8), (0, 2)))),
            ("F1:A9", None),
            ("A5", None),
            ("А5:Б7", None),
            ("A0:B2", None),
        ];
        for (text, expected) in cases {
            let expected = expected.map(|(rows, columns)| CellRange { rows, columns });
            assert_eq!(parse_range(text), expected, "{text}");
        }
    }
}
