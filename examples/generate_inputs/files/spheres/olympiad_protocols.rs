//! `ВсОШ/*.xlsx`: the protocols of the olympiad without names. A sheet for each grade at school
//! and in the district, a sheet for each subject in the republic.

use super::olympiads::{Award, SUBJECTS, Stage, Subject, Work, works};
use super::{Topic, file};
use crate::district::{DISTRICT, District, Year};
use crate::files::File;
use crate::random::Random;
use crate::sheet::{Cell, Sheet};

const WIDTHS: [u32; 11] = [6, 12, 16, 13, 36, 10, 10, 10, 8, 8, 14];

/// Returns the protocols of a year and what the republic published about its stage.
pub(super) fn files(district: &District, year: Year) -> Vec<File> {
    let mut files = Vec::new();
    for (stage, name) in [(Stage::School, "Школьный"), (Stage::District, "Муниципальный")]
    {
        for subject in &SUBJECTS {
            let works = works(district, year, stage, subject);
            let sheets = by_grade(&works, year, (stage, subject));
            let path = format!("ВсОШ/{name} этап. {}.xlsx", subject.name);
            let topic = Topic::Olympiad(stage, subject.name);
            files.push(file(year, &path, topic, sheets));
        }
    }
    let results = SUBJECTS.iter().map(|subject| {
        let works = works(district, year, Stage::Region, subject);
        protocol(subject.name, &works, year, (Stage::Region, subject))
    });
    let sheets = results.filter(|sheet| sheet.rows.len() > sheet.heading[0] + 1).collect();
    let topic = Topic::Olympiad(Stage::Region, "");
    files.push(file(year, "ВсОШ/Региональный этап.xlsx", topic, sheets));
    let totals = vec![republic(district, year)];
    let path = "ВсОШ/Республика. Итоги регионального этапа.xlsx";
    files.push(file(year, path, Topic::OlympiadRegion, totals));
    files
}

fn by_grade(works: &[Work<'_>], year: Year, contest: (Stage, &Subject)) -> Vec<Sheet> {
    let grades = (4..=11).map(|grade| {
        let of_grade: Vec<Work<'_>> =
            works.iter().filter(|work| work.tasks == grade).cloned().collect();
        (grade, of_grade)
    });
    grades
        .filter(|(_, works)| !works.is_empty())
        .map(|(grade, works)| protocol(&format!("{grade} класс"), &works, year, contest))
        .collect()
}

/// Lays out one sheet.
fn protocol(
    name: &str,
    works: &[Work<'_>],
    year: Year,
    (stage, subject): (Stage, &Subject),
) -> Sheet {
    let mut sheet = Sheet::new(name, &WIDTHS);
    let (stage_name, date) = match stage {
        Stage::School => ("школьного", "10"),
        Stage::District => ("муниципального", "11"),
        Stage::Region => ("регионального", "01"),
    };
    sheet.push_line("Протокол");
    sheet.push_line(format!("{stage_name} этапа всероссийской олимпиады школьников"));
    sheet.push_line(format!("Предмет: {}", subject.name));
    if stage != Stage::Region {
        sheet.push_line(DISTRICT);
    }
    let held = if stage == Stage::Region { year.spring() } else { year.0 };
    sheet.push_line(format!("Дата: 18.{date}.{held}"));
    sheet.push_line("");
    let [points, most, status] = match year.0 {
        2022 => ["Сумма баллов", "Макс. балл", "Тип диплома"],
        _ => ["Балл", "Макс", "Статус (П/Пр/У)"],
    };
    sheet.push_heading(&[
        "№",
        "Шифр",
        "Код обучающегося",
        "Логин ОО",
        "ОО",
        "Класс обучения",
        "Класс участия",
        points,
        most,
        "%",
        status,
    ]);
    for (number, work) in (1_u32..).zip(works) {
        sheet.push(row(number, work, year, subject));
    }
    sheet
}

fn row(number: u32, work: &Work<'_>, year: Year, subject: &Subject) -> Vec<Cell> {
    let letter: String = subject.name.chars().take(1).collect();
    let (points, percent) = match work.tenths {
        None => ("н/я".into(), Cell::Blank),
        Some(tenths) => {
            let points = match tenths % 10 {
                0 => (tenths / 10).into(),
                _ => Cell::Decimal { scaled: i64::from(tenths), places: 1 },
            };
            let percent = (20 * tenths + subject.most) / (2 * subject.most);
            (points, format!("{percent}%").into())
        }
    };
    let status = match (year.0, work.award) {
        // The first year writes words, one of them without «ё».
        (2022, Award::Winner) => "победитель",
        (2022, Award::Diploma) => "призер",
        (2022, Award::None) => "участник",
        (_, Award::Winner) => "П",
        (_, Award::Diploma) => "Пр",
        (_, Award::None) => "У",
    };
    vec![
        number.into(),
        format!("{letter}-{}-{number:03}", work.tasks).into(),
        work.pupil.clone().into(),
        work.school.login().into(),
        work.school.short_name(year).into(),
        u32::from(work.grade).into(),
        u32::from(work.tasks).into(),
        points,
        subject.most.into(),
        percent,
        status.into(),
    ]
}

/// Returns the totals of the republic by subject.
fn republic(district: &District, year: Year) -> Sheet {
    let mut sheet = Sheet::new("Итоги", &[6, 30, 14, 14, 14]);
    sheet.push_line("Итоги регионального этапа всероссийской олимпиады школьников");
    sheet.push_line(format!("Республика Нагорная, {}/{} учебный год", year.0, year.spring()));
    sheet.push_line("");
    sheet.push_heading(&["№", "Предмет", "Участников", "Победителей", "Призёров"]);
    for (number, subject) in (1_u32..).zip(&SUBJECTS) {
        let own = works(district, year, Stage::Region, subject);
        let came = own.iter().filter(|work| work.tenths.is_some()).count() as u32;
        let mut random = Random::stream(&[&"republic", &subject.name, &year.0]);
        let others = 90 + random.below(80);
        let winners = random.binomial(others, 0.06);
        let diplomas = random.binomial(others, 0.24);
        let gained = |award| own.iter().filter(|work| work.award == award).count() as u32;
        sheet.push(vec![
            number.into(),
            subject.name.into(),
            (came + others).into(),
            (gained(Award::Winner) + winners).into(),
            (gained(Award::Diploma) + diplomas).into(),
        ]);
    }
    sheet
}
