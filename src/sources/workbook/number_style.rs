//! What a number format says about the meaning of a number: percents, leading zeros, days, times.

/// Characters of a format code; spreadsheet programs allow 255.
const CODE_LENGTH_MAX: usize = 1000;

/// The meaning of a number format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct NumberStyle {
    /// Whether numbers are shown as percents.
    pub(super) percent: bool,
    /// Whether numbers are shown as days or times.
    pub(super) moment: Option<Moment>,
    zeros: Option<Zeros>,
}

/// What a number of days means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    /// A day, or a time of day.
    Date,
    /// A span of time such as `[h]:mm`.
    Span,
}

/// A format such as `000000` or `"edu"000000`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Zeros {
    before: String,
    width: usize,
    after: String,
}

impl NumberStyle {
    /// Returns the style of a format that has no code in the file.
    pub(super) fn built_in(number: u32) -> Self {
        let moment = match number {
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Some(Moment::Date),
            46 => Some(Moment::Span),
            _ => None,
        };
        Self { percent: matches!(number, 9 | 10), moment, zeros: None }
    }

    /// Reads a format code. Only the section of positive numbers is looked at.
    pub(super) fn parse(code: &str) -> Self {
        if code.len() > CODE_LENGTH_MAX {
            return Self::default();
        }
        let mut zeros = Some(Zeros::default());
        let mut percent = false;
        let mut characters = code.chars();
        while let Some(character) = characters.next() {
            match character {
                ';' => break,
                '"' => {
                    for literal in characters.by_ref().take_while(|c| *c != '"') {
                        add_literal(&mut zeros, literal);
                    }
                }
                '\\' => characters.next().into_iter().for_each(|c| add_literal(&mut zeros, c)),
                '[' => {
                    zeros = None;
                    characters.by_ref().find(|c| *c == ']');
                }
                // Both take the next character: a width or a filling.
                '_' | '*' => {
                    zeros = None;
                    characters.next();
                }
                '0' => {
                    zeros = zeros.filter(|zeros| zeros.after.is_empty());
                    zeros.iter_mut().for_each(|zeros| zeros.width += 1);
                }
                '%' => {
                    percent = true;
                    zeros = None;
                }
                _ => zeros = None,
            }
        }
        let moment = moment(code);
        Self {
            percent,
            moment,
            zeros: zeros.filter(|zeros| zeros.width > 1 || zeros.has_literals()),
        }
    }

    /// Returns what the sheet shows for a whole number under a format that adds zeros.
    pub(super) fn code(&self, value: f64) -> Option<String> {
        const LARGEST: f64 = 1e15;
        let zeros = self.zeros.as_ref()?;
        if value.fract() != 0.0 || !(0.0..LARGEST).contains(&value) {
            return None;
        }
        let Zeros { before, width, after } = zeros;
        Some(format!("{before}{value:0>width$}{after}"))
    }
}

impl Zeros {
    /// A format without digits shows no number at all.
    fn has_literals(&self) -> bool {
        self.width > 0 && !(self.before.is_empty() && self.after.is_empty())
    }
}

/// Finds the letters of days and times that are no literals. Letters in brackets are a span of
/// time (`[h]`), a colour or a language.
fn moment(code: &str) -> Option<Moment> {
    let mut characters = code.chars();
    let mut is_half_day = false;
    while let Some(character) = characters.next() {
        match character {
            ';' => return None,
            '"' => drop(characters.by_ref().find(|c| *c == '"')),
            '\\' | '_' | '*' => drop(characters.next()),
            '[' => {
                let inside: String = characters.by_ref().take_while(|c| *c != ']').collect();
                let unit = inside.chars().next().map(|c| c.to_ascii_lowercase());
                let is_unit = |c: char| Some(c.to_ascii_lowercase()) == unit;
                if matches!(unit, Some('h' | 'm' | 's')) && inside.chars().all(is_unit) {
                    return Some(Moment::Span);
                }
            }
            // `General` has an `a`, and only `AM/PM` and `A/P` have one before these.
            'a' | 'A' if !is_half_day => is_half_day = true,
            'p' | 'P' | 'm' | 'M' | '/' if is_half_day => return Some(Moment::Date),
            'd' | 'D' | 'm' | 'M' | 'h' | 'H' | 'y' | 'Y' | 's' | 'S' if !is_half_day => {
                return Some(Moment::Date);
            }
            _ => {}
        }
    }
    None
}

fn add_literal(zeros: &mut Option<Zeros>, literal: char) {
    if let Some(zeros) = zeros {
        let side = if zeros.width == 0 { &mut zeros.before } else { &mut zeros.after };
        side.push(literal);
    }
}

#[cfg(test)]
mod tests {
    use super::{CODE_LENGTH_MAX, Moment, NumberStyle};

    #[test]
    fn days_and_times() {
        let cases = [
            ("dd.mm.yyyy", Some(Moment::Date)),
            ("[$-419]d mmm yyyy\\ \"г.\";@", Some(Moment::Date)),
            ("h:mm AM/PM", Some(Moment::Date)),
            ("A/P", Some(Moment::Date)),
            ("*-yyyy", Some(Moment::Date)),
            ("mmss.0", Some(Moment::Date)),
            ("[h]:mm:ss", Some(Moment::Span)),
            ("[Blue]\\+[hh]:mm;[Red]\\-[h]:mm", Some(Moment::Span)),
            ("[ss].000", Some(Moment::Span)),
            ("General", None),
            ("Основной", None),
            ("#,##0.00\\ [$\u{20bd}-419]", None),
            ("[Magenta]0", None),
            ("[Red]0.0", None),
            ("0.0\"дней d\"", None),
            ("0\\h", None),
            ("#,##0_h", None),
            ("0*y", None),
            ("0;dd.mm.yyyy", None),
            ("0%", None),
        ];
        for (code, expected) in cases {
            assert_eq!(NumberStyle::parse(code).moment, expected, "{code}");
        }
        assert_eq!(NumberStyle::built_in(14).moment, Some(Moment::Date));
        assert_eq!(NumberStyle::built_in(46).moment, Some(Moment::Span));
        assert_eq!(NumberStyle::built_in(49), NumberStyle::default());
        assert!(NumberStyle::built_in(10).percent);
    }

    #[test]
    fn a_code_without_end_means_nothing() {
        let long = format!("\"{}\"00", "a".repeat(CODE_LENGTH_MAX));
        assert_eq!(NumberStyle::parse(&long), NumberStyle::default());
    }

    #[test]
    fn leading_zeros() {
        let cases = [
            ("000000", 814.0, Some("000814")),
            ("000000", 814.5, None),
            ("000000", -1.0, None),
            ("\"edu\"000000", 53017.0, Some("edu053017")),
            ("00\\-\"А\"", 5.0, Some("05-А")),
            ("0", 5.0, None),
            ("General", 5.0, None),
            ("0.00", 5.0, None),
            ("#,##0", 5.0, None),
            ("00;[Red]-00", 5.0, Some("05")),
            ("000-000", 5.0, None),
        ];
        for (code, value, expected) in cases {
            assert_eq!(NumberStyle::parse(code).code(value).as_deref(), expected, "{code}");
        }
    }

    #[test]
    fn percents() {
        for (code, expected) in [
            ("0%", true),
            ("0.00\\ %", true),
            ("[Red]0%;0", true),
            ("0\"%\"", false),
            ("0\\%", false),
            ("0;0%", false),
        ] {
            assert_eq!(NumberStyle::parse(code).percent, expected, "{code}");
        }
    }
}
