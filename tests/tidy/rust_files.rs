//! The Rust files of `src/`, with and without their unit tests.

use super::repository::text_files;

/// A Rust file of `src/`.
pub(crate) struct RustFile {
    /// Path from the root of the repository.
    pub(crate) path: String,
    /// The whole text.
    pub(crate) text: String,
    /// The text up to the unit tests at its foot; empty for a file of tests.
    pub(crate) code: String,
}

impl RustFile {
    /// Returns the name without folder.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// Returns the module at the top of the tree that the file belongs to.
    pub(crate) fn module(&self) -> &str {
        let inner = self.path.strip_prefix("src/").expect("in src");
        let end = inner.find('/').unwrap_or(inner.len());
        inner[..end].trim_end_matches(".rs")
    }

    /// Returns the lines of the code, numbered from one, without comments.
    pub(crate) fn code_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.code.lines().enumerate();
        lines.map(|(index, line)| (index + 1, line)).filter(|(_, line)| {
            let line = line.trim_start();
            !line.starts_with("//")
        })
    }
}

/// Returns every Rust file of the program.
pub(crate) fn rust_files() -> Vec<RustFile> {
    let files: Vec<RustFile> = text_files("src")
        .into_iter()
        .filter(|file| file.path.ends_with(".rs"))
        .map(|file| RustFile { code: without_tests(&file.path, &file.text), ..whole(file) })
        .collect();
    assert!(files.len() > 50, "the program has more files than {}", files.len());
    files
}

fn whole(file: super::repository::TextFile) -> RustFile {
    RustFile { path: file.path, text: file.text, code: String::new() }
}

/// Test modules stand at the foot of a file, in a folder `tests/`, or in a file of their own that
/// is declared under `#[cfg(test)]`.
fn without_tests(path: &str, text: &str) -> String {
    let of_tests = ["/tests/", "/tests.rs", "/fuzz.rs", "/test_table.rs"];
    if of_tests.iter().any(|part| path.contains(part)) {
        return String::new();
    }
    let foot = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    text[..foot].to_owned()
}
