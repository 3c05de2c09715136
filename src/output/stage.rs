//! Output on its way: written beside its place under a temporary name, then moved as a whole.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use sha2::{Digest as _, Sha256};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Location, Outcome};
use crate::report::PlannedDocument;
use crate::system::System;

/// Name of the folder in which output waits.
const WAITING: &str = ".msoko-new";

/// Files that wait for all others.
pub(super) struct Stage<'a> {
    system: &'a dyn System,
    folder: PathBuf,
    fingerprints: Mutex<BTreeMap<String, String>>,
}

impl<'a> Stage<'a> {
    /// Prepares the folder that all documents have in common.
    pub(super) fn new(system: &'a dyn System, documents: &[PlannedDocument]) -> Self {
        let stage =
            Self { system, folder: common_folder(documents), fingerprints: Mutex::default() };
        stage.discard();
        stage
    }

    /// Returns the path of a file that belongs to all documents.
    pub(super) fn beside(&self, name: &str) -> String {
        self.folder.join(name).to_string_lossy().replace('\\', "/")
    }

    /// Writes a file under its temporary name.
    pub(super) fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
        let written = self.system.write(&self.waiting(path), bytes);
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

    /// Moves every file to its place.
    pub(super) fn publish(self) -> Outcome<()> {
        let mut findings = Diagnostics::default();
        for path in self.fingerprints().keys() {
            if let Err(error) = self.system.rename(&self.waiting(path), Path::new(path)) {
                findings.push(cannot_write(path, &error));
            }
        }
        self.discard();
        findings.finish(())
    }

    /// Removes what waits. That there is nothing is no mistake.
    pub(super) fn discard(&self) {
        drop(self.system.remove(&self.folder.join(WAITING)));
    }

    fn waiting(&self, path: &str) -> PathBuf {
        let path = Path::new(path);
        let inner = path.strip_prefix(&self.folder).unwrap_or(path);
        self.folder.join(WAITING).join(inner)
    }
}

fn cannot_write(path: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::error(Code::CannotWrite)
        .with("path", path)
        .with("reason", error.to_string())
        .at(Location::File(path.into()))
        .help("help")
}

/// The deepest folder that holds every document.
fn common_folder(documents: &[PlannedDocument]) -> PathBuf {
    let folder = |document: &PlannedDocument| {
        Path::new(&document.path).parent().unwrap_or(Path::new("")).to_owned()
    };
    let mut folders = documents.iter().map(folder);
    let first = folders.next().unwrap_or_default();
    folders.fold(first, |common, folder| {
        let shared = common.components().zip(folder.components());
        shared.take_while(|(a, b)| a == b).map(|(part, _)| part).collect()
    })
}
