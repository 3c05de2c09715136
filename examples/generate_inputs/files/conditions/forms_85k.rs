//! `85-К/<code>.xlsx`: the yearly form of one kindergarten, after 85-К of Росстат: sections,
//! numbers of rows and columns, a dash for what does not occur.

use super::kindergartens::{Figures, Kindergarten};
use crate::district::Year;
use crate::sheet::{Cell, Sheet};

/// Returns the form of a year.
pub(super) fn sheet(kindergarten: &Kindergarten, year: Year) -> Sheet {
    let Figures { groups, groups_young, children, days, teachers } = kindergarten.figures(year);
    let mut sheet = Sheet::new("85-К", &[52, 10, 12, 16, 16, 16]);
    sheet.push_line("Форма № 85-К. Сведения о деятельности дошкольной организации");
    sheet.push_line(format!("за {} год. {}", year.0, kindergarten.short_name()));
    section(
        &mut sheet,
        "Раздел 2. Численность воспитанников, человек",
        &["Всего", "из них девочки"],
    );
    sheet.push(numbers("Воспитанники – всего", "201", &[children[0], children[2]]));
    let older = children[0] - children[1];
    sheet.push(vec!["в возрасте до 3 лет".into(), "202".into(), count(children[1]), "х".into()]);
    sheet.push(vec!["3 года и старше".into(), "203".into(), count(older), "х".into()]);
    section(
        &mut sheet,
        "Раздел 3. Педагогические работники, человек",
        &["Всего", "с высшим образованием", "высшей категории", "первой категории"],
    );
    sheet.push(numbers("Педагогические работники – всего", "301", &teachers));
    let title = "Раздел 4. Распределение групп по направленности и возрасту детей, единица";
    section(&mut sheet, title, &["Всего", "для детей до 3 лет", "3 года и старше"]);
    let [all, compensating, combined] = groups;
    sheet.push(numbers("Группы – всего", "401", &[all, groups_young, all - groups_young]));
    let special = |count| [count, 0, count];
    sheet.push(numbers("компенсирующей направленности", "402", &special(compensating)));
    sheet.push(numbers("комбинированной направленности", "413", &special(combined)));
    section(&mut sheet, "Раздел 5. Посещаемость, человеко-день", &["Всего"]);
    sheet.push(numbers("Проведено воспитанниками в группах", "501", &days[..1]));
    sheet.push(numbers("Пропущено – всего", "502", &days[1..2]));
    sheet.push(numbers("из них по болезни", "503", &days[2..]));
    sheet
}

fn section(sheet: &mut Sheet, title: &str, columns: &[&str]) {
    sheet.push_line("");
    sheet.push_line(title);
    let mut names = vec!["Наименование показателя", "№ строки"];
    names.extend(columns);
    sheet.push_heading(&names);
    sheet.push((1..=names.len() as u32).map(Cell::from).collect());
}

fn numbers(name: &str, row: &str, values: &[u32]) -> Vec<Cell> {
    let mut cells = vec![name.into(), row.into()];
    cells.extend(values.iter().copied().map(count));
    cells
}

fn count(value: u32) -> Cell {
    if value == 0 { "-".into() } else { value.into() }
}
