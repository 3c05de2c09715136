//! «Статистика по отметкам» of ФИС ОКО: shares of the marks of the country, the region, the
//! district and each school, one below another in one column.

use crate::assessment::{Outcome, Paper, country, region, school_outcome};
use crate::district::{DISTRICT, District, REGION, Year};
use crate::sheet::{Cell, Sheet};
use crate::spelling;

/// Returns the sheet of one paper.
///
/// Schools without pupils in the grade are listed with 0 participants in 2024-25 only.
pub(super) fn sheet(district: &District, paper: Paper) -> Sheet {
    let Paper { year, subject, grade } = paper;
    let mut sheet = Sheet::new("Лист1", &[95, 10, 14, 9, 9, 9, 9]);
    sheet.push_line(format!("ВПР {}. {grade} класс", year.spring()));
    sheet.merge((0, 0), (0, 6));
    sheet.push_line("Статистика по отметкам");
    sheet.push_line(format!("Предмет: {}", subject.name));
    sheet.push_line("");
    push_heading(&mut sheet, year);

    let mut total = Outcome::default();
    let mut rows = Vec::new();
    for school in district.schools_by_login(year) {
        let outcome = school_outcome(district, school, paper);
        let is_listed = district.enrolment(school, year, grade) > 0
            || (year.0 == 2024 && grade <= school.last_grade());
        if is_listed {
            let name = format!("{} ({})", spelling::full_name(school, year), school.login());
            rows.push(row(name, None, &outcome));
            total.add(&outcome);
        }
    }
    let schools = rows.iter().filter(|row| row[2] != Cell::Integer(0)).count() as u32;
    let (country, region) = (country(paper), region(paper));
    sheet.push(row("Вся выборка", Some(country.schools), &country.outcome));
    sheet.push(row(REGION, Some(region.schools), &region.outcome));
    sheet.push(row(DISTRICT, Some(schools), &total));
    sheet.rows.extend(rows);
    sheet
}

fn push_heading(sheet: &mut Sheet, year: Year) {
    let (schools, pupils) = match year.0 {
        2022 => ("Кол-во  ОО", "Количество участников"),
        _ => ("Кол-во ОО", "Кол-во участников"),
    };
    sheet.push_heading(&["Группы участников", schools, pupils, "2", "3", "4", "5"]);
    if year.0 == 2023 {
        // That year the marks of the heading are numbers.
        let row = sheet.rows.len() - 1;
        for (column, mark) in (3..).zip(2_u32..=5) {
            sheet.set(row, column, mark);
        }
    }
}

fn row(name: impl Into<String>, schools: Option<u32>, outcome: &Outcome) -> Vec<Cell> {
    let participants = outcome.participants();
    let mut row =
        vec![Cell::Text(name.into()), schools.map_or(Cell::Blank, Cell::from), participants.into()];
    row.extend(outcome.marks.map(|count| Cell::percent(count, participants)));
    row
}
