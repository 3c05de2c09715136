//! Support of schools with low results: road maps and mentors, diagnostics of their teachers,
//! diagnostic works of their pupils, and the risk profiles of those in the project «500+».

use crate::assessment::SUBJECTS;
use crate::district::{DISTRICT, District, School, Year};
use crate::random::Random;
use crate::sheet::{Cell, Sheet};

use super::oge::{self, Leaver};
use super::staff;

/// Schools that enter the project «500+» in a year.
const IN_PROJECT: usize = 8;

/// The risks of the project.
const RISKS: [&str; 10] = [
    "Низкий уровень оснащения школы",
    "Дефицит педагогических кадров",
    "Недостаточная предметная и методическая компетентность педагогов",
    "Риски низкой адаптивности учебного процесса",
    "Несформированность внутришкольной системы повышения квалификации",
    "Высокая доля обучающихся с риском учебной неуспешности",
    "Высокая доля обучающихся с ОВЗ",
    "Низкое качество преодоления языковых и культурных барьеров",
    "Пониженный уровень качества школьной среды",
    "Низкий уровень вовлечённости родителей",
];

const LEVELS: [&str; 3] = ["низкая", "средняя", "высокая"];

/// Returns the files of a year.
pub(super) fn files(district: &District, year: Year) -> Vec<(&'static str, Vec<Sheet>)> {
    vec![
        ("ШНОР/Мониторинг поддержки.xlsx", vec![road_maps(district, year)]),
        ("ШНОР/Диагностика педагогов.xlsx", vec![diagnostics(district, year)]),
        ("ШНОР/Диагностические работы.xlsx", vec![works(district, year)]),
        ("ШНОР/Рисковые профили 500+.xlsx", vec![profiles(district, year)]),
    ]
}

fn started(name: &str, title: &str, year: Year, headings: &[&str]) -> Sheet {
    let mut sheet = Sheet::new(name, &[6, 12, 40, 18, 14, 14, 14]);
    sheet.push_line(title);
    sheet.push_line(format!("{DISTRICT}, {} учебный год", year.folder()));
    sheet.push_line("");
    sheet.push_heading(headings);
    sheet
}

/// Returns the cells that name a school in a row, by its code or by its login.
fn named(number: u32, school: &School, year: Year) -> Vec<Cell> {
    vec![number.into(), school.code().into(), school.short_name(year).into()]
}

fn logged(number: u32, school: &School, year: Year) -> Vec<Cell> {
    vec![number.into(), school.login().into(), school.short_name(year).into()]
}

/// Tells whether a fifth of those who left a school failed in Russian or mathematics.
fn is_weak(leavers: &[Leaver<'_>], school: &School, year: Year) -> bool {
    let own = leavers.iter().filter(|leaver| leaver.school.number == school.number);
    let marks: Vec<_> = own.map(|leaver| oge::marks(leaver, year)).collect();
    (0..2).any(|subject| {
        let failed = marks.iter().filter(|marks| marks[subject] == Some(2)).count();
        failed > 0 && 5 * failed >= marks.len()
    })
}

/// All schools answer; those that see low results coming have more to say.
fn road_maps(district: &District, year: Year) -> Sheet {
    let headings = [
        "№ п/п",
        "Логин ОО",
        "Образовательная организация",
        "Дорожная карта утверждена",
        "Дата приказа",
        "Наставник назначен",
    ];
    let title = "Мониторинг поддержки школ с низкими образовательными результатами";
    let mut sheet = started("Поддержка", title, year, &headings);
    let leavers = oge::leavers(district, year);
    for (number, school) in (1..).zip(district.schools(year)) {
        let mut random = Random::stream(&[&"road map", &school.number, &year.0]);
        let is_weak = is_weak(&leavers, school, year);
        let likely = if is_weak { 0.75 + 0.08 * year.age() } else { 0.08 };
        let (has_map, has_mentor) = (random.chance(likely), random.chance(likely));
        let (month, day) = (9 + random.below(2) as u8, 1 + random.below(27) as u8);
        let mut row = logged(number, school, year);
        row.push(if has_map { "да" } else { "нет" }.into());
        let date = Cell::Date { year: year.0, month, day };
        row.push(if has_map { date } else { "-".into() });
        row.push(if has_mentor { "да" } else { "нет" }.into());
        sheet.push(row);
    }
    sheet
}

fn diagnostics(district: &District, year: Year) -> Sheet {
    let headings = [
        "№ п/п",
        "Логин ОО",
        "Образовательная организация",
        "Педагогических работников",
        "Прошли диагностику",
        "Выявлены дефициты",
        "Построен ИОМ",
    ];
    let title = "Диагностика профессиональных дефицитов педагогов (ЦНППМ)";
    let mut sheet = started("Диагностика", title, year, &headings);
    for (number, school) in (1..).zip(district.schools(year)) {
        let mut random = Random::stream(&[&"diagnostics", &school.number, &year.0]);
        let teachers = staff::teachers(district, school, year);
        let share = 0.45 + 0.12 * year.age() + 0.15 * random.normal();
        let tested = random.binomial(teachers, share.clamp(0.0, 1.0));
        let weak = random.binomial(tested, 0.4);
        let guided = random.binomial(weak, 0.8);
        let mut row = logged(number, school, year);
        row.extend([teachers, tested, weak, guided].map(Cell::from));
        sheet.push(row);
    }
    sheet
}

/// Regional diagnostic works in grades 8 and 10.
fn works(district: &District, year: Year) -> Sheet {
    let headings = [
        "№ п/п",
        "Код ОО",
        "Образовательная организация",
        "Предмет",
        "Класс",
        "Участников",
        "Не справились",
    ];
    let title = "Региональные диагностические работы";
    let mut sheet = started("ДР", title, year, &headings);
    let mut number = 0;
    for school in district.schools(year) {
        for (subject, grade) in
            SUBJECTS[..2].iter().flat_map(|subject| [8_u16, 10].map(|grade| (subject, grade)))
        {
            let mut random =
                Random::stream(&[&"work", &school.number, &year.0, &subject.name, &grade]);
            let pupils = random.binomial(district.enrolment(school, year, grade), 0.94);
            if pupils > 0 {
                number += 1;
                let share = 0.1 - 0.06 * school.strength(year) + 0.04 * random.normal();
                let failed = random.binomial(pupils, share.clamp(0.01, 0.6));
                let mut row = named(number, school, year);
                row.extend([subject.name.into(), u32::from(grade).into()]);
                row.extend([pupils, failed].map(Cell::from));
                sheet.push(row);
            }
        }
    }
    sheet
}

fn profiles(district: &District, year: Year) -> Sheet {
    let headings = [
        "№ п/п",
        "Код ОО",
        "Образовательная организация",
        "Фактор риска",
        "Значимость в начале года",
        "Значимость в конце года",
    ];
    let mut sheet = started("Профили", "Рисковые профили школ проекта «500+»", year, &headings);
    let mut weakest: Vec<&School> = district.schools(year).collect();
    weakest.retain(|school| school.last_grade() >= 9);
    weakest.sort_by(|a, b| a.strength(year).total_cmp(&b.strength(year)));
    weakest.truncate(IN_PROJECT);
    weakest.sort_by_key(|school| school.number);
    let mut number = 0;
    for school in weakest {
        for risk in RISKS {
            number += 1;
            let mut random = Random::stream(&[&"risk", &school.number, &year.0, &risk]);
            let before = random.below(3) as usize;
            let after = if before > 0 && random.chance(0.45) { before - 1 } else { before };
            let mut row = named(number, school, year);
            row.extend([risk, LEVELS[before], LEVELS[after]].map(Cell::from));
            sheet.push(row);
        }
    }
    sheet
}
