//! `ЗП-образование.xlsx`: headcount and payroll of the teachers by school, with the income of the
//! region above the heading.

use super::super::staff;
use super::titled;
use crate::district::{District, Year};
use crate::random::Random;
use crate::sheet::{Cell, Sheet};

/// Returns what people of the region earn a month, in kopecks.
fn regional(year: Year) -> i64 {
    match year.0 {
        2022 => 3_621_450,
        2023 => 3_987_010,
        _ => 4_365_540,
    }
}

/// Returns the form of a year.
pub(super) fn sheet(district: &District, year: Year) -> Sheet {
    let title = "Оплата труда педагогических работников (по форме ЗП-образование)";
    let mut sheet = titled("ЗП-образование", &[6, 10, 40, 18, 18, 18], title, year);
    let income = regional(year);
    sheet.push_line(format!(
        "Среднемесячный доход от трудовой деятельности в субъекте, руб.: {},{:02}",
        income / 100,
        income % 100
    ));
    sheet.push_heading(&[
        "№ п/п",
        "Код ОО",
        "Образовательная организация",
        "Среднесписочная численность, чел.",
        "Фонд заработной платы за год, тыс. руб.",
        "Средняя заработная плата, руб.",
    ]);
    let (mut people, mut payroll) = (0, 0);
    for (number, school) in (1_u32..).zip(district.schools(year)) {
        let [teachers, ..] = staff::numbers(district, school, year);
        let mut random = Random::stream(&[&"wage", &school.number, &year.0]);
        let ratio = 1.005 + 0.03 * random.normal() + 0.01 * year.age();
        // In tenths of a thousand roubles: a headcount in tenths, a wage in kopecks, 12 months.
        let headcount = i64::from(teachers) * 10 - i64::from(random.below(6));
        let wage = (income as f64 * ratio).round() as i64;
        let fund = headcount * wage * 12 / 100_000;
        people += headcount;
        payroll += fund;
        let mut row = vec![number.into(), school.code().into(), school.short_name(year).into()];
        row.extend(figures(headcount, fund));
        sheet.push(row);
    }
    let mut total = vec![Cell::Blank, Cell::Blank, "Итого".into()];
    total.extend(figures(people, payroll));
    sheet.push(total);
    sheet
}

/// Returns headcount and fund in tenths as cells, and the wage of a month.
fn figures(headcount: i64, fund: i64) -> [Cell; 3] {
    [
        Cell::Decimal { scaled: headcount, places: 1 },
        Cell::Decimal { scaled: fund, places: 1 },
        Cell::quotient(fund * 1000, headcount * 12, 2),
    ]
}
