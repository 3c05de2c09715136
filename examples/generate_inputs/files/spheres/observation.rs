//! `Общественное наблюдение/*`: where observers were and what they wrote down; what public
//! councils found when they examined a school.

use super::heading;
use crate::district::{DISTRICT, District, School, Year};
use crate::random::Random;
use crate::roster::Area;
use crate::sheet::{Cell, Sheet};

/// A procedure that is observed: name, subject, day and month, the grade that takes part.
struct Procedure {
    name: &'static str,
    subject: &'static str,
    date: (u8, u8),
    grade: u16,
    /// Whether it is held at every school or at those where the exams are.
    everywhere: bool,
    /// The chance that an observer comes.
    observed: f64,
}

const fn procedure(name: &'static str, subject: &'static str, date: (u8, u8)) -> Procedure {
    Procedure { name, subject, date, grade: 5, everywhere: true, observed: 0.62 }
}

const PROCEDURES: [Procedure; 7] = [
    Procedure {
        grade: 9,
        observed: 0.7,
        ..procedure("Итоговое собеседование", "Русский язык", (12, 2))
    },
    procedure("ВПР", "Русский язык", (15, 4)),
    procedure("ВПР", "Математика", (22, 4)),
    Procedure { grade: 9, ..exam("ОГЭ", "Русский язык", (3, 6)) },
    Procedure { grade: 9, ..exam("ОГЭ", "Математика", (6, 6)) },
    exam("ЕГЭ", "Русский язык", (30, 5)),
    exam("ЕГЭ", "Математика профильная", (2, 6)),
];

const fn exam(name: &'static str, subject: &'static str, date: (u8, u8)) -> Procedure {
    let everywhere = procedure(name, subject, date);
    Procedure { grade: 11, everywhere: false, observed: 0.97, ..everywhere }
}

/// Returns the summary of the observers' acts.
pub(super) fn acts(district: &District, year: Year) -> Sheet {
    let mut sheet = Sheet::new("Свод", &[6, 12, 22, 22, 12, 40]);
    sheet.push_line("Общественное наблюдение за оценочными процедурами");
    sheet.push_line(format!("{DISTRICT}, {}/{} учебный год", year.0, year.spring()));
    sheet.push_line("");
    heading::push(
        &mut sheet,
        &[
            ("№", &[]),
            ("Дата проведения", &[]),
            ("Процедура", &[]),
            ("Предмет", &[]),
            ("Код ОО (ППЭ)", &[]),
            ("Место проведения", &[]),
            ("Аудитории", &["всего", "с наблюдателем"]),
            ("Наблюдателей", &["всего", "из них родителей"]),
            ("Нарушения", &["выявлено", "устранено"]),
        ],
    );
    let mut number = 0;
    for procedure in &PROCEDURES {
        for school in district.schools(year).filter(|school| holds(procedure, school)) {
            let pupils = match procedure.everywhere {
                true => district.enrolment(school, year, procedure.grade),
                // The pupils of several schools come to one place.
                false => 60 + district.enrolment(school, year, procedure.grade),
            };
            if pupils == 0 {
                continue;
            }
            number += 1;
            let mut row = vec![number.into(), day(procedure.date, year)];
            row.extend([procedure.name.into(), procedure.subject.into(), school.code().into()]);
            row.push(school.short_name(year).into());
            row.extend(observed(procedure, school, year, pupils.div_ceil(15)));
            sheet.push(row);
        }
    }
    sheet
}

fn day((day, month): (u8, u8), year: Year) -> Cell {
    Cell::Date { year: year.spring(), month, day }
}

fn holds(procedure: &Procedure, school: &School) -> bool {
    let has_grade = school.last_grade() >= procedure.grade;
    let is_place = school.entry.area == Area::Town || school.number.is_multiple_of(10);
    has_grade && (procedure.everywhere || (is_place && school.last_grade() == 11))
}

/// Returns rooms, rooms with an observer, observers, parents among them, breaks found and mended.
/// Where nobody observed there is no act, and nothing is known about breaks.
fn observed(procedure: &Procedure, school: &School, year: Year, rooms: u32) -> [Cell; 6] {
    let mut random = Random::stream(&[
        &"observers",
        &procedure.name,
        &procedure.subject,
        &school.number,
        &year.0,
    ]);
    if !random.chance(procedure.observed + 0.04 * year.age()) {
        let none = || "-".into();
        return [rooms.into(), 0_u32.into(), 0_u32.into(), none(), none(), none()];
    }
    let with_observer = 1 + random.binomial(rooms - 1, 0.4);
    let observers = with_observer.max(1);
    let parents = random.binomial(observers, 0.55);
    let found = if random.chance(0.09 - 0.02 * year.age()) { 1 + random.below(3) } else { 0 };
    let mended = random.binomial(found, 0.75);
    [rooms, with_observer, observers, parents, found, mended].map(Cell::from)
}

const TOPICS: [&str; 5] = [
    "Организация питания",
    "Сайт школы",
    "Рабочая программа воспитания",
    "Материалы внутренней оценки",
    "Безопасность",
];

/// Returns the findings of the public councils: two schools of three are examined each year.
pub(super) fn findings(district: &District, year: Year) -> Sheet {
    let mut sheet = Sheet::new("Свод", &[6, 12, 12, 40, 30]);
    sheet.push_line("Общественная экспертиза, сводка за учебный год");
    sheet.push_line(DISTRICT);
    sheet.push_line("");
    heading::push(
        &mut sheet,
        &[
            ("№", &[]),
            ("Дата заключения", &[]),
            ("Код ОО", &[]),
            ("Наименование ОО", &[]),
            ("Что оценивается", &[]),
            ("Эксперты", &["всего", "из них родителей"]),
            ("Баллы", &["получено", "наибольший"]),
            ("Вывод", &[]),
            ("Рекомендации", &["дано", "выполнено"]),
        ],
    );
    let turn = u32::from(year.0 % 3);
    let schools = district.schools(year).filter(|school| school.number % 3 != turn);
    for (number, school) in (1_u32..).zip(schools) {
        let mut random = Random::stream(&[&"expertise", &school.number, &year.0]);
        let topic = TOPICS[random.below(5) as usize];
        let experts = 3 + random.below(4);
        let parents = 1 + random.below(experts - 1);
        let most = 20;
        let rate = 0.78 + 0.03 * year.age() + 0.12 * random.normal();
        let halves = (2.0 * f64::from(most) * rate.clamp(0.2, 1.0)).round() as u32;
        let (result, given) = match halves {
            36.. => ("положительное", random.below(2)),
            20..36 => ("с замечаниями", 1 + random.below(4)),
            _ => ("отрицательное", 3 + random.below(3)),
        };
        let month = 10 + random.below(3) as u8;
        let date = Cell::Date { year: year.0, month, day: 1 + random.below(28) as u8 };
        let followed = if given == 0 { "х".into() } else { random.binomial(given, 0.7).into() };
        sheet.push(vec![
            number.into(),
            date,
            school.code().into(),
            school.short_name(year).into(),
            topic.into(),
            experts.into(),
            parents.into(),
            Cell::Decimal { scaled: i64::from(halves) * 5, places: 1 },
            most.into(),
            result.into(),
            given.into(),
            followed,
        ]);
    }
    sheet
}
