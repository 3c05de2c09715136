//! Defects of the further reports about the проверочные работы, and of the literacy test.

use super::Spot;
use crate::assessment::Paper;
use crate::district::Year;

/// The first column of the shares.
const SHARES: usize = 3;

/// Spoils a «Распределение первичных баллов»: shares as text with a comma; a school hidden.
pub(super) fn spoil_scores(spot: &mut Spot<'_>, paper: Paper) {
    let schools = spot.sheet.rows_with(0, "(edu05");
    match (paper.year.0, paper.subject.name, paper.grade) {
        (2023, "Математика", 4) => {
            for &row in &schools[2..6] {
                for column in SHARES..spot.sheet.rows[row].len() {
                    spot.rewrite(row, column, str::to_owned);
                }
            }
        }
        (2024, "Русский язык", 5) => hide(spot, schools[8], "х"),
        _ => {}
    }
}

/// Spoils a «Выполнение заданий»: a row twice, a school hidden.
pub(super) fn spoil_tasks(spot: &mut Spot<'_>, paper: Paper) {
    let schools = spot.sheet.rows_with(0, "(edu05");
    match (paper.year.0, paper.subject.name, paper.grade) {
        (2023, "Русский язык", 4) => {
            let row = schools[7];
            spot.sheet.insert(row + 1, spot.sheet.rows[row].clone());
            spot.note(row + 1, 0, "точный повтор предыдущей строки");
        }
        (2024, "Русский язык", 5) => hide(spot, schools[8], "х"),
        _ => {}
    }
}

/// Writes a mark into all shares of a row.
fn hide(spot: &mut Spot<'_>, row: usize, mark: &str) {
    for column in SHARES..spot.sheet.rows[row].len() {
        spot.write(row, column, mark);
    }
}

/// Spoils the results of pupils: «х» and «Х» in both alphabets, marks of the journal left out.
pub(super) fn spoil_individual(spot: &mut Spot<'_>, paper: Paper) {
    const FIRST_TASK: usize = 5;
    if paper.year.0 == 2022 {
        return;
    }
    let last = spot.sheet.rows[0].len() - 3;
    let journal = last + 1;
    let mut crosses = ["x", "X", "х", "Х"].into_iter().cycle();
    for row in 1..spot.sheet.rows.len() {
        for column in FIRST_TASK..last.min(spot.sheet.rows[row].len()) {
            if spot.sheet.rows[row][column].printed() == "X" {
                let cross = crosses.next().unwrap_or("X");
                spot.sheet.set(row, column, cross);
            }
        }
    }
    if paper.year.0 == 2024 {
        let written: Vec<usize> = (1..spot.sheet.rows.len())
            .filter(|row| spot.sheet.rows[*row].len() > journal)
            .collect();
        for row in [written[40], written[41], written[300]] {
            spot.write(row, journal, "-");
        }
    }
}

/// Spoils the list of schools with markers: in 2023-24 every row stands in it twice, as it did in
/// a list that was really published.
pub(super) fn spoil_bias(spot: &mut Spot<'_>, year: Year) {
    if year.0 == 2023 {
        let first = spot.sheet.heading[1] + 1;
        let rows = spot.sheet.rows[first..].to_vec();
        let again = spot.sheet.rows.len();
        spot.sheet.rows.extend(rows);
        spot.note(again, 0, "и ниже: все строки списка второй раз");
    }
}

/// Spoils the act: a number that was not written down.
pub(super) fn spoil_recheck(spot: &mut Spot<'_>, year: Year) {
    if year.0 == 2024 {
        let first = spot.sheet.heading[0] + 1;
        spot.write(first + 3, 6, "н/д");
    }
}

/// Spoils the literacy test: a school whose levels are not known.
pub(super) fn spoil_literacy(spot: &mut Spot<'_>, year: Year) {
    if year.0 == 2024 {
        let first = spot.sheet.heading[1] + 1;
        for column in 4..9 {
            spot.write(first + 5, column, "н/д");
        }
    }
}
