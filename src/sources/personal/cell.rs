//! Cells that hold something personal, told by their content alone.

use std::sync::LazyLock;

use regex::Regex;

use super::name;
use crate::sources::content::Content;

/// Why something counts as personal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// Its heading.
    Heading,
    /// Names of people.
    Name,
    /// Insurance numbers (СНИЛС).
    Insurance,
    /// Numbers of telephones.
    Phone,
    /// Addresses of electronic mail.
    Mail,
    /// Numbers of passports.
    Passport,
}

impl Evidence {
    /// Returns the word by which messages and data files know it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Name => "name",
            Self::Insurance => "insurance",
            Self::Phone => "phone",
            Self::Mail => "mail",
            Self::Passport => "passport",
        }
    }
}

static MAIL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.\p{L}{2,}"));
static INSURANCE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|\D)(\d{3})-(\d{3})-(\d{3})[ \u{a0}-]?(\d{2})(?:\D|$)"));
static PHONE: LazyLock<Regex> = LazyLock::new(|| {
    let code = r"(?:\+7[\s(-]*\d{3}|8[\s(-]+\d{3}|8[(]\d{3})";
    pattern(&format!(r"(?:^|[^\d+]){code}[\s)-]*\d{{3}}[\s-]*\d{{2}}[\s-]*\d{{2}}(?:\D|$)"))
});
static PASSPORT: LazyLock<Regex> = LazyLock::new(|| {
    let named = r"(?:паспорт|серия|сер\.|№).{0,12}?\d{2}\s?\d{2}\D{1,12}\d{6}(?:\D|$)";
    let alone = r"^\s*\d{2}\s\d{2}\s(?:№\s?)?\d{6}\s*$|^\s*\d{4}\s?№\s?\d{6}\s*$";
    pattern(&format!("(?i){named}|{alone}"))
});

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a fixed pattern")
}

/// Returns why a text is personal by itself.
pub(in crate::sources) fn of_text(text: &str) -> Option<Evidence> {
    /// Digits of the shortest number that is looked for.
    const DIGITS: usize = 10;
    if text.contains('@') && MAIL.is_match(text) {
        return Some(Evidence::Mail);
    }
    if text.bytes().filter(u8::is_ascii_digit).count() >= DIGITS {
        if INSURANCE.captures(text).is_some_and(|found| {
            is_insurance(
                &found.iter().skip(1).flatten().map(|part| part.as_str()).collect::<String>(),
            )
        }) {
            return Some(Evidence::Insurance);
        }
        if PHONE.is_match(text) {
            return Some(Evidence::Phone);
        }
        if PASSPORT.is_match(text) {
            return Some(Evidence::Passport);
        }
    }
    name::is_in(text).then_some(Evidence::Name)
}

/// Returns why the content of a cell is personal by itself.
pub(in crate::sources) fn of_content(content: &Content) -> Option<Evidence> {
    match content {
        Content::Text(text) => of_text(text),
        Content::Withheld(evidence) => Some(*evidence),
        _ => None,
    }
}

/// Returns what a content could be if many cells of its column are alike: a lone surname, eleven
/// digits without any sign between them, ten digits in the groups of a passport.
pub(super) fn weak(content: &Content) -> Option<Evidence> {
    const LONGEST: usize = 40;
    match content {
        Content::Number { value, percent: false, .. } if *value >= 1e9 && *value < 1e11 => {
            number(&format!("{value:.0}"))
        }
        Content::Text(text) if text.len() <= 2 * LONGEST => {
            number(text.trim()).or_else(|| name::is_lone(text).then_some(Evidence::Name))
        }
        _ => None,
    }
}

/// Whether a text is a patronymic and nothing else, which is hardly ever anything but a person.
pub(super) fn is_patronymic(content: &Content) -> bool {
    matches!(content, Content::Text(text) if name::is_lone_patronymic(text))
}

fn number(text: &str) -> Option<Evidence> {
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}')).collect();
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let is_grouped = digits.len() < text.len();
    match digits.len() {
        11 if is_insurance(&digits) => Some(Evidence::Insurance),
        11 if digits.starts_with("79") || digits.starts_with("89") => Some(Evidence::Phone),
        10 if is_grouped && text.split_whitespace().last().is_some_and(|last| last.len() == 6) => {
            Some(Evidence::Passport)
        }
        _ => None,
    }
}

/// Whether eleven digits are a number of insurance: the last two are the sum of the others, each
/// times its place from the right, modulo 101, where 100 is written 00.
fn is_insurance(digits: &str) -> bool {
    let digits: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
    let [body @ .., tens, ones] = &digits[..] else { return false };
    let sum: u32 = body.iter().rev().zip(1..).map(|(digit, place)| digit * place).sum();
    body.len() == 9 && sum > 0 && sum % 101 % 100 == tens * 10 + ones
}

#[cfg(test)]
mod tests {
    use super::{Content, Evidence, of_text, weak};

    #[test]
    fn numbers_of_people_are_found() {
        let cases = [
            // The example of the Pension Fund: 112-233-445 95.
            ("112-233-445 95", Some(Evidence::Insurance)),
            ("СНИЛС 112-233-445 95", Some(Evidence::Insurance)),
            ("112-233-445 96", None),
            ("+7 (928) 123-45-67", Some(Evidence::Phone)),
            ("8 928 123 45 67", Some(Evidence::Phone)),
            ("8(928)1234567", Some(Evidence::Phone)),
            ("+79281234567", Some(Evidence::Phone)),
            ("тел. +7 928 1234567, Омаров", Some(Evidence::Phone)),
            ("anna.p@mail.ru", Some(Evidence::Mail)),
            ("почта: школа1@дагестан.рф", Some(Evidence::Mail)),
            ("82 05 123456", Some(Evidence::Passport)),
            ("паспорт 8205 123456", Some(Evidence::Passport)),
            ("серия 8205 № 123456", Some(Evidence::Passport)),
            ("2024 123456", None),
            ("1 234 567 890", None),
            ("1025000123456", None),
            ("01.09.2024 – 31.05.2025", None),
            ("12@5", None),
        ];
        for (text, evidence) in cases {
            assert_eq!(of_text(text), evidence, "{text}");
        }
    }

    #[test]
    fn weak_signs_are_those_of_numbers_without_marks() {
        let cases = [
            (Content::number(11_223_344_595.0), Some(Evidence::Insurance)),
            (Content::number(79_281_234_567.0), Some(Evidence::Phone)),
            (Content::number(11_223_344_596.0), None),
            (Content::Text("89281234567".into()), Some(Evidence::Phone)),
            (Content::Text("8205 123456".into()), Some(Evidence::Passport)),
            (Content::Text("Магомедов".into()), Some(Evidence::Name)),
            (Content::Text("0814".into()), None),
            (Content::number(5.0), None),
        ];
        for (content, evidence) in cases {
            assert_eq!(weak(&content), evidence, "{content:?}");
        }
    }
}
