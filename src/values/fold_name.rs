//! One spelling for names of organisations, which every file writes in its own way.

use std::sync::LazyLock;

use super::fold::{cyrillic_twin, fold};

/// Short and long forms of words, as `name_forms.txt` lists them: the longest first.
static FORMS: LazyLock<Vec<(Vec<String>, Vec<String>)>> =
    LazyLock::new(|| read_forms(include_str!("name_forms.txt")));

/// Returns the spelling used to look names up exactly: as [`fold`] gives it, and
///
/// - words end at every sign that is neither letter nor digit, between letter and digit, and
///   between a small and a capital letter (`краяМБОУ`);
/// - words of Latin letters all of which look Cyrillic are Cyrillic (`MKOY`);
/// - forms of organisation, kinds of schools and of places are short (`МКОУ`, `СОШ`, `г`),
///   whichever way they are written, and the sign `№` is left out before a number.
///
/// Nothing is left out beyond that: names that differ in a word are different names.
#[must_use]
pub fn fold_name(text: &str) -> String {
    shortened(words(text), &FORMS).join(" ")
}

/// The words of a text, folded one by one.
fn words(text: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(text.len() + 8);
    let mut last: Option<char> = None;
    for letter in
        text.chars().filter(|letter| !matches!(letter, '\u{ad}' | '\u{200b}' | '\u{feff}'))
    {
        let ends = match last {
            _ if letter == '№' => true,
            Some('№') => true,
            Some(before) => {
                (before.is_lowercase() && letter.is_uppercase())
                    || (before.is_alphabetic() && letter.is_numeric())
                    || (before.is_numeric() && letter.is_alphabetic())
            }
            None => false,
        };
        if ends {
            spaced.push(' ');
        }
        let stays = letter.is_alphanumeric() || letter == '№';
        spaced.push(if stays { letter } else { ' ' });
        last = Some(letter);
    }
    fold(&spaced).split(' ').filter(|word| !word.is_empty()).map(cyrillic_word).collect()
}

fn cyrillic_word(word: &str) -> String {
    let cyrillic: Option<String> = word.chars().map(cyrillic_twin).collect();
    cyrillic.unwrap_or_else(|| word.to_owned())
}

/// Puts short forms for long ones, and leaves out the sign of a number before one.
fn shortened(words: Vec<String>, forms: &[(Vec<String>, Vec<String>)]) -> Vec<String> {
    let mut short: Vec<String> = Vec::with_capacity(words.len());
    let mut rest = &words[..];
    while let Some(first) = rest.first() {
        let form = forms.iter().find(|(long, _)| rest.starts_with(long));
        let (taken, put) = match form {
            Some((long, put)) => (long.len(), &put[..]),
            None => (1, std::slice::from_ref(first)),
        };
        rest = &rest[taken..];
        let is_number = |word: &String| word.starts_with(|letter: char| letter.is_numeric());
        if put == ["№"] && rest.first().is_some_and(is_number) {
            continue;
        }
        short.extend(put.iter().cloned());
    }
    short
}

fn read_forms(text: &str) -> Vec<(Vec<String>, Vec<String>)> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let mut forms: Vec<(Vec<String>, Vec<String>)> = lines
        .filter_map(|line| line.split_once('='))
        .flat_map(|(short, long)| {
            let put = words(short);
            long.split('|').map(move |long| (words(long), put.clone()))
        })
        .collect();
    forms.sort_by_key(|(long, _)| std::cmp::Reverse(long.len()));
    forms
}

#[cfg(test)]
mod tests {
    use super::{FORMS, fold_name};

    #[track_caller]
    fn same(a: &str, b: &str) {
        assert_eq!(fold_name(a), fold_name(b), "{a} and {b}");
    }

    #[test]
    fn spellings_of_one_name_meet() {
        same("МКОУ «СОШ № 5» г. Орёл", "мкоу \"сош №5\" города Орел");
        same(
            "Муниципальное казённое общеобразовательное учреждение «Средняя общеобразовательная \
             школа № 5 имени А. С. Пушкина» с. Горное",
            "МКОУ СОШ 5 им.А.С.Пушкина с.Горное",
        );
        same("MKOY COШ N 5", "МКОУ СОШ №5");
        same("КраяМБОУ ООШ №1", "края МБОУ «Основная общеобразовательная школа» 1");
        same(
            "МКДОУ Д/С «Ромашка",
            "Муниципальное казенное дошкольное образовательное учреждение детский сад Ромашка",
        );
        same("Школа-интернат №2", "ШКОЛА – ИНТЕРНАТ № 2");
        same("Горненский р-н", "Горненского района".replace("ого", "ий").as_str());
    }

    #[test]
    fn different_names_stay_different() {
        let pairs = [
            ("МКОУ СОШ № 5", "МБОУ СОШ № 5"),
            ("МКОУ СОШ № 5", "МКОУ ООШ № 5"),
            ("СОШ № 12", "СОШ № 1"),
            ("СОШ № 1-2", "СОШ № 12"),
            ("СОШ с. Горное", "СОШ с. Горное филиал"),
            ("СОШ г. Горное", "СОШ с. Горное"),
            ("Лицей № 5", "Лицей"),
        ];
        for (a, b) in pairs {
            assert_ne!(fold_name(a), fold_name(b), "{a} and {b}");
        }
    }

    #[test]
    fn forms_are_read_and_end() {
        for (long, short) in FORMS.iter() {
            assert!(!long.is_empty() && !short.is_empty(), "{long:?} = {short:?}");
            assert_ne!(long, short);
            let again = fold_name(&short.join(" "));
            assert_eq!(fold_name(&long.join(" ")), again, "{long:?} = {short:?}");
        }
    }
}
