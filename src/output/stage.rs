//! Output on its way: written beside its place under a temporary name, then moved as a whole.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Location, Outcome};
use crate::system::{System, failure_reason};

/// Name of the folder in which output waits.
const WAITING: &str = ".msoko-new";

/// Name of the folder in which replaced files lie until all new ones are in place.
const REPLACED: &str = ".msoko-old";

/// Name of the file that lists what a run wrote.
const MANIFEST: &str = "manifest.json";

/// Files that wait for all others.
pub(super) struct Stage<'a> {
    system: &'a dyn System,
    folder: PathBuf,
    fingerprints: Mutex<BTreeMap<String, String>>,
}

/// What was done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moved {
    /// There was none before.
    Added,
    /// It took the place of an old one.
    Replaced,
    /// It was taken away.
    Retired,
}

/// A step that moves one file.
type Move<'s> = fn(&Stage<'s>, &str) -> io::Result<Moved>;

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
        let mut known = self.fingerprints.lock().expect("no holder of this lock can panic");
        known.insert(path.to_owned(), hexadecimal(bytes));
        Ok(())
    }

    /// Returns path and SHA-256 of every file so far.
    pub(super) fn fingerprints(&self) -> BTreeMap<String, String> {
        self.fingerprints.lock().expect("no holder of this lock can panic").clone()
    }

    /// Returns the files that the run before wrote and this one does not, such as the note of a
    /// school whose data are right now. A file that somebody changed since is not ours any more.
    fn outdated(&self) -> Vec<String> {
        let manifest = self.system.read(Path::new(&self.beside(MANIFEST))).unwrap_or_default();
        let manifest: Value = serde_json::from_slice(&manifest).unwrap_or_default();
        let new = self.fingerprints();
        let written = manifest["outputs"].as_object().into_iter().flatten();
        let is_outdated = |path: &str, sha256: &Value| {
            let is_inside = Path::new(path).starts_with(&self.folder) && !path.contains("..");
            let unchanged = || {
                let bytes = self.system.read(Path::new(path));
                bytes.is_ok_and(|bytes| sha256.as_str() == Some(&hexadecimal(&bytes)))
            };
            is_inside && !new.contains_key(path) && unchanged()
        };
        let found = written.filter(|(path, sha256)| is_outdated(path, sha256));
        found.map(|(path, _)| path.clone()).collect()
    }

    /// Moves every file to its place, and what is outdated out of it. If one of them cannot be
    /// moved, all are moved back and the old files are where they were.
    pub(super) fn publish(self) -> Outcome<()> {
        let mut findings = Diagnostics::default();
        let (fingerprints, outdated) = (self.fingerprints(), self.outdated());
        let new = fingerprints.keys().map(|path| (path, Self::replace as Move<'_>));
        let old = outdated.iter().map(|path| (path, Self::retire as Move<'_>));
        let mut moved: Vec<(&str, Moved)> = Vec::new();
        for (path, step) in new.chain(old) {
            match step(&self, path) {
                Ok(what) => moved.push((path, what)),
                Err(error) => {
                    findings.push(cannot_write(path, &error));
                    break;
                }
            }
        }
        if findings.has_errors() {
            for (path, what) in moved.into_iter().rev() {
                if let Err(error) = self.put_back(path, what) {
                    // The old file stays in the folder of replaced files, which is then kept.
                    findings.push(cannot_write(path, &error));
                    return Err(findings);
                }
            }
        }
        self.discard();
        findings.finish(())
    }

    /// Puts a new file in place of the old one.
    fn replace(&self, path: &str) -> io::Result<Moved> {
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
        moved.map(|()| if had_old { Moved::Replaced } else { Moved::Added })
    }

    /// Takes an outdated file away.
    fn retire(&self, path: &str) -> io::Result<Moved> {
        self.system.rename(Path::new(path), &self.inside(REPLACED, path))?;
        Ok(Moved::Retired)
    }

    fn put_back(&self, path: &str, what: Moved) -> io::Result<()> {
        let target = Path::new(path);
        if what != Moved::Retired {
            self.system.rename(target, &self.inside(WAITING, path))?;
        }
        if what == Moved::Added {
            return Ok(());
        }
        self.system.rename(&self.inside(REPLACED, path), target)
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

/// The SHA-256 of bytes in hexadecimal digits.
fn hexadecimal(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn cannot_write(path: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::error(Code::CannotWrite)
        .with("path", path)
        .with("reason", failure_reason(error))
        .at(Location::File(path.into()))
        .help("help")
}
