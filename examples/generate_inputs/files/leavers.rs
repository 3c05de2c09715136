//! Pupils who leave grade 9: the marks of the year beside those of the exams, and who got the
//! certificate.

use crate::district::{DISTRICT, District, School, Year};
use crate::random::Random;
use crate::sheet::{Cell, Sheet};

use super::oge::{self, Leaver};

/// Returns the files of a year.
pub(super) fn files(district: &District, year: Year) -> Vec<(&'static str, Vec<Sheet>)> {
    // Three pupils of a school that is closed stand in the protocols only.
    let leavers: Vec<Leaver<'_>> =
        oge::leavers(district, year).into_iter().filter(|l| l.school.exists(year)).collect();
    // That year the marks came out of an electronic journal.
    let marks = match year.0 {
        2023 => "ОГЭ/Годовые отметки.xls",
        _ => "ОГЭ/Годовые отметки.xlsx",
    };
    vec![
        (marks, vec![year_marks(&leavers, year)]),
        ("ОГЭ/Аттестаты.xlsx", vec![certificates(district, &leavers, year)]),
    ]
}

fn year_marks(leavers: &[Leaver<'_>], year: Year) -> Sheet {
    let mut sheet = Sheet::new("Отметки", &[6, 10, 8, 14, 14, 14, 16, 12]);
    sheet.push_line("Сводная ведомость годовых отметок, 9 классы (без фамилий)");
    sheet.push_line(format!("{DISTRICT}, {} учебный год", year.folder()));
    sheet.push_line("");
    let mut names = vec!["№", "Код ОО", "Класс", "Код участника"];
    names.extend(oge::subjects());
    sheet.push_heading(&names);
    for (number, leaver) in (1_u32..).zip(leavers) {
        let mut random = Random::stream(&[&"year marks", &year.0, &leaver.code]);
        let mut row = vec![
            number.into(),
            leaver.school.code().into(),
            leaver.class.clone().into(),
            leaver.code.to_string().into(),
        ];
        let exams = oge::marks(leaver, year);
        row.extend(exams.map(|mark| Cell::from(year_mark(leaver, mark, &mut random))));
        sheet.push(row);
    }
    sheet
}

/// A pupil with «2» would not have been let to the exams.
fn year_mark(leaver: &Leaver<'_>, exam: Option<u32>, random: &mut Random) -> u32 {
    let usual = 3 + u32::from(leaver.ability > -0.2) + u32::from(leaver.ability > 0.7);
    let mark = exam.unwrap_or(usual);
    let level = random.unit();
    if level < 1.1 * leaver.school.generosity {
        (mark + 1).min(5)
    } else if level > 0.95 {
        (mark - 1).max(3)
    } else {
        mark.max(3)
    }
}

fn certificates(district: &District, leavers: &[Leaver<'_>], year: Year) -> Sheet {
    let mut sheet = Sheet::new("Аттестаты", &[6, 10, 40, 14, 14, 14, 14, 14]);
    sheet.push_line("Выдача аттестатов об основном общем образовании");
    sheet.push_line(format!("{DISTRICT}, на 1 октября {} г.", year.spring()));
    sheet.push_line("");
    sheet.push_heading(&[
        "№ п/п",
        "Код ОО",
        "Образовательная организация",
        "Выпускников 9 классов",
        "Допущены к ГИА",
        "Получили аттестат",
        "из них с отличием",
        "Не получили аттестат",
    ]);
    let mut totals = [0; 5];
    let schools = district.schools(year).filter(|school| school.last_grade() >= 9);
    for (number, school) in (1_u32..).zip(schools) {
        let own = leavers.iter().filter(|leaver| leaver.school.number == school.number);
        let counts = counts(own, school, year);
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

/// Returns leavers in all, those let to the exams, with a certificate, with honours, without one:
/// few of those who failed in Russian or mathematics fail again in September.
fn counts<'a>(
    leavers: impl Iterator<Item = &'a Leaver<'a>>,
    school: &School,
    year: Year,
) -> [u32; 5] {
    let mut random = Random::stream(&[&"certificates", &school.number, &year.0]);
    let [mut all, mut admitted, mut honours, mut without] = [0; 4];
    for leaver in leavers {
        let marks = oge::marks(leaver, year);
        let is_admitted = leaver.ability > -1.1 || random.chance(0.9);
        let has_failed = marks[..2].contains(&Some(2)) && random.chance(0.18);
        all += 1;
        admitted += u32::from(is_admitted);
        without += u32::from(!is_admitted || has_failed);
        let is_best = marks.iter().flatten().all(|&mark| mark == 5);
        honours += u32::from(is_best && is_admitted);
    }
    [all, admitted, all - without, honours, without]
}
