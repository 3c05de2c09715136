//! Output on its way: written beside its place under a temporary name, then moved as a whole.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use sha2::{Digest as _, Sha256};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Location, Outcome};
use crate::system::{System, failure_reason};

/// Name of the folder in which output waits.
const WAITING: &str = ".msoko-new";

/// Name of the folder in which replaced files lie until all new ones are in place.
const REPLACED: &str = ".msoko-old";

/// Files that wait for all others.
pub(super) struct Stage<'a> {
    system: &'a dyn System,
    folder: PathBuf,
    fingerprints: Mutex<BTreeMap<String, String>>,
}

impl<'a> Stage<'a> {
    /// Prepares a folder that will hold everything. What a run that was cut off had replaced is
    /// put back first.
    pub(super) fn new(system: &'a dyn System, folder: PathBuf) -> Self {
        let stage = Self { system, folder, fingerprints: Mutex::default() };
        stage.restore(&stage.folder.join(REPLACED));
        stage.discard();
        stage
    }

    /// Puts back every file below a folder of replaced files. Mostly there is no such folder.
    fn restore(&self, replaced: &Path) {
        for entry in self.system.list(replaced).unwrap_or_default() {
            if entry.is_folder {
                self.restore(&entry.path);
            } else if let Ok(inner) = entry.path.strip_prefix(self.folder.join(REPLACED)) {
                drop(self.system.rename(&entry.path, &self.folder.join(inner)));
            }
        }
    }

    /// Returns the path of a file that belongs to all documents.
    pub(super) fn beside(&self, name: &str) -> String {
        self.folder.join(name).to_string_lossy().replace('\\', "/")
    }

    /// Writes a file under its temporary name.
    pub(super) fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
        let written = self.system.write(&self.inside(WAITING, path), bytes);
        written.map_err(|error| Box::new(cannot_write(path, &error)))?;
        let digest = Sha256::digest(bytes);
        let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut known = self.fingerprints.lock().expect("no holder of this lock can panic");
        known.insert(path.to_owned(), hex);
        Ok(())
    }

    /// Returns path and SHA-256 of every file so far.
    pub(super) fn fingerprints(&self) -> BTreeMap<String, String> {
        self.fingerprints.lock().expect("no holder of this lock can panic").clone()
    }

    /// Moves every file to its place. If one of them cannot be moved, all are moved back and the
    /// old files are where they were.
    pub(super) fn publish(self) -> Outcome<()> {
        let mut findings = Diagnostics::default();
        let fingerprints = self.fingerprints();
        let mut moved: Vec<(&str, bool)> = Vec::new();
        for path in fingerprints.keys() {
            match self.replace(path) {
                Ok(had_old) => moved.push((path, had_old)),
                Err(error) => {
                    findings.push(cannot_write(path, &error));
                    break;
                }
            }
        }
        if findings.has_errors() {
            for (path, had_old) in moved.into_iter().rev() {
                if let Err(error) = self.put_back(path, had_old) {
                    // The old file stays in the folder of replaced files, which is then kept.
                    findings.push(cannot_write(path, &error));
                    return Err(findings);
                }
            }
        }
        self.discard();
        findings.finish(())
    }

    /// Puts a new file in place of the old one, and returns whether there was an old one.
    fn replace(&self, path: &str) -> io::Result<bool> {
        let (target, old) = (Path::new(path), self.inside(REPLACED, path));
        let had_old = match self.system.rename(target, &old) {
            Ok(()) => true,
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => return Err(error),
        };
        let moved = self.system.rename(&self.inside(WAITING, path), target);
        if moved.is_err() && had_old {
            self.system.rename(&old, target)?;
        }
        moved.map(|()| had_old)
    }

    fn put_back(&self, path: &str, had_old: bool) -> io::Result<()> {
        let target = Path::new(path);
        self.system.rename(target, &self.inside(WAITING, path))?;
        if had_old { self.system.rename(&self.inside(REPLACED, path), target) } else { Ok(()) }
    }

    /// Removes what waits and what was replaced. That there is nothing is no mistake.
    pub(super) fn discard(&self) {
        drop(self.system.remove(&self.folder.join(WAITING)));
        drop(self.system.remove(&self.folder.join(REPLACED)));
    }

    /// The path of a file in one of our folders.
    fn inside(&self, folder: &str, path: &str) -> PathBuf {
        let path = Path::new(path);
        let inner = path.strip_prefix(&self.folder).unwrap_or(path);
        self.folder.join(folder).join(inner)
    }
}

fn cannot_write(path: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::error(Code::CannotWrite)
        .with("path", path)
        .with("reason", failure_reason(error))
        .at(Location::File(path.into()))
        .help("help")
}
