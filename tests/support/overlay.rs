//! A project folder that is read from disk, while everything written stays in memory.

use std::io;
use std::path::{Path, PathBuf};

use msoko::system::{Entry, MemorySystem, NativeSystem, System};

/// Reads below a folder; writes into memory. What was written is read back first.
pub(crate) struct Overlay {
    below: NativeSystem,
    above: MemorySystem,
    refused: Option<PathBuf>,
}

impl Overlay {
    /// Opens a folder.
    pub(crate) fn open(folder: &Path) -> io::Result<Self> {
        let above = MemorySystem::default();
        Ok(Self { below: NativeSystem::open(folder)?, above, refused: None })
    }

    /// Lets no file be put at a path.
    pub(crate) fn refusing(self, path: Option<PathBuf>) -> Self {
        Self { refused: path, ..self }
    }

    fn allow(&self, path: &Path) -> io::Result<()> {
        if self.refused.as_deref() == Some(path) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        Ok(())
    }

    /// Returns the paths below a folder that were written.
    pub(crate) fn written(&self, folder: &Path) -> Vec<String> {
        let mut paths = Vec::new();
        for entry in self.above.list(folder).unwrap_or_default() {
            if entry.is_folder {
                paths.extend(self.written(&entry.path));
            } else {
                paths.push(entry.path.to_string_lossy().into_owned());
            }
        }
        paths
    }
}

impl System for Overlay {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.above.read(path).or_else(|_| self.below.read(path))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        self.below.list(folder)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.allow(path)?;
        self.above.write(path, bytes)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.allow(to)?;
        self.above.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.above.remove(path)
    }
    fn reader(&self) -> Option<&Path> {
        Some(Path::new(env!("CARGO_BIN_EXE_msoko")))
    }
}
