//! Workbooks in the binary form of Office Open XML, read in one pass by our own reader.
//!
//! Their parts are records ([MS-XLSB]) in a zip container. Values, errors of formulas, number
//! formats, hidden rows and columns are all found while the bytes of a sheet come out of the
//! container; nothing is reserved by what the file claims, and everything counts towards a budget.
//! Every formula of the format has a result; that it is an old one can be said of the workbook
//! only.
//!
//! [MS-XLSB]: https://learn.microsoft.com/openspecs/office_file_formats/ms-xlsb

mod book;
mod fields;
mod parts;
mod records;
mod shared;
mod sheet;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::sources::budget::Memory;
use crate::sources::doubts::Doubts;
use crate::sources::problem::{Damage, FileProblem, Limit};
use crate::sources::workbook::{SheetInfo, Wanted, Workbook};

use book::Book;
use parts::Parts;
use records::RecordError;
use shared::Shared;

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], wanted: Wanted<'_>) -> Result<Workbook, FileProblem> {
    let mut parts = Parts::open(bytes)?;
    let book = Book::read(&mut parts)?;
    let sheets: Vec<SheetInfo> = book.sheets.iter().map(|(info, _)| info.clone()).collect();
    let chosen = wanted(&sheets);
    let mut grids = Vec::new();
    if chosen.is_empty() {
        return Ok(Workbook { sheets, grids, doubts: Doubts::default() });
    }
    let names = chosen.iter().map(|index| &*book.sheets[*index].1);
    parts.expect_time(names.chain([&*book.texts, &*book.styles]))?;
    let memory = Memory::beside(bytes.len());
    let shared = Shared::read(&mut parts, &book, &memory)?;
    let mut has_formulas = false;
    for index in chosen {
        let (info, part) = &book.sheets[index];
        let damage = Damage::Sheet(Arc::clone(&info.name));
        let Some(records) = parts.records(part)? else {
            return Err(FileProblem::Damaged(damage));
        };
        let sheet = sheet::read(records, &shared, &memory, &damage)?;
        has_formulas |= sheet.has_formulas;
        grids.push((index, sheet.grid));
    }
    let has_old_results = book.is_uncalculated && has_formulas;
    Ok(Workbook { sheets, grids, doubts: Doubts { has_old_results, ..Doubts::default() } })
}

/// Returns why a file cannot be read whose part cannot be read on.
fn problem(error: RecordError, damage: &Damage) -> FileProblem {
    match error {
        RecordError::Cut | RecordError::Unreadable | RecordError::Malformed => {
            FileProblem::Damaged(damage.clone())
        }
        RecordError::TooLong => FileProblem::TooLarge(Limit::Text),
    }
}
