//! Defects of the files about talents, career guidance, upbringing and public observation.

use super::{Spot, grouped};
use crate::district::Year;
use crate::files::{Stage, Topic};
use crate::sheet::Cell;

/// Spoils a sheet of these files.
pub(super) fn spoil(spot: &mut Spot<'_>, topic: Topic, year: Year) {
    match topic {
        Topic::Contingent => spoil_contingent(spot, year),
        Topic::Olympiad(stage, subject) => spoil_protocol(spot, year, (stage, subject)),
        Topic::Questionnaire => spoil_answers(spot, year),
        Topic::Leavers => spoil_leavers(spot, year),
        Topic::Choices => spoil_choices(spot, year),
        Topic::Records => spoil_records(spot, year),
        Topic::Absences => spoil_absences(spot, year),
        Topic::PsychologicalTest => spoil_test(spot, year),
        Topic::Observation => spoil_acts(spot, year),
        Topic::Expertise => spoil_findings(spot, year),
        _ => {}
    }
}

/// The rows of schools that are named by their login in the second column.
fn schools(spot: &Spot<'_>) -> Vec<usize> {
    spot.sheet.rows_with(1, "edu05")
}

fn spoil_contingent(spot: &mut Spot<'_>, year: Year) {
    const ALL: usize = 3;
    match year.0 {
        2023 => {
            for row in schools(spot) {
                if spot.sheet.rows[row][ALL].number().is_some_and(|number| number >= 1000.0) {
                    spot.rewrite(row, ALL, |digits| grouped(digits, '\u{A0}'));
                }
            }
        }
        2024 => {
            spot.sheet.push_line("");
            spot.sheet
                .push_line("* Без обучающихся по индивидуальному учебному плану вне классов.");
        }
        _ => {}
    }
}

fn spoil_protocol(spot: &mut Spot<'_>, year: Year, (stage, subject): (Stage, &str)) {
    const POINTS: usize = 7;
    let rows = spot.sheet.rows_with(3, "edu05");
    let is_grade = |name: &str| spot.sheet.name == format!("{name} класс");
    match (year.0, stage, subject) {
        (2023, Stage::School, "Биология") if is_grade("8") => {
            for &row in &rows {
                if matches!(spot.sheet.rows[row][POINTS], Cell::Decimal { .. }) {
                    let printed = spot.sheet.rows[row][POINTS].printed();
                    spot.sheet.set(row, POINTS, printed);
                }
            }
            spot.note(rows[0], POINTS, "и ниже: дробные баллы текстом с запятой");
        }
        (2024, Stage::School, "Математика") if is_grade("7") => {
            let row = rows[9];
            spot.sheet.insert(row + 1, spot.sheet.rows[row].clone());
            spot.note(row + 1, 0, "точный повтор предыдущей строки");
        }
        _ => {}
    }
    if year.0 == 2024 {
        spot.sheet.push_line("");
        spot.sheet.push_line("Председатель жюри ____________");
    }
}

fn spoil_answers(spot: &mut Spot<'_>, year: Year) {
    const FIRST: usize = 3;
    let rows = schools(spot);
    match (year.0, spot.sheet.name.as_str()) {
        (2022, "1.3 Таланты") => {
            for column in FIRST..FIRST + 2 {
                spot.sheet.set(rows[21], column, "");
            }
            spot.note(rows[21], FIRST, "ответа нет");
        }
        (2022, "2.3 Воспитание") => {
            for (&row, column) in rows[30..34].iter().zip([FIRST, FIRST + 5].into_iter().cycle()) {
                let answer = spot.sheet.rows[row][column].printed();
                spot.write(row, column, if answer == "да" { "ИСТИНА" } else { "ЛОЖЬ" });
            }
        }
        (2023, "1.4 Профориентация") => {
            spot.write(rows[12], FIRST + 2, "н/д");
            spot.write(rows[40], FIRST + 2, "-");
        }
        (2024, "1.4 Профориентация") => spot.write(rows[16], FIRST, "около 30"),
        (2024, "2.3 Воспитание") => {
            // The share has slipped into the cell of the count, as a fraction.
            let share = spot.sheet.rows[rows[8]][FIRST + 2].clone();
            let count = spot.sheet.rows[rows[8]][FIRST + 1].clone();
            spot.sheet.set(rows[8], FIRST + 1, share);
            spot.sheet.set(rows[8], FIRST + 2, count);
            spot.note(rows[8], FIRST + 1, "количество и доля поменялись местами");
        }
        _ => {}
    }
}

fn spoil_leavers(spot: &mut Spot<'_>, year: Year) {
    const NEXT: usize = 4;
    const LOST: usize = 6;
    if spot.sheet.name != "9 класс" {
        return;
    }
    let rows = schools(spot);
    match year.0 {
        2022 => {
            for &row in &rows {
                if spot.sheet.rows[row][LOST] == Cell::Integer(0) {
                    spot.sheet.set(row, LOST, "-");
                }
            }
            spot.note(rows[0], LOST, "и ниже: «-» вместо нуля");
        }
        2023 => {
            let row = rows[5];
            let next = spot.sheet.rows[row][NEXT].number().unwrap_or(0.0) as u32 + 2;
            spot.sheet.set(row, NEXT, next);
            spot.note(row, NEXT, "части вместе на двоих больше выпускников");
        }
        _ => {}
    }
}

fn spoil_choices(spot: &mut Spot<'_>, year: Year) {
    const PROFILE: usize = 4;
    const SUBJECTS: usize = 5;
    let rows = spot.sheet.rows_with(2, "edu05");
    match year.0 {
        2022 => {
            for &row in &rows {
                let lower = spot.sheet.rows[row][SUBJECTS].printed().to_lowercase();
                spot.sheet.set(row, SUBJECTS, lower);
            }
            spot.note(rows[0], SUBJECTS, "и до конца столбца: предметы строчными буквами");
        }
        2023 => {
            for &row in rows.iter().step_by(10) {
                let profile = spot.sheet.rows[row][PROFILE].printed();
                let mut letters = profile.chars();
                let first: String =
                    letters.next().into_iter().flat_map(char::to_uppercase).collect();
                spot.sheet.set(row, PROFILE, format!("{first}{} ", letters.as_str()));
            }
            spot.note(rows[0], PROFILE, "и каждый десятый: с прописной, с пробелом в конце");
        }
        _ => {}
    }
}

fn spoil_records(spot: &mut Spot<'_>, year: Year) {
    const AT_SCHOOL: usize = 3;
    const ALL: usize = 6;
    let rows = schools(spot);
    match year.0 {
        2023 => {
            for column in AT_SCHOOL..=ALL {
                spot.sheet.set(rows[36], column, "");
            }
            spot.note(rows[36], AT_SCHOOL, "пустые ячейки до G");
        }
        2024 => spot.write(rows[2], ALL, "4+2"),
        _ => {}
    }
}

fn spoil_absences(spot: &mut Spot<'_>, year: Year) {
    const FIRST: usize = 3;
    if year.0 != 2022 {
        return;
    }
    let rows = spot.sheet.rows_with(0, "edu05");
    for &row in &rows {
        for column in FIRST..FIRST + 5 {
            let digits = spot.sheet.rows[row][column].printed();
            spot.sheet.set(row, column, grouped(&digits, '\u{A0}'));
        }
    }
    spot.note(rows[0], FIRST, "и до конца таблицы: неразрывный пробел между тысячами");
}

fn spoil_test(spot: &mut Spot<'_>, year: Year) {
    const DUE: usize = 3;
    if year.0 == 2023 {
        let row = schools(spot)[14];
        let due = spot.sheet.rows[row][DUE].number().unwrap_or(0.0) as u32;
        spot.sheet.set(row, DUE, due - 10);
        spot.note(row, DUE, "подлежало тестированию меньше, чем прошли");
    }
}

fn spoil_acts(spot: &mut Spot<'_>, year: Year) {
    const DATE: usize = 1;
    const PROCEDURE: usize = 2;
    const CODE: usize = 4;
    const OBSERVERS: usize = 8;
    const BREAKS: usize = 10;
    let rows = spot.sheet.rows_with(CODE, "0501");
    match year.0 {
        2022 => {
            for &row in &rows {
                let date = spot.sheet.rows[row][DATE].printed();
                spot.sheet.set(row, DATE, date);
            }
            spot.note(rows[0], DATE, "и до конца столбца: даты текстом");
        }
        2023 => {
            for &row in &rows {
                let code = spot.sheet.rows[row][CODE].printed().parse::<u32>();
                spot.sheet.set(row, CODE, code.expect("a code is a number"));
            }
            spot.note(rows[0], CODE, "и до конца столбца: код числом, без нуля впереди");
        }
        _ => {
            for &row in rows.iter().filter(|row| *row % 7 == 0) {
                let name = spot.sheet.rows[row][PROCEDURE].printed().to_lowercase();
                spot.sheet.set(row, PROCEDURE, name);
            }
            spot.note(rows[0], PROCEDURE, "местами: процедура строчными буквами");
            let watched = |row: &&usize| spot.sheet.rows[**row][OBSERVERS] != Cell::Integer(0);
            if let Some(&row) = rows[60..].iter().find(watched) {
                spot.write(row, BREAKS, "-");
            }
            spot.sheet.push_line("* по журналам наблюдателей");
        }
    }
}

fn spoil_findings(spot: &mut Spot<'_>, year: Year) {
    const POINTS: usize = 7;
    if year.0 == 2022 {
        let rows = spot.sheet.rows_with(2, "0501");
        for &row in &rows[4..9] {
            spot.rewrite(row, POINTS, str::to_owned);
        }
    }
}
