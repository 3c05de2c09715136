//! Patterns of file paths: `*` stands for any characters of one name, `{name}` captures them.

use std::path::{Path, PathBuf};

use regex::Regex;

use crate::system::System;

/// A pattern of paths below the project folder.
#[derive(Debug, Clone)]
pub struct PathPattern {
    /// As written.
    pub text: String,
    /// Names of its captures.
    pub captures: Vec<String>,
    pattern: Regex,
    folder: PathBuf,
    depth: usize,
}

/// A file that fits, with the captured pieces of its path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FoundFile {
    /// Its path.
    pub path: String,
    /// Name and text of each capture.
    pub captures: Vec<(String, String)>,
}

/// Why a text is no path of the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathFault {
    /// It starts at the root or at a drive, or leaves the project by `..`.
    Outside,
    /// It is divided by `\`.
    Backslash,
    /// It has a colon, which no file name can have everywhere.
    Colon,
    /// A name in it is empty.
    Empty,
    /// A brace is not closed, or a name is not made of letters, digits and `_`, or repeated.
    Malformed,
}

/// Checks that a path stays inside of the project and can be used on every system.
///
/// # Errors
///
/// Fails with what is wrong.
pub(super) fn check_path(text: &str) -> Result<(), PathFault> {
    let mut letters = text.chars();
    let has_drive = letters.next().is_some_and(|c| c.is_ascii_alphabetic())
        && letters.next() == Some(':')
        && matches!(letters.next(), Some('/' | '\\'));
    if has_drive || text.starts_with('/') || text.split(['/', '\\']).any(|part| part == "..") {
        Err(PathFault::Outside)
    } else if text.contains('\\') {
        Err(PathFault::Backslash)
    } else if text.contains(':') {
        Err(PathFault::Colon)
    } else if text.split('/').any(str::is_empty) {
        Err(PathFault::Empty)
    } else {
        Ok(())
    }
}

impl PathPattern {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// Fails when the pattern leaves the project or cannot be read.
    pub fn parse(text: &str) -> Result<Self, PathFault> {
        check_path(text)?;
        let parts: Vec<&str> = text.split('/').filter(|part| *part != ".").collect();
        if parts.is_empty() {
            return Err(PathFault::Empty);
        }
        let mut captures = Vec::new();
        let names: Option<Vec<String>> =
            parts.iter().map(|part| name_pattern(part, &mut captures)).collect();
        // Some systems and programs write the ending of a file in upper case.
        let expression = format!("(?i)^{}$", names.ok_or(PathFault::Malformed)?.join("/"));
        let pattern = Regex::new(&expression).map_err(|_| PathFault::Malformed)?;
        let fixed = parts.iter().take_while(|part| !part.contains(['*', '{'])).count();
        let folder = parts[..fixed.min(parts.len() - 1)].iter().collect();
        let text = parts.join("/");
        Ok(Self { text, captures, pattern, folder, depth: parts.len() })
    }

    /// Returns the files that fit, sorted by path. Temporary files of office programs (`~$…`) and
    /// hidden files are passed over.
    #[must_use]
    pub fn find(&self, system: &dyn System) -> Vec<FoundFile> {
        let mut found = Vec::new();
        self.search(system, &self.folder, &mut found);
        found.sort();
        found
    }

    /// Returns what the captures of a path are; nothing if it does not fit.
    #[must_use]
    pub fn captures_of(&self, path: &str) -> Option<Vec<(String, String)>> {
        let groups = self.pattern.captures(path)?;
        let text = |name: &String| (name.clone(), groups[name.as_str()].to_owned());
        Some(self.captures.iter().map(text).collect())
    }

    fn search(&self, system: &dyn System, folder: &Path, found: &mut Vec<FoundFile>) {
        let Ok(entries) = system.list(folder) else { return };
        for entry in entries {
            let name = entry.path.file_name().unwrap_or_default().to_string_lossy();
            if name.starts_with("~$") || name.starts_with('.') {
                continue;
            }
            if entry.is_folder {
                if entry.path.components().count() < self.depth {
                    self.search(system, &entry.path, found);
                }
                continue;
            }
            let path = entry.path.to_string_lossy().replace('\\', "/");
            if let Some(captures) = self.captures_of(&path) {
                found.push(FoundFile { path, captures });
            }
        }
    }
}

/// Turns one name of a path into a regular expression.
fn name_pattern(part: &str, captures: &mut Vec<String>) -> Option<String> {
    let mut pattern = String::new();
    let mut rest = part;
    while let Some(at) = rest.find(['*', '{', '}']) {
        pattern.push_str(&regex::escape(&rest[..at]));
        let (special, after) = rest[at..].split_at(1);
        match special {
            "*" => {
                pattern.push_str("[^/]*");
                rest = after;
            }
            "{" => {
                let (name, after) = after.split_once('}')?;
                let is_name =
                    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
                if !is_name || captures.iter().any(|known| known == name) {
                    return None;
                }
                pattern.push_str(&format!("(?<{name}>[^/]+)"));
                captures.push(name.to_owned());
                rest = after;
            }
            _ => return None,
        }
    }
    pattern.push_str(&regex::escape(rest));
    Some(pattern)
}

#[cfg(test)]
mod tests {
    use super::{PathFault, PathPattern};
    use crate::system::MemorySystem;

    #[test]
    fn captures_parts_of_the_path() {
        let system = MemorySystem::default()
            .with("inputs/2023-24/ВПР/Отметки. 5.xlsx", "")
            .with("inputs/2024-25/ВПР/Отметки. 6.xlsx", "")
            .with("inputs/2024-25/ВПР/~$Отметки. 6.xlsx", "")
            .with("inputs/2024-25/Реестр.xlsx", "");
        let pattern = PathPattern::parse("inputs/{period}/ВПР/Отметки. *.xlsx").expect("a pattern");
        let found: Vec<_> =
            pattern.find(&system).into_iter().map(|file| file.captures[0].1.clone()).collect();
        assert_eq!(found, ["2023-24", "2024-25"]);
    }

    #[test]
    fn stays_inside_the_project() {
        let cases = [
            ("../a.xlsx", PathFault::Outside),
            ("/etc/passwd", PathFault::Outside),
            ("C:\\a.xlsx", PathFault::Outside),
            ("a\\..\\..\\b", PathFault::Outside),
            ("a\\b.xlsx", PathFault::Backslash),
            ("Отчёт: 2024.pdf", PathFault::Colon),
            ("a//b", PathFault::Empty),
            (".", PathFault::Empty),
            ("{a", PathFault::Malformed),
            ("{a}{a}", PathFault::Malformed),
            ("{ключ}", PathFault::Malformed),
        ];
        for (text, fault) in cases {
            assert_eq!(PathPattern::parse(text).expect_err(text), fault, "{text}");
        }
    }
}
