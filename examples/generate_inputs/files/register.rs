//! `Реестр ОО.xlsx`: the schools of a year, with their pupils.

use crate::district::{DISTRICT, District, School, Year};
use crate::random::Random;
use crate::roster::Area;
use crate::sheet::{Cell, Sheet};

/// Returns the register of a year. In 2022-23 it is a row lower, two headings are worded
/// otherwise, and there are no closed schools to tell of.
pub(super) fn sheet(district: &District, year: Year) -> Sheet {
    let first = year == Year::ALL[0];
    let name = if first { "Реестр 2022" } else { "Реестр" };
    let mut widths = vec![6, 13, 10, 70, 36, 11, 14, 13, 10, 10, 10, 12, 13];
    if !first {
        widths.extend([13, 14]);
    }
    let mut sheet = Sheet::new(name, &widths);
    sheet.push_line(format!("Реестр общеобразовательных организаций. {DISTRICT}"));
    sheet.push_line(format!("по состоянию на 20 сентября {} г.", year.0));
    if first {
        sheet.push_line("Республика Нагорная");
    }
    sheet.push_line("");
    let mut headings = vec![
        "№ п/п",
        if first { "Логин ОО" } else { "Логин" },
        "Код ОО",
        "Наименование ОО",
        "Краткое наименование",
        "Вид ОО",
        "Тип местности",
        if first {
            "Численность обучающихся, всего"
        } else {
            "Обучающихся, всего"
        },
        "в т. ч. 1–4 кл.",
        "5–9 кл.",
        "10–11 кл.",
        "Классов-комплектов",
        "Дата открытия",
    ];
    if !first {
        headings.extend(["Дата закрытия", "Логин правопреемника"]);
    }
    sheet.push_heading(&headings);
    let mut totals = [0; 5];
    for (number, school) in (1..).zip(district.schools(year)) {
        let counts = counts(district, school, year);
        for (total, count) in totals.iter_mut().zip(counts) {
            *total += count;
        }
        sheet.push(row(number, school, year, counts));
    }
    let mut total = vec![Cell::Blank; 3];
    total.push("Итого".into());
    total.extend(vec![Cell::Blank; 3]);
    total.extend(totals.map(Cell::from));
    sheet.push(total);
    for school in district.closed_before(year) {
        sheet.push(closed_row(district, school, year));
    }
    sheet.push_line("");
    sheet.push_line("Исп. специалист отдела общего образования, тел. 2-14-37");
    sheet
}

/// Returns the row of a school that was closed after the year before: below the total, without
/// pupils, with its last day and the school that took it over.
fn closed_row(district: &District, school: &School, year: Year) -> Vec<Cell> {
    let last = Year(year.0 - 1);
    let mut row = row(0, school, last, [0; 5]);
    row[0] = Cell::Blank;
    row[7..12].fill(Cell::Blank);
    row.push(Cell::Date { year: year.0, month: 8, day: 31 });
    row.push(district.successor(school).map_or(Cell::Blank, |heir| heir.login().into()));
    row
}

fn row(number: u32, school: &School, year: Year, counts: [u32; 5]) -> Vec<Cell> {
    let area = match school.entry.area {
        Area::Town => "город",
        Area::Village => "село",
        Area::Mountain => "горное село",
    };
    let mut row = vec![
        number.into(),
        school.login().into(),
        school.code().into(),
        school.full_name(year).into(),
        school.short_name(year).into(),
        school.kind_name().into(),
        area.into(),
    ];
    row.extend(counts.map(Cell::from));
    row.push(opened(school));
    row
}

/// Returns the pupils in all, of three stages, and the number of classes.
fn counts(district: &District, school: &School, year: Year) -> [u32; 5] {
    let stages = [1..=4, 5..=9, 10..=11].map(|grades| district.pupils(school, year, grades));
    let all = stages.iter().sum();
    [all, stages[0], stages[1], stages[2], classes(district, school, year)]
}

/// Counts classes of at most 25 pupils; small neighbouring grades of grades 1–4 sit together.
fn classes(district: &District, school: &School, year: Year) -> u32 {
    let sizes = |grades: std::ops::RangeInclusive<u16>| {
        grades.map(|grade| district.enrolment(school, year, grade)).collect::<Vec<u32>>()
    };
    let joined = sizes(1..=4)
        .chunks(2)
        .map(|pair| {
            let together = pair.iter().sum::<u32>();
            if together <= 14 {
                together.min(1)
            } else {
                pair.iter().map(|size| size.div_ceil(25)).sum()
            }
        })
        .sum::<u32>();
    joined + sizes(5..=11).iter().map(|size| size.div_ceil(25)).sum::<u32>()
}

fn opened(school: &School) -> Cell {
    let mut random = Random::stream(&[&"opened", &school.number]);
    let year = school.entry.opens.unwrap_or(1936 + random.below(60) as u16);
    Cell::Date { year, month: 9, day: if school.entry.opens.is_some() { 2 } else { 1 } }
}
