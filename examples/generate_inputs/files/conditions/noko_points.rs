//! `НОКО по показателям.xlsx`: what the operator's report adds to `НОКО.ods` – the points of the
//! indicators from which those of the criteria are weighted.

use super::super::noko;
use super::titled;
use crate::district::{District, School, Year};
use crate::random::Random;
use crate::sheet::{Cell, Sheet};

/// A criterion: its name, its indicators and their weights in tenths.
struct Criterion(&'static str, &'static [(&'static str, i64)]);

const CRITERIA: [Criterion; 5] = [
    Criterion(
        "1. Открытость и доступность информации",
        &[
            ("1.1. Соответствие информации на стендах и сайте", 3),
            ("1.2. Дистанционные способы обратной связи", 3),
            ("1.3. Удовлетворённость открытостью информации", 4),
        ],
    ),
    Criterion(
        "2. Комфортность условий",
        &[("2.1. Комфортные условия", 5), ("2.3. Удовлетворённость комфортностью", 5)],
    ),
    Criterion(
        "3. Доступность услуг для инвалидов",
        &[
            ("3.1. Оборудование территории и помещений", 3),
            ("3.2. Условия наравне с другими", 4),
            ("3.3. Удовлетворённость доступностью", 3),
        ],
    ),
    Criterion(
        "4. Доброжелательность, вежливость работников",
        &[
            ("4.1. Первичный контакт", 4),
            ("4.2. Оказание услуги", 4),
            ("4.3. Дистанционное обращение", 2),
        ],
    ),
    Criterion(
        "5. Удовлетворённость условиями",
        &[
            ("5.1. Готовность рекомендовать", 3),
            ("5.2. Удобство графика", 2),
            ("5.3. Удовлетворённость в целом", 5),
        ],
    ),
];

/// Returns the report of a year.
pub(super) fn sheet(district: &District, year: Year) -> Sheet {
    let title = "Независимая оценка качества условий: баллы по показателям";
    let mut sheet = titled("НОКО", &[6, 10, 40], title, year);
    push_heading(&mut sheet);
    let assessed = district.schools(year).filter(|school| noko::is_assessed(school, year));
    for (number, school) in (1_u32..).zip(assessed) {
        let criteria = noko::points(school, year);
        let mut row = vec![number.into(), school.code().into(), school.short_name(year).into()];
        for (index, points) in criteria.into_iter().enumerate() {
            let parts = split(points, CRITERIA[index].1, school, index);
            row.extend(parts.into_iter().map(|scaled| Cell::Decimal { scaled, places: 1 }));
            row.push(Cell::Decimal { scaled: points, places: 1 });
        }
        row.push(Cell::Decimal { scaled: criteria.iter().sum::<i64>() * 2, places: 2 });
        sheet.push(row);
    }
    sheet
}

fn push_heading(sheet: &mut Sheet) {
    let top = sheet.rows.len();
    let mut upper = vec!["№ п/п", "Код ОО", "Наименование ОО"];
    let mut lower = vec!["", "", ""];
    let mut most = vec!["", "", ""];
    for Criterion(name, indicators) in &CRITERIA {
        let first = upper.len();
        upper.push(name);
        upper.extend(indicators.iter().map(|_| ""));
        lower.extend(indicators.iter().map(|(indicator, _)| indicator));
        lower.push("Балл по критерию");
        most.extend(vec!["макс. 100"; indicators.len() + 1]);
        sheet.merge((top, first), (top, upper.len() - 1));
    }
    upper.push("Итоговый балл");
    sheet.push_heading(&upper);
    sheet.push_heading(&lower);
    sheet.push_heading(&most);
    for column in [0, 1, 2, upper.len() - 1] {
        sheet.merge((top, column), (top + 2, column));
    }
}

/// Splits the points of a criterion, in tenths, into those of its indicators: the weighted sum is
/// exact. The last indicator takes what the others leave.
fn split(points: i64, indicators: &[(&str, i64)], school: &School, index: usize) -> Vec<i64> {
    let mut random = Random::stream(&[&"noko", &"parts", &school.number, &index]);
    let (last, others) = indicators.split_last().expect("a criterion has indicators");
    // No indicator may leave 0–100, however far the others are away.
    let room = points.min(1000 - points);
    let reach = (room / 3).min(90);
    loop {
        let mut parts: Vec<i64> = others
            .iter()
            .map(|_| points + (reach as f64 * (2.0 * random.unit() - 1.0)).round() as i64)
            .collect();
        let used: i64 = parts.iter().zip(others).map(|(part, (_, weight))| part * weight).sum();
        let left = points * 10 - used;
        if left % last.1 == 0 && (0..=1000).contains(&(left / last.1)) {
            parts.push(left / last.1);
            return parts;
        }
    }
}
