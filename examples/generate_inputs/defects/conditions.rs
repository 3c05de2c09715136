//! Defects of the files about conditions.

use super::{Spot, grouped};
use crate::district::Year;

/// Spoils a file by the name of its sheet.
pub(super) fn spoil(spot: &mut Spot<'_>, year: Year, sheet: &str) {
    match (year.0, sheet) {
        (2022, "Работники") => spoil_dates(spot),
        (2023, "Работники") => spoil_categories(spot),
        (2023, "НОКО") => wrong_criterion(spot),
        (2024, "НОКО") => unknown_indicator(spot),
        (2023, "ЗП-образование") => spoil_funds(spot),
        _ => {}
    }
}

/// Dates of one school are typed as text.
fn spoil_dates(spot: &mut Spot<'_>) {
    const DATE: usize = 8;
    for row in spot.sheet.rows_with(2, "050105-") {
        if spot.sheet.rows[row][DATE].printed() != "-" {
            spot.rewrite(row, DATE, str::to_owned);
        }
    }
}

/// Categories of one school begin with a capital letter, one is unknown.
fn spoil_categories(spot: &mut Spot<'_>) {
    const CATEGORY: usize = 5;
    let rows = spot.sheet.rows_with(2, "050114-");
    for &row in &rows {
        spot.rewrite(row, CATEGORY, |word| {
            let mut letters = word.chars();
            let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
            first + letters.as_str()
        });
    }
    spot.write(rows[3], CATEGORY, "н/д");
}

/// The operator's points of a criterion are not what the weights make of its indicators.
fn wrong_criterion(spot: &mut Spot<'_>) {
    const COMFORT: usize = 9;
    let row = spot.sheet.rows_with(1, "0501")[5];
    let wrong = spot.sheet.rows[row][COMFORT].number().expect("points") - 1.5;
    spot.sheet.set(
        row,
        COMFORT,
        crate::sheet::Cell::Decimal { scaled: (wrong * 10.0).round() as i64, places: 1 },
    );
    spot.note(row, COMFORT, "балл критерия не равен взвешенной сумме показателей");
}

/// What `НОКО.ods` does not know of a criterion is not known of an indicator either.
fn unknown_indicator(spot: &mut Spot<'_>) {
    const EQUAL_TERMS: usize = 11;
    const ACCESS: usize = 13;
    const TOTAL: usize = 22;
    let row = spot.sheet.rows_with(1, "0501")[7];
    for column in [EQUAL_TERMS, ACCESS, TOTAL] {
        spot.write(row, column, "н/д");
    }
}

/// Payrolls are typed with spaces between the thousands.
fn spoil_funds(spot: &mut Spot<'_>) {
    const FUND: usize = 4;
    for row in spot.sheet.rows_with(1, "0501").into_iter().take(6) {
        spot.rewrite(row, FUND, |printed| {
            let (whole, tenths) = printed.split_once(',').expect("a decimal number");
            format!("{},{tenths}", grouped(whole, ' '))
        });
    }
}
