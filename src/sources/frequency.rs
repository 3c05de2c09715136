//! Which code page of Russian a text is written in, told by how often its letters occur.

use encoding_rs::{Encoding, IBM866, KOI8_R, WINDOWS_1251, X_MAC_CYRILLIC};

/// The code page that fits a text best.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Guess {
    /// The code page.
    pub(super) encoding: &'static Encoding,
    /// Whether the text reads like Russian in it, and like nothing in the others.
    pub(super) is_certain: bool,
}

/// Finds the code page of a text that is not UTF-8.
///
/// A code page gets a point for each letter as far as it is a frequent one, and loses some for what
/// no Russian text has: signs of other alphabets, and a small letter before a large one. Where the
/// points of two are close, the one of Windows is taken.
pub(super) fn guess(bytes: &[u8]) -> Guess {
    const SAMPLE: usize = 256 << 10;
    /// Points of a letter in running Russian are about 5.5, in names and abbreviations less.
    const PLAUSIBLE: f64 = 2.5;
    /// By how much another code page has to be better. Capitals of KOI8 look like small letters
    /// of Windows, and hardly like rare ones.
    const LEAD: f64 = 1.0;
    const FEWEST_LETTERS: usize = 6;
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let count = sample.iter().filter(|byte| !byte.is_ascii()).count();
    let others = [IBM866, KOI8_R, X_MAC_CYRILLIC];
    let points = |encoding: &'static Encoding| points(encoding, sample);
    let windows = points(WINDOWS_1251);
    let best = others.into_iter().map(|encoding| (points(encoding), encoding));
    let (other, encoding) =
        best.fold((f64::MIN, IBM866), |best, found| if found.0 > best.0 { found } else { best });
    if other > windows + LEAD && other > PLAUSIBLE && count >= FEWEST_LETTERS {
        return Guess { encoding, is_certain: false };
    }
    Guess { encoding: WINDOWS_1251, is_certain: windows > PLAUSIBLE && windows >= other }
}

/// Returns the points of a code page for each character beyond ASCII.
fn points(encoding: &'static Encoding, sample: &[u8]) -> f64 {
    /// What costs as much as a sign that no Russian text has.
    const STRANGE: f64 = -8.0;
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let (mut sum, mut count) = (0.0, 0.0);
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let after = characters.peek().copied().unwrap_or(' ');
        // A letter alone between figures is the sign of a currency in another code page.
        let is_alone = !before.is_alphabetic() && !after.is_alphabetic();
        if !character.is_ascii() {
            count += 1.0;
            sum += if is_alone && encoding != WINDOWS_1251 && character.is_alphabetic() {
                STRANGE
            } else {
                worth(character)
            };
            if before.is_lowercase() && character.is_uppercase() {
                sum -= 6.0;
            }
        }
        before = character;
    }
    if count == 0.0 { 0.0 } else { sum / count }
}

/// How many of a hundred letters of Russian a letter is; less than nothing for what texts of tables
/// do not have.
fn worth(character: char) -> f64 {
    const LETTERS: [(char, f64); 33] = [
        ('о', 11.0),
        ('е', 8.5),
        ('а', 8.0),
        ('и', 7.4),
        ('н', 6.7),
        ('т', 6.3),
        ('с', 5.5),
        ('р', 4.7),
        ('в', 4.5),
        ('л', 4.4),
        ('к', 3.5),
        ('м', 3.2),
        ('д', 3.0),
        ('п', 2.8),
        ('у', 2.6),
        ('я', 2.0),
        ('ы', 1.9),
        ('ь', 1.7),
        ('г', 1.7),
        ('з', 1.6),
        ('б', 1.6),
        ('ч', 1.4),
        ('й', 1.2),
        ('х', 1.0),
        ('ж', 0.9),
        ('ш', 0.7),
        ('ю', 0.6),
        ('ц', 0.5),
        ('щ', 0.4),
        ('э', 0.3),
        ('ф', 0.3),
        ('ъ', 0.0),
        ('ё', 0.0),
    ];
    let small = character.to_lowercase().next().unwrap_or(character);
    if let Some((_, worth)) = LETTERS.iter().find(|(letter, _)| *letter == small) {
        return *worth;
    }
    match character {
        '№' | '«' | '»' | '–' | '—' | '“' | '”' | '„' | '…' | '\u{a0}' | '§' | '°' | '·' | '•' => {
            3.0
        }
        _ => -8.0,
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{Encoding, IBM866, KOI8_R, WINDOWS_1251, WINDOWS_1252, X_MAC_CYRILLIC};

    use super::guess;

    const NAMES: &str =
        "Код ОО;Наименование\n1;МБОУ «СОШ № 1»\n2;Лицей\n3;ЦО «Орлёнок» г. Щёкино\n";
    const CAPITALS: &str = "КОД;НАИМЕНОВАНИЕ\n1;СРЕДНЯЯ ШКОЛА\n2;ГИМНАЗИЯ\n";
    const SHORT: &str = "Код;Дети\n1;5\n";

    #[track_caller]
    fn check(text: &str, written: &'static Encoding, found: &'static Encoding, is_certain: bool) {
        let (bytes, _, _) = written.encode(text);
        let guess = guess(&bytes);
        assert_eq!((guess.encoding.name(), guess.is_certain), (found.name(), is_certain));
    }

    #[test]
    fn code_pages_are_told_apart() {
        for text in [NAMES, CAPITALS, SHORT] {
            check(text, WINDOWS_1251, WINDOWS_1251, true);
        }
        for encoding in [IBM866, KOI8_R] {
            for text in [NAMES.replace(['«', '»', '№'], "\""), CAPITALS.to_owned()] {
                check(&text, encoding, encoding, false);
            }
        }
        let text = NAMES.replace(['«', '»', '№'], "\"");
        check(&text, X_MAC_CYRILLIC, X_MAC_CYRILLIC, false);
        check("Schüler;Größe\nMüller;5\n", WINDOWS_1252, WINDOWS_1251, false);
        check(SHORT, IBM866, IBM866, false);
        check("Sum;£1,00;£2,50;¥3,00;£1,20;£5,00;£7,10\n", WINDOWS_1252, WINDOWS_1251, false);
    }
}
