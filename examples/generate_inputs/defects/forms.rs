//! Defects of the files that the office and the exam centre fill in by hand.

use super::{Spot, grouped};
use crate::district::Year;
use crate::sheet::Cell;

/// The code of the school that closed after 2022-23.
const CLOSED_CODE: &str = "050160";

/// The column of the short answers and that of the mark in a protocol of the ОГЭ.
const OGE_ANSWERS: usize = 4;
const OGE_MARK: usize = 7;

/// Spoils the register.
pub(super) fn spoil_register(spot: &mut Spot<'_>, year: Year) {
    const PUPILS: usize = 7;
    const OPENED: usize = 12;
    let schools = spot.sheet.rows_with(1, "edu05");
    match year.0 {
        2022 => {
            for &row in &schools {
                let date = spot.sheet.rows[row][OPENED].printed();
                spot.sheet.set(row, OPENED, date);
            }
            spot.note(schools[0], OPENED, "и до конца столбца: даты текстом");
            spot.write(schools[33], OPENED, "н/д");
        }
        2023 => {
            for row in schools[0]..spot.sheet.rows.len() {
                let large = |cell: &Cell| cell.number().is_some_and(|number| number >= 1000.0);
                if spot.sheet.rows[row].get(PUPILS).is_some_and(large) {
                    spot.rewrite(row, PUPILS, |digits| grouped(digits, '\u{A0}'));
                }
            }
        }
        _ => {}
    }
}

/// Spoils a protocol of the ОГЭ.
pub(super) fn spoil_oge(spot: &mut Spot<'_>, year: Year, subject: &str) {
    let first = spot.sheet.heading[0] + 1;
    match (year.0, subject) {
        (2022, "Русский язык") => absent(spot, first + 57, "-"),
        (2023, _) => {
            for row in spot.sheet.rows_with(1, CLOSED_CODE) {
                spot.note(row, 1, "код школы, которой в реестре этого года нет");
            }
        }
        (2024, "Математика") => absent(spot, first + 211, "н/д"),
        (2024, "Обществознание") => {
            for row in first..spot.sheet.rows.len() {
                let mark = spot.sheet.rows[row][OGE_MARK].printed();
                spot.sheet.set(row, OGE_MARK, mark);
            }
            spot.note(first, OGE_MARK, "и до конца столбца: отметки текстом");
        }
        _ => {}
    }
    if year.0 == 2024 {
        spot.sheet.push_line("");
        spot.sheet.push_line("* Шкала перевода утверждена региональной комиссией.");
    }
}

/// Marks a pupil who did not come: no answers, no points, no mark.
fn absent(spot: &mut Spot<'_>, row: usize, mark: &str) {
    for column in OGE_ANSWERS..=OGE_MARK {
        spot.write(row, column, mark);
    }
}

/// Spoils the results of the ЕГЭ.
pub(super) fn spoil_ege(spot: &mut Spot<'_>, year: Year) {
    let schools = spot.sheet.rows_with(1, "0501");
    match year.0 {
        2022 => {
            for row in &schools[2..5] {
                spot.rewrite(*row, 6, str::to_owned);
            }
        }
        2024 => {
            spot.list.push(format!("{} › 2025 черновик: скрытый лист", spot.path));
            spot.sheet.push_line("");
            spot.sheet.push_line("* Без учёта выпускников прошлых лет.");
        }
        _ => {}
    }
}

/// Spoils the form of the teachers.
pub(super) fn spoil_staff(spot: &mut Spot<'_>, year: Year) {
    const CODE: usize = 1;
    const FIRST_CATEGORY: usize = 7;
    const OLD: usize = 9;
    const VACANCIES: usize = 11;
    let schools = spot.sheet.rows_with(CODE, "0501");
    match year.0 {
        2022 => {
            spot.write(schools[17], VACANCIES, "-");
            spot.write(schools[44], VACANCIES, "х");
            spot.write(schools[25], OLD, "…");
        }
        2023 => {
            for &row in schools.iter().skip(2).step_by(6) {
                spot.rewrite(row, CODE, |code| format!("{code}  "));
            }
            spot.write(schools[28], FIRST_CATEGORY, "2+5");
        }
        _ => {
            spot.sheet.push_line("");
            spot.sheet.push_line("Исп. специалист по кадрам, тел. 2-14-52");
        }
    }
}

/// Spoils the results of the НОКО.
pub(super) fn spoil_noko(spot: &mut Spot<'_>, year: Year) {
    const CRITERIA: std::ops::Range<usize> = 3..8;
    const TOTAL: usize = 8;
    let schools = spot.sheet.rows_with(1, "0501");
    match year.0 {
        2023 => {
            for &row in &schools[3..6] {
                for column in CRITERIA {
                    spot.rewrite(row, column, str::to_owned);
                }
            }
        }
        2024 => {
            spot.write(schools[7], CRITERIA.start + 2, "н/д");
            spot.write(schools[7], TOTAL, "н/д");
            for (column, places) in [(CRITERIA.start + 2, 1), (TOTAL, 2)] {
                recount_mean(spot, &schools, (column, places));
            }
        }
        _ => {}
    }
}

/// Counts the mean of a column anew from what can still be read in it.
fn recount_mean(spot: &mut Spot<'_>, schools: &[usize], (column, places): (usize, u32)) {
    let cells = schools.iter().map(|&row| &spot.sheet.rows[row][column]);
    let known: Vec<i64> = cells
        .filter_map(|cell| match cell {
            Cell::Decimal { scaled, .. } => Some(*scaled),
            _ => None,
        })
        .collect();
    let denominator = known.len() as i64 * 10_i64.pow(places);
    let mean = Cell::quotient(known.iter().sum(), denominator, places);
    spot.sheet.rows[schools[schools.len() - 1] + 1][column] = mean;
}
