//! Graduates of grade 11 one by one, without names: the scores of their exams, and the medals with
//! the rules of their year.

use crate::district::{DISTRICT, District, School, Year};
use crate::random::Random;
use crate::sheet::{Cell, Sheet};

use super::ege;

/// The number of exams, and the scores in them.
const EXAMS: usize = ege::EXAMS.len();
type Scores = [Option<u32>; EXAMS];

/// A graduate.
struct Graduate<'a> {
    school: &'a School,
    code: u32,
    scores: Scores,
    medal: Option<&'static str>,
}

/// Returns the files of a year.
pub(super) fn files(district: &District, year: Year) -> Vec<(&'static str, Vec<Sheet>)> {
    let graduates = graduates(district, year);
    vec![
        ("ЕГЭ/Ведомость баллов.xlsx", vec![scores(&graduates, year)]),
        ("ЕГЭ/Медалисты.xlsx", vec![medallists(&graduates, year), rules(year)]),
    ]
}

/// Returns the graduates of all schools; their codes are numbered through the district.
fn graduates(district: &District, year: Year) -> Vec<Graduate<'_>> {
    let mut graduates = Vec::new();
    for school in district.schools(year).filter(|school| school.last_grade() == 11) {
        for scores in ege::pupils(district, school, year) {
            let code = 20_003 + 11 * graduates.len() as u32;
            let medal = medal(school, &scores, (code, year));
            graduates.push(Graduate { school, code, scores, medal });
        }
    }
    graduates
}

/// A medal is given for the marks of the school, which are kinder than the exam.
fn medal(school: &School, scores: &Scores, (code, year): (u32, Year)) -> Option<&'static str> {
    let mut random = Random::stream(&[&"medal", &year.0, &code]);
    let taken: Vec<f64> = scores.iter().flatten().map(|&score| f64::from(score)).collect();
    let mean = taken.iter().sum::<f64>() / taken.len() as f64;
    let marks = mean + 25.0 * school.generosity + 5.0 * random.normal();
    match (year.0, taken.len()) {
        (_, 0 | 1) => None,
        (2022, _) => (marks > 80.0).then_some("медаль"),
        _ if marks > 82.0 => Some("I степени"),
        _ => (marks > 75.0).then_some("II степени"),
    }
}

fn scores(graduates: &[Graduate<'_>], year: Year) -> Sheet {
    let mut sheet = Sheet::new("Ведомость", &[6, 10, 14, 14, 14, 16, 12, 12]);
    sheet.push_line("Ведомость результатов ЕГЭ по участникам (обезличенная)");
    sheet.push_line(format!("{DISTRICT}, основной период {} г.", year.spring()));
    sheet.push_line("");
    let top = sheet.rows.len();
    let mut names = vec!["№", "Код ОО", "Код участника", "Тестовые баллы"];
    sheet.push_heading(&names);
    names = vec!["", "", ""];
    names.extend(ege::EXAMS.iter().map(|exam| exam.0));
    sheet.push_heading(&names);
    for column in 0..3 {
        sheet.merge((top, column), (top + 1, column));
    }
    sheet.merge((top, 3), (top, 2 + EXAMS));
    for (number, graduate) in (1_u32..).zip(graduates) {
        let mut row =
            vec![number.into(), graduate.school.code().into(), graduate.code.to_string().into()];
        let scores = graduate.scores.iter();
        row.extend(scores.map(|score| score.map_or(Cell::from("-"), Cell::from)));
        sheet.push(row);
    }
    sheet.push_line("");
    sheet.push_line("* «-» – участник предмет не сдавал");
    sheet
}

fn medallists(graduates: &[Graduate<'_>], year: Year) -> Sheet {
    let mut sheet = Sheet::new("Медалисты", &[6, 10, 40, 14, 14]);
    sheet.push_line("Претенденты на медаль «За особые успехи в учении» (без фамилий)");
    sheet.push_line(format!("{DISTRICT}, {} год", year.spring()));
    sheet.push_line("");
    sheet.push_heading(&["№", "Код ОО", "Образовательная организация", "Код участника", "Медаль"]);
    let awarded = graduates.iter().filter_map(|graduate| Some((graduate, graduate.medal?)));
    for (number, (graduate, medal)) in (1_u32..).zip(awarded) {
        sheet.push(vec![
            number.into(),
            graduate.school.code().into(),
            graduate.school.short_name(year).into(),
            graduate.code.to_string().into(),
            medal.into(),
        ]);
    }
    sheet
}

/// What a medal takes that year: the least score in Russian and in one other subject. From
/// 2023-24 there are two degrees.
fn rules(year: Year) -> Sheet {
    let mut sheet = Sheet::new("Условия", &[16, 22, 26]);
    sheet.push_line(format!("Наименьшие баллы ЕГЭ для медали, {} год", year.spring()));
    sheet.push_line("");
    sheet.push_heading(&["Медаль", "Русский язык", "Другой предмет"]);
    let rules: &[(&str, u32)] = match year.0 {
        2022 => &[("медаль", 70)],
        _ => &[("I степени", 70), ("II степени", 60)],
    };
    for &(medal, least) in rules {
        sheet.push(vec![medal.into(), least.into(), least.into()]);
    }
    sheet
}
