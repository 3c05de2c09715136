//! «Распределение первичных баллов» of ФИС ОКО: a column for each score, shares in percent.

use crate::assessment::{Paper, country, region};
use crate::district::{DISTRICT, District, REGION};
use crate::scale::Scale;
use crate::scores::{Group, group, school_results, territories};
use crate::sheet::{Cell, Sheet};
use crate::spelling;

/// Returns the sheet of one paper; schools without participants are not listed.
pub(super) fn sheet(district: &District, paper: Paper) -> Sheet {
    let scale = Scale::of(paper).expect("a paper with a scale");
    let mut sheet = Sheet::new("Лист1", &[95, 10, 14]);
    sheet.push_line(format!("ВПР {}. {} класс", paper.year.spring(), paper.grade));
    sheet.push_line("Распределение первичных баллов");
    sheet.push_line(format!("Предмет: {}", paper.subject.name));
    sheet.push_line("");
    let pupils = if paper.year.0 == 2022 {
        "Количество участников"
    } else {
        "Кол-во участников"
    };
    let scores: Vec<String> = (0..=scale.max).map(|score| score.to_string()).collect();
    let mut names = vec!["Группы участников", "Кол-во ОО", pupils];
    names.extend(scores.iter().map(String::as_str));
    sheet.push_heading(&names);

    let mut all = Vec::new();
    let mut rows = Vec::new();
    for school in district.schools_by_login(paper.year) {
        let results = school_results(district, school, paper);
        if !results.is_empty() {
            let name = format!("{} ({})", spelling::full_name(school, paper.year), school.login());
            rows.push(row(name, Cell::Blank, &group(&results, paper)));
            all.extend(results);
        }
    }
    let [of_country, of_region] = territories(paper);
    sheet.push(row("Вся выборка", country(paper).schools.into(), &of_country));
    sheet.push(row(REGION, region(paper).schools.into(), &of_region));
    sheet.push(row(DISTRICT, (rows.len() as u32).into(), &group(&all, paper)));
    sheet.rows.extend(rows);
    sheet
}

fn row(name: impl Into<String>, schools: Cell, group: &Group) -> Vec<Cell> {
    let mut row = vec![Cell::Text(name.into()), schools, group.participants.into()];
    row.extend(group.scores.iter().map(|count| Cell::percent(*count, group.participants)));
    row
}
