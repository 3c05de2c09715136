//! Numbers as a Russian reader expects them in print.

use super::number::rounded_text;

/// How a number is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberFormat {
    /// Decimal places.
    pub decimals: u8,
    /// Whether positive numbers carry a plus sign.
    pub signed: bool,
}

impl NumberFormat {
    /// A number with so many decimal places.
    #[must_use]
    pub const fn plain(decimals: u8) -> Self {
        Self { decimals, signed: false }
    }

    /// A difference: positive numbers carry a plus sign.
    #[must_use]
    pub const fn signed(decimals: u8) -> Self {
        Self { decimals, signed: true }
    }

    /// Returns the number with a decimal comma, a true minus sign, and non-breaking spaces
    /// between thousands from 10 000 on. Halves are rounded away from zero; there is no `−0`.
    #[must_use]
    pub fn format(self, value: f64) -> String {
        let text = rounded_text(value, self.decimals);
        let (sign, digits) = match text.strip_prefix('-') {
            Some(digits) => ("−", digits),
            None if self.signed && text.bytes().any(|b| (b'1'..=b'9').contains(&b)) => {
                ("+", text.as_str())
            }
            None => ("", text.as_str()),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mut printed = format!("{sign}{}", group_thousands(whole));
        if !fraction.is_empty() {
            printed.push(',');
            printed.push_str(fraction);
        }
        printed
    }
}

/// Four digits stay together, as Russian typography has it.
fn group_thousands(digits: &str) -> String {
    if digits.len() < 5 {
        return digits.to_owned();
    }
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    grouped
}

/// Returns the form of a noun that goes with a whole number in Russian: one, few or many, by the
/// CLDR rules (1 школа, 2 школы, 5 школ, 11 школ, 21 школа).
#[must_use]
pub const fn plural<'a>(count: u64, one: &'a str, few: &'a str, many: &'a str) -> &'a str {
    match (count % 10, count % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    }
}

#[cfg(test)]
mod tests {
    use super::{NumberFormat, plural};

    #[test]
    fn prints_as_russian_typography_has_it() {
        let cases = [
            (53.25, NumberFormat::plain(1), "53,3"),
            (-1.8, NumberFormat::signed(1), "−1,8"),
            (1.8, NumberFormat::signed(1), "+1,8"),
            (0.04, NumberFormat::signed(1), "0,0"),
            (-0.04, NumberFormat::signed(1), "0,0"),
            (1234.0, NumberFormat::plain(0), "1234"),
            (12345.0, NumberFormat::plain(0), "12\u{a0}345"),
            (1_437_420.5, NumberFormat::plain(1), "1\u{a0}437\u{a0}420,5"),
        ];
        for (value, format, text) in cases {
            assert_eq!(format.format(value), text);
        }
    }

    #[test]
    fn nouns_agree_with_their_number() {
        let forms: Vec<_> = [1, 2, 5, 11, 12, 21, 22, 25, 111, 101, 0]
            .map(|count| plural(count, "школа", "школы", "школ"))
            .into();
        let expected = [
            "школа",
            "школы",
            "школ",
            "школ",
            "школ",
            "школа",
            "школы",
            "школ",
            "школ",
            "школа",
            "школ",
        ];
        assert_eq!(forms, expected);
    }
}
