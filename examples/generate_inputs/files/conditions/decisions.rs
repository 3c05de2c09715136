//! `Управленческие решения.xlsx`: the log of what the office decided by the results, and whether
//! anybody looked what came of it.

use super::{titled, yes};
use crate::district::Year;
use crate::random::Random;
use crate::sheet::{Cell, Sheet};

/// Direction of the system, what was decided, the indicator it aims at.
const DECISIONS: [(&str, &str, &str); 12] = [
    ("1.1", "Провести перепроверку работ ВПР в школах с признаками необъективности", "КП-08"),
    ("1.1", "Организовать консультации по заданиям с низким выполнением", "КП-03"),
    ("1.2", "Утвердить дорожные карты школ с низкими результатами", "КП-03"),
    ("1.2", "Закрепить школы-наставники за школами с низкими результатами", "КП-23"),
    ("1.3", "Открыть муниципальные сборы для призёров олимпиад", "ТЛ-03"),
    ("1.4", "Заключить соглашения о профильных классах", "СП-01"),
    ("2.1", "Направить руководителей на подготовку по управлению", "РК-01"),
    ("2.1", "Обновить состав резерва управленческих кадров", "РК-05"),
    ("2.2", "Составить индивидуальные маршруты по итогам диагностики", "ПД-08"),
    ("2.2", "Назначить наставников молодым специалистам", "ПД-06"),
    ("2.4", "Провести взаимную экспертизу программ дошкольного образования", "ДО-03"),
    ("2.4", "Открыть дополнительные группы для детей до трёх лет", "ДО-02"),
];

/// Returns the log of a year: every decision of the list is made in it or is left for another.
pub(super) fn sheet(year: Year) -> Sheet {
    let title = "Журнал управленческих решений по результатам оценочных процедур";
    let widths = [6, 12, 12, 60, 14, 12, 16, 14, 12, 12];
    let mut sheet = titled("Журнал решений", &widths, title, year);
    sheet.push_heading(&[
        "№",
        "Дата",
        "Направление",
        "Решение",
        "Показатель",
        "Срок",
        "Состояние",
        "Анализ эффекта",
        "Было",
        "Стало",
    ]);
    let mut random = Random::stream(&[&"decisions", &year.0]);
    let mut number = 0;
    for (direction, decision, indicator) in DECISIONS.iter().chain(&DECISIONS[..8]) {
        if random.chance(0.15) {
            continue;
        }
        number += 1;
        let month = 10 + random.below(3) as u8;
        let is_done = random.chance(0.75 + 0.05 * year.age());
        let is_analysed = is_done && random.chance(0.55 + 0.15 * year.age());
        let before = 300 + i64::from(random.below(400));
        let after = before + i64::from(random.below(90)) - 20;
        let mut row = vec![
            number.into(),
            Cell::Date { year: year.0, month, day: 1 + random.below(28) as u8 },
            (*direction).into(),
            (*decision).into(),
            (*indicator).into(),
            Cell::Date { year: year.spring(), month: 6, day: 1 },
            if is_done { "исполнено" } else { "в работе" }.into(),
            yes(is_analysed).into(),
        ];
        if is_analysed {
            row.extend([before, after].map(|scaled| Cell::Decimal { scaled, places: 1 }));
        } else {
            row.extend(["-", "-"].map(Cell::from));
        }
        sheet.push(row);
    }
    sheet
}
