//! `План устранения недостатков.xlsx`: what the assessed schools promised to set right, as on
//! bus.gov.ru.

use super::super::noko;
use super::titled;
use crate::district::{District, Year};
use crate::random::Random;
use crate::sheet::{Cell, Sheet};

const SHORTCOMINGS: [&str; 6] = [
    "Сведения на сайте неполны",
    "Нет раздела «Часто задаваемые вопросы»",
    "Нет зоны отдыха и ожидания",
    "Нет сменных кресел-колясок",
    "Вход без пандуса",
    "Нет дублирования надписей шрифтом Брайля",
];

/// Returns the plan of a year.
pub(super) fn sheet(district: &District, year: Year) -> Sheet {
    let title = "План по устранению недостатков, выявленных в ходе независимой оценки";
    let mut sheet = titled("План", &[6, 10, 40, 46, 14, 16, 14], title, year);
    sheet.push_heading(&[
        "№",
        "Код ОО",
        "Наименование ОО",
        "Недостаток",
        "Плановый срок",
        "Состояние",
        "Дата устранения",
    ]);
    let mut number = 0_u32;
    for school in district.schools(year).filter(|school| noko::is_assessed(school, year)) {
        let mut random = Random::stream(&[&"shortcomings", &school.number]);
        for shortcoming in SHORTCOMINGS {
            if !random.chance(0.5) {
                continue;
            }
            number += 1;
            let is_done = random.chance(0.62 + 0.08 * year.age());
            let month = 3 + random.below(4) as u8;
            let day = 1 + random.below(28) as u8;
            let mut row = vec![number.into(), school.code().into(), school.short_name(year).into()];
            row.push(shortcoming.into());
            row.push(Cell::Date { year: year.spring(), month: 7, day: 1 });
            row.push(if is_done { "устранён" } else { "в работе" }.into());
            let done = Cell::Date { year: year.spring(), month, day };
            row.push(if is_done { done } else { "-".into() });
            sheet.push(row);
        }
    }
    sheet
}
