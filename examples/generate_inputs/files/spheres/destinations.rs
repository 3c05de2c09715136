//! `Выпускники/*`: where those who left grades 9 and 11 went, and which exams grade 11 chose.

use super::{heading, profiles};
use crate::district::{DISTRICT, District, School, Year};
use crate::random::Random;
use crate::roster::Kind;
use crate::sheet::{Cell, Sheet};

/// Returns the sheets of the distribution.
pub(super) fn distribution(district: &District, year: Year) -> Vec<Sheet> {
    vec![after_grade_9(district, year), after_grade_11(district, year)]
}

fn titled(name: &str, title: &str, year: Year) -> Sheet {
    let mut sheet = Sheet::new(name, &[6, 13, 40, 14, 12, 12, 12, 12, 12, 12, 12]);
    sheet.push_line(format!("{title} {} года", year.spring()));
    sheet.push_line(format!("{DISTRICT}, на 1 сентября {} г., человек", year.spring()));
    sheet.push_line("");
    sheet
}

fn after_grade_9(district: &District, year: Year) -> Sheet {
    let mut sheet = titled("9 класс", "Распределение выпускников 9 классов", year);
    heading::push(
        &mut sheet,
        &[
            ("№", &[]),
            ("Логин ОО", &[]),
            ("Образовательная организация", &[]),
            ("Выпускников 9 классов, всего", &[]),
            ("в том числе", &["10 класс", "СПО", "не определены"]),
        ],
    );
    let mut totals = [0; 4];
    let schools = district.schools(year).filter(|school| school.last_grade() >= 9);
    for (number, school) in (1..).zip(schools) {
        let all = district.enrolment(school, year, 9);
        let mut random = Random::stream(&[&"after 9", &school.number, &year.0]);
        // A school without grade 10 sends fewer on, and to other schools.
        let next = match school.entry.kind {
            Kind::Basic => random.binomial(all, 0.22),
            _ => district.enrolment(school, Year(year.0 + 1), 10).min(all),
        };
        let lost = random.binomial(all - next, 0.02);
        let counts = [all, next, all - next - lost, lost];
        for (total, count) in totals.iter_mut().zip(counts) {
            *total += count;
        }
        let mut row = heading::named(number, school, year);
        row.extend(counts.map(Cell::from));
        sheet.push(row);
    }
    heading::push_total(&mut sheet, 3, &totals);
    sheet
}

fn after_grade_11(district: &District, year: Year) -> Sheet {
    let mut sheet = titled("11 класс", "Распределение выпускников 11 классов", year);
    let parts: &[&str] = &["всего", "из них по профилю"];
    heading::push(
        &mut sheet,
        &[
            ("№", &[]),
            ("Логин ОО", &[]),
            ("Образовательная организация", &[]),
            ("Выпускников 11 классов", &["всего", "из профильных классов"]),
            ("Поступили в вузы", parts),
            ("Поступили в СПО", parts),
            ("Работают, служат", &[]),
            ("Не определены", &[]),
        ],
    );
    let mut totals = [0; 8];
    let schools = district.schools(year).filter(|school| school.last_grade() == 11);
    for (number, school) in (1..).zip(schools) {
        let counts = leavers_of(district, school, year);
        for (total, count) in totals.iter_mut().zip(counts) {
            *total += count;
        }
        let mut row = heading::named(number, school, year);
        row.extend(counts.map(Cell::from));
        sheet.push(row);
    }
    heading::push_total(&mut sheet, 3, &totals);
    sheet
}

/// Returns all, those with a profile; in universities and by profile; in colleges and by profile;
/// at work or in the army; the rest.
fn leavers_of(district: &District, school: &School, year: Year) -> [u32; 8] {
    let all = district.enrolment(school, year, 11);
    let in_profile = profiles::in_profile(district, school, year, 11);
    let mut random = Random::stream(&[&"after 11", &school.number, &year.0]);
    let strength = school.strength(year);
    let [mut university, mut college, mut work] = [0; 3];
    let [mut university_profile, mut college_profile] = [0; 2];
    for index in 0..all {
        let level = random.unit();
        let fits = random.chance(0.6) && index < in_profile;
        if level < 0.52 + 0.12 * strength {
            university += 1;
            university_profile += u32::from(fits);
        } else if level < 0.88 {
            college += 1;
            college_profile += u32::from(fits && random.chance(0.6));
        } else if level < 0.985 {
            work += 1;
        }
    }
    let rest = all - university - college - work;
    [all, in_profile, university, university_profile, college, college_profile, work, rest]
}

/// Returns the list of grade 11 with the exams they chose by February, a pupil a row.
pub(super) fn choices(district: &District, year: Year) -> Sheet {
    let mut sheet = Sheet::new("Выбор", &[6, 16, 13, 8, 26, 60]);
    sheet.push_line("Выбор экзаменов выпускниками 11 классов (без фамилий)");
    sheet.push_line(format!("РИС ГИА, на 1 февраля {} г.", year.spring()));
    sheet.push_line("");
    sheet.push_heading(&[
        "№",
        "Код участника",
        "Логин ОО",
        "Класс",
        "Профиль обучения",
        "Предметы по выбору",
    ]);
    let mut number = 0;
    for school in district.schools(year).filter(|school| school.last_grade() == 11) {
        let mut random = Random::stream(&[&"choices", &school.number, &year.0]);
        let mut index = 0;
        let counts = profiles::of_grade(district, school, year, 11);
        for (profile, count) in profiles::PROFILES.iter().zip(counts) {
            for _ in 0..count {
                index += 1;
                number += 1;
                sheet.push(vec![
                    number.into(),
                    format!("{}-11-{index:03}", school.code()).into(),
                    school.login().into(),
                    "11".into(),
                    profile.name.into(),
                    chosen(profile, &mut random).into(),
                ]);
            }
        }
    }
    sheet
}

/// Chooses one to three subjects; four pupils of five take one of their profile.
fn chosen(profile: &profiles::Profile, random: &mut Random) -> String {
    const OTHERS: [&str; 4] = ["Обществознание", "Биология", "История", "Физика"];
    let mut subjects: Vec<&str> = Vec::new();
    if random.chance(0.8) {
        for (place, subject) in profile.subjects.iter().enumerate() {
            if place == 0 || random.chance(0.35) {
                subjects.push(subject);
            }
        }
    }
    let other = OTHERS[random.below(4) as usize];
    let wants_other = random.chance(0.35);
    if (subjects.is_empty() || wants_other) && !subjects.contains(&other) {
        subjects.push(other);
    }
    subjects.join(", ")
}
