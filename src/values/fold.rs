//! One spelling for texts that people write in several ways.

use std::borrow::Cow;

/// Returns the spelling used to compare headings, names and tokens: lower case, `ё` as `е`,
/// quotes left out, any dash as a hyphen, soft hyphens and line-break hyphens removed, single
/// blanks, and Latin letters that look like Cyrillic ones as Cyrillic where the word has Cyrillic
/// letters or is such a letter alone (`x` for `х`).
#[must_use]
pub fn fold(text: &str) -> String {
    let joined = match text.contains('\n') {
        true => Cow::Owned(text.replace("-\r\n", "").replace("-\n", "")),
        false => Cow::Borrowed(text),
    };
    let mut folded = String::with_capacity(joined.len());
    let mut word = String::new();
    for character in joined.chars().filter_map(fold_character) {
        match character {
            ' ' => add_word(&mut folded, &mut word),
            character => push_lower(&mut word, character),
        }
    }
    add_word(&mut folded, &mut word);
    folded
}

/// Whether the first letter of a text leaves it open that its folded spelling is a certain one.
/// Most texts are told apart by that.
#[must_use]
pub fn may_fold_to(text: &str, folded: &str) -> bool {
    let mut characters = text.chars().filter_map(fold_character).filter(|c| *c != ' ');
    let Some(first) = characters.next() else { return folded.is_empty() };
    // Of a hyphen nobody knows whether the line ends behind it.
    if first == '-' {
        return true;
    }
    let mut lower = String::new();
    push_lower(&mut lower, first);
    let first = lower.chars().next();
    let wanted = folded.chars().next();
    first == wanted || (wanted.is_some() && first.and_then(cyrillic_twin) == wanted)
}

/// Returns the spelling used to find codes that are written alike: as [`fold`], but with every
/// Latin letter that looks like a Cyrillic one as that one, and without the zeros before a number,
/// which a spreadsheet loses. Two codes of one such spelling are reported and never taken for one.
#[must_use]
pub fn fold_code(text: &str) -> String {
    let folded: String =
        fold(text).chars().map(|letter| cyrillic_twin(letter).unwrap_or(letter)).collect();
    let is_number = !folded.is_empty() && folded.bytes().all(|byte| byte.is_ascii_digit());
    match folded.trim_start_matches('0') {
        "" if is_number => "0".to_owned(),
        digits if is_number => digits.to_owned(),
        _ => folded,
    }
}

fn fold_character(character: char) -> Option<char> {
    match character {
        '\u{ad}' | '\u{feff}' | '\u{200b}' => None,
        '"' | '«' | '»' | '„' | '“' | '”' | '\'' => None,
        '‐' | '‑' | '‒' | '–' | '—' | '−' => Some('-'),
        '…' => Some('…'),
        character if character.is_whitespace() => Some(' '),
        character => Some(character),
    }
}

/// Adds a letter in lower case, `ё` as `е`.
pub(crate) fn push_lower(text: &mut String, letter: char) {
    const CASE: u32 = 'а' as u32 - 'А' as u32;
    match letter {
        'А'..='Я' => text.extend(char::from_u32(letter as u32 + CASE)),
        'Ё' | 'ё' => text.push('е'),
        'а'..='я' => text.push(letter),
        _ if letter.is_ascii() => text.push(letter.to_ascii_lowercase()),
        _ => text.extend(letter.to_lowercase()),
    }
}

/// Moves a word to the end of a text, with a blank before it.
fn add_word(text: &mut String, word: &mut String) {
    if word.is_empty() {
        return;
    }
    if !text.is_empty() {
        text.push(' ');
    }
    let is_cyrillic = |c: char| ('\u{400}'..='\u{4ff}').contains(&c);
    let lookalike = |c: char| cyrillic_twin(c).is_some();
    let mixed = word == "x" || word.chars().any(is_cyrillic);
    if mixed && word.chars().any(lookalike) {
        text.extend(word.chars().map(|c| cyrillic_twin(c).unwrap_or(c)));
    } else {
        text.push_str(word);
    }
    word.clear();
}

pub(super) const fn cyrillic_twin(latin: char) -> Option<char> {
    Some(match latin {
        'a' => 'а',
        'c' => 'с',
        'e' => 'е',
        'o' => 'о',
        'p' => 'р',
        'x' => 'х',
        'y' => 'у',
        'k' => 'к',
        'm' => 'м',
        'h' => 'н',
        't' => 'т',
        'b' => 'в',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{cyrillic_twin, fold, fold_character, fold_code, may_fold_to};

    #[test]
    fn spellings_meet() {
        let pairs = [
            ("Кол-во  участников", "кол–во участников"),
            ("МКОУ «Орлёнок»", "мкоу \"Орленок\""),
            ("x", "Х"),
            ("Наимено-\nвание", "наименование"),
            ("CОШ", "сош"),
        ];
        for (a, b) in pairs {
            assert_eq!(fold(a), fold(b), "{a} and {b}");
        }
        assert_ne!(fold("max"), fold("мах"));
    }

    /// The same in the plainest way, word by word.
    fn fold_plainly(text: &str) -> String {
        let joined = text.replace("-\r\n", "").replace("-\n", "");
        let cleaned: String = joined.chars().filter_map(fold_character).collect();
        let word = |word: &str| -> String {
            let lower = word.to_lowercase().replace('ё', "е");
            let is_mixed =
                lower == "x" || lower.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c));
            let twin = |c: char| cyrillic_twin(c).filter(|_| is_mixed).unwrap_or(c);
            lower.chars().map(twin).collect()
        };
        cleaned.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
    }

    proptest! {
        #[test]
        fn folding_is_what_its_words_say(
            text in r#"[а-яёА-ЯЁa-zA-Z0-9 \-–«»"'№\u{ad}\u{a0}\r\n]{0,24}"#,
            other in "[а-яёА-ЯЁa-zA-Z0-9 -]{0,6}",
        ) {
            let folded = fold(&text);
            prop_assert_eq!(&folded, &fold_plainly(&text));
            prop_assert!(may_fold_to(&text, &folded));
            prop_assert!(fold(&other) != folded || may_fold_to(&other, &folded));
        }
    }

    #[test]
    fn first_letters_never_tell_apart_what_is_the_same() {
        let same = [" «Ёлка»", "-\nелка", "EЛКА", "\u{ad}ёлка", "елка"];
        for text in same {
            assert!(may_fold_to(text, &fold(text)), "{text}");
        }
        assert!(may_fold_to("X", "х") && may_fold_to("", "") && may_fold_to("x1", "x1"));
        assert!(!may_fold_to("Школа", "класс") && !may_fold_to("«»", "класс"));
    }

    #[test]
    fn codes_meet() {
        let pairs = [
            ("edu053017", "еdu053017"),
            ("EDU053017", "edu053017"),
            ("0814", "814"),
            ("000", "0"),
            ("max", "мах"),
        ];
        for (a, b) in pairs {
            assert_eq!(fold_code(a), fold_code(b), "{a} and {b}");
        }
        for (a, b) in [("0а", "а"), ("1-2", "12"), ("10", "1"), ("", "0")] {
            assert_ne!(fold_code(a), fold_code(b), "{a} and {b}");
        }
    }
}
