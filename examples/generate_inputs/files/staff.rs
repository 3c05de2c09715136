//! `Кадры.xlsx`: the teachers of each school, after the form of a Росстат table: a heading of two
//! rows, a row of column numbers, totals at the bottom.

use crate::district::{DISTRICT, District, School, Year};
use crate::random::Random;
use crate::roster::Area;
use crate::sheet::{Cell, Sheet};

/// The columns with numbers.
const MEASURES: usize = 9;

/// Returns the form of a year.
pub(super) fn sheet(district: &District, year: Year) -> Sheet {
    let mut sheet = Sheet::new("Кадры", &[6, 10, 40, 16, 12, 16, 12, 12, 12, 14, 16, 12]);
    sheet.push_line("Сведения о педагогических работниках общеобразовательных организаций");
    sheet.push_line(format!("{DISTRICT}, на 1 октября {} г.", year.0));
    sheet.push_line("");
    push_heading(&mut sheet, year);
    let mut totals = [0; MEASURES];
    for (number, school) in (1_u32..).zip(district.schools(year)) {
        let numbers = numbers(district, school, year);
        for (total, number) in totals.iter_mut().zip(numbers) {
            *total += number;
        }
        let mut row = vec![number.into(), school.code().into(), school.short_name(year).into()];
        row.extend(numbers.map(Cell::from));
        sheet.push(row);
    }
    let mut total = vec![Cell::Blank, Cell::Blank, "Итого".into()];
    total.extend(totals.map(Cell::from));
    sheet.push(total);
    sheet
}

fn push_heading(sheet: &mut Sheet, year: Year) {
    let all = match year.0 {
        2022 => "Пед. работников, всего",
        _ => "Педагогических работников, всего",
    };
    let top = sheet.rows.len();
    sheet.push_heading(&[
        "№ п/п",
        "Код ОО",
        "Образовательная организация",
        all,
        "из них имеют образование",
        "",
        "квалификационная категория",
        "",
        "возраст",
        "",
        "прошли ПК за 3 года",
        "вакансий",
    ]);
    sheet.push_heading(&[
        "",
        "",
        "",
        "",
        "высшее",
        "из них педагогическое",
        "высшая",
        "первая",
        "до 35 лет",
        "60 лет и старше",
        "",
        "",
    ]);
    for column in [0, 1, 2, 3, 10, 11] {
        sheet.merge((top, column), (top + 1, column));
    }
    for column in [4, 6, 8] {
        sheet.merge((top, column), (top, column + 1));
    }
    sheet.push((1..=12_u32).map(Cell::from).collect());
}

/// Returns the number of teachers of a school.
pub(super) fn teachers(district: &District, school: &School, year: Year) -> u32 {
    numbers(district, school, year)[0]
}

/// Returns teachers in all, with higher education, of these pedagogical, of the highest and of the
/// first category, under 35, of 60 and older, trained within three years; vacancies.
pub(super) fn numbers(district: &District, school: &School, year: Year) -> [u32; MEASURES] {
    let pupils = district.pupils(school, year, 1..=11);
    let mut random = Random::stream(&[&"staff", &school.number]);
    let per_teacher = 11.0 + 3.0 * random.unit();
    let least = f64::from(school.last_grade()) * 0.7;
    let teachers = (least + f64::from(pupils) / per_teacher).round() as u32;
    let (town, strength) = (school.entry.area == Area::Town, school.strength(year));
    let base = if town { 0.08 } else { 0.0 };
    // What a school keeps from year to year is in this stream, what changes is in the next one.
    let mut share = |middle: f64, spread: f64| (middle + spread * random.normal()).clamp(0.0, 1.0);
    let higher = share(0.79 + base, 0.06);
    let categories = share(0.34 + base + 0.1 * strength, 0.07);
    let young = share(0.2 - 0.02 * year.age(), 0.06);
    let old = share(0.19 + 0.015 * year.age(), 0.06);
    let trained = share(0.8 + 0.03 * year.age(), 0.08);

    let mut changes = Random::stream(&[&"staff", &school.number, &year.0]);
    let mut part = |whole: u32, share: f64| {
        let exact = f64::from(whole) * share + 0.6 * (changes.unit() - 0.5);
        (exact.round().max(0.0) as u32).min(whole)
    };
    let with_higher = part(teachers, higher);
    let pedagogical = part(with_higher, 0.93);
    let in_category = part(teachers, categories);
    let highest = part(in_category, 0.4);
    let under_35 = part(teachers, young);
    let over_60 = part(teachers - under_35, old);
    let trained = part(teachers, trained);
    let vacancies = part(teachers, if town { 0.05 } else { 0.03 });
    let first = in_category - highest;
    [teachers, with_higher, pedagogical, highest, first, under_35, over_60, trained, vacancies]
}
