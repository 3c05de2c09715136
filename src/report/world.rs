//! The world Typst sees: the project folder behind [`System`], the data and the attachments of one
//! document, our fonts, a fixed date. No packages, no network, no path of the machine.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::document::{DATA_PATH, Document, MAIN_PATH, attachment_path, main_text};
use super::fonts::Fonts;
use crate::system::System;

/// The Typst files that were read and parsed, shared by all documents of a run.
#[derive(Default)]
pub struct SharedSources(Mutex<HashMap<FileId, FileResult<Source>>>);

/// What all documents of a run have in common.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// The door to the project folder.
    pub system: &'a dyn System,
    /// The standard library of Typst.
    pub library: &'a LazyHash<Library>,
    /// The fonts.
    pub fonts: &'a Fonts,
    /// The templates read so far.
    pub sources: &'a SharedSources,
}

/// The world of one document.
pub struct ReportWorld<'a> {
    around: Surroundings<'a>,
    main: Source,
    supplied: HashMap<FileId, Bytes>,
    files: Mutex<HashMap<FileId, FileResult<Bytes>>>,
    today: Option<Datetime>,
}

impl<'a> ReportWorld<'a> {
    /// Prepares the world of a document, whose data and attachments it takes.
    #[must_use]
    pub fn new(around: Surroundings<'a>, document: Document) -> Self {
        let main = Source::new(interned(MAIN_PATH), main_text(&document));
        let mut supplied = HashMap::from([(interned(DATA_PATH), document.data)]);
        for (index, attachment) in document.attachments.into_iter().enumerate() {
            supplied.insert(interned(&attachment_path(index)), attachment.bytes);
        }
        Self { around, main, supplied, files: Mutex::default(), today: day(document.date) }
    }

    /// Whether a file is part of the project, not one that this program made for the document.
    pub(super) fn is_project_file(&self, id: FileId) -> bool {
        id != self.main.id() && !self.supplied.contains_key(&id)
    }

    fn read(&self, id: FileId) -> FileResult<Vec<u8>> {
        if let VirtualRoot::Package(package) = id.root() {
            return Err(PackageError::NotFound(package.clone()).into());
        }
        let path = id.vpath().get_without_slash();
        self.around.system.read(Path::new(path)).map_err(|error| refusal(&error, path))
    }

    fn parse(&self, id: FileId) -> FileResult<Source> {
        let bytes = self.read(id)?;
        let text = std::str::from_utf8(&bytes)?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Ok(Source::new(id, text.to_owned()))
    }
}

impl World for ReportWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        self.around.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.around.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        if self.supplied.contains_key(&id) {
            return Err(FileError::NotSource);
        }
        locked(&self.around.sources.0).entry(id).or_insert_with(|| self.parse(id)).clone()
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if let Some(bytes) = self.supplied.get(&id) {
            return Ok(bytes.clone());
        }
        locked(&self.files).entry(id).or_insert_with(|| self.read(id).map(Bytes::new)).clone()
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.around.fonts.face(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}

/// Returns a date as Typst has it.
fn day(date: jiff::civil::Date) -> Option<Datetime> {
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    Datetime::from_ymd(i32::from(date.year()), month, day)
}

fn interned(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("the paths of supplied files stay in the project");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

fn locked<T>(cache: &Mutex<T>) -> MutexGuard<'_, T> {
    cache.lock().expect("reading and parsing a file do not panic")
}

/// Turns a failure to read into Typst's error. The text of the failure is left out: it may name
/// folders of the machine.
fn refusal(error: &io::Error, path: &str) -> FileError {
    match error.kind() {
        io::ErrorKind::NotFound => FileError::NotFound(PathBuf::from(path)),
        io::ErrorKind::PermissionDenied => FileError::AccessDenied,
        io::ErrorKind::IsADirectory => FileError::IsDirectory,
        kind => FileError::Other(Some(kind.to_string().into())),
    }
}

#[cfg(test)]
mod tests {
    use typst::foundations::Bytes;
    use typst::layout::{Frame, FrameItem};
    use typst::utils::LazyHash;
    use typst::{Library, LibraryExt as _};
    use typst_layout::PagedDocument;

    use super::{ReportWorld, SharedSources, Surroundings};
    use crate::report::{Document, Fonts};
    use crate::system::MemorySystem;

    fn collect(frame: &Frame, text: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => collect(&group.frame, text),
                FrameItem::Text(run) => text.push_str(&run.text),
                _ => {}
            }
        }
    }

    /// Everything that stands on the pages of `template.typ`.
    fn printed(system: &MemorySystem, data: &str) -> String {
        let around = Surroundings {
            system,
            library: &LazyHash::new(Library::default()),
            fonts: &Fonts::load(system).expect("the fonts are whole").value,
            sources: &SharedSources::default(),
        };
        let document = Document {
            identity: String::new(),
            template: "template.typ".to_owned(),
            data: Bytes::new(data.as_bytes().to_owned()),
            attachments: Vec::new(),
            date: jiff::civil::date(2025, 8, 20),
        };
        let world = ReportWorld::new(around, document);
        let compiled = typst::compile::<PagedDocument>(&world);
        let pages = compiled.output.expect("the template is right");
        let mut text = String::new();
        for page in pages.pages() {
            collect(&page.frame, &mut text);
        }
        text
    }

    #[test]
    fn data_is_never_read_as_markup() {
        let template = "#set text(font: \"Tinos\")\n#json(\"/data.json\").join()";
        let system = MemorySystem::default().with("template.typ", template);
        let hostile = ["#import \"a.typ\"", "$x$", "@label", "{{ value }}", "*b*", "<a>", "= \\"];
        let data = serde_json::to_string(&hostile).expect("strings are JSON");
        assert_eq!(printed(&system, &data), hostile.concat());
    }

    #[test]
    fn files_are_found_from_the_template_and_from_the_root() {
        let template = "\u{feff}#set text(font: \"Tinos\")\n\
            #import \"lib/a.typ\": x\n#x#read(\"/lib/b.txt\")";
        let system = MemorySystem::default()
            .with("template.typ", template)
            .with("lib/a.typ", "#let x = read(\"b.txt\")")
            .with("lib/b.txt", "да");
        assert_eq!(printed(&system, "{}"), "дада");
    }

    #[test]
    fn the_only_day_is_that_of_the_document() {
        let template = "#set text(font: \"Tinos\")\n#datetime.today().display()";
        let system = MemorySystem::default().with("template.typ", template);
        assert_eq!(printed(&system, "{}"), "2025-08-20");
    }
}
