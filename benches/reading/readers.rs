//! The readers that are compared, and what each of them is given.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Cursor};
use std::path::Path;

use calamine::{DataRef, Reader as _, Xlsx};
use msoko::definition::{self, Source};
use msoko::diagnostics::SourceMap;
use msoko::sources;
use msoko::system::{MemorySystem, System as _};
use rayon::prelude::{IntoParallelRefIterator as _, ParallelIterator as _};

use crate::files::{self, COLUMNS, Kind};

/// A way to read the first sheet of workbooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// The step `read`, with every column declared.
    All,
    /// The step `read` up to the cells: the heading that is asked for is on no sheet.
    Sheet,
    /// `calamine`'s dense range.
    Range,
    /// `calamine`'s cells one after the other, of which none is kept.
    Cells,
}

pub(crate) const READERS: [Reader; 4] = [Reader::All, Reader::Sheet, Reader::Range, Reader::Cells];

impl Reader {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::All => "msoko, all columns",
            Self::Sheet => "msoko, cells only",
            Self::Range => "calamine, range",
            Self::Cells => "calamine, cells",
        }
    }
}

/// Something to read, ready in memory for one of the readers.
pub(crate) struct Task {
    reader: Reader,
    system: MemorySystem,
    sources: Vec<Source>,
    books: Vec<Vec<u8>>,
}

impl Task {
    /// Prepares a workbook, or the sample of a folder.
    pub(crate) fn new(reader: Reader, kind: Kind, path: &Path) -> io::Result<Self> {
        let (system, entry) = match kind {
            Kind::Sample => (files::project(path)?, "pipelines/msoko.yaml"),
            Kind::Table | Kind::Sparse => {
                let system = MemorySystem::default()
                    .with("inputs/book.xlsx", fs::read(path)?)
                    .with("pipelines/p.yaml", described(kind));
                (system, "pipelines/p.yaml")
            }
        };
        let loaded = definition::load(&system, entry, &mut SourceMap::default());
        let mut sources = loaded.definition.expect("the definition is right").sources;
        // Other formats have other readers.
        let is_xlsx = |source: &Source| {
            source.files.iter().all(|pattern| pattern.value.text.ends_with(".xlsx"))
        };
        sources.retain(is_xlsx);
        if reader == Reader::Sheet {
            for source in &mut sources {
                source.header.within = 1;
                let headings = source.header.contains.iter_mut();
                headings.for_each(|heading| heading.value = vec!["no such heading".to_owned()]);
            }
        }
        let mut task = Self { reader, system, sources, books: Vec::new() };
        if matches!(reader, Reader::Range | Reader::Cells) {
            let patterns = task.sources.iter().flat_map(|source| &source.files);
            for file in patterns.flat_map(|pattern| pattern.value.find(&task.system)) {
                task.books.push(task.system.read(Path::new(&file.path))?);
            }
            task.system = MemorySystem::default();
        }
        Ok(task)
    }

    /// Reads everything and returns how many rows, sheets or cells were found.
    pub(crate) fn run(&self) -> usize {
        match self.reader {
            Reader::Sheet => {
                let findings = sources::read(&self.sources, &self.system);
                findings.expect_err("there is no such heading").iter().count()
            }
            Reader::All => {
                let read = sources::read(&self.sources, &self.system);
                let sources = read.expect("the files are right").value;
                sources.iter().flat_map(|rows| &rows.sheets).map(|sheet| sheet.rows.len()).sum()
            }
            Reader::Range => self.books.par_iter().map(|book| range(book)).sum(),
            Reader::Cells => self.books.par_iter().map(|book| cells(book)).sum(),
        }
    }
}

/// The definition of a table.
fn described(kind: Kind) -> String {
    let types = |column: u16| match (kind, column) {
        (Kind::Table, 0) => "code",
        (Kind::Table, 1 | 2 | 8..12) => "text",
        (Kind::Table, 3) => "date",
        (Kind::Table, 4..8) => "percent",
        _ => "number",
    };
    let mut text = "title: Bench\nperiod: { current: 2024, kind: calendar }\nsources:\n  t:\n    \
                    files: inputs/book.xlsx\n    header: { contains: [Столбец 0] }\n    columns:\n"
        .to_owned();
    for column in 0..COLUMNS {
        let kind = types(column);
        let rules = format!("from: Столбец {column}, type: {kind}, optional: true");
        writeln!(text, "      c{column}: {{ {rules} }}").expect("a string takes everything");
    }
    text
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
