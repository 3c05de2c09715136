//! One spelling for texts that people write in several ways.

/// Returns the spelling used to compare headings, names and tokens: lower case, `ё` as `е`,
/// quotes left out, any dash as a hyphen, soft hyphens and line-break hyphens removed, single
/// blanks, and Latin letters that look like Cyrillic ones as Cyrillic where the word has Cyrillic
/// letters or is such a letter alone (`x` for `х`).
#[must_use]
pub fn fold(text: &str) -> String {
    let joined = text.replace("-\r\n", "").replace("-\n", "");
    let cleaned: String = joined.chars().filter_map(fold_character).collect();
    cleaned.split_whitespace().map(fold_word).collect::<Vec<_>>().join(" ")
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

fn fold_word(word: &str) -> String {
    let lower: String = word.to_lowercase().replace('ё', "е");
    let is_cyrillic = |c: char| ('\u{400}'..='\u{4ff}').contains(&c);
    let lookalike = |c: char| cyrillic_twin(c).is_some();
    let mixed = lower.chars().any(is_cyrillic)
        || (lower.chars().count() == 1 && lower.chars().all(|c| c == 'x'));
    if mixed && lower.chars().any(lookalike) {
        return lower.chars().map(|c| cyrillic_twin(c).unwrap_or(c)).collect();
    }
    lower
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
    use super::{fold, fold_code};

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
