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

const fn cyrillic_twin(latin: char) -> Option<char> {
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
    use super::fold;

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
}
