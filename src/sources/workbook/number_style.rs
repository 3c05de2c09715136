//! What a number format says about the meaning of a number: percents and leading zeros.

/// The meaning of a number format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct NumberStyle {
    /// Whether numbers are shown as percents.
    pub(super) percent: bool,
    zeros: Option<Zeros>,
}

/// A format such as `000000` or `"edu"000000`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Zeros {
    before: String,
    width: usize,
    after: String,
}

impl NumberStyle {
    /// Reads a format code. Only the section of positive numbers is looked at.
    pub(super) fn parse(code: &str) -> Self {
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
        Self { percent, zeros: zeros.filter(|zeros| zeros.width > 1 || zeros.has_literals()) }
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

fn add_literal(zeros: &mut Option<Zeros>, literal: char) {
    if let Some(zeros) = zeros {
        let side = if zeros.width == 0 { &mut zeros.before } else { &mut zeros.after };
        side.push(literal);
    }
}

#[cfg(test)]
mod tests {
    use super::NumberStyle;

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
