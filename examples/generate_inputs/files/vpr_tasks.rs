//! «Выполнение заданий» of ФИС ОКО: a column for each task, the greatest points below its number,
//! and «Достижение планируемых результатов»: a row for each task, a column for each territory.

use crate::assessment::{Paper, country, region};
use crate::district::{DISTRICT, District, REGION};
use crate::scale::tasks;
use crate::scores::{Group, group, school_results, territories};
use crate::sheet::{Cell, Sheet};
use crate::spelling;

/// Returns the sheet of the tasks of one paper; schools without participants are not listed.
pub(super) fn sheet(district: &District, paper: Paper) -> Sheet {
    let mut sheet = titled("Выполнение заданий", paper, &[95, 10, 14]);
    let tasks = tasks(paper);
    let mut names = vec!["Группы участников", "Кол-во ОО", "Кол-во участников"];
    names.extend(tasks.iter().map(|task| task.label));
    sheet.push_heading(&names);
    sheet.heading.push(sheet.rows.len());
    let mut most = vec![Cell::from("Макс балл"), Cell::Blank, Cell::Blank];
    most.extend(tasks.iter().map(|task| Cell::from(task.max)));
    sheet.push(most);

    let (whole, schools) = groups(district, paper);
    let [of_country, of_region] = territories(paper);
    sheet.push(row("Вся выборка", country(paper).schools.into(), &of_country));
    sheet.push(row(REGION, region(paper).schools.into(), &of_region));
    sheet.push(row(DISTRICT, (schools.len() as u32).into(), &whole));
    for (name, group) in &schools {
        sheet.push(row(name.as_str(), Cell::Blank, group));
    }
    sheet
}

/// Returns the sheet of what was asked for and how far it was reached.
pub(super) fn planned(district: &District, paper: Paper) -> Sheet {
    let mut sheet = titled("Достижение планируемых результатов", paper, &[8, 70, 10, 22, 34, 22]);
    let (whole, _) = groups(district, paper);
    let [of_country, of_region] = territories(paper);
    let column = |name: &str, group: &Group| format!("{name} {} уч.", spaced(group.participants));
    sheet.push_heading(&[
        "№",
        "Блоки ПООП обучающийся научится / получит возможность научиться или проверяемые \
         требования (умения) в соответствии с ФГОС",
        "Макс балл",
        &column(REGION, &of_region),
        &column(DISTRICT, &whole),
        &column("РФ", &of_country),
    ]);
    for (index, task) in tasks(paper).into_iter().enumerate() {
        let mut row = vec![task.label.into(), task.requirement.into(), task.max.into()];
        row.extend([&of_region, &whole, &of_country].map(|group| share(group.tasks[index])));
        sheet.push(row);
    }
    sheet
}

fn titled(title: &str, paper: Paper, widths: &[u32]) -> Sheet {
    let mut sheet = Sheet::new("Лист1", widths);
    sheet.push_line(format!("ВПР {}. {} класс", paper.year.spring(), paper.grade));
    sheet.push_line(title);
    sheet.push_line(format!("Предмет: {}", paper.subject.name));
    sheet.push_line("");
    sheet
}

/// Returns the whole district, and the schools with their names in the order of the logins.
fn groups(district: &District, paper: Paper) -> (Group, Vec<(String, Group)>) {
    let (mut all, mut schools) = (Vec::new(), Vec::new());
    for school in district.schools_by_login(paper.year) {
        let results = school_results(district, school, paper);
        if !results.is_empty() {
            let name = format!("{} ({})", spelling::full_name(school, paper.year), school.login());
            schools.push((name, group(&results, paper)));
            all.extend(results);
        }
    }
    (group(&all, paper), schools)
}

fn row(name: impl Into<String>, schools: Cell, group: &Group) -> Vec<Cell> {
    let mut row = vec![Cell::Text(name.into()), schools, group.participants.into()];
    row.extend(group.tasks.iter().map(|part| share(*part)));
    row
}

fn share((part, whole): (u32, u32)) -> Cell {
    Cell::percent(part, whole)
}

/// Groups the digits of a number by threes.
fn spaced(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}
