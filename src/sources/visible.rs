//! The part of a sheet that a source looks at: inside of its range, and without what is hidden
//! where the definition says so.

use std::borrow::Cow;

use crate::definition::{CellRange, HiddenPolicy, Source};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Location, column_letters};

use super::grid::{Grid, GridRow};
use super::sheet::SheetName;

/// Returns the part of a sheet that a source looks at, and reports what is hidden of it. Nothing
/// where it must not be read.
pub(super) fn part<'g>(
    name: &SheetName,
    grid: &'g Grid,
    source: &Source,
    findings: &mut Diagnostics,
) -> Option<Cow<'g, Grid>> {
    let part = match source.range {
        Some(range) => Cow::Owned(within(grid, range)),
        None => Cow::Borrowed(grid),
    };
    let hidden = [
        ("rows", source.hidden.rows, hidden_rows(&part)),
        ("columns", source.hidden.columns, hidden_columns(&part)),
    ];
    let mut is_refused = false;
    for (kind, policy, numbers) in hidden.iter().filter(|(_, _, numbers)| !numbers.is_empty()) {
        is_refused |= *policy == HiddenPolicy::Refuse;
        findings.push(finding(name, kind, *policy, numbers));
    }
    let [rows, columns] = hidden.map(|(_, policy, numbers)| {
        let is_left_out = policy == HiddenPolicy::Skip;
        if is_left_out { numbers } else { Vec::new() }
    });
    if is_refused {
        return None;
    }
    if rows.is_empty() && columns.is_empty() {
        return Some(part);
    }
    Some(Cow::Owned(part.into_owned().passing_over(&rows, columns)))
}

fn within(grid: &Grid, range: CellRange) -> Grid {
    let CellRange { rows, columns } = range;
    let is_row = |row: &GridRow| (rows.0..=rows.1).contains(&row.number);
    grid.part(is_row, |column| (columns.0..=columns.1).contains(&column))
}

/// The hidden rows that are not blank.
fn hidden_rows(grid: &Grid) -> Vec<u32> {
    let has_content = |row: &&GridRow| row.cells().iter().any(|(_, cell)| !cell.is_blank());
    let hidden = grid.rows().iter().filter(|row| row.is_hidden).filter(has_content);
    hidden.map(|row| row.number).collect()
}

/// The hidden columns that are not blank.
fn hidden_columns(grid: &Grid) -> Vec<u32> {
    let rows = grid.rows().iter();
    let cells = rows.flat_map(GridRow::cells).filter(|(_, cell)| !cell.is_blank());
    let mut columns: Vec<u32> =
        cells.map(|(column, _)| *column).filter(|column| grid.is_hidden_column(*column)).collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}

fn finding(
    name: &SheetName,
    kind: &'static str,
    policy: HiddenPolicy,
    numbers: &[u32],
) -> Diagnostic {
    let shown: fn(u32) -> String = match kind {
        "rows" => |row| (u64::from(row) + 1).to_string(),
        _ => column_letters,
    };
    let (begun, help) = match policy {
        HiddenPolicy::Refuse => (Diagnostic::error(Code::HiddenRefused), "help-cells"),
        HiddenPolicy::Read => {
            (Diagnostic::warning(Code::HiddenCells).with("policy", "read"), "help")
        }
        HiddenPolicy::Skip => {
            (Diagnostic::warning(Code::HiddenCells).with("policy", "skip"), "help")
        }
    };
    let first = numbers.first().copied().unwrap_or(0);
    let cell = if kind == "rows" { name.cell(first, 0) } else { name.cell(0, first) };
    begun
        .with("kind", kind)
        .with("sheet", name.to_string())
        .with("numbers", ranges(numbers, shown))
        .with_count("count", numbers.len())
        .at(Location::Cell(cell, None))
        .help(help)
}

/// Writes numbers as ranges, the first few of them: `3, 5–7, 12`.
fn ranges(numbers: &[u32], shown: fn(u32) -> String) -> String {
    const SHOWN: usize = 8;
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => ranges.push((*number, *number)),
        }
    }
    let text = |(first, last): &(u32, u32)| match first == last {
        true => shown(*first),
        false => format!("{}–{}", shown(*first), shown(*last)),
    };
    let mut texts: Vec<String> = ranges.iter().take(SHOWN).map(text).collect();
    if ranges.len() > SHOWN {
        texts.push("…".to_owned());
    }
    texts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::ranges;
    use crate::diagnostics::column_letters;

    #[test]
    fn numbers_are_written_as_ranges() {
        assert_eq!(ranges(&[2, 4, 5, 6, 11], |row| (row + 1).to_string()), "3, 5–7, 12");
        assert_eq!(ranges(&[0, 1, 27], column_letters), "A–B, AB");
    }
}
