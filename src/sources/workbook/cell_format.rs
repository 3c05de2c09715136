//! What the number format of a cell says about its number: percents, leading zeros, days.

use super::number_style::NumberStyle;

/// A number format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct CellFormat {
    /// Percents and leading zeros.
    pub(super) style: NumberStyle,
    /// Whether the number is a moment.
    pub(super) moment: Option<Moment>,
}

/// A number that counts days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    /// A day, perhaps with a time of day.
    Day,
    /// A span of hours, minutes or seconds.
    Span,
}

impl CellFormat {
    /// Reads a format code.
    pub(super) fn parse(code: &str) -> Self {
        let moment = moment(code);
        let style =
            if moment.is_some() { NumberStyle::default() } else { NumberStyle::parse(code) };
        Self { style, moment }
    }

    /// Reads a format code or the name of a format, as web pages and XML of Excel have them.
    pub(super) fn named(code: &str) -> Self {
        match code.to_lowercase().as_str() {
            "percent" => Self::parse("0.00%"),
            "general date" | "short date" | "medium date" | "long date" | "short time"
            | "medium time" | "long time" => Self { moment: Some(Moment::Day), ..Self::default() },
            "general" | "general number" | "standard" | "fixed" | "scientific" | "currency"
            | "euro currency" | "yes/no" | "true/false" | "on/off" => Self::default(),
            _ => Self::parse(code),
        }
    }

    /// Returns the format that programs know by its number, MS-XLS 2.4.126.
    pub(super) fn built_in(number: u16) -> Self {
        match number {
            9 => Self::parse("0%"),
            10 => Self::parse("0.00%"),
            // The numbers of East Asia are days as well.
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => {
                Self { moment: Some(Moment::Day), ..Self::default() }
            }
            46 => Self { moment: Some(Moment::Span), ..Self::default() },
            _ => Self::default(),
        }
    }
}

/// Finds letters of days and times in the section of positive numbers.
fn moment(code: &str) -> Option<Moment> {
    if ["general", "standard"].contains(&code.to_lowercase().as_str()) {
        return None;
    }
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            ';' => break,
            '"' => {
                characters.by_ref().find(|c| *c == '"');
            }
            '\\' | '_' | '*' => {
                characters.next();
            }
            '[' => {
                let inside: String = characters.by_ref().take_while(|c| *c != ']').collect();
                let inside = inside.to_lowercase();
                let is_span = |unit| !inside.is_empty() && inside.chars().all(|c| c == unit);
                if ['h', 'm', 's'].into_iter().any(is_span) {
                    return Some(Moment::Span);
                }
            }
            'd' | 'm' | 'y' | 'h' | 's' | 'D' | 'M' | 'Y' | 'H' | 'S' => return Some(Moment::Day),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{CellFormat, Moment};

    #[test]
    fn moments() {
        let cases = [
            ("General", None),
            ("0.00E+00", None),
            ("#,##0\" шт. d\"", None),
            ("#,##0\\d", None),
            ("[$-419]0", None),
            ("[Red]0", None),
            ("_d0", None),
            ("0;yyyy", None),
            ("dd.mm.yyyy", Some(Moment::Day)),
            ("[$-419]D MMMM YYYY", Some(Moment::Day)),
            ("h:mm", Some(Moment::Day)),
            ("[h]:mm", Some(Moment::Span)),
            ("[ss].0", Some(Moment::Span)),
        ];
        for (code, expected) in cases {
            assert_eq!(CellFormat::parse(code).moment, expected, "{code}");
        }
    }

    #[test]
    fn formats_known_by_number() {
        assert!(CellFormat::built_in(9).style.percent);
        assert!(CellFormat::built_in(10).style.percent);
        assert_eq!(CellFormat::built_in(14).moment, Some(Moment::Day));
        assert_eq!(CellFormat::built_in(46).moment, Some(Moment::Span));
        assert_eq!(CellFormat::built_in(1), CellFormat::default());
        assert!(CellFormat::named("Percent").style.percent);
        assert_eq!(CellFormat::named("Short Date").moment, Some(Moment::Day));
        assert_eq!(CellFormat::named("Standard"), CellFormat::default());
        assert_eq!(CellFormat::parse("000000").style.code(814.0).as_deref(), Some("000814"));
    }
}
