//! `Конкурсы педагогов.xlsx`: how many teachers of a school took part in contests of the
//! profession, and how many were placed.

use super::super::staff;
use super::titled;
use crate::district::{District, Year};
use crate::random::Random;
use crate::sheet::{Cell, Sheet};

/// Returns the form of a year.
pub(super) fn sheet(district: &District, year: Year) -> Sheet {
    let title = "Участие педагогов в конкурсах профессионального мастерства";
    let mut sheet = titled("Конкурсы", &[6, 10, 40, 14, 14, 14, 14], title, year);
    let top = sheet.rows.len();
    sheet.push_heading(&[
        "№ п/п",
        "Код ОО",
        "Образовательная организация",
        "Участников этапа",
        "",
        "",
        "Победителей и призёров",
    ]);
    let stages = ["", "", "", "муниципального", "регионального", "всероссийского", ""];
    sheet.push_heading(&stages);
    for column in [0, 1, 2, 6] {
        sheet.merge((top, column), (top + 1, column));
    }
    sheet.merge((top, 3), (top, 5));
    for (number, school) in (1_u32..).zip(district.schools(year)) {
        let [teachers, ..] = staff::numbers(district, school, year);
        let mut random = Random::stream(&[&"contests", &school.number, &year.0]);
        let willing = 0.05 + 0.02 * (school.strength(year) + 0.5).max(0.0) + 0.008 * year.age();
        let first = random.binomial(teachers, willing);
        let second = random.binomial(first, 0.3);
        let third = random.binomial(second, 0.15);
        let placed = random.binomial(first, 0.35);
        let mut row = vec![number.into(), school.code().into(), school.short_name(year).into()];
        row.extend([first, second, third, placed].map(Cell::from));
        sheet.push(row);
    }
    let mut total = vec![Cell::Blank, Cell::Blank, "Итого".into()];
    for column in 3..7 {
        let sum: f64 =
            sheet.rows[top + 2..].iter().filter_map(|row| row.get(column)?.number()).sum();
        total.push((sum as u32).into());
    }
    sheet.push(total);
    sheet
}
