//! The shipped project, read into memory once, so that the disk is no part of any measurement.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use msoko::system::MemorySystem;

/// Folders of a project that are read; reports are not.
const FOLDERS: [&str; 3] = ["pipelines", "inputs", "report-templates"];

/// The files of a project by their paths.
pub(crate) struct Project(BTreeMap<String, Vec<u8>>);

impl Project {
    pub(crate) fn read(root: &Path) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        for folder in FOLDERS {
            read_folder(&root.join(folder), folder, &mut files)?;
        }
        Ok(Self(files))
    }

    /// Returns a system with these files and no others.
    pub(crate) fn system(&self) -> MemorySystem {
        let files = self.0.iter();
        files.fold(MemorySystem::default(), |system, (path, bytes)| {
            system.with(path, bytes.as_slice())
        })
    }

    pub(crate) fn file(&self, path: &str) -> Option<&[u8]> {
        self.0.get(path).map(Vec::as_slice)
    }

    /// Returns paths and bytes of the spreadsheets.
    pub(crate) fn spreadsheets(&self) -> Vec<(&str, &[u8])> {
        let files = self.0.iter().filter(|(path, _)| path.starts_with("inputs/"));
        files.map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect()
    }
}

fn read_folder(
    folder: &Path,
    prefix: &str,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            read_folder(&entry.path(), &path, files)?;
        } else {
            files.insert(path, fs::read(entry.path())?);
        }
    }
    Ok(())
}
