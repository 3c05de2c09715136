//! Headings of two rows: a group above its parts, merged as offices merge them.

use crate::district::{School, Year};
use crate::sheet::{Cell, Sheet};

/// Appends a heading. A group without parts is one cell over both rows.
pub(super) fn push(sheet: &mut Sheet, groups: &[(&str, &[&str])]) {
    let top = sheet.rows.len();
    let (mut upper, mut lower) = (Vec::new(), Vec::new());
    let mut merges = Vec::new();
    for &(name, parts) in groups {
        let column = upper.len();
        upper.push(name);
        if parts.is_empty() {
            lower.push("");
            merges.push(((top, column), (top + 1, column)));
            continue;
        }
        upper.resize(column + parts.len(), "");
        lower.extend(parts);
        if parts.len() > 1 {
            merges.push(((top, column), (top, column + parts.len() - 1)));
        }
    }
    sheet.push_heading(&upper);
    sheet.push_heading(&lower);
    for (first, last) in merges {
        sheet.merge(first, last);
    }
}

/// Appends the row of column numbers that statistical tables have under the heading.
pub(super) fn push_numbers(sheet: &mut Sheet, columns: u32) {
    sheet.push((1..=columns).map(Cell::from).collect());
}

/// Returns the cells that name a school by its login: number, login, name.
pub(super) fn named(number: u32, school: &School, year: Year) -> Vec<Cell> {
    vec![number.into(), school.login().into(), school.short_name(year).into()]
}

/// Appends a row under the name of the district.
pub(super) fn push_total(sheet: &mut Sheet, before: usize, totals: &[u32]) {
    let mut row = vec![Cell::Blank; before];
    row[before - 1] = "Итого".into();
    row.extend(totals.iter().copied().map(Cell::from));
    sheet.push(row);
}
