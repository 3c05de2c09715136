//! Defects of the files about graduates, about support of schools and about the end of the year.

use super::Spot;
use crate::district::Year;

/// Spoils what is known of graduates.
pub(super) fn spoil_graduation(spot: &mut Spot<'_>, year: Year) {
    const WITHOUT: usize = 7;
    const RUSSIAN: usize = 3;
    let schools = spot.sheet.rows_with(1, "0501");
    match year.0 {
        2022 if spot.path.ends_with("Аттестаты.xlsx") => {
            let zeros =
                schools.iter().filter(|&&row| spot.sheet.rows[row][WITHOUT] == 0_u32.into());
            let zeros: Vec<usize> = zeros.copied().collect();
            for &row in &zeros {
                spot.sheet.set(row, WITHOUT, "-");
            }
            spot.note(zeros[0], WITHOUT, "и другие нули столбца: «-»");
        }
        2023 if spot.path.ends_with("Ведомость баллов.xlsx") => {
            for &row in &schools[10..14] {
                spot.rewrite(row, RUSSIAN, |score| format!("{score}\u{A0}"));
            }
        }
        _ => {}
    }
}

/// Spoils the social passports and the monitoring of support.
pub(super) fn spoil_support(spot: &mut Spot<'_>, year: Year) {
    const JOBLESS: usize = 7;
    const ROAD_MAP: usize = 3;
    match year.0 {
        2022 if spot.path.ends_with("Социальные паспорта.xlsx") => {
            let schools = spot.sheet.rows_with(1, "0501");
            spot.write(schools[20], JOBLESS, "н/д");
        }
        2024 if spot.path.ends_with("Мониторинг поддержки.xlsx") => {
            let refused = spot.sheet.rows_with(ROAD_MAP, "нет");
            for &row in refused.iter().step_by(9) {
                spot.write(row, ROAD_MAP, "ЛОЖЬ");
            }
            let agreed = spot.sheet.rows_with(ROAD_MAP, "да");
            spot.write(agreed[0], ROAD_MAP, "Да ");
        }
        _ => {}
    }
}

/// Spoils the marks at the end of the year.
pub(super) fn spoil_interim(spot: &mut Spot<'_>, year: Year) {
    if year.0 == 2024 && spot.path.ends_with("Промежуточная аттестация.xlsx")
    {
        let rows = spot.sheet.rows_with(0, "050128");
        for &row in &rows {
            spot.sheet.set(row, 0, "050128 ");
        }
        spot.note(rows[0], 0, "и во всех строках школы: код с пробелом в конце");
    }
}
