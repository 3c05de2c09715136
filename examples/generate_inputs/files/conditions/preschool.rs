//! `Реестр ДОО.xlsx` and `Охват и очередь.xlsx`: the kindergartens of a year; children by age, how
//! many of them are taught and how many wait.

use super::kindergartens;
use super::titled;
use crate::district::Year;
use crate::random::Random;
use crate::roster::Area;
use crate::sheet::{Cell, Sheet};

/// Returns the register of the kindergartens.
pub(super) fn register(year: Year) -> Sheet {
    let title = "Реестр дошкольных образовательных организаций";
    let mut sheet = titled("Реестр ДОО", &[6, 10, 52, 14, 10, 10], title, year);
    let names =
        ["№ п/п", "Код ДОО", "Краткое наименование", "Тип местности", "Групп", "Воспитанников"];
    sheet.push_heading(&names);
    let mut totals = [0; 2];
    for kindergarten in kindergartens::all() {
        let area = match kindergarten.area {
            Area::Town => "город",
            Area::Village => "село",
            Area::Mountain => "горное село",
        };
        let figures = kindergarten.figures(year);
        let counts = [figures.groups[0], figures.children[0]];
        for (total, count) in totals.iter_mut().zip(counts) {
            *total += count;
        }
        let mut row = vec![
            kindergarten.number.into(),
            kindergarten.code().into(),
            kindergarten.short_name().into(),
            area.into(),
        ];
        row.extend(counts.map(Cell::from));
        sheet.push(row);
    }
    let mut total = vec![Cell::Blank, Cell::Blank, "Итого".into(), Cell::Blank];
    total.extend(totals.map(Cell::from));
    sheet.push(total);
    sheet
}

/// Returns children by age: who lives here, who is taught, who waits.
pub(super) fn demand(year: Year) -> Sheet {
    let title = "Охват детей дошкольным образованием и очередь";
    let mut sheet = titled("Охват", &[30, 16, 16, 16, 16, 16], title, year);
    let top = sheet.rows.len();
    let upper =
        ["Возраст детей", "Проживает детей", "Получают дошкольное образование", "", "", "Очередь"];
    sheet.push_heading(&upper);
    sheet.push_heading(&["", "", "всего", "в детских садах", "в дошкольных группах школ", ""]);
    for column in [0, 1, 5] {
        sheet.merge((top, column), (top + 1, column));
    }
    sheet.merge((top, 2), (top, 4));
    let figures: Vec<_> = kindergartens::all().map(|garden| garden.figures(year)).collect();
    let young: u32 = figures.iter().map(|figures| figures.children[1]).sum();
    let older = figures.iter().map(|figures| figures.children[0]).sum::<u32>() - young;
    let mut random = Random::stream(&[&"demand", &year.0]);
    let ages = [
        ("от 2 месяцев до 3 лет", young, 0, 1150 + random.below(60), 70 - 22 * year.age() as u32),
        ("от 3 до 7 лет", older, 236 + random.below(20), 0, 9 - 4 * year.age() as u32),
    ];
    let mut totals = [0; 5];
    for (age, gardens, schools, at_home, waiting) in ages {
        let taught = gardens + schools;
        let home = if at_home == 0 { 120 + random.below(30) } else { at_home };
        let counts = [taught + home + waiting, taught, gardens, schools, waiting];
        for (total, count) in totals.iter_mut().zip(counts) {
            *total += count;
        }
        let mut row = vec![age.into()];
        row.extend(counts.map(Cell::from));
        sheet.push(row);
    }
    let mut total = vec!["Итого".into()];
    total.extend(totals.map(Cell::from));
    sheet.push(total);
    sheet
}
