//! The fonts a report can use: those in the project's folder `fonts/`, then those inside of the
//! program. Fonts of the machine are never used, so that every machine makes the same report.

use std::io;
use std::path::Path;
use std::sync::Arc;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Location, Outcome};
use crate::system::{Entry, System, failure_reason};

/// The fonts inside of the program.
const BUILT_IN: [&[u8]; 6] = [
    include_bytes!("../../assets/fonts/Tinos-Regular.ttf"),
    include_bytes!("../../assets/fonts/Tinos-Italic.ttf"),
    include_bytes!("../../assets/fonts/Tinos-Bold.ttf"),
    include_bytes!("../../assets/fonts/Tinos-BoldItalic.ttf"),
    include_bytes!("../../assets/fonts/GolosText-Regular.ttf"),
    include_bytes!("../../assets/fonts/GolosText-SemiBold.ttf"),
];

/// The project's folder for its own fonts.
const FOLDER: &str = "fonts";

/// The fonts of a run, in order of preference.
pub struct Fonts {
    book: LazyHash<FontBook>,
    faces: Vec<Font>,
}

impl Fonts {
    /// Loads the fonts of the project and of the program.
    ///
    /// # Errors
    ///
    /// Fails when a file in `fonts/` cannot be read or is not a font.
    pub fn load(system: &dyn System) -> Outcome<Self> {
        let mut diagnostics = Diagnostics::default();
        let mut faces = Vec::new();
        for path in project_files(system, &mut diagnostics) {
            faces.extend(diagnostics.keep(read_faces(system, &path)).unwrap_or_default());
        }
        faces.extend(BUILT_IN.iter().flat_map(|bytes| Font::iter(Bytes::new(*bytes))));
        let book = LazyHash::new(FontBook::from_fonts(&faces));
        diagnostics.finish(Self { book, faces })
    }

    pub(super) const fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub(super) fn face(&self, index: usize) -> Option<Font> {
        self.faces.get(index).cloned()
    }
}

/// Returns the font files of the project; a project without the folder has none.
fn project_files(system: &dyn System, diagnostics: &mut Diagnostics) -> Vec<Arc<str>> {
    let entries = match system.list(Path::new(FOLDER)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => {
            diagnostics.push(unreadable(FOLDER.into(), &error));
            Vec::new()
        }
    };
    entries.iter().filter(|entry| is_font(entry)).map(displayed).collect()
}

fn is_font(entry: &Entry) -> bool {
    let extension = entry.path.extension().and_then(|extension| extension.to_str());
    let known = ["ttf", "otf", "ttc", "otc"];
    !entry.is_folder
        && extension.is_some_and(|found| known.iter().any(|one| found.eq_ignore_ascii_case(one)))
}

fn displayed(entry: &Entry) -> Arc<str> {
    entry.path.to_string_lossy().replace('\\', "/").into()
}

fn read_faces(system: &dyn System, path: &Arc<str>) -> Result<Vec<Font>, Diagnostic> {
    let bytes =
        system.read(Path::new(&**path)).map_err(|error| unreadable(path.clone(), &error))?;
    let faces: Vec<Font> = Font::iter(Bytes::new(bytes)).collect();
    if faces.is_empty() {
        return Err(Diagnostic::error(Code::BadFont)
            .with("path", &**path)
            .at(Location::File(path.clone()))
            .help("help"));
    }
    Ok(faces)
}

fn unreadable(path: Arc<str>, error: &io::Error) -> Diagnostic {
    Diagnostic::error(Code::CannotRead)
        .with("path", &*path)
        .with("reason", failure_reason(error))
        .at(Location::File(path))
}

#[cfg(test)]
mod tests {
    use super::{BUILT_IN, Fonts};
    use crate::diagnostics::Code;
    use crate::system::MemorySystem;

    #[test]
    fn every_built_in_file_is_a_font() {
        let fonts = Fonts::load(&MemorySystem::default()).expect("there is nothing to refuse");
        assert_eq!(fonts.value.faces.len(), BUILT_IN.len());
    }

    #[test]
    fn fonts_of_the_project_come_first() {
        let system = MemorySystem::default()
            .with("fonts/Mine.TTF", BUILT_IN[0])
            .with("fonts/LICENSE.txt", "a licence");
        let fonts = Fonts::load(&system).expect("the project's font is one").value;
        assert_eq!(fonts.faces.len(), BUILT_IN.len() + 1);
        assert_eq!(fonts.faces[0].info().family, fonts.faces[1].info().family);
    }

    #[test]
    fn a_file_that_is_not_a_font_is_an_error() {
        let system = MemorySystem::default().with("fonts/broken.otf", "not a font");
        let errors = Fonts::load(&system).err().expect("the file is refused");
        let codes: Vec<Code> = errors.iter().map(|error| error.code).collect();
        assert_eq!(codes, [Code::BadFont]);
    }
}
