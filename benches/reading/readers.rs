//! The readers that are compared.

use std::fmt::Write as _;
use std::io::Cursor;

use calamine::{DataRef, Reader as _, Xlsx};
use msoko::definition;
use msoko::diagnostics::SourceMap;
use msoko::sources;
use msoko::system::MemorySystem;

use crate::files::{COLUMNS, Kind};

/// A way to read the first sheet of workbooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// The step `read`, with every column declared.
    All,
    /// The step `read`, with one column declared.
    One,
    /// `calamine`'s dense range.
    Range,
    /// `calamine`'s cells one after the other, of which none is kept.
    Cells,
}

pub(crate) const READERS: [Reader; 4] = [Reader::All, Reader::One, Reader::Range, Reader::Cells];

impl Reader {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::All => "msoko, all columns",
            Self::One => "msoko, one column",
            Self::Range => "calamine, range",
            Self::Cells => "calamine, cells",
        }
    }

    /// Reads the files and returns how many rows or cells were found.
    pub(crate) fn run(self, kind: Kind, books: &[Vec<u8>]) -> usize {
        let each = |read: &dyn Fn(&[u8]) -> usize| books.iter().map(|book| read(book)).sum();
        match self {
            Self::All => step(kind, books, COLUMNS),
            Self::One => step(kind, books, 1),
            Self::Range => each(&range),
            Self::Cells => each(&cells),
        }
    }
}

fn step(kind: Kind, books: &[Vec<u8>], columns: u16) -> usize {
    let mut text = "title: Bench\nperiod: { current: 2024, kind: calendar }\nsources:\n".to_owned();
    let mut system = MemorySystem::default();
    for (index, book) in books.iter().enumerate() {
        system = system.with(&format!("inputs/{index}.xlsx"), book.as_slice());
        let described = description(kind, columns);
        writeln!(text, "  s{index}: {{ files: inputs/{index}.xlsx, {described} }}")
            .expect("a string takes everything");
    }
    let system = system.with("pipelines/p.yaml", text);
    let loaded = definition::load(&system, "pipelines/p.yaml", &mut SourceMap::default());
    let definition = loaded.definition.expect("the definition is right");
    match sources::read(&definition.sources, &system) {
        Ok(read) => {
            read.value.iter().flat_map(|rows| &rows.sheets).map(|sheet| sheet.rows.len()).sum()
        }
        // The sheets of the sample have headings of many kinds: no header is found in any, and
        // all cells of each have been read and looked at.
        Err(findings) if kind == Kind::Sample => findings.iter().count(),
        Err(findings) => panic!("{findings:?}"),
    }
}

fn description(kind: Kind, columns: u16) -> String {
    if kind == Kind::Sample {
        return "header: { contains: [no such heading], within: 1048576 }, columns: { a: {} }"
            .to_owned();
    }
    let types = |column: u16| match (kind, column) {
        (Kind::Table, 0) => "code",
        (Kind::Table, 1 | 2 | 8..12) => "text",
        (Kind::Table, 3) => "date",
        (Kind::Table, 4..8) => "percent",
        _ => "number",
    };
    let column = |column: u16| {
        format!("c{column}: {{ from: Столбец {column}, type: {}, optional: true }}", types(column))
    };
    let columns: Vec<String> = (0..columns).map(column).collect();
    format!("header: {{ contains: [Столбец 0] }}, columns: {{ {} }}", columns.join(", "))
}

fn range(book: &[u8]) -> usize {
    let mut workbook = Xlsx::new(Cursor::new(book)).expect("the workbook is sound");
    let range = workbook.worksheet_range_at(0).expect("there is a sheet");
    range.expect("the sheet is sound").used_cells().count()
}

fn cells(book: &[u8]) -> usize {
    let mut workbook = Xlsx::new(Cursor::new(book)).expect("the workbook is sound");
    let name = workbook.sheet_names().remove(0);
    let mut cells = workbook.worksheet_cells_reader(&name).expect("the sheet is sound");
    let mut count = 0;
    while let Some(cell) = cells.next_cell().expect("the sheet is sound") {
        count += usize::from(*cell.get_value() != DataRef::Empty);
    }
    count
}
