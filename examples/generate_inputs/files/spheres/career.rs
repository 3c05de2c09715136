//! `Профориентация/*`: who was in the federal programmes, and what pupils thought of the events.

use super::heading;
use crate::district::{DISTRICT, District, Year};
use crate::random::Random;
use crate::sheet::{Cell, Sheet};

const EVENTS: [&str; 4] = [
    "День открытых дверей",
    "Ярмарка учебных мест",
    "Экскурсия на предприятие",
    "Профильная смена",
];

/// Returns the export of the programmes by school. The course «Россия – мои горизонты» began in
/// 2023; before that its cells say that it does not apply.
pub(super) fn programmes(district: &District, year: Year) -> Sheet {
    let mut sheet = Sheet::new("Охват", &[6, 13, 40, 16, 18, 16]);
    sheet.push_line("Охват обучающихся 6–11 классов программами профориентации");
    sheet.push_line(format!("{DISTRICT}, {}/{} учебный год", year.0, year.spring()));
    sheet.push_line("");
    heading::push(
        &mut sheet,
        &[
            ("№", &[]),
            ("Логин ОО", &[]),
            ("Образовательная организация", &[]),
            (
                "Участвуют, человек",
                &["«Билет в будущее»", "«Россия – мои горизонты»", "всего (без повторов)"],
            ),
        ],
    );
    let mut totals = [0; 3];
    for (number, school) in (1..).zip(district.schools(year)) {
        let pupils = district.pupils(school, year, 6..=11);
        let mut random = Random::stream(&[&"programmes", &school.number, &year.0]);
        let ticket = random.binomial(pupils, 0.22 + 0.09 * year.age());
        let horizons = if year.0 < 2023 { 0 } else { random.binomial(pupils, 0.93) };
        // Hardly anyone has the «ticket» without the course.
        let both = if horizons == 0 { ticket } else { pupils.min(horizons + ticket / 20) };
        for (total, count) in totals.iter_mut().zip([ticket, horizons, both]) {
            *total += count;
        }
        let horizons = if year.0 < 2023 { "х".into() } else { Cell::from(horizons) };
        let mut row = heading::named(number, school, year);
        row.extend([ticket.into(), horizons, both.max(ticket).into()]);
        sheet.push(row);
    }
    if year.0 >= 2023 {
        heading::push_total(&mut sheet, 3, &totals);
    }
    sheet
}

/// Returns the answers about the events: a row for an event of a school, with the mean of 1–5.
pub(super) fn satisfaction(district: &District, year: Year) -> Sheet {
    let mut sheet = Sheet::new("Оценки", &[6, 13, 40, 30, 12, 14]);
    sheet.push_line("Оценка профориентационных мероприятий обучающимися (от 1 до 5)");
    sheet.push_line(format!("{DISTRICT}, {}/{} учебный год", year.0, year.spring()));
    sheet.push_heading(&[
        "№",
        "Логин ОО",
        "Образовательная организация",
        "Мероприятие",
        "Ответили",
        "Средняя оценка",
    ]);
    let mut number = 0;
    for school in district.schools(year).filter(|school| school.last_grade() > 4) {
        let pupils = district.pupils(school, year, 6..=11);
        let mut random = Random::stream(&[&"satisfaction", &school.number, &year.0]);
        for event in EVENTS {
            let (held, rate) = (random.chance(0.55), 0.1 + 0.25 * random.unit());
            let answered = random.binomial(pupils, rate);
            let middle = 3.9 + 0.08 * year.age() + 0.25 * random.normal();
            if !held || answered == 0 {
                continue;
            }
            let points = |_| (middle + 0.7 * random.normal()).round().clamp(1.0, 5.0) as i64;
            let sum: i64 = (0..answered).map(points).sum();
            number += 1;
            let mut row = heading::named(number, school, year);
            row.extend([event.into(), answered.into(), Cell::quotient(sum, answered.into(), 2)]);
            sheet.push(row);
        }
    }
    sheet
}
