//! The parts alone: `calamine` reading files, and Typst in a world that only holds what it needs.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Cursor};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Mutex;

use calamine::{DataRef, Ods, Reader, Xls, Xlsx};
use msoko::output::on_workers;
use msoko::report::Document;
use rayon::prelude::{IntoParallelRefIterator as _, ParallelIterator as _};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Repr as _, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::project::Project;

/// Reads every workbook and returns how many cells are not blank. Text files are left out:
/// `calamine` does not read them.
pub(crate) fn read_workbooks(project: &Project) -> usize {
    project.spreadsheets().par_iter().map(|(path, bytes)| read_workbook(path, bytes)).sum()
}

fn read_workbook(path: &str, bytes: &[u8]) -> usize {
    let bytes = Cursor::new(bytes);
    match path.rsplit('.').next() {
        Some("xlsx") => stream_cells(Xlsx::new(bytes).expect("the sample is sound")),
        Some("xls") => range_cells(Xls::new(bytes).expect("the sample is sound")),
        Some("ods") => range_cells(Ods::new(bytes).expect("the sample is sound")),
        _ => 0,
    }
}

fn stream_cells(mut workbook: Xlsx<Cursor<&[u8]>>) -> usize {
    let mut count = 0;
    for name in workbook.sheet_names() {
        let mut cells = workbook.worksheet_cells_reader(&name).expect("the sheet exists");
        while let Some(cell) = cells.next_cell().expect("the sample is sound") {
            count += usize::from(*cell.get_value() != DataRef::Empty);
        }
    }
    count
}

fn range_cells<'b, R>(mut workbook: R) -> usize
where
    R: Reader<Cursor<&'b [u8]>, Error: std::fmt::Debug>,
{
    let names = workbook.sheet_names();
    names
        .iter()
        .map(|name| workbook.worksheet_range(name).expect("the sheet exists").used_cells().count())
        .sum()
}

/// What all documents of a run have in common: fonts, library and parsed templates, made once.
pub(crate) struct Typesetting<'p> {
    project: &'p Project,
    faces: Vec<Font>,
    book: LazyHash<FontBook>,
}

/// The world of one document.
struct BareWorld<'a> {
    typesetting: &'a Typesetting<'a>,
    library: &'a LazyHash<Library>,
    sources: &'a Mutex<HashMap<FileId, FileResult<Source>>>,
    main: Source,
    supplied: HashMap<FileId, Bytes>,
    date: jiff::civil::Date,
}

impl<'p> Typesetting<'p> {
    /// Loads the fonts that the program carries.
    pub(crate) fn load(root: &Path, project: &'p Project) -> io::Result<Self> {
        const FACES: [&str; 6] = [
            "Tinos-Regular",
            "Tinos-Italic",
            "Tinos-Bold",
            "Tinos-BoldItalic",
            "GolosText-Regular",
            "GolosText-SemiBold",
        ];
        let mut faces = Vec::new();
        for name in FACES {
            let bytes = fs::read(root.join(format!("assets/fonts/{name}.ttf")))?;
            faces.extend(Font::iter(Bytes::new(bytes)));
        }
        let book = LazyHash::new(FontBook::from_fonts(&faces));
        Ok(Self { project, faces, book })
    }

    /// Typesets all documents on some threads.
    pub(crate) fn all(&self, documents: &[(String, Document)], threads: usize) -> Vec<Vec<u8>> {
        let library = LazyHash::new(Library::default());
        let sources = Mutex::default();
        let made: Mutex<Vec<Vec<u8>>> = Mutex::new(vec![Vec::new(); documents.len()]);
        on_workers(documents.len(), threads, &|index| {
            let pdf = self.one(&documents[index].1, &library, &sources);
            made.lock().expect("nothing panics")[index] = pdf;
            ControlFlow::Continue(())
        });
        made.into_inner().expect("nothing panics")
    }

    fn one(
        &self,
        document: &Document,
        library: &LazyHash<Library>,
        sources: &Mutex<HashMap<FileId, FileResult<Source>>>,
    ) -> Vec<u8> {
        let mut supplied = HashMap::from([(file_id("/data.json"), document.data.clone())]);
        for (index, attachment) in document.attachments.iter().enumerate() {
            supplied.insert(file_id(&attached(index)), attachment.bytes.clone());
        }
        let main = Source::new(file_id("/<msoko>/main.typ"), main_text(document));
        let date = document.date;
        let world = BareWorld { typesetting: self, library, sources, main, supplied, date };
        let pages = typst::compile::<PagedDocument>(&world).output.expect("the template is right");
        let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1]);
        let options = PdfOptions {
            ident: Smart::Custom(document.identity.clone()),
            creator: Smart::Custom(Some(format!("msoko {}", env!("CARGO_PKG_VERSION")))),
            timestamp: day(date, Some((0, 0, 0))).map(Timestamp::new_utc),
            page_ranges: None,
            standards: standards.expect("the standards agree"),
            tagged: true,
            pretty: false,
        };
        typst_pdf::pdf(&pages, &options).expect("the document meets the standards")
    }
}

/// The same file that the program starts Typst at.
fn main_text(document: &Document) -> String {
    let mut text = format!("#include {}\n", format!("/{}", document.template).repr());
    for (index, attachment) in document.attachments.iter().enumerate() {
        text.push_str(&format!(
            "#pdf.attach({}, read({}, encoding: none), relationship: \"data\", mime-type: {}, \
             description: {})\n",
            format!("/{}", attachment.name).repr(),
            attached(index).repr(),
            attachment.mime.as_str().repr(),
            attachment.description.as_str().repr(),
        ));
    }
    text
}

fn attached(index: usize) -> String {
    format!("/<msoko>/attachment-{index}")
}

fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("the path stays in the project");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

fn day(date: jiff::civil::Date, time: Option<(u8, u8, u8)>) -> Option<Datetime> {
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    let year = i32::from(date.year());
    match time {
        Some((hour, minute, second)) => {
            Datetime::from_ymd_hms(year, month, day, hour, minute, second)
        }
        None => Datetime::from_ymd(year, month, day),
    }
}

impl BareWorld<'_> {
    fn read(&self, id: FileId) -> FileResult<Vec<u8>> {
        let path = id.vpath().get_without_slash();
        let bytes = self.typesetting.project.file(path).map(<[u8]>::to_vec);
        bytes.ok_or_else(|| FileError::NotFound(path.into()))
    }
}

impl World for BareWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.typesetting.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        let mut sources = self.sources.lock().expect("nothing panics");
        let parse = || Ok(Source::new(id, String::from_utf8_lossy(&self.read(id)?).into_owned()));
        sources.entry(id).or_insert_with(parse).clone()
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let supplied = self.supplied.get(&id).cloned();
        supplied.map_or_else(|| self.read(id).map(Bytes::new), Ok)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.typesetting.faces.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        day(self.date, None)
    }
}
