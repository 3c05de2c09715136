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

/// Why a text is no pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathPatternError {
    /// It starts at the root or leaves the project by `..`.
    Outside,
    /// A brace is not closed, or a name is not made of letters, digits and `_`.
    Malformed,
}

impl PathPattern {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// Fails when the pattern leaves the project or cannot be read.
    pub fn parse(text: &str) -> Result<Self, PathPatternError> {
        let parts: Vec<&str> = text.split('/').filter(|part| *part != ".").collect();
        let outside = |part: &&str| *part == ".." || part.is_empty() || part.contains('\\');
        if parts.iter().any(outside) || text.contains(':') {
            return Err(PathPatternError::Outside);
        }
        let mut captures = Vec::new();
        let names: Option<Vec<String>> =
            parts.iter().map(|part| name_pattern(part, &mut captures)).collect();
        let expression = format!("^{}$", names.ok_or(PathPatternError::Malformed)?.join("/"));
        let pattern = Regex::new(&expression).map_err(|_| PathPatternError::Malformed)?;
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
            if let Some(groups) = self.pattern.captures(&path) {
                let text = |name: &String| (name.clone(), groups[name.as_str()].to_owned());
                let captures = self.captures.iter().map(text).collect();
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
    use super::{PathPattern, PathPatternError};
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
        for text in ["../a.xlsx", "/etc/passwd", "C:\\a.xlsx", "a//b"] {
            let error = PathPattern::parse(text).expect_err(text);
            assert_eq!(error, PathPatternError::Outside);
        }
    }
}
