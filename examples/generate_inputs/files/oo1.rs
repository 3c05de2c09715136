//! `ОО-1.xlsx`: the section of Росстат's form ОО-1 that counts classes and pupils of each grade,
//! a sheet for each school, as the district keeps them together.

use crate::district::{District, School, Year};
use crate::sheet::{Cell, Sheet};

/// The last grade a form has a column for.
const GRADES: u16 = 11;

/// Returns the sheets of a year, named by the logins.
pub(super) fn sheets(district: &District, year: Year) -> Vec<Sheet> {
    district.schools_by_login(year).into_iter().map(|s| sheet(district, s, year)).collect()
}

fn sheet(district: &District, school: &School, year: Year) -> Sheet {
    let mut sheet = Sheet::new(school.login(), &[40, 9]);
    sheet.push_line("Форма № ОО-1");
    sheet.push_line(school.full_name(year));
    sheet.push_line("Раздел 2.1.1. Распределение классов и обучающихся по параллелям");
    sheet.push_line("Код по ОКЕИ: единица – 642, человек – 792");
    let grades: Vec<String> = (1..=GRADES).map(|grade| format!("{grade}-й класс")).collect();
    let mut names = vec!["Наименование показателя", "№ строки", "Всего (сумма граф 4–14)"];
    names.extend(grades.iter().map(String::as_str));
    sheet.push_heading(&names);
    sheet.push((1..=u32::from(GRADES) + 3).map(Cell::from).collect());
    let pupils = |grade| district.enrolment(school, year, grade);
    let classes = |grade| pupils(grade).div_ceil(25);
    sheet.push(line(school, "Число классов", "01", &classes));
    sheet.push(line(school, "Численность обучающихся", "02", &pupils));
    sheet
}

/// Returns a line: «х» in grades that the school does not teach, a dash where there is nobody.
fn line(school: &School, name: &str, number: &str, count: &dyn Fn(u16) -> u32) -> Vec<Cell> {
    let all: u32 = (1..=GRADES).map(count).sum();
    let mut row = vec![name.into(), number.into(), all.into()];
    row.extend((1..=GRADES).map(|grade| match count(grade) {
        _ if grade > school.last_grade() => "х".into(),
        0 => "-".into(),
        count => Cell::from(count),
    }));
    row
}
