//! The closest of several names, for "did you mean".

/// Returns the candidate that is closest to `name`, if one is close enough to be meant.
///
/// Distance is the optimal string alignment distance (Damerau 1964) over lower-cased characters,
/// with `ё` taken for `е` and Cyrillic letters for the Latin ones that look the same; a third of
/// the name's length may differ, of a single letter nothing.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = fold(name);
    let limit = (name.len() / 3).max(usize::from(name.len() > 1));
    candidates
        .into_iter()
        .map(|candidate| (distance(&name, &fold(candidate)), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Whether two names differ, and only by letters of two alphabets that look the same.
pub(super) fn look_alike(name: &str, other: &str) -> bool {
    name != other && look(name).eq(look(other))
}

fn look(name: &str) -> impl Iterator<Item = char> {
    name.chars().map(latin_twin)
}

fn fold(name: &str) -> Vec<char> {
    let letters = look(name).flat_map(char::to_lowercase);
    letters.map(|c| if c == 'ё' { 'e' } else { latin_twin(c) }).collect()
}

/// Returns the Latin letter that looks like a Cyrillic one, or else the same character.
const fn latin_twin(character: char) -> char {
    match character {
        'а' => 'a',
        'с' => 'c',
        'е' => 'e',
        'о' => 'o',
        'р' => 'p',
        'х' => 'x',
        'у' => 'y',
        'к' => 'k',
        'м' => 'm',
        'т' => 't',
        'і' => 'i',
        'А' => 'A',
        'В' => 'B',
        'С' => 'C',
        'Е' => 'E',
        'Н' => 'H',
        'К' => 'K',
        'М' => 'M',
        'О' => 'O',
        'Р' => 'P',
        'Т' => 'T',
        'У' => 'Y',
        'Х' => 'X',
        'І' => 'I',
        other => other,
    }
}

fn distance(a: &[char], b: &[char]) -> usize {
    let width = b.len() + 1;
    let mut table: Vec<usize> = (0..width).collect();
    let mut before_last = vec![0; width];
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1; width];
        for (j, y) in b.iter().enumerate() {
            let swap = i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y;
            row[j + 1] = (table[j] + usize::from(x != y)).min(table[j + 1] + 1).min(row[j] + 1);
            if swap {
                row[j + 1] = row[j + 1].min(before_last[j - 1] + 1);
            }
        }
        before_last = std::mem::replace(&mut table, row);
    }
    table[b.len()]
}

#[cfg(test)]
mod tests {
    use super::{look_alike, nearest};

    #[track_caller]
    fn check(name: &str, expected: Option<&str>) {
        let known = ["vpr_quality", "schools", "Средний балл", "Кол-во участников"];
        assert_eq!(nearest(name, known), expected);
    }

    #[test]
    fn finds_what_was_meant() {
        check("vpr_qualty", Some("vpr_quality"));
        check("shcools", Some("schools"));
        check("Средний бал", Some("Средний балл"));
        check("кол-во участников", Some("Кол-во участников"));
        check("teachers", None);
    }

    #[test]
    fn letters_of_two_alphabets_that_look_the_same_are_one() {
        assert_eq!(nearest("соdе", ["mode", "code"]), Some("code"));
        assert_eq!(nearest("m5", ["m2", "м5"]), Some("м5"));
        assert_eq!(nearest("Соре", ["cope"]), Some("cope"));
        assert!(look_alike("соdе", "code") && look_alike("м5", "m5"));
        assert!(!look_alike("code", "code") && !look_alike("Code", "code"));
    }
}
