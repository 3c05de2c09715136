//! `Тарификация.xlsx`: positions by school, those for psychologists and speech therapists among
//! them, and how many teachers work elsewhere as well.

use super::super::staff;
use super::titled;
use crate::district::{District, School, Year};
use crate::random::Random;
use crate::sheet::{Cell, Sheet};

/// Returns the form of a year; positions are counted in quarters.
pub(super) fn sheet(district: &District, year: Year) -> Sheet {
    let title = "Сведения тарификации педагогических работников";
    let mut sheet =
        titled("Тарификация", &[6, 10, 40, 12, 12, 12, 12, 12, 12, 12, 12], title, year);
    let top = sheet.rows.len();
    sheet.push_heading(&[
        "№ п/п",
        "Код ОО",
        "Образовательная организация",
        "Педагогических ставок",
        "",
        "Учителей",
        "",
        "Ставок педагогов-психологов",
        "",
        "Ставок учителей-логопедов",
        "",
    ]);
    sheet.push_heading(&[
        "",
        "",
        "",
        "по штату",
        "вакантно",
        "всего",
        "внешних совместителей",
        "по штату",
        "занято",
        "по штату",
        "занято",
    ]);
    for column in 0..3 {
        sheet.merge((top, column), (top + 1, column));
    }
    for column in [3, 5, 7, 9] {
        sheet.merge((top, column), (top, column + 1));
    }
    for (number, school) in (1_u32..).zip(district.schools(year)) {
        let mut row = vec![number.into(), school.code().into(), school.short_name(year).into()];
        row.extend(figures(district, school, year));
        sheet.push(row);
    }
    sheet
}

fn figures(district: &District, school: &School, year: Year) -> [Cell; 8] {
    let [teachers, _, _, _, _, _, _, _, vacancies] = staff::numbers(district, school, year);
    let pupils = district.pupils(school, year, 1..=11);
    let mut kept = Random::stream(&[&"tariff", &school.number]);
    let mut changes = Random::stream(&[&"tariff", &school.number, &year.0]);
    let quarters = |count: u32| Cell::Decimal { scaled: i64::from(count) * 25, places: 2 };
    // More hours than people: a position and a fifth for each.
    let units = (f64::from(teachers) * (1.12 + 0.16 * kept.unit()) * 4.0).round() as u32;
    let others = (f64::from(teachers) * 0.12).round() as u32;
    let taught = teachers - others;
    let elsewhere = changes.binomial(taught, 0.03);
    let mut special = |per: u32| {
        let planned = (pupils * 4 + per / 2) / per;
        let planned = if pupils >= 60 { planned.max(1) } else { planned };
        (planned, changes.binomial(planned, 0.72 + 0.04 * year.age()))
    };
    let (psychologists, psychologists_in) = special(300);
    let (therapists, therapists_in) = special(500);
    [
        quarters(units + vacancies * 4),
        quarters(vacancies * 4),
        taught.into(),
        elsewhere.into(),
        quarters(psychologists),
        quarters(psychologists_in),
        quarters(therapists),
        quarters(therapists_in),
    ]
}
