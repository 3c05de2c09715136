//! `Социальный паспорт.xlsx`: families of the pupils by school. Where families are poorer, results
//! are a little lower, as everywhere.

use super::titled;
use crate::district::{District, Year};
use crate::random::Random;
use crate::roster::Area;
use crate::sheet::{Cell, Sheet};

/// Returns the form of a year.
pub(super) fn sheet(district: &District, year: Year) -> Sheet {
    let title = "Социальный паспорт общеобразовательных организаций";
    let mut sheet = titled("Социальный паспорт", &[6, 10, 40, 14, 14, 14, 14], title, year);
    let top = sheet.rows.len();
    sheet.push_heading(&[
        "№ п/п",
        "Код ОО",
        "Образовательная организация",
        "Обучающихся",
        "из них из семей",
        "",
        "из них с ОВЗ",
    ]);
    sheet.push_heading(&["", "", "", "", "малообеспеченных", "неполных", ""]);
    for column in [0, 1, 2, 3, 6] {
        sheet.merge((top, column), (top + 1, column));
    }
    sheet.merge((top, 4), (top, 5));
    for (number, school) in (1_u32..).zip(district.schools(year)) {
        let pupils = district.pupils(school, year, 1..=11);
        let mut kept = Random::stream(&[&"families", &school.number]);
        let base = match school.entry.area {
            Area::Town => 0.2,
            Area::Village => 0.3,
            Area::Mountain => 0.36,
        };
        // The strength of the first year: families do not change with the results of a year.
        let poor = base - 0.1 * school.strength(Year::ALL[0]) + 0.05 * kept.normal();
        let alone = 0.16 - 0.03 * school.strength(Year::ALL[0]) + 0.03 * kept.normal();
        let mut count = |share: f64| {
            let exact = f64::from(pupils) * share.clamp(0.0, 1.0) + 0.8 * (kept.unit() - 0.5);
            exact.round().clamp(0.0, f64::from(pupils)) as u32
        };
        let counts = [pupils, count(poor), count(alone), count(0.05)];
        let mut row = vec![number.into(), school.code().into(), school.short_name(year).into()];
        row.extend(counts.map(Cell::from));
        sheet.push(row);
    }
    sheet
}
