//! Headings of personal columns.

use crate::values::fold;

use super::rules::{
    CONTACT_WORDS, COUNT_STEMS, HEADING_WORDS, NAMED_THINGS, ORGANISATION_STEMS, PAPER_STEMS,
    PERSON_STEMS,
};

/// Whether a heading, given row by row, is that of a personal column. One that counts people is
/// not: «Кол-во имеющих СНИЛС».
pub(in crate::sources) fn is_personal(pieces: &[String]) -> bool {
    let pieces: Vec<Vec<String>> = pieces.iter().map(|piece| words(piece)).collect();
    let counts = pieces.iter().flatten().any(|word| begins(word, &COUNT_STEMS));
    !counts && pieces.iter().any(|words| names_person(words))
}

/// Whether one text is such a heading.
pub(in crate::sources) fn is_personal_text(text: &str) -> bool {
    is_personal(&[text.to_owned()])
}

/// Returns the words of a heading. Letters with full stops between them are one word: `Ф. И. О.`
fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let split = folded.split(|c: char| !c.is_alphanumeric() && c != '№' && c != '%');
    let mut words: Vec<String> = Vec::new();
    let mut after_letter = false;
    for word in split.filter(|word| !word.is_empty()) {
        let is_letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        match words.last_mut().filter(|_| is_letter && after_letter) {
            Some(last) => last.push_str(word),
            None => words.push(word.to_owned()),
        }
        after_letter = is_letter;
    }
    words
}

fn names_person(words: &[String]) -> bool {
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let has_stem = |stems: &[&str]| words.iter().any(|word| begins(word, stems));
    let is_of_organisation = has_stem(&ORGANISATION_STEMS) && !has_stem(&PERSON_STEMS);
    has(&HEADING_WORDS)
        || ((has(&CONTACT_WORDS) || is_mail(words)) && !is_of_organisation)
        || is_given_name(words)
        || is_paper(words)
}

/// «E-mail», but not «Direct Mail».
fn is_mail(words: &[String]) -> bool {
    match words {
        [word] => word == "mail",
        _ => words.windows(2).any(|pair| matches!(&*pair[0], "e" | "е") && pair[1] == "mail"),
    }
}

/// «Имя», but not «Имя файла».
fn is_given_name(words: &[String]) -> bool {
    let at = words.iter().position(|word| matches!(word.as_str(), "имя" | "имена"));
    at.is_some_and(|at| {
        let next = words.get(at + 1).map_or("", String::as_str);
        let before = at.checked_sub(1).map_or("", |at| words[at].as_str());
        !NAMED_THINGS.contains(&next) && !before.starts_with("доменн")
    })
}

/// «Документ», «Серия», «Номер документа», but not «Номер» and not «Документ об образовании».
fn is_paper(words: &[String]) -> bool {
    let is_number =
        |word: &str| ["серия", "серии", "номер", "номера", "№", "данные"].contains(&word);
    match words {
        [word] => matches!(word.as_str(), "документ" | "серия"),
        _ => {
            words.iter().any(|word| is_number(word))
                && words.iter().any(|word| begins(word, &PAPER_STEMS) || word == "серия")
        }
    }
}

/// Whether a word begins with one of some stems; stems of up to three letters are whole words.
pub(super) fn begins(word: &str, stems: &[&str]) -> bool {
    const SHORT: usize = 3;
    stems.iter().any(|stem| match stem.chars().count() {
        ..=SHORT => word == *stem,
        _ => word.starts_with(stem),
    })
}

#[cfg(test)]
mod tests {
    use super::is_personal;

    #[track_caller]
    fn check(headings: &[&[&str]], expected: bool) {
        for heading in headings {
            let pieces: Vec<String> = heading.iter().map(|piece| (*piece).to_owned()).collect();
            assert_eq!(is_personal(&pieces), expected, "{heading:?}");
        }
    }

    #[test]
    fn headings_of_personal_columns_are_known() {
        check(
            &[
                &["Фамилия"],
                &["ФАМИЛИЯ, имя, отчество"],
                &["Фами-\nлия"],
                &["Имя"],
                &["Имя участника"],
                &["Oтчecтвo"],
                &["Ф.И.О."],
                &["Ф. И. О. учителя"],
                &["ФИО педагога"],
                &["Участник", "Фамилия"],
                &["Сведения об обучающемся", "ФИО", ""],
                &["СНИЛС"],
                &["Паспортные данные"],
                &["Серия"],
                &["Документ"],
                &["Серия и номер документа"],
                &["№ паспорта"],
                &["Документ", "Номер"],
                &["Дата рождения"],
                &["Место жительства"],
                &["Адрес"],
                &["Телефон директора школы"],
                &["Контактный телефон"],
                &["E-mail"],
                &["Эл. почта"],
                &["ИНН"],
                &["Полис ОМС"],
                &["Фото"],
            ],
            true,
        );
    }

    #[test]
    fn other_headings_are_left_alone() {
        check(
            &[
                &["Имя файла"],
                &["Наименование"],
                &["Кол-во имеющих СНИЛС"],
                &["Кол-во имеющих", "паспорт"],
                &["Количество телефонов"],
                &["Доля учащихся с полисом ОМС"],
                &["Наличие паспорта безопасности"],
                &["Паспорт безопасности ОО"],
                &["Direct Mail"],
                &["Номер"],
                &["№"],
                &["Номер школы"],
                &["Документ об образовании"],
                &["Адрес сайта"],
                &["Адрес ОО"],
                &["Телефон школы"],
                &["ИНН организации"],
                &["Должность"],
                &["Класс"],
                &["Логин"],
                &["МКОУ СОШ имени Омарова"],
                &["Фонд"],
                &["Первичный балл"],
            ],
            false,
        );
    }
}
