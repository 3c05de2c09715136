//! `Предписания.xlsx`: acts of the supervising bodies of a year, an act a row; schools without an
//! act are not in the list.

use super::{titled, yes};
use crate::district::{District, Year};
use crate::random::Random;
use crate::sheet::{Cell, Sheet};

const BODIES: [&str; 4] = [
    "Управление по надзору и контролю в сфере образования",
    "Роспотребнадзор",
    "МЧС",
    "Прокуратура",
];

/// Returns the list of a year.
pub(super) fn sheet(district: &District, year: Year) -> Sheet {
    let title = "Предписания органов надзора общеобразовательным организациям";
    let widths = [6, 12, 10, 40, 50, 14, 12, 14, 12];
    let mut sheet = titled("Предписания", &widths, title, year);
    sheet.push_heading(&[
        "№",
        "Дата акта",
        "Код ОО",
        "Образовательная организация",
        "Орган надзора",
        "Номер предписания",
        "Нарушений",
        "Срок исполнения",
        "Исполнено",
    ]);
    let mut number = 0_u32;
    for school in district.schools(year) {
        let mut random = Random::stream(&[&"prescription", &school.number, &year.0]);
        let acts = random.binomial(3, 0.11 - 0.02 * year.age());
        for _ in 0..acts {
            number += 1;
            let month = 1 + random.below(6) as u8;
            let body = BODIES[random.below(4) as usize];
            sheet.push(vec![
                number.into(),
                Cell::Date { year: year.spring(), month, day: 1 + random.below(28) as u8 },
                school.code().into(),
                school.short_name(year).into(),
                body.into(),
                format!("{}-{:02}/{}", 10 + number * 7, month, year.spring() % 100).into(),
                (1 + random.below(5)).into(),
                Cell::Date { year: year.spring(), month: 8, day: 25 },
                yes(random.chance(0.8)).into(),
            ]);
        }
    }
    sheet.push_line("");
    sheet.push_line("* Проверки, по итогам которых предписаний нет, в список не входят.");
    sheet
}
