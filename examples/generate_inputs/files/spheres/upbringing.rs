//! `Воспитание/*`: pupils on record, missed lessons, the social and psychological test, parents.

use super::heading;
use crate::district::{DISTRICT, District, Year};
use crate::random::Random;
use crate::roster::Area;
use crate::sheet::{Cell, Sheet};

fn titled(name: &str, title: &str, year: Year) -> Sheet {
    let mut sheet = Sheet::new(name, &[6, 13, 40, 14, 14, 14, 14, 14]);
    sheet.push_line(title);
    sheet.push_line(format!("{DISTRICT}, {}/{} учебный год", year.0, year.spring()));
    sheet.push_line("");
    sheet
}

/// Returns how many pupils of each school are on record: few everywhere.
pub(super) fn records(district: &District, year: Year) -> Sheet {
    let mut sheet = titled("Учёт", "Обучающиеся, состоящие на учёте, на 31 мая", year);
    heading::push(
        &mut sheet,
        &[
            ("№", &[]),
            ("Логин ОО", &[]),
            ("Образовательная организация", &[]),
            ("Состоят на учёте, человек", &["ВШУ", "ПДН", "КДН и ЗП", "всего (без повторов)"]),
        ],
    );
    let mut totals = [0; 4];
    for (number, school) in (1..).zip(district.schools(year)) {
        let pupils = district.pupils(school, year, 5..=11);
        let mut random = Random::stream(&[&"records", &school.number, &year.0]);
        let rate = 0.018 - 0.002 * year.age() - 0.006 * school.strength(year);
        let at_school = random.binomial(pupils, rate.max(0.004));
        let police = random.binomial(pupils, 0.006);
        let commission = random.binomial(police, 0.6);
        // Most of those whom the police know the school knows too.
        let all = at_school.max(police) + random.binomial(at_school.min(police), 0.3);
        let counts = [at_school, police, commission, all];
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

/// Returns the missed lessons of two half-years, as the electronic journal exports them.
pub(super) fn absences(district: &District, year: Year) -> Sheet {
    let mut sheet = titled("Пропуски", "Пропуски учебных занятий, часов", year);
    sheet.push_heading(&[
        "Логин ОО",
        "Школа",
        "Период",
        "Часов по плану",
        "Пропущено всего",
        "по болезни",
        "по уважительной причине",
        "без уважительной причины",
    ]);
    for school in district.schools(year) {
        for (half, weeks) in [("1 полугодие", 16), ("2 полугодие", 18)] {
            let mut random = Random::stream(&[&"absences", &school.number, &year.0, &half]);
            let planned: u32 = (1..=11)
                .map(|grade| {
                    let lessons = if grade < 5 { 22 } else { 28 + u32::from(grade) / 2 };
                    district.enrolment(school, year, grade) * lessons * weeks
                })
                .sum();
            let mut share = |middle: f64, spread: f64| {
                let rate = (middle + spread * random.normal()).max(0.0);
                (f64::from(planned) * rate).round() as u32
            };
            let ill = share(0.045, 0.012);
            let excused = share(0.012, 0.004);
            let unexcused = share(0.008 - 0.001 * year.age(), 0.003);
            sheet.push(vec![
                school.login().into(),
                school.short_name(year).into(),
                half.into(),
                planned.into(),
                (ill + excused + unexcused).into(),
                ill.into(),
                excused.into(),
                unexcused.into(),
            ]);
        }
    }
    sheet
}

/// Returns who was to take the social and psychological test and who did.
pub(super) fn test(district: &District, year: Year) -> Sheet {
    let title = "Социально-психологическое тестирование обучающихся 7–11 классов";
    let mut sheet = titled("СПТ", title, year);
    sheet.push_heading(&[
        "№",
        "Логин ОО",
        "Образовательная организация",
        "Подлежало тестированию",
        "Прошли",
        "Отказались",
        "Не прошли по другим причинам",
    ]);
    let mut totals = [0; 4];
    let schools = district.schools(year).filter(|school| school.last_grade() > 4);
    for (number, school) in (1..).zip(schools) {
        let due = district.pupils(school, year, 7..=11);
        let mut random = Random::stream(&[&"test", &school.number, &year.0]);
        let refused = random.binomial(due, 0.04 - 0.01 * year.age());
        let other = random.binomial(due - refused, 0.03);
        let counts = [due, due - refused - other, refused, other];
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

/// Returns what parents think of the upbringing at school.
pub(super) fn parents(district: &District, year: Year) -> Sheet {
    let title = "Анкета родителей: удовлетворены ли вы воспитательной работой школы?";
    let mut sheet = titled("Анкета", title, year);
    heading::push(
        &mut sheet,
        &[
            ("№", &[]),
            ("Логин ОО", &[]),
            ("Образовательная организация", &[]),
            ("Опрошено", &[]),
            ("Ответили", &["полностью", "скорее да", "скорее нет", "нет", "затрудняюсь ответить"]),
        ],
    );
    for (number, school) in (1..).zip(district.schools(year)) {
        let pupils = district.pupils(school, year, 1..=11);
        let mut random = Random::stream(&[&"parents", &school.number, &year.0]);
        let part = if school.entry.area == Area::Town { 0.3 } else { 0.45 };
        let asked = random.binomial(pupils, part);
        let content = 0.48 + 0.04 * year.age() + 0.06 * random.normal();
        let mut answers = [0_u32; 5];
        for _ in 0..asked {
            let level = random.unit() - content;
            let answer = [0.0, 0.33, 0.4, 0.43].iter().filter(|&&bound| level >= bound).count();
            answers[answer] += 1;
        }
        let mut row = heading::named(number, school, year);
        row.push(asked.into());
        row.extend(answers.map(Cell::from));
        sheet.push(row);
    }
    sheet
}
