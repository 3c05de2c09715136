//! Workbooks of all formats as grids of cells. This folder is the only user of `calamine`.

mod cell;
mod number_style;
mod ods;
mod ods_cell;
mod sheets;
mod xls;
mod xlsb;
mod xlsx;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::thread;

use crate::sources::doubts::Doubts;
use crate::sources::format::{Detected, Format};
use crate::sources::grid::Grid;
use crate::sources::problem::{Damage, FileProblem};

use sheets::{read_wanted, sheets_with_cells};

/// The name of the threads in which workbooks are read. A reader that falls over a damaged file
/// ends its thread, and the file is reported; a panic hook may keep quiet about these threads.
pub const READER_THREAD: &str = "workbook-reader";

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SheetInfo {
    /// Its name.
    pub(super) name: Arc<str>,
    /// Whether the spreadsheet program does not show it.
    pub(super) is_hidden: bool,
}

/// The sheets of a workbook, and the cells of those that were asked for.
#[derive(Debug)]
pub(super) struct Workbook {
    /// Every sheet with cells, in order.
    pub(super) sheets: Vec<SheetInfo>,
    /// Index and cells of the wanted ones, in order.
    pub(super) grids: Vec<(usize, Grid)>,
    /// What may have been read wrongly.
    pub(super) doubts: Doubts,
}

/// Chooses the sheets to read, by index.
pub(super) type Wanted<'a> = &'a (dyn Fn(&[SheetInfo]) -> BTreeSet<usize> + Sync);

/// Reads the wanted sheets of a workbook.
pub(super) fn read(
    bytes: &[u8],
    detected: Detected,
    wanted: Wanted<'_>,
) -> Result<Workbook, FileProblem> {
    const STACK_BYTES: usize = 8 << 20;
    let builder = thread::Builder::new().name(READER_THREAD.to_owned()).stack_size(STACK_BYTES);
    let finished = thread::scope(|scope| {
        let reader = builder.spawn_scoped(scope, || read_here(bytes, detected, wanted));
        reader.map(thread::ScopedJoinHandle::join)
    });
    match finished {
        Ok(Ok(result)) => result,
        Ok(Err(_)) | Err(_) => Err(FileProblem::Damaged(Damage::Unexpected)),
    }
}

fn read_here(
    bytes: &[u8],
    detected: Detected,
    wanted: Wanted<'_>,
) -> Result<Workbook, FileProblem> {
    match (detected, detected.format()) {
        (_, Format::Xlsx) => xlsx::read(bytes, wanted),
        (_, Format::Xlsb) => xlsb::read(bytes, wanted),
        (Detected::FlatOds, _) => ods::read_flat(bytes, wanted),
        (_, Format::Ods) => ods::read_zipped(bytes, wanted),
        (Detected::Xls(biff), _) => xls::read(bytes, biff, wanted),
        _ => Err(FileProblem::Unknown("binary")),
    }
}
