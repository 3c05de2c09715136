//! The world outside of the program: files and processes. Everything else takes a [`System`].

mod limits;
mod memory;
mod native;
mod worker;

use std::io;
use std::path::{Path, PathBuf};

pub use limits::limit_this_process;
pub use memory::MemorySystem;
pub use native::{NativeSystem, read_named};
pub use worker::{Ending, converse};

/// Returns the word by which messages know why something failed; the system's own words where
/// there is none.
#[must_use]
pub fn failure_reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "not-found".to_owned(),
        io::ErrorKind::PermissionDenied => "permission-denied".to_owned(),
        io::ErrorKind::IsADirectory => "folder".to_owned(),
        io::ErrorKind::NotADirectory => "not-folder".to_owned(),
        io::ErrorKind::StorageFull => "storage-full".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "read-only".to_owned(),
        _ => error.to_string(),
    }
}

/// An entry of a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Path as it was asked for, joined with the entry's name.
    pub path: PathBuf,
    /// Whether it is a folder.
    pub is_folder: bool,
}

/// The one door to files.
pub trait System: Sync {
    /// Returns the bytes of a file.
    ///
    /// # Errors
    ///
    /// Fails when the file cannot be read, or is not inside of the project's folder.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// Returns what a folder holds, sorted by name.
    ///
    /// # Errors
    ///
    /// Fails when the folder cannot be read.
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>>;

    /// Writes a file, with the folders above it; a reader sees the old bytes or the new ones.
    ///
    /// # Errors
    ///
    /// Fails when the file cannot be written.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Moves a file or folder onto another path, replacing a file that is there.
    ///
    /// # Errors
    ///
    /// Fails when the move is not possible.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file, or a folder with everything in it.
    ///
    /// # Errors
    ///
    /// Fails when it cannot be removed.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Returns the program that reads spreadsheets which may harm, as `msoko read-apart` does. It
    /// is always named by whoever starts the run; without one they are read in this process.
    fn reader(&self) -> Option<&Path> {
        None
    }
}
