//! `НОКО.ods`: the independent assessment of the conditions, five criteria of 0–100 points. A
//! third of the schools is assessed each year, so that each has its turn once in three years.

use crate::district::{DISTRICT, District, School, Year};
use crate::random::Random;
use crate::sheet::{Cell, Sheet};

const CRITERIA: [&str; 5] = [
    "1. Открытость и доступность информации",
    "2. Комфортность условий",
    "3. Доступность услуг для инвалидов",
    "4. Доброжелательность, вежливость работников",
    "5. Удовлетворённость условиями",
];

/// The usual points of the criteria; conditions for the disabled are the weak spot everywhere.
const USUAL: [f64; 5] = [90.0, 86.0, 58.0, 94.0, 90.0];

/// Returns the results of a year.
pub(super) fn sheet(district: &District, year: Year) -> Sheet {
    let mut sheet = Sheet::new("НОКО", &[]);
    sheet.push_line(format!(
        "Результаты независимой оценки качества условий образовательной деятельности, {} год",
        year.spring()
    ));
    sheet.push_line(DISTRICT);
    sheet.push_line("");
    push_heading(&mut sheet);
    let assessed: Vec<&School> =
        district.schools(year).filter(|school| is_assessed(school, year)).collect();
    let mut totals = [0; 5];
    for (number, school) in (1_u32..).zip(&assessed) {
        let points = points(school, year);
        for (total, points) in totals.iter_mut().zip(points) {
            *total += points;
        }
        let mut row = vec![number.into(), school.code().into(), school.short_name(year).into()];
        row.extend(points.map(|scaled| Cell::Decimal { scaled, places: 1 }));
        // A mean of five numbers in tenths is exact in hundredths.
        row.push(Cell::Decimal { scaled: points.iter().sum::<i64>() * 2, places: 2 });
        sheet.push(row);
    }
    let count = assessed.len() as i64;
    let mut total = vec![Cell::Blank, Cell::Blank, "ИТОГО по муниципалитету".into()];
    total.extend(totals.map(|sum| Cell::quotient(sum, 10 * count, 1)));
    total.push(Cell::quotient(totals.iter().sum(), 50 * count, 2));
    sheet.push(total);
    sheet
}

fn push_heading(sheet: &mut Sheet) {
    let top = sheet.rows.len();
    let upper =
        ["№ п/п", "Код ОО", "Наименование ОО", "Критерии (баллы)", "", "", "", "", "Итоговый балл"];
    sheet.push_heading(&upper);
    let mut lower = vec!["", "", ""];
    lower.extend(CRITERIA);
    sheet.push_heading(&lower);
    for column in [0, 1, 2, 8] {
        sheet.merge((top, column), (top + 1, column));
    }
    sheet.merge((top, 3), (top, 7));
}

/// Tells whether it is the school's turn; a school that closes or opens has it while it works.
pub(super) fn is_assessed(school: &School, year: Year) -> bool {
    let turn = match (school.entry.opens, school.entry.closes) {
        (Some(only), _) | (_, Some(only)) => only,
        (None, None) => 2022 + (school.number % 3) as u16,
    };
    turn == year.0
}

/// Returns the points of the criteria in tenths.
pub(super) fn points(school: &School, year: Year) -> [i64; 5] {
    let mut random = Random::stream(&[&"noko", &school.number]);
    let lift = 2.0 * school.strength(year) + year.age();
    USUAL.map(|usual| {
        let spread = if usual < 70.0 { 11.0 } else { 4.0 };
        let points = usual + lift + spread * random.normal();
        (points.clamp(0.0, 100.0) * 10.0).round() as i64
    })
}
