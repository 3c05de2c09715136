//! «Индивидуальные результаты» of ФИС ОКО: a row for each pupil of a grade, by code and class.
//! The codes of the pupils are numbers within the school; there are no names.

use crate::assessment::Paper;
use crate::district::{District, School, Year};
use crate::random::Random;
use crate::scale::tasks;
use crate::scores::{Result, school_results};
use crate::sheet::{Cell, Sheet};

/// The most pupils of one class.
const CLASS_MAX: u32 = 25;

/// Returns the sheet of one paper. In 2022-23 the headings are those of the older export.
pub(super) fn sheet(district: &District, paper: Paper) -> Sheet {
    let mut sheet = Sheet::new("Результаты", &[12, 8, 12]);
    push_heading(&mut sheet, paper);
    for school in district.schools_by_login(paper.year) {
        push_school(&mut sheet, district, school, paper);
    }
    sheet
}

fn push_heading(sheet: &mut Sheet, paper: Paper) {
    let older = paper.year.0 == 2022;
    let labels: Vec<String> = tasks(paper)
        .iter()
        .map(|task| if older { format!("a-{}-grade", task.label) } else { task.label.to_owned() })
        .collect();
    let first = if older {
        ["user", "klass", "code", "gender", "var-1"]
    } else {
        ["Логин школы", "Класс", "Номер обучающегося", "Пол", "Вариант"]
    };
    let mut names = first.to_vec();
    names.extend(labels.iter().map(String::as_str));
    if older {
        names.extend(["sum", "otc"]);
    } else {
        names.extend(["Всего баллов", "Отметка за предыдущую четверть/триместр", "Учебник"]);
    }
    sheet.push_heading(&names);
}

fn push_school(sheet: &mut Sheet, district: &District, school: &School, paper: Paper) {
    let Paper { year, subject, grade } = paper;
    let all = district.enrolment(school, year, grade);
    let mut results = school_results(district, school, paper).into_iter();
    let mut random = Random::stream(&[&"pupils", &school.number, &year.0, &subject.name, &grade]);
    let mut present = results.len() as u32;
    for place in 0..all {
        // Of those who are left, so many were there.
        let is_present = random.unit() * f64::from(all - place) < f64::from(present);
        let result = if is_present { results.next() } else { None };
        present -= u32::from(result.is_some());
        let mut row = vec![
            school.login().into(),
            class(grade, place, all).into(),
            format!("{grade}{:04}", place + 1).into(),
            sex(school, year, grade, place).into(),
        ];
        match result {
            Some(result) => push_result(&mut row, &mut random, &result),
            None => row.push("отсутствовал".into()),
        }
        if year.0 != 2022 && is_present {
            row.push(["1", "2", "3", "0", "X"][random.below(5) as usize].into());
        }
        sheet.push(row);
    }
}

fn push_result(row: &mut Vec<Cell>, random: &mut Random, result: &Result) {
    row.push(format!("{}", 1 + random.below(4)).into());
    for points in &result.points {
        // Who got nothing has often not tried.
        let is_tried = *points > 0 || random.chance(0.6);
        row.push(if is_tried { Cell::from(*points) } else { "X".into() });
    }
    row.push(result.score.into());
    let mark = result.work.mark as u32 + 2;
    let journal = match result.work.journal {
        0 => mark + 1,
        1 => mark,
        _ => mark - 1,
    };
    row.push(journal.into());
}

/// Returns the class of a pupil; a grade of one class has no letter.
fn class(grade: u16, place: u32, all: u32) -> String {
    let classes = all.div_ceil(CLASS_MAX);
    if classes == 1 {
        return grade.to_string();
    }
    let letter = ["А", "Б", "В", "Г", "Д", "Е"][(place * classes / all) as usize];
    format!("{grade}{letter}")
}

fn sex(school: &School, year: Year, grade: u16, place: u32) -> &'static str {
    let mut random = Random::stream(&[&"sex", &school.number, &year.0, &grade, &place]);
    if random.chance(0.5) { "ж" } else { "м" }
}
