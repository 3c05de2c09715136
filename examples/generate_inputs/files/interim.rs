//! Промежуточная аттестация: marks by grade and subject, in the layout of the form
//! `office/interim-attestation`, and who was moved up to the next grade.

use crate::assessment::{Outcome, Paper, SUBJECTS, school_outcome};
use crate::district::{DISTRICT, District, School, Year};
use crate::random::Random;
use crate::sheet::{Cell, Sheet};

/// The grades that are examined.
const GRADES: [u16; 4] = [5, 6, 7, 8];

/// The marks of one grade in one subject.
struct Marks {
    pupils: u32,
    present: u32,
    /// How many got «5», «4», «3» and «2».
    marks: [u32; 4],
}

impl Marks {
    fn debts(&self) -> u32 {
        self.marks[3] + self.pupils - self.present
    }
}

/// Returns the files of a year.
pub(super) fn files(district: &District, year: Year) -> Vec<(&'static str, Vec<Sheet>)> {
    vec![
        ("Аттестация/Промежуточная аттестация.xlsx", vec![attestation(district, year)]),
        ("Аттестация/Перевод.xlsx", vec![moves(district, year)]),
    ]
}

fn attestation(district: &District, year: Year) -> Sheet {
    let widths = [10, 40, 10, 18, 20, 14, 14, 8, 8, 8, 8, 16];
    let mut sheet = Sheet::new("Промежуточная аттестация", &widths);
    sheet.push_line("Результаты промежуточной аттестации");
    sheet.push_line(format!("{DISTRICT}, {} учебный год", year.folder()));
    sheet.push_line("");
    push_heading(&mut sheet);
    for school in district.schools(year) {
        for grade in GRADES.into_iter().filter(|&grade| grade <= school.last_grade()) {
            for (index, subject) in SUBJECTS.into_iter().enumerate() {
                let marks = marks(district, school, Paper { year, subject, grade });
                if marks.pupils == 0 {
                    continue;
                }
                let form = if index < 2 {
                    "контрольная работа"
                } else {
                    "тестирование"
                };
                let mut row: Vec<Cell> = vec![school.code().into(), school.short_name(year).into()];
                row.extend([u32::from(grade).into(), subject.name.into(), form.into()]);
                row.extend([marks.pupils, marks.present].map(Cell::from));
                row.extend(marks.marks.map(Cell::from));
                row.push(marks.debts().into());
                sheet.push(row);
            }
        }
    }
    sheet
}

fn push_heading(sheet: &mut Sheet) {
    let top = sheet.rows.len();
    let upper = [
        "Код ОО",
        "Образовательная организация",
        "Параллель",
        "Предмет",
        "Форма проведения",
        "Обучающихся, всего",
        "Прошли аттестацию",
        "Получили отметку",
        "",
        "",
        "",
        "Академическая задолженность",
    ];
    sheet.push_heading(&upper);
    let mut lower = vec![""; 7];
    lower.extend(["«5»", "«4»", "«3»", "«2»"]);
    sheet.push_heading(&lower);
    for column in (0..7).chain([11]) {
        sheet.merge((top, column), (top + 1, column));
    }
    sheet.merge((top, 7), (top, 10));
    sheet.push((1..=12_u32).map(Cell::from).collect());
}

/// Draws marks like those of the проверочная работа of the grade, but by the school's own measure.
fn marks(district: &District, school: &School, paper: Paper) -> Marks {
    let Paper { year, subject, grade } = paper;
    let mut random = Random::stream(&[&"interim", &school.number, &year.0, &subject.name, &grade]);
    let pupils = district.enrolment(school, year, grade);
    let present = pupils - random.binomial(pupils, 0.012);
    let Outcome { marks: like, .. } = school_outcome(district, school, paper);
    let all = like.iter().sum::<u32>().max(1);
    let mut marks = [0; 4];
    for _ in 0..present {
        let place = random.below(all);
        let reached = |count: usize| like[..count].iter().sum::<u32>() <= place;
        let mark = (1..4).filter(|&count| reached(count)).count();
        let lift = if mark == 0 { 0.75 } else { 1.2 * school.generosity };
        let mark = (mark + usize::from(random.chance(lift))).min(3);
        marks[3 - mark] += 1;
    }
    Marks { pupils, present, marks }
}

fn moves(district: &District, year: Year) -> Sheet {
    let mut sheet = Sheet::new("Перевод", &[6, 10, 40, 10, 14, 14, 14, 14, 14, 14]);
    sheet.push_line("Итоги учебного года: перевод обучающихся в следующий класс");
    sheet.push_line(format!("{DISTRICT}, на 1 сентября {} г.", year.spring()));
    sheet.push_line("");
    sheet.push_heading(&[
        "№ п/п",
        "Код ОО",
        "Образовательная организация",
        "Параллель",
        "Обучающихся на конец года",
        "Имели академическую задолженность",
        "Ликвидировали до 1 сентября",
        "Переведены",
        "Переведены условно",
        "Оставлены на повторное обучение",
    ]);
    let mut number = 0;
    for school in district.schools(year) {
        for grade in GRADES.into_iter().filter(|&grade| grade <= school.last_grade()) {
            let pupils = district.enrolment(school, year, grade);
            if pupils > 0 {
                number += 1;
                let mut row: Vec<Cell> = vec![number.into(), school.code().into()];
                row.extend([school.short_name(year).into(), u32::from(grade).into()]);
                row.extend(moved(district, school, (year, grade)).map(Cell::from));
                sheet.push(row);
            }
        }
    }
    sheet
}

/// Returns pupils, those with debts, those who cleared them in time, those moved up, those moved up
/// on condition and those who stay.
fn moved(district: &District, school: &School, (year, grade): (Year, u16)) -> [u32; 6] {
    let mut random = Random::stream(&[&"moved", &school.number, &year.0, &grade]);
    let pupils = district.enrolment(school, year, grade);
    let debts = SUBJECTS.map(|subject| marks(district, school, Paper { year, subject, grade }));
    let least = debts.iter().map(Marks::debts).max().unwrap_or(0);
    let most = debts.iter().map(Marks::debts).sum::<u32>().min(pupils);
    let debtors = least + random.binomial(most - least, 0.6);
    let cleared = random.binomial(debtors, 0.62);
    let stay = random.binomial(debtors - cleared, 0.12);
    let conditional = debtors - cleared - stay;
    [pupils, debtors, cleared, pupils - conditional - stay, conditional, stay]
}
