//! The disk, seen from the folder of a project.

#![expect(clippy::disallowed_methods, reason = "this file is the door to the disk")]

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::{Entry, System};

/// The disk below one folder. Relative paths are taken from that folder; reading anything that
/// lies outside of it, also through a link, is refused.
#[derive(Debug)]
pub struct NativeSystem {
    root: PathBuf,
    reader: Option<PathBuf>,
}

impl NativeSystem {
    /// Opens a folder.
    ///
    /// # Errors
    ///
    /// Fails when the folder does not exist.
    pub fn open(root: &Path) -> io::Result<Self> {
        Ok(Self { root: root.canonicalize()?, reader: None })
    }

    /// Names the program that reads spreadsheets which may harm.
    #[must_use]
    pub fn with_reader(self, program: Option<PathBuf>) -> Self {
        Self { reader: program, ..self }
    }

    fn inside(&self, path: &Path) -> io::Result<PathBuf> {
        let real = self.root.join(path).canonicalize()?;
        if real.starts_with(&self.root) {
            Ok(real)
        } else {
            Err(io::Error::new(io::ErrorKind::PermissionDenied, "outside of the project folder"))
        }
    }
}

/// Reads a file that the user has named, wherever it lies.
///
/// # Errors
///
/// Fails when the file cannot be read.
pub fn read_named(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path)
}

impl System for NativeSystem {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(self.inside(path)?)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(self.inside(folder)?)? {
            let entry = entry?;
            let is_folder = fs::metadata(entry.path()).is_ok_and(|data| data.is_dir());
            entries.push(Entry { path: folder.join(entry.file_name()), is_folder });
        }
        entries.sort();
        Ok(entries)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let path = self.root.join(path);
        let folder = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder)?;
        let mut file = tempfile::Builder::new().prefix(".msoko-").tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        make_readable(file.path())?;
        file.persist(&path).map_err(|error| error.error)?;
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let to = self.root.join(to);
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::rename(self.root.join(from), to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let path = self.root.join(path);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
    }

    fn reader(&self) -> Option<&Path> {
        self.reader.as_deref()
    }
}

/// Temporary files are made for their owner only; a report is for everybody in the office.
#[cfg(unix)]
fn make_readable(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn make_readable(_path: &Path) -> io::Result<()> {
    Ok(())
}
