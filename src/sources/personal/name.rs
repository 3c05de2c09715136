//! Names of people inside of texts: «Иванова Анна Петровна», «Магомедов М. А.».

use crate::values::push_lower;

use super::heading::begins;
use super::rules::{
    ADJECTIVE_ENDINGS, GIVEN_NAMES, INSTITUTION_STEMS, NAMED_AFTER, NO_SURNAMES, OBLIQUE_ENDINGS,
    PATRONYMIC_ENDINGS, PATRONYMICS, SURNAME_ENDINGS,
};

/// A word of a text, with what its letters look like.
struct Word<'t> {
    text: &'t str,
    folded: String,
    shape: Shape,
    /// Whether it stands in quotes, as names of organisations do.
    is_quoted: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Letters beginning with a capital one, perhaps with a hyphen: `Гаджи-Магомед`.
    Name,
    /// One or two capital letters with full stops: `М.`, `М.А.`; how many.
    Initials(u8),
    /// Anything else.
    Other,
}

/// Whether a text names a person.
pub(super) fn is_in(text: &str) -> bool {
    if !may_be_in(text) {
        return false;
    }
    let words = words(text);
    has_patronymic(&words) || has_initials(&words) || is_name_without_patronymic(&words)
}

/// Whether a text has two neighbouring words that begin with a capital letter, or a word that makes
/// a father's name of the one before, or is as long as a name in small letters. Nearly every cell
/// of a spreadsheet is told from names by this alone.
fn may_be_in(text: &str) -> bool {
    const SMALL_ENDINGS: [&str; 4] = ["ич", "на", "лы", "зы"];
    const FATHERS: [&str; 4] = ["оглы", "оглу", "кызы", "гызы"];
    let (mut has_capital, mut blanks) = (false, 0);
    let (mut after_letter, mut after_capital) = (false, false);
    for character in text.chars() {
        let is_letter = is_cyrillic(character) || character.is_ascii_alphabetic();
        if is_letter && !after_letter {
            let is_capital = is_capital(character);
            if is_capital && after_capital {
                return true;
            }
            after_capital = is_capital;
            has_capital |= is_capital;
        }
        blanks += usize::from(character.is_whitespace());
        after_letter = is_letter;
    }
    if has_capital {
        return FATHERS.iter().any(|word| text.contains(word));
    }
    blanks >= 2 && SMALL_ENDINGS.iter().any(|end| text.trim_end().ends_with(end))
}

/// Whether a letter is a capital one; initials are typed in Latin letters as well.
fn is_capital(letter: char) -> bool {
    match letter {
        '\u{400}'..='\u{42f}' | 'A'..='Z' => true,
        '\u{430}'..='\u{45f}' | 'a'..='z' => false,
        _ => letter.is_uppercase(),
    }
}

/// Whether a text is one word that is mostly a surname, a given name or a patronymic.
pub(super) fn is_lone(text: &str) -> bool {
    if !may_be_lone(text) {
        return false;
    }
    match &words(text)[..] {
        [word] if word.shape == Shape::Name => {
            is_lone_surname(word) || is_given_name(word) || is_patronymic(word)
        }
        _ => false,
    }
}

/// Whether a text could be one word with a capital letter at its beginning, which most texts are
/// not.
fn may_be_lone(text: &str) -> bool {
    let mut pieces = text.split(char::is_whitespace);
    let is_word = |piece: &&str| piece.chars().any(|c| is_cyrillic(c) || c.is_alphanumeric());
    let Some(first) = pieces.by_ref().find(is_word) else { return false };
    let mut letters = first.chars().filter(|c| is_cyrillic(*c) || c.is_alphanumeric());
    letters.next().is_some_and(|letter| is_cyrillic(letter) && is_capital(letter))
        && pieces.find(is_word).is_none()
}

/// Whether a text is one given name or patronymic.
pub(super) fn is_lone_first_name(text: &str) -> bool {
    may_be_lone(text)
        && matches!(&words(text)[..], [word] if word.shape == Shape::Name
        && (is_given_name(word) || is_patronymic(word)))
}

/// Whether a text is one patronymic.
pub(super) fn is_lone_patronymic(text: &str) -> bool {
    may_be_lone(text)
        && matches!(&words(text)[..], [word] if word.shape == Shape::Name && is_patronymic(word))
}

const fn is_cyrillic(character: char) -> bool {
    matches!(character, '\u{400}'..='\u{4ff}')
}

fn words(text: &str) -> Vec<Word<'_>> {
    let is_inner = |c: char| is_cyrillic(c) || c == '.' || c.is_alphanumeric();
    let is_edge = |c: char| !is_inner(c);
    let pieces =
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '/'));
    let (mut found, mut is_quoted) = (Vec::new(), false);
    for whole in pieces.filter(|piece| !piece.is_empty()) {
        let opens = whole.starts_with(is_quote);
        is_quoted |= opens;
        let piece = whole.trim_matches(is_edge);
        // «МагомедовМ.А.» is rare, «Магомедов М.А.» and «М.А.Магомедов» are not.
        match split_initials(piece) {
            Some((initials, rest)) => {
                found.extend([word(initials, is_quoted), word(rest, is_quoted)]);
            }
            None if piece.is_empty() => {}
            None => found.push(word(piece, is_quoted)),
        }
        is_quoted &= !(whole.ends_with(is_quote) && whole.chars().count() > usize::from(opens));
    }
    found
}

const fn is_quote(character: char) -> bool {
    matches!(character, '"' | '«' | '»' | '„' | '“' | '”' | '\'')
}

/// Divides `М.А.Магомедов` after its initials.
fn split_initials(piece: &str) -> Option<(&str, &str)> {
    let at = piece.rfind('.')? + 1;
    let (initials, rest) = piece.split_at(at);
    (rest.chars().count() > 1 && matches!(initials_of(initials), Some(1 | 2)))
        .then_some((initials, rest))
}

fn word(text: &str, is_quoted: bool) -> Word<'_> {
    let shape = match initials_of(text) {
        Some(count) => Shape::Initials(count),
        None if is_name_shaped(text.trim_end_matches('.')) => Shape::Name,
        None => Shape::Other,
    };
    let mut folded = String::with_capacity(text.len());
    text.trim_end_matches('.').chars().for_each(|letter| push_lower(&mut folded, letter));
    Word { text, folded, shape, is_quoted }
}

/// How many initials a word is: `М.`, `М.А.`, also `М.-А.`.
fn initials_of(text: &str) -> Option<u8> {
    let (mut count, mut is_open) = (0, false);
    for character in text.chars() {
        match character {
            '.' if is_open => is_open = false,
            '-' if !is_open && count > 0 => {}
            letter if letter.is_uppercase() && !is_open => {
                count += 1;
                is_open = true;
            }
            _ => return None,
        }
    }
    (!is_open && matches!(count, 1..=3)).then_some(count)
}

/// A word of letters of which the first is a capital one.
fn is_name_shaped(text: &str) -> bool {
    const SHORTEST: usize = 2;
    let mut letters = text.chars();
    let begins = letters.next().is_some_and(|c| c.is_uppercase() && is_cyrillic(c));
    begins
        && text.chars().nth(SHORTEST - 1).is_some()
        && letters.all(|c| is_cyrillic(c) || matches!(c, '-' | '‑' | '–'))
}

fn is_patronymic(word: &Word<'_>) -> bool {
    PATRONYMICS.contains(&word.folded.as_str())
        || ends(&word.folded, &PATRONYMIC_ENDINGS)
        || ["-оглы", "-кызы", "-гызы"].iter().any(|ending| word.folded.ends_with(ending))
}

fn is_surname(word: &Word<'_>) -> bool {
    is_lone_surname(word) || ends(&word.folded, &ADJECTIVE_ENDINGS)
}

fn is_lone_surname(word: &Word<'_>) -> bool {
    ends(&word.folded, &SURNAME_ENDINGS) && !NO_SURNAMES.contains(&word.folded.as_str())
}

fn is_given_name(word: &Word<'_>) -> bool {
    GIVEN_NAMES.contains(&word.folded.as_str())
}

/// Whether a word has one of some endings, with at least three letters before it.
fn ends(word: &str, endings: &[&str]) -> bool {
    const STEM: usize = 2;
    endings
        .iter()
        .any(|ending| word.strip_suffix(ending).is_some_and(|stem| stem.chars().count() >= STEM))
}

/// Whether a school or street is named after the person whose name begins at a word.
fn is_named_after(words: &[Word<'_>], at: usize) -> bool {
    /// Words between, such as «Героя Советского Союза».
    const TITLES: usize = 6;
    let before = &words[at.saturating_sub(TITLES)..at];
    before.iter().any(|word| NAMED_AFTER.contains(&word.folded.as_str()))
}

fn names_institution(words: &[Word<'_>]) -> bool {
    words.iter().any(|word| begins(&word.folded, &INSTITUTION_STEMS))
}

/// A given name or surname and a patronymic after it. In the cases of declension it may be that
/// after which an organisation is named.
fn has_patronymic(words: &[Word<'_>]) -> bool {
    let is_institution = names_institution(words);
    let nominative = |at: usize| {
        let (first, second) = (&words[at - 1], &words[at]);
        let is_name = second.shape == Shape::Name
            || second.folded.ends_with("лы")
            || second.folded.ends_with("зы");
        first.shape == Shape::Name && is_name && is_patronymic(second)
    };
    let oblique = |at: usize| {
        let (first, second) = (&words[at - 1], &words[at]);
        let are_names = first.shape == Shape::Name && second.shape == Shape::Name;
        are_names && ends(&second.folded, &OBLIQUE_ENDINGS) && !is_institution
    };
    let of_person = |at: usize| {
        let names_school = is_institution && words[at - 1].is_quoted;
        !names_school && !is_named_after(words, at - 1)
    };
    (1..words.len()).any(|at| (nominative(at) || oblique(at)) && of_person(at))
        || is_lower_case_name(words)
}

/// «иванова анна петровна», as the whole text.
fn is_lower_case_name(words: &[Word<'_>]) -> bool {
    let is_plain = |word: &Word<'_>| word.text.chars().all(|c| is_cyrillic(c) || c == '-');
    matches!(words, [surname, name, patronymic]
        if [surname, name, patronymic].into_iter().all(is_plain)
            && is_surname(surname) && is_patronymic(patronymic))
}

/// A surname beside initials. Where they stand first, or there is but one, the word has to end as
/// surnames do: «г. Москва», «Г. О. Махачкала» and «Вариант А.» are no people.
fn has_initials(words: &[Word<'_>]) -> bool {
    let count = |word: Option<&Word<'_>>| match word.map(|word| word.shape) {
        Some(Shape::Initials(count)) => count,
        _ => 0,
    };
    let is_person = |at: usize| {
        let surname = &words[at];
        let is_long = surname.folded.chars().count() > 2;
        if surname.shape != Shape::Name || !is_long || is_named_after(words, at) {
            return false;
        }
        let after = count(words.get(at + 1))
            + count(words.get(at + 2).filter(|_| count(words.get(at + 1)) == 1));
        let before = at.checked_sub(1).map_or(0, |at| count(words.get(at)));
        let before = before + at.checked_sub(2).map_or(0, |at| count(words.get(at)));
        match is_surname(surname) {
            true => after > 1 || before > 1 || (after + before > 0 && words.len() == 2),
            false => after > 1 && words.len() <= 3,
        }
    };
    (0..words.len()).any(is_person) && !names_institution(words)
}

/// «Иванова Анна», «Расул Гамзатов», «Магомедов Али Магомед», as the whole text.
fn is_name_without_patronymic(words: &[Word<'_>]) -> bool {
    let are_names = words.iter().all(|word| word.shape == Shape::Name);
    are_names
        && match words {
            [one, other] => {
                (is_surname(one) && is_given_name(other))
                    || (is_given_name(one) && is_surname(other))
            }
            [surname, name, _] => is_surname(surname) && is_given_name(name),
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::{is_in, is_lone};

    #[test]
    fn people_are_found() {
        for text in [
            "Иванова Анна Петровна",
            "ИВАНОВА АННА ПЕТРОВНА",
            "иванова анна петровна",
            "Анна Петровна",
            "Магомедов Магомед Магомедович",
            "Гаджи-Магомедова Асият Абдул-Кадировна",
            "Мамедов Али Гусейн оглы",
            "Мамедов Али Гусейн-оглы",
            "Алиева Лейла Рашид кызы",
            "Магомедов М. А.",
            "Магомедов M. A.",
            "Али Гусейн-оглы",
            "Али гусейн-оглы",
            "Магомедов М.А.",
            "М. А. Магомедов",
            "М.А.Магомедов",
            "Магомедов М.",
            "Иванова Анна",
            "Расул Гамзатов",
            "Магомедов Али Магомед",
            "Иванова Анна Петровна (переведена)",
            "Переведена Иванова Анна Петровна, приказ 12",
            "заявление Магомедова Али Омаровича",
            "МКОУ СОШ № 5, Иванова Анна Петровна",
            "МКОУ «СОШ № 5» Иванова Анна Петровна",
            "Директор: Омаров О. М.",
        ] {
            assert!(is_in(text), "{text}");
        }
    }

    #[test]
    fn schools_places_and_posts_are_no_people() {
        for text in [
            "СОШ им. Р. Гамзатова",
            "Гимназия имени Омарова М. О.",
            "МБОУ «Гимназия Омарова М. О.»",
            "МКОУ «СОШ имени Героя Советского Союза Магомеда Гаджиевича Гаджиева»",
            "Лицей № 8 им. Н. И. Пирогова",
            "МКОУ \"Акушинская СОШ №1 им. С.М. Кирова\"",
            "Средняя школа Магомеда Омаровича Алиева",
            "127 СРЕДНО УЧИЛИЩЕ \"Иван Николаевич Денкоглу\"",
            "СОШ « Адам Мицкевич »",
            "Учитель начальных классов",
            "Заместитель директора по УВР",
            "г. Москва",
            "Г. О. Махачкала",
            "Вариант А.",
            "Акушинский М. р-н",
            "ул. Магомеда Ярагского, 5",
            "Русский язык",
            "Родная литература",
            "Республика Дагестан",
            "Акушинский район",
            "Иваново Пушкино",
            "высшая категория",
            "2+5",
            "н. п. Уркарах",
            "Понизили (Отметка < Отметка по журналу) %",
            "А. Б. В.",
            "",
        ] {
            assert!(!is_in(text), "{text}");
        }
    }

    #[test]
    fn lone_names_are_known() {
        for text in ["Магомедов", "Анна", "Петровна", "Гаджиева", "ШАМИЛЬ"]
        {
            assert!(is_lone(text), "{text}");
        }
        for text in [
            "Математика",
            "Махачкала",
            "Логин",
            "Акушинский",
            "Русский",
            "Село",
            "село",
            "СОШ",
            "Иванов Иван",
            "5",
        ] {
            assert!(!is_lone(text), "{text}");
        }
    }
}
