//! What a cell holds before its column gives it a type.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;

use crate::values::round_half_away;

use super::personal::{Evidence, HIDDEN, shown};

/// The content of a cell as its file states it.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Nothing.
    Empty,
    /// Text, also a number typed as text.
    Text(Arc<str>),
    /// A number.
    Number {
        /// The number as stored: 0.531 where the sheet shows `53,1 %`.
        value: f64,
        /// Whether the sheet shows it as a percent.
        percent: bool,
        /// What the sheet shows where its number format adds zeros in front, such as `000000`.
        code: Option<Arc<str>>,
    },
    /// Yes or no.
    Boolean(bool),
    /// A day; the time of day is left out.
    Date(Date),
    /// An error of the spreadsheet program, such as `#DIV/0!`.
    Error(Arc<str>),
    /// A formula whose result the file does not hold.
    NotCalculated,
    /// Something personal, which does not leave the reader.
    Withheld(Evidence),
}

impl Content {
    /// Makes a number without a format.
    #[must_use]
    pub const fn number(value: f64) -> Self {
        Self::Number { value, percent: false, code: None }
    }

    /// Whether the cell looks blank.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.chars().all(|c| c.is_whitespace() || INVISIBLE.contains(&c)),
            _ => false,
        }
    }

    /// Returns the content as patterns and headings see it: one line, single blanks, no blanks
    /// around it; nothing for a formula without result. It may be personal: see [`Self::shown`].
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty | Self::NotCalculated => Cow::Borrowed(""),
            Self::Text(text) => single_blanks(text),
            Self::Number { code: Some(code), .. } => Cow::Borrowed(code),
            Self::Number { value, percent: true, .. } => {
                Cow::Owned(format!("{}%", plain_number(percent_of(*value))))
            }
            Self::Number { value, .. } => Cow::Owned(plain_number(*value)),
            Self::Boolean(true) => Cow::Borrowed("ИСТИНА"),
            Self::Boolean(false) => Cow::Borrowed("ЛОЖЬ"),
            Self::Date(date) => {
                let (day, month, year) = (date.day(), date.month(), date.year());
                Cow::Owned(format!("{day:02}.{month:02}.{year:04}"))
            }
            Self::Error(text) => Cow::Borrowed(text),
            Self::Withheld(_) => Cow::Borrowed(HIDDEN),
        }
    }

    /// Returns the content for messages: the same text, unless it names a person.
    #[must_use]
    pub fn shown(&self) -> String {
        shown(&self.text())
    }
}

/// Signs that nobody sees: where a line may be broken, and the mark of an encoding.
pub(super) const INVISIBLE: [char; 3] = ['\u{200b}', '\u{feff}', '\u{ad}'];

/// Returns the number of percents of a share: 53.1 for 0.531, without the noise of the product. It
/// is infinite where the share is close to the largest number there is.
pub(super) fn percent_of(share: f64) -> f64 {
    const DECIMALS: u8 = 12;
    round_half_away(share * 100.0, DECIMALS)
}

/// Returns a number with the 15 digits that a spreadsheet program shows, and a decimal comma.
fn plain_number(value: f64) -> String {
    const LARGEST_PLAIN: f64 = 1e15;
    if value.abs() >= LARGEST_PLAIN {
        return value.to_string();
    }
    let shown = seen_digits(value);
    if shown == 0.0 { "0".to_owned() } else { shown.to_string().replace('.', ",") }
}

/// Returns a number as people see it: rounded to 15 significant digits, so that the result of
/// `0.1 + 0.2` is 0.3.
pub(super) fn seen_digits(value: f64) -> f64 {
    format!("{value:.14e}").parse().unwrap_or(value)
}

/// Replaces every run of white space (also non-breaking) by one blank and trims.
pub(super) fn single_blanks(text: &str) -> Cow<'_, str> {
    let mut after_blank = true;
    let is_tidy = text.chars().all(|character| {
        let fits = !character.is_whitespace() || (character == ' ' && !after_blank);
        after_blank = character.is_whitespace();
        fits
    });
    if is_tidy && !text.ends_with(' ') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::{Content, percent_of, single_blanks};

    #[test]
    fn text_is_what_a_reader_sees() {
        let cases = [
            (Content::number(3.0), "3"),
            (Content::number(-2.5), "-2,5"),
            (Content::number(0.1 + 0.2), "0,3"),
            (Content::number(-0.0), "0"),
            (Content::Number { value: 0.531, percent: true, code: None }, "53,1%"),
            (Content::Number { value: 814.0, percent: false, code: Some("0814".into()) }, "0814"),
            (Content::Number { value: 1e307, percent: true, code: None }, "inf%"),
            (Content::Text("  МКОУ\n\u{a0}СОШ ".into()), "МКОУ СОШ"),
            (Content::Boolean(false), "ЛОЖЬ"),
            (Content::NotCalculated, ""),
        ];
        for (content, text) in cases {
            assert_eq!(content.text(), text);
        }
    }

    #[test]
    fn blanks_are_made_single() {
        for (text, expected) in
            [("a b", "a b"), (" a", "a"), ("a ", "a"), ("a  b", "a b"), ("", "")]
        {
            assert_eq!(single_blanks(text), expected);
        }
        assert_eq!(percent_of(0.531), 53.1);
        assert_eq!(percent_of(0.07), 7.0);
        assert_eq!(percent_of(-1e307), f64::NEG_INFINITY);
    }
}
