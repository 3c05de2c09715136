//! How the same school is spelled in files that other people fill in. The login and the code stay
//! right; only the names differ, as they do in real exports.

use crate::district::{School, Year};

/// Returns the full name as ФИС ОКО writes it in a year.
///
/// In 2022-23 there is no «ё» at all; in 2023-24 five schools of seven are spelled at will; in
/// 2024-25 the names are those of the register.
pub(crate) fn full_name(school: &School, year: Year) -> String {
    respelled(&school.full_name(year), school, year)
}

/// Returns the short name as the exam centre writes it in a year, by the same rules.
pub(crate) fn short_name(school: &School, year: Year) -> String {
    respelled(&school.short_name(year), school, year)
}

fn respelled(name: &str, school: &School, year: Year) -> String {
    match (year.0, school.number % 7) {
        (2022, _) => name.replace('ё', "е"),
        (2023, 1) => name.to_uppercase(),
        (2023, 2) => name.replace(['«', '»', '„', '“'], "\""),
        (2023, 3) => name.replace(['«', '»', '„', '“'], ""),
        // The closing mark is lost.
        (2023, 4) => name.trim_end_matches('»').to_owned(),
        (2023, 5) => name.replacen(' ', "  ", 1).replace('ё', "е"),
        _ => name.to_owned(),
    }
}
