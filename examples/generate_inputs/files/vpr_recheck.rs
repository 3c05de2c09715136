//! `Акт перепроверки ВПР.xlsx`: works that a commission of the district marked once more.

use crate::assessment::{Paper, school_works};
use crate::bias::has_marker;
use crate::district::{DISTRICT, District, Year};
use crate::random::Random;
use crate::sheet::{Cell, Sheet};

/// Returns the act of a year: papers with a marker, and some others by lot.
pub(super) fn sheet(district: &District, year: Year) -> Sheet {
    let mut sheet = Sheet::new("Акт", &[6, 12, 44, 18, 8, 14, 20, 14]);
    sheet.push_line("АКТ");
    sheet.push_line(format!("перепроверки работ обучающихся, ВПР {}", year.spring()));
    sheet.push_line(DISTRICT);
    sheet.push_line("");
    sheet.push_heading(&[
        "№ п/п",
        "Логин ОО",
        "Наименование ОО",
        "Предмет",
        "Класс",
        "Перепроверено работ",
        "Из них оценено объективно",
        "Завышено",
    ]);
    let mut totals = [0; 3];
    for school in district.schools_by_login(year) {
        for paper in Paper::all(year).into_iter().filter(|paper| paper.grade <= 5) {
            let Some(counts) = counts(district, school, paper) else { continue };
            for (total, count) in totals.iter_mut().zip(counts) {
                *total += count;
            }
            let number = sheet.rows.len() as u32 - 4;
            let mut row: Vec<Cell> = vec![
                number.into(),
                school.login().into(),
                school.short_name(year).into(),
                paper.subject.name.into(),
                u32::from(paper.grade).into(),
            ];
            row.extend(counts.map(Cell::from));
            sheet.push(row);
        }
    }
    let mut total: Vec<Cell> = vec![Cell::Blank, "Итого".into()];
    total.extend(vec![Cell::Blank; 3]);
    total.extend(totals.map(Cell::from));
    sheet.push(total);
    sheet.push_line("");
    sheet.push_line("Председатель комиссии                     И. О. Фамилия");
    sheet
}

/// Returns how many works were marked once more, how many of them rightly, and how many too well.
fn counts(district: &District, school: &crate::district::School, paper: Paper) -> Option<[u32; 3]> {
    let works = school_works(district, school, paper).len() as u32;
    let is_doubtful = has_marker(district, school, paper);
    let mut random = Random::stream(&[
        &"recheck",
        &school.number,
        &paper.year.0,
        &paper.subject.name,
        &paper.grade,
    ]);
    let is_drawn = random.chance(0.12);
    if works == 0 || !(is_doubtful || is_drawn) {
        return None;
    }
    let checked = works.min(10);
    let right = random.binomial(checked, if is_doubtful { 0.74 } else { 0.95 });
    let raised = random.binomial(checked - right, 0.85);
    Some([checked, right, raised])
}
