//! `Список педагогов.xlsx`: one teacher a row, a code instead of a name. The counts by school are
//! those of `Кадры.xlsx`.

use super::super::staff;
use super::{titled, yes};
use crate::district::{District, School, Year};
use crate::random::Random;
use crate::sheet::{Cell, Sheet};

/// What is known of a teacher.
#[derive(Clone)]
struct Teacher {
    /// Place in the school, from one.
    index: u32,
    age: u32,
    /// Years of teaching.
    served: u32,
    education: &'static str,
    category: &'static str,
    trained: bool,
    /// What lasts from year to year: chances that order the teachers of a school.
    luck: [f64; 4],
}

/// Returns the list of a year.
pub(super) fn sheet(district: &District, year: Year) -> Sheet {
    let title = "Список педагогических работников общеобразовательных организаций";
    let widths = [6, 12, 12, 20, 26, 16, 8, 10, 14, 8, 12, 10, 14, 12];
    let mut sheet = titled("Работники", &widths, title, year);
    sheet.push_heading(&[
        "№ п/п",
        "Логин ОО",
        "Код работника",
        "Должность",
        "Образование",
        "Категория",
        "Полных лет",
        "Педагогический стаж",
        "Дата последнего ПК",
        "Часов ПК",
        "Прошёл диагностику",
        "ИОМ",
        "Повторная диагностика",
        "Наставник",
    ]);
    let mut number = 0_u32;
    for school in district.schools(year) {
        for teacher in teachers(district, school, year) {
            number += 1;
            sheet.push(row(number, school, &teacher, year));
        }
    }
    sheet
}

/// Returns the teachers of a school with as many of each kind as `Кадры.xlsx` counts.
fn teachers(district: &District, school: &School, year: Year) -> Vec<Teacher> {
    let [all, higher, pedagogical, highest, first, young, old, trained, _] =
        staff::numbers(district, school, year);
    let mut people: Vec<Teacher> = (1..=all)
        .map(|index| {
            let mut random = Random::stream(&[&"teacher", &school.number, &index]);
            let luck = [(); 4].map(|()| random.unit());
            let (education, category) = ("среднее профессиональное", "нет");
            Teacher { index, age: 0, served: 0, education, category, trained: false, luck }
        })
        .collect();
    order(&mut people, |teacher| teacher.luck[0]);
    let middle = all - young - old;
    let bands = [(young, 23, 12), (middle, 35, 25), (old, 60, 9)];
    let mut ages = bands.into_iter().flat_map(|(count, least, years)| {
        (0..count).map(move |place| least + place * years / count.max(1))
    });
    for teacher in &mut people {
        teacher.age = ages.next().expect("as many ages as teachers");
        // Every tenth came to school from another work.
        let late = if teacher.luck[1] < 0.1 { 8 } else { (teacher.luck[1] * 3.0) as u32 };
        teacher.served = (teacher.age - 22).saturating_sub(late);
    }
    // Whoever has served longer is more often in a category.
    order(&mut people, |teacher| -teacher.luck[2] - f64::from(teacher.served.min(25)) / 20.0);
    for (place, teacher) in (0_u32..).zip(&mut people) {
        teacher.category = match place {
            _ if place < highest => "высшая",
            _ if place < highest + first => "первая",
            _ if teacher.served >= 2 && teacher.luck[3] < 0.72 => "соответствие",
            _ => "нет",
        };
    }
    order(&mut people, |teacher| teacher.luck[1] + 0.3 * teacher.luck[2]);
    for (place, teacher) in (0_u32..).zip(&mut people) {
        if place < pedagogical {
            teacher.education = "высшее педагогическое";
        } else if place < higher {
            teacher.education = "высшее";
        }
    }
    order(&mut people, |teacher| teacher.luck[3] + teacher.luck[0]);
    for teacher in people.iter_mut().take(trained as usize) {
        teacher.trained = true;
    }
    people.sort_by_key(|teacher| teacher.index);
    people
}

fn order(people: &mut [Teacher], by: impl Fn(&Teacher) -> f64) {
    people.sort_by(|a, b| by(a).total_cmp(&by(b)).then(a.index.cmp(&b.index)));
}

fn row(number: u32, school: &School, teacher: &Teacher, year: Year) -> Vec<Cell> {
    let mut random = Random::stream(&[&"teacher", &school.number, &teacher.index, &year.0]);
    let position = match teacher.index {
        9 => "педагог-психолог",
        14 => "социальный педагог",
        19 => "учитель-логопед",
        _ => "учитель",
    };
    let code = format!("{}-{:02}", school.code(), teacher.index);
    let mut row = vec![number.into(), school.login().into(), code.into()];
    row.extend([position, teacher.education, teacher.category].map(Cell::from));
    row.extend([teacher.age, teacher.served].map(Cell::from));
    row.extend(training(teacher, year, &mut random));
    let diagnosed = random.chance(0.22 + 0.09 * year.age());
    let has_route = diagnosed && random.chance(0.6);
    row.extend([yes(diagnosed), yes(has_route)].map(Cell::from));
    let again = if has_route && random.chance(0.7) {
        if random.chance(0.55 + 0.07 * year.age()) {
            "дефицит закрыт"
        } else {
            "дефицит сохраняется"
        }
    } else {
        "-"
    };
    row.push(again.into());
    let is_young = teacher.served < 3;
    row.push(if is_young { yes(random.chance(0.55 + 0.12 * year.age())) } else { "-" }.into());
    row
}

/// Returns the date and the hours of the last training; a newcomer may have none.
fn training(teacher: &Teacher, year: Year, random: &mut Random) -> [Cell; 2] {
    if !teacher.trained && teacher.served < 4 {
        return ["-", "-"].map(Cell::from);
    }
    // Years that begin with October: the last three for those trained within three years.
    let autumn = year.0 - 1 - random.below(3) as u16 - if teacher.trained { 0 } else { 3 };
    let month = 1 + random.below(12) as u8;
    let calendar = if month >= 10 { autumn } else { autumn + 1 };
    let date = Cell::Date { year: calendar, month, day: 1 + random.below(28) as u8 };
    [date, [16_u32, 36, 72, 72, 144][random.below(5) as usize].into()]
}
