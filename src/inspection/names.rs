//! Names for formulas out of headings: Latin letters, digits and `_`, each of them once.

use std::collections::BTreeSet;

/// Words that mean something else in formulas or sources.
const TAKEN: [&str; 22] = [
    "and", "or", "not", "case", "when", "then", "else", "end", "is", "null", "in", "between",
    "like", "true", "false", "where", "by", "filter", "distinct", "level", "period", "heading",
];

/// Longest name.
const LONGEST: usize = 40;

/// Gives each name once.
#[derive(Debug, Default)]
pub struct Names {
    given: BTreeSet<String>,
}

impl Names {
    /// Returns a new name for a text; `fallback` where nothing of it is left.
    pub(super) fn give(&mut self, text: &str, fallback: &str) -> String {
        let plain = transliterated(text);
        let base = match plain.chars().next() {
            None => fallback.to_owned(),
            Some(first) if first.is_ascii_digit() => format!("n{plain}"),
            Some(_) => plain,
        };
        let base = if TAKEN.contains(&base.as_str()) { format!("{base}_") } else { base };
        let mut name = base.clone();
        let mut number = 1;
        while !self.given.insert(name.clone()) {
            number += 1;
            name = format!("{base}_{number}");
        }
        name
    }
}

/// Writes a text in Latin letters: `Код ОО` becomes `kod_oo`.
fn transliterated(text: &str) -> String {
    let mut name = String::new();
    for letter in text.to_lowercase().chars() {
        match latin(letter) {
            Some(letters) => name.push_str(letters),
            None if letter.is_ascii_alphanumeric() => name.push(letter),
            None if !name.is_empty() && !name.ends_with('_') => name.push('_'),
            None => {}
        }
    }
    let mut end = name.len().min(LONGEST);
    if end < name.len() {
        // A word is not cut in two unless it is the only one.
        end = name[..end].rfind('_').unwrap_or(end);
    }
    name[..end].trim_matches('_').to_owned()
}

const fn latin(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'е' | 'э' => "e",
        'ё' => "yo",
        'ж' => "zh",
        'з' => "z",
        'и' => "i",
        'й' | 'ы' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ю' => "yu",
        'я' => "ya",
        'ъ' | 'ь' => "",
        '№' => "nomer",
        '%' => "percent",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn headings_become_names() {
        let mut names = Names::default();
        let cases = [
            ("Код ОО", "kod_oo"),
            ("код  оо", "kod_oo_2"),
            ("№ п/п", "nomer_p_p"),
            ("%", "percent"),
            ("2", "n2"),
            ("Обучающихся, всего", "obuchayushchikhsya_vsego"),
            ("— ¡! —", "column_b"),
            ("Level", "level_"),
            ("Подъезд", "podezd"),
            (
                "Численность обучающихся по программам начального общего образования",
                "chislennost_obuchayushchikhsya_po",
            ),
        ];
        for (text, name) in cases {
            assert_eq!(names.give(text, "column_b"), name, "{text}");
        }
    }
}
