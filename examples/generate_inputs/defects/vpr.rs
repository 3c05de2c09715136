//! Defects of the ФИС ОКО exports.

use super::{Spot, grouped};
use crate::assessment::Paper;
use crate::sheet::Cell;

/// No-break space, thin space and narrow no-break space, each used as a thousands mark.
const SPACES: [char; 3] = ['\u{A0}', '\u{2009}', '\u{202F}'];

/// The first column of the shares and the one after the last.
const SHARES: std::ops::Range<usize> = 3..7;

/// Spoils a «Статистика по отметкам».
pub(super) fn spoil_marks(spot: &mut Spot<'_>, paper: Paper) {
    let schools = spot.sheet.rows_with(0, "(edu05");
    match (paper.year.0, paper.subject.name, paper.grade) {
        (2022, "Русский язык", 5) => decimal_commas(spot, &schools[4..9]),
        (2022, "Математика", 5) => thousands(spot, SPACES[0]),
        (2022, "История", 6) => hidden_shares(spot, &schools),
        (2022, "Биология", 5) => {
            let row = spot.sheet.heading[0] + 1;
            spot.sheet.insert(row, Vec::new());
            spot.note(row, 0, "пустая строка между шапкой и данными");
        }
        (2023, "Математика", 6) => {
            let row = schools[10];
            spot.sheet.insert(row + 1, spot.sheet.rows[row].clone());
            spot.note(row + 1, 0, "точный повтор предыдущей строки");
        }
        (2023, "Математика", 7) => thousands(spot, SPACES[1]),
        (2023, "История", 7) => percent_signs(spot),
        (2023, "Русский язык", 6) => spot.write(39, 51, "сверить с журналом"),
        (2023, "Биология", 7) => fill(spot, schools[14], "-"),
        (2024, "Биология", 6) => thousands(spot, SPACES[2]),
        (2024, "История", 5) => fill(spot, schools[6], "н/д"),
        (2024, "Математика", 7) => unfinished(spot, &schools),
        (2024, "Математика", 5) => extra_pupils(spot),
        _ => {}
    }
    if paper.year.0 == 2024 {
        footnotes(spot);
    }
}

/// Spoils a «Сравнение отметок с отметками по журналу».
pub(super) fn spoil_journal(spot: &mut Spot<'_>, paper: Paper) {
    const BLOCK: usize = 5;
    let schools = spot.sheet.rows_with(0, "(edu05");
    match (paper.year.0, paper.subject.name, paper.grade) {
        (2024, "Русский язык", 5) => {
            let first = schools[12];
            let block = spot.sheet.rows[first..first + BLOCK].to_vec();
            for (offset, row) in block.into_iter().enumerate() {
                spot.sheet.insert(first + BLOCK + offset, row);
            }
            spot.note(first + BLOCK, 0, "точный повтор блока из пяти строк");
        }
        (2023, "История", 6) => {
            for row in schools[9] + 1..schools[9] + BLOCK {
                spot.write(row, 1, "н/д");
                spot.write(row, 2, "н/д");
            }
        }
        _ => {}
    }
    if paper.year.0 == 2024 {
        spot.sheet.push_line("");
        spot.sheet.push_line("Исп. методист информационно-методического центра");
    }
}

/// Writes the shares of some rows as text with a decimal comma.
fn decimal_commas(spot: &mut Spot<'_>, rows: &[usize]) {
    for &row in rows {
        for column in SHARES {
            spot.rewrite(row, column, str::to_owned);
        }
    }
}

/// Writes the counts of the country and of the region as text with a mark between thousands.
fn thousands(spot: &mut Spot<'_>, separator: char) {
    for row in
        spot.sheet.rows_with(0, "Вся выборка").into_iter().chain(spot.sheet.rows_with(0, "Респ."))
    {
        for column in 1..SHARES.start {
            spot.rewrite(row, column, |digits| grouped(digits, separator));
        }
    }
}

/// Writes all shares as text with a percent sign and without closing zeros: «53,1%».
fn percent_signs(spot: &mut Spot<'_>) {
    let first = spot.sheet.heading[0] + 1;
    for row in first..spot.sheet.rows.len() {
        for column in SHARES {
            let text = spot.sheet.rows[row][column].printed();
            if !text.is_empty() {
                let short = text.trim_end_matches('0').trim_end_matches(',');
                spot.sheet.set(row, column, format!("{short}%"));
            }
        }
    }
    spot.note(first, SHARES.start, "и до конца таблицы: доли текстом со знаком процента");
}

/// Hides the shares of the two smallest schools that took part; one «х» is Cyrillic, one Latin.
fn hidden_shares(spot: &mut Spot<'_>, schools: &[usize]) {
    let mut rows: Vec<usize> = schools.to_vec();
    rows.retain(|&row| matches!(spot.sheet.rows[row][2], Cell::Integer(count) if count > 0));
    rows.sort_by_key(|&row| spot.sheet.rows[row][2].number().map(|count| count as u32));
    for (&row, mark) in rows.iter().zip(["х", "x"]) {
        for column in SHARES {
            spot.write(row, column, mark);
        }
    }
}

/// Writes one mark of absence into all numbers of a row.
fn fill(spot: &mut Spot<'_>, row: usize, mark: &str) {
    for column in SHARES.start - 1..SHARES.end {
        spot.write(row, column, mark);
    }
}

/// Leaves one row with dots instead of shares and one without anything but the name.
fn unfinished(spot: &mut Spot<'_>, schools: &[usize]) {
    for column in SHARES {
        spot.write(schools[3], column, "…");
    }
    let row = schools[20];
    for column in SHARES.start - 1..SHARES.end {
        spot.sheet.set(row, column, "");
    }
    spot.note(row, SHARES.start - 1, "пустые ячейки до G");
}

/// Counts three pupils with «3» in the district who are in none of its schools.
fn extra_pupils(spot: &mut Spot<'_>) {
    let row = spot.sheet.rows_with(0, "муниципальный район")[0];
    let old = spot.sheet.rows[row][2].number().unwrap_or(0.0) as u32;
    let mut marks = SHARES
        .map(|column| {
            let share = spot.sheet.rows[row][column].number().unwrap_or(0.0);
            (share * f64::from(old) / 100.0).round() as u32
        })
        .collect::<Vec<u32>>();
    marks[1] += 3;
    spot.sheet.set(row, 2, old + 3);
    for (column, count) in SHARES.zip(marks) {
        spot.sheet.set(row, column, Cell::percent(count, old + 3));
    }
    spot.note(row, 2, &format!("{} участников, сумма по школам {old}", old + 3));
}

/// Adds the notes that people write below the table.
fn footnotes(spot: &mut Spot<'_>) {
    spot.sheet.push_line("");
    spot.sheet
        .push_line("* Результаты школ с числом участников менее 5 носят справочный характер.");
    spot.sheet.push_line("Исп. методист информационно-методического центра");
}
