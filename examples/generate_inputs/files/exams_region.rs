//! `Итоги региона.xlsx`: how the exams went in the region and in the country, as the exam centre
//! sums them up for its districts.

use crate::district::Year;
use crate::random::Random;
use crate::sheet::{Cell, Sheet};

/// A subject of the ОГЭ: participants in the region, shares of «2», «3» and «4», usual points.
struct Basic(&'static str, u32, [f64; 3], f64);

const BASIC: [Basic; 4] = [
    Basic("Русский язык", 14_200, [0.05, 0.26, 0.33], 24.2),
    Basic("Математика", 14_100, [0.06, 0.3, 0.42], 16.6),
    Basic("Обществознание", 8_600, [0.07, 0.35, 0.38], 24.0),
    Basic("Биология", 5_300, [0.04, 0.36, 0.41], 27.6),
];

/// A subject of the ЕГЭ: participants in the region, shares of those below the least score, of 81–99
/// and of 100 points, the usual score.
struct Final(&'static str, u32, [f64; 3], f64);

const FINAL: [Final; 5] = [
    Final("Русский язык", 5_900, [0.008, 0.13, 0.002], 63.4),
    Final("Математика профильная", 2_700, [0.04, 0.07, 0.001], 56.1),
    Final("Обществознание", 2_800, [0.16, 0.08, 0.001], 56.3),
    Final("Биология", 1_600, [0.14, 0.05, 0.001], 52.4),
    Final("История", 1_150, [0.09, 0.07, 0.001], 55.2),
];

/// The territories, how much larger than the region they are and how much better they do.
const TERRITORIES: [(&str, u32, f64); 2] =
    [("Республика Нагорная", 1, 0.0), ("Российская Федерация", 94, 0.12)];

/// Returns the sheets of a year.
pub(super) fn sheets(year: Year) -> Vec<Sheet> {
    vec![basic(year), finals(year)]
}

fn basic(year: Year) -> Sheet {
    let mut sheet = started("ОГЭ", year);
    sheet.push_heading(&[
        "Предмет",
        "Территория",
        "Участников",
        "«2»",
        "«3»",
        "«4»",
        "«5»",
        "Средний первичный балл",
    ]);
    for Basic(subject, pupils, shares, points) in BASIC {
        let first = sheet.rows.len();
        for (territory, size, lift) in TERRITORIES {
            let mut random = Random::stream(&[&"oge of", &territory, &subject, &year.0]);
            let all = size * pupils + random.below(size * pupils / 20);
            let [two, three, four] = parts(all, shares, lift, &mut random);
            let mean = points * (1.0 + 0.2 * lift) + 0.1 * year.age() + 0.3 * random.normal();
            let mut row = vec![Cell::Blank, territory.into(), all.into()];
            row.extend([two, three, four, all - two - three - four].map(Cell::from));
            row.push(hundredths(mean));
            sheet.push(row);
        }
        sheet.set(first, 0, subject);
        sheet.merge((first, 0), (first + 1, 0));
    }
    sheet
}

fn finals(year: Year) -> Sheet {
    let mut sheet = started("ЕГЭ", year);
    sheet.push_heading(&[
        "Предмет",
        "Территория",
        "Участников",
        "Не преодолели порог",
        "81–99 баллов",
        "100 баллов",
        "Средний балл",
    ]);
    for Final(subject, pupils, [failed, high, best], score) in FINAL {
        let first = sheet.rows.len();
        for (territory, size, lift) in TERRITORIES {
            let mut random = Random::stream(&[&"ege of", &territory, &subject, &year.0]);
            let all = size * pupils + random.below(size * pupils / 20);
            let [failed, ..] = parts(all, [failed, 0.0, 0.0], lift, &mut random);
            let [high, best, _] = parts(all, [high, best, 0.0], -2.0 * lift, &mut random);
            let mean = score * (1.0 + 0.2 * lift) + 0.2 * year.age() + 0.6 * random.normal();
            let mut row = vec![Cell::Blank, territory.into()];
            row.extend([all, failed, high, best].map(Cell::from));
            row.push(hundredths(mean));
            sheet.push(row);
        }
        sheet.set(first, 0, subject);
        sheet.merge((first, 0), (first + 1, 0));
    }
    sheet
}

fn started(name: &str, year: Year) -> Sheet {
    let mut sheet = Sheet::new(name, &[24, 24, 14, 14, 14, 14, 14, 14]);
    sheet.push_line(format!("Итоги {name}, {} год, основной период", year.spring()));
    sheet.push_line("");
    sheet
}

/// Returns the parts of a whole by their shares, each less where the territory does better.
fn parts(all: u32, shares: [f64; 3], lift: f64, random: &mut Random) -> [u32; 3] {
    shares.map(|share| {
        let share = share * (1.0 - lift + 0.05 * random.normal());
        (f64::from(all) * share).round() as u32
    })
}

fn hundredths(value: f64) -> Cell {
    Cell::Decimal { scaled: (100.0 * value).round() as i64, places: 2 }
}
