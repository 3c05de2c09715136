//! Workbooks of all formats as grids of cells. This folder is the only user of `calamine`.

mod cell;
mod cell_format;
mod html;
mod number_style;
mod ods;
mod ods_cell;
mod sheets;
mod xls;
mod xlsb;
mod xlsx;
mod xml_2003;

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

/// Reads the wanted sheets of a workbook in a thread of its own.
pub(super) fn read(
    bytes: &[u8],
    detected: Detected,
    wanted: Wanted<'_>,
) -> Result<Workbook, FileProblem> {
    match detected.format() {
        // Our own reader asks for a thread only where it leaves a file to another one.
        Format::Xlsx => xlsx::read(bytes, wanted),
        _ => in_reader_thread(|| read_here(bytes, detected, wanted)),
    }
}

/// Reads in a thread of its own.
fn in_reader_thread(
    read: impl FnOnce() -> Result<Workbook, FileProblem> + Send,
) -> Result<Workbook, FileProblem> {
    const STACK_BYTES: usize = 8 << 20;
    let builder = thread::Builder::new().name(READER_THREAD.to_owned()).stack_size(STACK_BYTES);
    let finished = thread::scope(|scope| {
        let reader = builder.spawn_scoped(scope, read);
        reader.map(thread::ScopedJoinHandle::join)
    });
    finished.ok().and_then(Result::ok).unwrap_or(Err(FileProblem::Damaged(Damage::Unexpected)))
}

/// Reads them in this thread.
pub(super) fn read_here(
    bytes: &[u8],
    detected: Detected,
    wanted: Wanted<'_>,
) -> Result<Workbook, FileProblem> {
    match (detected, detected.format()) {
        (_, Format::Xlsb) => xlsb::read(bytes, wanted),
        (Detected::FlatOds, _) => ods::read_flat(bytes, wanted),
        (_, Format::Ods) => ods::read_zipped(bytes, wanted),
        (Detected::Xls, _) => xls::read(bytes, wanted),
        (Detected::Html, _) => html::read(bytes, wanted),
        (Detected::Xml2003, _) => xml_2003::read(bytes, wanted),
        _ => Err(FileProblem::Unknown("binary")),
    }
}
