//! Files that exist only in memory, for tests.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::{Entry, System};

/// A file system in memory.
#[derive(Debug, Default)]
pub struct MemorySystem {
    files: Mutex<BTreeMap<PathBuf, Vec<u8>>>,
    reader: Option<PathBuf>,
}

impl MemorySystem {
    /// Puts a file in place and returns the system again.
    #[must_use]
    pub fn with(self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.locked().insert(PathBuf::from(path), bytes.into());
        self
    }

    /// Names the program that reads spreadsheets which may harm.
    #[must_use]
    pub fn with_reader(self, program: &Path) -> Self {
        Self { reader: Some(program.to_owned()), ..self }
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, BTreeMap<PathBuf, Vec<u8>>> {
        self.files.lock().expect("no holder of this lock can panic")
    }
}

fn missing(path: &Path) -> io::Error {
    io::Error::new(io::ErrorKind::NotFound, path.display().to_string())
}

impl System for MemorySystem {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.locked().get(path).cloned().ok_or_else(|| missing(path))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let files = self.locked();
        let mut entries: Vec<Entry> = files
            .keys()
            .filter_map(|path| {
                let rest = path.strip_prefix(folder).ok()?;
                let name = rest.components().next()?;
                let is_folder = rest.components().count() > 1;
                Some(Entry { path: folder.join(name), is_folder })
            })
            .collect();
        entries.sort();
        entries.dedup();
        if entries.is_empty() { Err(missing(folder)) } else { Ok(entries) }
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.locked().insert(path.to_owned(), bytes.to_owned());
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut files = self.locked();
        let moved: Vec<PathBuf> =
            files.keys().filter(|path| path.starts_with(from)).cloned().collect();
        if moved.is_empty() {
            return Err(missing(from));
        }
        for path in moved {
            let rest = path.strip_prefix(from).map_err(|_| missing(from))?;
            let target = if rest.as_os_str().is_empty() { to.to_owned() } else { to.join(rest) };
            if let Some(bytes) = files.remove(&path) {
                files.insert(target, bytes);
            }
        }
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.locked().retain(|file, _| !file.starts_with(path));
        Ok(())
    }

    fn reader(&self) -> Option<&Path> {
        self.reader.as_deref()
    }
}
