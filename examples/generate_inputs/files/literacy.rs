//! `Функциональная грамотность.xlsx`: a diagnostic test of grade 8, a sheet for each kind of
//! literacy, pupils counted by level.

use crate::district::{DISTRICT, District, School, Year};
use crate::random::{Random, probability};
use crate::sheet::{Cell, Sheet};

/// The grade that is tested.
const GRADE: u16 = 8;

/// The kinds, and how hard their tests are.
const KINDS: [(&str, f64); 3] =
    [("Читательская", -0.1), ("Математическая", 0.45), ("Естественно-научная", 0.2)];

const LEVELS: [&str; 5] = ["недостаточный", "низкий", "базовый", "повышенный", "высокий"];

/// Returns the sheets of a year.
pub(super) fn sheets(district: &District, year: Year) -> Vec<Sheet> {
    KINDS.map(|(kind, hardness)| sheet(district, year, kind, hardness)).to_vec()
}

fn sheet(district: &District, year: Year, kind: &str, hardness: f64) -> Sheet {
    let mut sheet = Sheet::new(kind, &[6, 10, 44, 12, 14, 10, 10, 12, 10]);
    sheet.push_line(format!("Диагностика функциональной грамотности, {GRADE} класс"));
    sheet.push_line(format!("{DISTRICT}, {} учебный год", year.folder()));
    sheet.push_line("");
    let top = sheet.rows.len();
    sheet.push_heading(&[
        "№ п/п",
        "Код ОО",
        "Образовательная организация",
        "Участников",
        "Достигли уровня",
        "",
        "",
        "",
        "",
    ]);
    let mut lower = vec![""; 4];
    lower.extend(LEVELS);
    sheet.push_heading(&lower);
    for column in 0..4 {
        sheet.merge((top, column), (top + 1, column));
    }
    sheet.merge((top, 4), (top, 8));
    let mut totals = [0; 6];
    let tested = district.schools(year).filter(|s| district.enrolment(s, year, GRADE) > 0);
    for (number, school) in (1_u32..).zip(tested) {
        let counts = counts(district, school, (year, kind, hardness));
        for (total, count) in totals.iter_mut().zip(counts) {
            *total += count;
        }
        let mut row = vec![number.into(), school.code().into(), school.short_name(year).into()];
        row.extend(counts.map(Cell::from));
        sheet.push(row);
    }
    let mut total = vec![Cell::Blank, Cell::Blank, "Итого".into()];
    total.extend(totals.map(Cell::from));
    sheet.push(total);
    sheet
}

/// Returns the participants and how many of them reached each level.
fn counts(
    district: &District,
    school: &School,
    (year, kind, hardness): (Year, &str, f64),
) -> [u32; 6] {
    let mut random = Random::stream(&[&"literacy", &school.number, &year.0, &kind]);
    let mut counts = [0; 6];
    counts[0] = random.binomial(district.enrolment(school, year, GRADE), 0.92);
    let strength = school.strength(year) - hardness + 0.15 * random.normal();
    for _ in 0..counts[0] {
        let level = random.unit();
        let reached = [2.4, 0.9, -0.9, -2.6].map(|cut| probability(strength + cut));
        counts[1 + reached.iter().filter(|&&chance| level < chance).count()] += 1;
    }
    counts
}
