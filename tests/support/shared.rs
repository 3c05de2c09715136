//! Files of others, which are no part of this repository.

use std::path::{Path, PathBuf};

/// Returns a file or folder of the others, or says that it is not there. They are looked for in the
/// folder `MSOKO_SHARED`, or else in `../shared`.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("MSOKO_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let found = folder.join(path);
    if found.exists() {
        return Some(found);
    }
    println!("skipped: there is no {}", found.display());
    None
}
