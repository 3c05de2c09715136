//! `Опросник ОО.xlsx`: what each school answered to the questions of the office, a sheet for each
//! direction. «Количество и доля» is two cells; the share is the school's own arithmetic.

use super::heading;
use crate::district::{DISTRICT, District, School, Year};
use crate::files::staff;
use crate::random::Random;
use crate::roster::Area;
use crate::sheet::{Cell, Sheet};

const COUNT_AND_SHARE: &[&str] = &["количество", "доля, %"];
const NOT_TO_FILL_IN: &str = "НЕ ЗАПОЛНЯТЬ";

/// Returns the sheets of a year.
pub(super) fn sheets(district: &District, year: Year) -> Vec<Sheet> {
    let talents = sheet(
        ("1.3 Таланты", "выявление, поддержка и развитие способностей и талантов"),
        &[
            (
                "1. Количество и доля педагогов, обученных работе с одарёнными детьми",
                COUNT_AND_SHARE,
            ),
            ("2.1) Другое (напишите)", &[]),
        ],
        (district, year),
        talents,
    );
    let career = sheet(
        ("1.4 Профориентация", "самоопределение и профессиональная ориентация"),
        &[
            (
                "1. Количество и доля обучающихся 6–11 классов, участвовавших хотя бы в одной \
                 профессиональной пробе",
                COUNT_AND_SHARE,
            ),
            ("2. Количество договоров о профориентации с предприятиями и организациями", &[]),
            (
                "3. Количество обучающихся, охваченных профориентационными мероприятиями",
                &["всего", "из них инвалиды и дети с ОВЗ"],
            ),
            (
                "4. Количество и доля педагогов, прошедших повышение квалификации по профориентации",
                COUNT_AND_SHARE,
            ),
            (NOT_TO_FILL_IN, &[]),
            ("5.1) Другое (напишите)", &[]),
        ],
        (district, year),
        career,
    );
    let upbringing = sheet(
        ("2.3 Воспитание", "организация воспитания обучающихся"),
        &[
            ("1. Есть ли рабочая программа воспитания на сайте ОО?", &[]),
            (
                "2. Количество и доля обучающихся, участвующих в Движении Первых, Юнармии или \
                 волонтёрском отряде (без повторов)",
                COUNT_AND_SHARE,
            ),
            ("3. Количество и доля обучающихся, занятых в каникулы", COUNT_AND_SHARE),
            ("4. Есть ли советник директора по воспитанию?", &[]),
            (NOT_TO_FILL_IN, &[]),
            ("5.1) Другое (напишите)", &[]),
        ],
        (district, year),
        upbringing,
    );
    vec![talents, career, upbringing]
}

/// Lays out the answers to the questions of one direction.
fn sheet(
    (name, title): (&str, &str),
    questions: &[(&str, &[&str])],
    (district, year): (&District, Year),
    answers: impl Fn(&District, &School, Year) -> Vec<Cell>,
) -> Sheet {
    let mut sheet = Sheet::new(name, &[9, 13, 40, 16, 16, 16, 16, 16, 16, 16, 16, 16]);
    sheet.push_line(format!("Форма-опросник: {title}"));
    sheet.push_line(format!("{DISTRICT}, {}/{} учебный год", year.0, year.spring()));
    sheet.push_line("");
    let mut groups: Vec<(&str, &[&str])> =
        vec![("№", &[]), ("Логин ОО", &[]), ("Образовательная организация", &[])];
    groups.extend(questions);
    heading::push(&mut sheet, &groups);
    let columns: usize = groups.iter().map(|(_, parts)| parts.len().max(1)).sum();
    let mut example: Vec<Cell> =
        vec!["пример".into(), "edu000000".into(), "МКОУ «Образцовая СОШ»".into()];
    example.resize(columns - 1, "10".into());
    example.push("нет".into());
    sheet.push(example);
    for (number, school) in (1..).zip(district.schools(year)) {
        let mut row = heading::named(number, school, year);
        row.extend(answers(district, school, year));
        sheet.push(row);
    }
    sheet.push_line("");
    sheet.push_line("Исп. методист информационно-методического центра");
    sheet
}

/// What repeats from year to year about the answers of a school, and what changes.
fn rate(name: &str, school: &School, year: Year, (middle, growth): (f64, f64)) -> f64 {
    let mut kept = Random::stream(&[&"answers", &name, &school.number]);
    let mut changes = Random::stream(&[&"answers", &name, &school.number, &year.0]);
    let rate = middle + growth * year.age() + 0.1 * kept.normal() + 0.03 * changes.normal();
    rate.clamp(0.0, 1.0)
}

/// Returns a count and its share of the whole.
fn count_and_share(whole: u32, rate: f64) -> [Cell; 2] {
    let count = part(whole, rate);
    [count.into(), Cell::quotient(100 * i64::from(count), i64::from(whole), 1)]
}

fn part(whole: u32, rate: f64) -> u32 {
    ((f64::from(whole) * rate).round() as u32).min(whole)
}

/// Answers a question with yes and no; the chance of a yes grows, and a yes stays.
fn yes(name: &str, school: &School, year: Year, chances: [f64; 3]) -> Cell {
    let level = Random::stream(&[&"answers", &name, &school.number]).unit();
    let chance = chances[usize::from(year.0 - Year::ALL[0].0)];
    if level < chance { "да" } else { "нет" }.into()
}

fn talents(district: &District, school: &School, year: Year) -> Vec<Cell> {
    let teachers = staff::teachers(district, school, year);
    let mut cells = count_and_share(teachers, rate("gifted", school, year, (0.22, 0.04))).to_vec();
    cells.push(Cell::Blank);
    cells
}

fn career(district: &District, school: &School, year: Year) -> Vec<Cell> {
    let pupils = district.pupils(school, year, 6..=11);
    let all = district.pupils(school, year, 1..=11);
    let mut random = Random::stream(&[&"contracts", &school.number, &year.0]);
    let town = school.entry.area == Area::Town;
    let contracts = random.binomial(if town { 6 } else { 2 }, 0.35 + 0.06 * year.age());
    let covered = part(all, rate("covered", school, year, (0.5, 0.04)));
    let disabled = random.binomial(covered, 0.05);
    let teachers = staff::teachers(district, school, year);
    let mut cells = count_and_share(pupils, rate("probes", school, year, (0.46, 0.07))).to_vec();
    cells.extend([contracts, covered, disabled].map(Cell::from));
    cells.extend(count_and_share(teachers, rate("guides", school, year, (0.12, 0.03))));
    // Where nobody is to write people write nevertheless.
    cells.push(if school.number.is_multiple_of(9) { "5".into() } else { Cell::Blank });
    cells.push(if school.number.is_multiple_of(17) {
        "Другое: ярмарка профессий".into()
    } else {
        Cell::Blank
    });
    cells
}

fn upbringing(district: &District, school: &School, year: Year) -> Vec<Cell> {
    let pupils = district.pupils(school, year, 1..=11);
    let mut cells = vec![yes("programme", school, year, [0.84, 0.95, 0.985])];
    cells.extend(count_and_share(pupils, rate("movement", school, year, (0.3, 0.09))));
    cells.extend(count_and_share(pupils, rate("holidays", school, year, (0.6, 0.02))));
    cells.push(yes("adviser", school, year, [0.35, 0.7, 0.9]));
    cells.push(if school.number.is_multiple_of(8) { "100".into() } else { Cell::Blank });
    cells.push(if school.number.is_multiple_of(19) {
        "Другое: школьный музей".into()
    } else {
        Cell::Blank
    });
    cells
}
