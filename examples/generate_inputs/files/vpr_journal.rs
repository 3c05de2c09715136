//! «Сравнение отметок с отметками по журналу» of ФИС ОКО: a block of five rows for each group.

use crate::assessment::{Outcome, Paper, country, region, school_outcome};
use crate::district::{DISTRICT, District, REGION};
use crate::sheet::{Cell, Sheet};
use crate::spelling;

/// The rows of a block below the name of its group.
const LABELS: [&str; 3] = [
    "Понизили (Отметка < Отметка по журналу)",
    "Подтвердили (Отметка = Отметка по журналу)",
    "Повысили (Отметка > Отметка по журналу)",
];

/// Returns the sheet of one paper; groups without participants have no block.
pub(super) fn sheet(district: &District, paper: Paper) -> Sheet {
    let Paper { year, subject, grade } = paper;
    let mut sheet = Sheet::new("Лист1", &[95, 18, 9]);
    sheet.push_line(format!("ВПР {}. {grade} класс", year.spring()));
    sheet.merge((0, 0), (0, 2));
    sheet.push_line("Сравнение отметок с отметками по журналу");
    sheet.push_line(format!("Предмет: {}", subject.name));
    sheet.push_line("");
    let pupils = if year.0 == 2022 {
        "Количество участников"
    } else {
        "Кол-во участников"
    };
    sheet.push_heading(&["Группы участников", pupils, "%"]);

    let mut total = Outcome::default();
    let mut groups = Vec::new();
    for school in district.schools_by_login(year) {
        let outcome = school_outcome(district, school, paper);
        total.add(&outcome);
        let name = format!("{} ({})", spelling::full_name(school, year), school.login());
        groups.push((name, outcome));
    }
    let territories = [
        ("Вся выборка".to_owned(), country(paper).outcome),
        (REGION.to_owned(), region(paper).outcome),
        (DISTRICT.to_owned(), total),
    ];
    // In 2022-23 the rows of a block are shifted by blanks.
    let indent = if year.0 == 2022 { "    " } else { "" };
    for (name, outcome) in territories.into_iter().chain(groups) {
        if outcome.participants() > 0 {
            push_block(&mut sheet, name, &outcome, indent);
        }
    }
    sheet
}

fn push_block(sheet: &mut Sheet, name: String, outcome: &Outcome, indent: &str) {
    sheet.push_line(name);
    let all = outcome.participants();
    for (label, count) in LABELS.into_iter().zip(outcome.journal) {
        let label = format!("{indent}{label}");
        sheet.push(vec![label.into(), count.into(), Cell::percent(count, all)]);
    }
    sheet.push(vec![format!("{indent}Всего").into(), all.into(), Cell::percent(all, all)]);
}
