//! `ОО-1/Контингент по классам.xlsx`: the pupils of each grade, put together by the office from
//! the statistical forms of the schools.

use super::{heading, profiles};
use crate::district::{DISTRICT, District, School, Year};
use crate::random::Random;
use crate::roster::{Area, Kind};
use crate::sheet::Sheet;

const GRADES: [&str; 11] = [
    "1 кл.", "2 кл.", "3 кл.", "4 кл.", "5 кл.", "6 кл.", "7 кл.", "8 кл.", "9 кл.", "10 кл.",
    "11 кл.",
];

/// The columns with numbers: all, grades 1–11, advanced, by profile.
const MEASURES: usize = 14;

/// Returns the summary of a year.
pub(super) fn sheet(district: &District, year: Year) -> Sheet {
    let mut sheet = Sheet::new("Контингент", &[6, 13, 40, 12]);
    sheet.push_line("Численность обучающихся по классам, свод форм федерального наблюдения");
    sheet.push_line(format!("{DISTRICT}, на 20 сентября {} г., человек", year.0));
    sheet.push_line("");
    let in_depth: &[&str] = match year.0 {
        2022 => &["углубленно, 1–9 кл.", "в профильных классах, 10–11 кл."],
        _ => &["углублённо, 1–9 кл.", "в профильных классах, 10–11 кл."],
    };
    heading::push(
        &mut sheet,
        &[
            ("№ п/п", &[]),
            ("Логин ОО", &[]),
            ("Образовательная организация", &[]),
            ("Обучающихся, всего", &[]),
            ("в том числе по классам", &GRADES),
            ("из них обучаются", in_depth),
        ],
    );
    heading::push_numbers(&mut sheet, 3 + MEASURES as u32);
    let mut totals = [0; MEASURES];
    for (number, school) in (1..).zip(district.schools(year)) {
        let counts = counts(district, school, year);
        for (total, count) in totals.iter_mut().zip(counts) {
            *total += count;
        }
        let mut row = heading::named(number, school, year);
        row.extend(counts.map(Into::into));
        sheet.push(row);
    }
    heading::push_total(&mut sheet, 3, &totals);
    sheet
}

fn counts(district: &District, school: &School, year: Year) -> [u32; MEASURES] {
    let mut counts = [0; MEASURES];
    for grade in 1..=11 {
        counts[usize::from(grade)] = district.enrolment(school, year, grade);
    }
    counts[0] = counts[1..=11].iter().sum();
    counts[12] = advanced(district, school, year);
    counts[13] =
        [10, 11].map(|grade| profiles::in_profile(district, school, year, grade)).iter().sum();
    counts
}

/// Returns the pupils of grades 1–9 in classes that go deeper into a subject.
fn advanced(district: &District, school: &School, year: Year) -> u32 {
    let mut random = Random::stream(&[&"advanced", &school.number]);
    let share = match (school.entry.kind, school.entry.area) {
        (Kind::Lyceum | Kind::Gymnasium, _) => 0.7 + 0.2 * random.unit(),
        (Kind::Secondary, Area::Town) => 0.1 + 0.1 * random.unit(),
        _ => 0.0,
    };
    (f64::from(district.pupils(school, year, 5..=9)) * share).round() as u32
}
