//! `Дополнительное образование/Навигатор.xlsx`: children of the district by age, and how many of
//! them are taught beyond school.

use crate::district::{DISTRICT, District, Year};
use crate::random::Random;
use crate::sheet::Sheet;

/// Returns the export of a year.
pub(super) fn sheet(district: &District, year: Year) -> Sheet {
    let mut sheet = Sheet::new("Охват", &[16, 16, 18, 16, 18]);
    sheet.push_line("Охват детей дополнительным образованием (без повторов)");
    sheet.push_line(format!("{DISTRICT}, на 1 июня {} г., человек", year.spring()));
    sheet.push_line("");
    super::heading::push(
        &mut sheet,
        &[
            ("Возраст", &[]),
            ("Дети", &["всего", "из них с ОВЗ и инвалиды"]),
            ("Охвачены дополнительным образованием", &["всего", "из них с ОВЗ и инвалиды"]),
        ],
    );
    let mut totals = [0; 4];
    for age in 5..=17_u16 {
        let all = children(district, year, age);
        let mut random = Random::stream(&[&"navigator", &age, &year.0]);
        let disabled = random.binomial(all, 0.055);
        let habit = match age {
            5 | 6 => 0.6,
            16 | 17 => 0.66,
            _ => 0.8,
        };
        let rate = habit + 0.025 * year.age();
        let taught_disabled = random.binomial(disabled, rate - 0.2);
        let taught = taught_disabled + random.binomial(all - disabled, rate);
        let counts = [all, disabled, taught, taught_disabled];
        for (total, count) in totals.iter_mut().zip(counts) {
            *total += count;
        }
        let mut row = vec![format!("{age} лет").into()];
        row.extend(counts.map(Into::into));
        sheet.push(row);
    }
    super::heading::push_total(&mut sheet, 1, &totals);
    sheet
}

/// Returns the children of an age. Those who are not yet at school will be in grade 1, and those
/// who left after grade 9 still live here.
fn children(district: &District, year: Year, age: u16) -> u32 {
    let (year, grade) = match age {
        5 | 6 => (Year(year.0 + 7 - age), 1),
        16 | 17 => (Year(year.0 + 15 - age), 9),
        _ => (year, age - 6),
    };
    district.schools(year).map(|school| district.enrolment(school, year, grade)).sum()
}
