//! Several cells as one address.

use crate::diagnostics::{CellRef, column_letters};

/// Returns the addresses of cells: those of one row as ranges, `D14:G14, K14`; those of other
/// sheets than the first in full.
pub(super) fn addresses(cells: &[&CellRef]) -> String {
    let Some(first) = cells.first() else { return String::new() };
    let is_beside = |cell: &CellRef| (&cell.file, &cell.sheet) == (&first.file, &first.sheet);
    let (beside, elsewhere): (Vec<&CellRef>, Vec<&CellRef>) =
        cells.iter().partition(|cell| is_beside(cell));
    let mut places: Vec<(u32, u32)> = beside.iter().map(|cell| (cell.row, cell.column)).collect();
    places.sort_unstable();
    places.dedup();
    let mut runs: Vec<(u32, u32, u32)> = Vec::new();
    for (row, column) in places {
        match runs.last_mut() {
            Some((same, _, end)) if *same == row && *end + 1 == column => *end = column,
            _ => runs.push((row, column, column)),
        }
    }
    let run = |(row, start, end): (u32, u32, u32)| {
        let row = u64::from(row) + 1;
        let start_name = column_letters(start);
        if start == end {
            format!("{start_name}{row}")
        } else {
            format!("{start_name}{row}:{}{row}", column_letters(end))
        }
    };
    let ranges = runs.into_iter().map(run);
    ranges.chain(elsewhere.iter().map(ToString::to_string)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::addresses;
    use crate::diagnostics::CellRef;

    #[track_caller]
    fn check(cells: &[(&str, u32, u32)], expected: &str) {
        let cell = |(file, row, column): &(&str, u32, u32)| CellRef {
            file: (*file).into(),
            sheet: "".into(),
            row: *row,
            column: *column,
        };
        let cells: Vec<CellRef> = cells.iter().map(cell).collect();
        assert_eq!(addresses(&cells.iter().collect::<Vec<_>>()), expected);
    }

    #[test]
    fn neighbours_become_a_range() {
        check(&[], "");
        check(&[("a", 13, 3)], "D14");
        check(&[("a", 13, 6), ("a", 13, 3), ("a", 13, 4), ("a", 13, 5)], "D14:G14");
        check(&[("a", 13, 3), ("a", 13, 5), ("a", 13, 3)], "D14, F14");
        check(&[("a", 13, 3), ("a", 14, 4)], "D14, E15");
        check(&[("a", 0, 0), ("b", 4, 1)], "A1, b › B5");
    }
}
