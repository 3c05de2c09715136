//! Numbers as people in Russian offices write them, and rounding as they expect it.

/// A number read from text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ParsedNumber {
    /// The number as written, `53.1` for `53,1 %`.
    pub value: f64,
    /// Whether a percent sign followed.
    pub percent: bool,
}

/// Signs that people use for minus: those of keyboards, of typography, and what programs make of
/// them.
const MINUS: [char; 6] = ['-', '−', '–', '‐', '‑', '‒'];

/// Blanks that stand between groups of digits: the plain one, the non-breaking ones and the thin
/// ones.
const GROUP_BLANKS: [char; 8] =
    [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\u{200a}', '\u{2007}', '\u{2006}', '\u{2005}'];

/// Reads a number written with a decimal comma or point, blanks between thousands (also the
/// non-breaking and thin ones), a minus sign of any kind, and perhaps a percent sign.
///
/// Returns nothing for anything else: text that is nearly a number is not a number. A comma or
/// point is always the decimal mark, never one of thousands.
#[must_use]
pub fn parse_number(text: &str) -> Option<ParsedNumber> {
    let text = text.trim();
    // The mark by which spreadsheet programs are told to keep a number as text.
    let text = text.strip_prefix('\'').unwrap_or(text);
    let (text, percent) = match text.strip_suffix('%') {
        Some(rest) => (rest.trim_end(), true),
        None => (text, false),
    };
    let (text, negative) = match text.strip_prefix(MINUS) {
        Some(rest) => (rest.trim_start(), true),
        None => (text.strip_prefix('+').unwrap_or(text), false),
    };
    let (whole, fraction) = match text.split_once([',', '.']) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    if fraction.is_some_and(|digits| !is_digits(digits)) {
        return None;
    }
    let whole = join_thousands(whole)?;
    let plain = format!("{whole}.{}", fraction.unwrap_or("0"));
    let value: f64 = plain.parse().ok()?;
    value
        .is_finite()
        .then_some(ParsedNumber { value: if negative { -value } else { value }, percent })
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Removes blanks that separate groups of exactly three digits.
fn join_thousands(text: &str) -> Option<String> {
    let mut groups = text.split(GROUP_BLANKS);
    let first = groups.next()?;
    let mut joined = first.to_owned();
    let mut grouped = false;
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        grouped = true;
        joined.push_str(group);
    }
    let first_fits = !grouped || (1..=3).contains(&first.len());
    (is_digits(&joined) && first_fits).then_some(joined)
}

/// Rounds to decimal places, halves away from zero, as spreadsheets do: the number is first taken
/// to the 15 significant digits that people see, so that 2.675 gives 2.68.
#[must_use]
pub fn round_half_away(value: f64, decimals: u8) -> f64 {
    if !value.is_finite() {
        return value;
    }
    rounded_text(value, decimals).parse().unwrap_or(value)
}

/// Returns the digits of a rounded number, with a point, `-` before negative ones, never `-0`.
pub(super) fn rounded_text(value: f64, decimals: u8) -> String {
    let (negative, digits, exponent) = significant_digits(value);
    // The value is 0.d1d2d3… × 10^exponent; keep the digits up to the wanted decimal place.
    let kept = exponent + i32::from(decimals);
    let mut number = Vec::new();
    if let Ok(kept) = usize::try_from(kept) {
        number.extend((0..kept).map(|index| digits.get(index).copied().unwrap_or(0)));
        if digits.get(kept).copied().unwrap_or(0) >= 5 {
            increment(&mut number);
        }
    }
    let places = usize::from(decimals);
    while number.len() <= places {
        number.insert(0, 0);
    }
    let is_zero = number.iter().all(|digit| *digit == 0);
    let mut text = String::new();
    if negative && !is_zero {
        text.push('-');
    }
    let point = number.len() - places;
    for (index, digit) in number.iter().enumerate() {
        if index == point {
            text.push('.');
        }
        text.push(char::from(b'0' + digit));
    }
    text
}

/// Splits a finite number into sign, 15 decimal digits and exponent of `0.ddd × 10^exponent`.
fn significant_digits(value: f64) -> (bool, Vec<u8>, i32) {
    let scientific = format!("{:.14e}", value.abs());
    let (mantissa, exponent) =
        scientific.split_once('e').expect("scientific notation has an exponent");
    let digits = mantissa.bytes().filter(u8::is_ascii_digit).map(|byte| byte - b'0').collect();
    let exponent: i32 = exponent.parse().expect("the exponent of a double is a small integer");
    (value.is_sign_negative(), digits, exponent + 1)
}

fn increment(digits: &mut Vec<u8>) {
    for digit in digits.iter_mut().rev() {
        if *digit < 9 {
            *digit += 1;
            return;
        }
        *digit = 0;
    }
    digits.insert(0, 1);
}

#[cfg(test)]
mod tests {
    use super::{parse_number, round_half_away, rounded_text};

    #[test]
    fn reads_what_offices_write() {
        let cases = [
            ("12,5", 12.5, false),
            (" 1 234 ", 1234.0, false),
            ("1\u{a0}437\u{202f}420", 1_437_420.0, false),
            ("53,1%", 53.1, true),
            ("53.1 %", 53.1, true),
            ("−0,5", -0.5, false),
            ("+7", 7.0, false),
            ("1\u{2009}234,5", 1234.5, false),
            ("12\u{2007}345\u{200a}678", 12_345_678.0, false),
            ("'0814", 814.0, false),
            ("\u{2011}3", -3.0, false),
        ];
        for (text, value, percent) in cases {
            let parsed = parse_number(text).unwrap_or_else(|| panic!("{text} is a number"));
            assert_eq!((parsed.value, parsed.percent), (value, percent), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_only_nearly_a_number() {
        for text in [
            "", "-", "'", "''5", "1'234", "44.02.01", "2+5", "1,2,3", "12 34", "1 2345", "5,",
            ",5", "н/д", "1e5", "0x1", "∞",
        ] {
            assert_eq!(parse_number(text), None, "{text}");
        }
    }

    #[test]
    fn rounds_halves_away_from_zero() {
        let cases = [
            (12.25, 1, "12.3"),
            (2.675, 2, "2.68"),
            (0.25, 1, "0.3"),
            (-12.25, 1, "-12.3"),
            (-0.04, 1, "0.0"),
            (99.96, 1, "100.0"),
            (0.5, 0, "1"),
            (0.049, 1, "0.0"),
            (0.0, 2, "0.00"),
            (1_437_420.0, 0, "1437420"),
        ];
        for (value, decimals, text) in cases {
            assert_eq!(rounded_text(value, decimals), text, "{value} to {decimals}");
        }
        assert_eq!(round_half_away(0.285, 2), 0.29);
    }
}
