//! `Руководители.xlsx`: one head of a school a row, without names. `Эффективность
//! руководителей.xlsx`: the points that the founder gives a school's head by five criteria.

use super::{titled, yes};
use crate::district::{District, School, Year};
use crate::random::Random;
use crate::sheet::{Cell, Sheet};

/// Returns the list of the heads.
pub(super) fn sheet(district: &District, year: Year) -> Sheet {
    let title = "Сведения о руководителях общеобразовательных организаций";
    let mut sheet = titled("Руководители", &[6, 10, 40, 16, 12, 16, 14, 16, 14, 12], title, year);
    sheet.push_heading(&[
        "№ п/п",
        "Код ОО",
        "Образовательная организация",
        "Должность",
        "Стаж руководящей работы",
        "Управленческая подготовка",
        "Дата аттестации",
        "Решение комиссии",
        "Аттестация действует до",
        "Кандидатов в резерве",
    ]);
    for (number, school) in (1_u32..).zip(district.schools(year)) {
        sheet.push(row(number, school, year));
    }
    sheet
}

fn row(number: u32, school: &School, year: Year) -> Vec<Cell> {
    let mut person = Random::stream(&[&"head", &school.number]);
    // A head who leaves gives way to another within the sample at every sixth school.
    let follows = person.chance(0.17);
    let came = if follows { 2023 + person.below(2) } else { 2003 + person.below(18) } as u16;
    let is_new = follows && came <= year.0;
    let since = if follows && !is_new { 1996 + person.below(12) as u16 } else { came };
    let since = school.entry.opens.map_or(since, |opened| opened.max(since));
    let trained = person.chance(0.84 + 0.06 * year.age());
    // One is attested every fifth year; a newcomer is still acting in the first year.
    let is_acting = since == year.0;
    let attested = since + (year.0 - since) / 5 * 5;
    let late = person.chance(0.1) && attested + 3 < year.0;
    let attested = if late { attested.saturating_sub(5).max(since) } else { attested };
    let fits = !person.chance(0.04);
    let mut pool = Random::stream(&[&"reserve", &school.number, &year.0]);
    let candidates = pool.below(3);
    let mut row = vec![number.into(), school.code().into(), school.short_name(year).into()];
    row.push(if is_acting { "и. о. директора" } else { "директор" }.into());
    row.push(u32::from(year.0 - since).into());
    row.push(yes(trained).into());
    if is_acting {
        row.extend(["-", "-", "-"].map(Cell::from));
    } else {
        let day = 1 + person.below(28) as u8;
        row.push(Cell::Date { year: attested, month: 9, day });
        row.push(
            if fits {
                "соответствует"
            } else {
                "соответствует с условием"
            }
            .into(),
        );
        // What fits on a condition lasts a year.
        let lasts = if fits { 5 } else { 1 };
        row.push(Cell::Date { year: attested + lasts, month: 9, day });
    }
    row.push(candidates.into());
    row
}

/// The criteria and the most points each gives.
const CRITERIA: [(&str, u32); 5] = [
    ("1. Качество подготовки обучающихся", 30),
    ("2. Работа с кадрами", 20),
    ("3. Условия и безопасность", 20),
    ("4. Открытость", 15),
    ("5. Финансовая дисциплина", 15),
];

/// Returns the points of the heads by school.
pub(super) fn points(district: &District, year: Year) -> Sheet {
    let title = "Оценка эффективности деятельности руководителей, баллы";
    let widths = [6, 10, 40, 16, 16, 16, 16, 16, 12];
    let mut sheet = titled("Эффективность", &widths, title, year);
    let top = sheet.rows.len();
    let mut names = vec!["№ п/п", "Код ОО", "Образовательная организация"];
    names.extend(CRITERIA.map(|criterion| criterion.0));
    names.push("Сумма баллов");
    sheet.push_heading(&names);
    let most: Vec<String> = CRITERIA.iter().map(|(_, most)| format!("макс. {most}")).collect();
    let mut lower = vec!["", "", ""];
    lower.extend(most.iter().map(String::as_str));
    lower.push("макс. 100");
    sheet.push_heading(&lower);
    for column in 0..3 {
        sheet.merge((top, column), (top + 1, column));
    }
    for (number, school) in (1_u32..).zip(district.schools(year)) {
        let points = points_of(school, year);
        let mut row = vec![number.into(), school.code().into(), school.short_name(year).into()];
        row.extend(points.map(Cell::from));
        row.push(points.iter().sum::<u32>().into());
        sheet.push(row);
    }
    sheet
}

fn points_of(school: &School, year: Year) -> [u32; 5] {
    let mut kept = Random::stream(&[&"effective", &school.number]);
    let mut changes = Random::stream(&[&"effective", &school.number, &year.0]);
    let strength = school.strength(year);
    let mut pull = 0.2;
    CRITERIA.map(|(_, most)| {
        let share = 0.68 + pull * strength + 0.1 * kept.normal() + 0.04 * changes.normal();
        // Results tell in the first criterion, less in the others.
        pull = 0.05;
        (f64::from(most) * share.clamp(0.2, 1.0)).round() as u32
    })
}
