//! `Социальные паспорта.xlsx`: what families the pupils of each school come from.

use crate::district::{DISTRICT, District, School, Year};
use crate::random::Random;
use crate::roster::Area;
use crate::sheet::{Cell, Sheet};

/// The groups of pupils, their share in the town, in a village and in the mountains.
const GROUPS: [(&str, [f64; 3]); 6] = [
    ("из малообеспеченных семей", [0.17, 0.29, 0.38]),
    ("с ограниченными возможностями здоровья", [0.05, 0.04, 0.03]),
    ("русский язык не родной", [0.32, 0.58, 0.74]),
    ("родители не работают", [0.06, 0.13, 0.19]),
    ("в неполных семьях", [0.19, 0.11, 0.08]),
    ("в многодетных семьях", [0.22, 0.34, 0.41]),
];

/// Returns the sheets of a year.
pub(super) fn sheets(district: &District, year: Year) -> Vec<Sheet> {
    let mut sheet = Sheet::new("Паспорт", &[6, 10, 40, 14, 18, 18, 18, 18, 18, 18]);
    sheet.push_line("Социальный паспорт общеобразовательных организаций");
    sheet.push_line(format!("{DISTRICT}, на 1 октября {} г.", year.0));
    sheet.push_line("");
    push_heading(&mut sheet);
    let mut totals = [0; 1 + GROUPS.len()];
    for (number, school) in (1_u32..).zip(district.schools(year)) {
        let counts = counts(district, school, year);
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
    vec![sheet]
}

fn push_heading(sheet: &mut Sheet) {
    let top = sheet.rows.len();
    sheet.push_heading(&[
        "№ п/п",
        "Код ОО",
        "Образовательная организация",
        "Обучающихся, всего",
        "из них",
    ]);
    let mut names = vec!["", "", "", ""];
    names.extend(GROUPS.map(|group| group.0));
    sheet.push_heading(&names);
    for column in 0..4 {
        sheet.merge((top, column), (top + 1, column));
    }
    sheet.merge((top, 4), (top, 3 + GROUPS.len()));
}

/// Returns pupils in all and of each group. Where families have it harder, results are weaker.
fn counts(district: &District, school: &School, year: Year) -> [u32; 1 + GROUPS.len()] {
    let pupils = district.pupils(school, year, 1..=11);
    let mut kept = Random::stream(&[&"families", &school.number]);
    let mut random = Random::stream(&[&"families", &school.number, &year.0]);
    let area = match school.entry.area {
        Area::Town => 0,
        Area::Village => 1,
        Area::Mountain => 2,
    };
    let hardship = 1.0 - 0.35 * school.strength(Year::ALL[0]);
    let mut counts = [pupils; 1 + GROUPS.len()];
    for (count, (_, shares)) in counts[1..].iter_mut().zip(GROUPS) {
        let share = shares[area] * (hardship + 0.25 * kept.normal());
        *count = random.binomial(pupils, share.clamp(0.005, 0.95));
    }
    counts
}
