//! The text files of a run, so that a span can be shown with its line.

use std::sync::Arc;

use super::location::{SourceId, Span};

/// Stands before the path of a file that is part of the program.
pub const SHIPPED: &str = "msoko:";

/// Names and texts of the definition files, templates and other texts that were loaded.
#[derive(Debug, Default, Clone)]
pub struct SourceMap {
    files: Vec<(Arc<str>, Arc<str>)>,
}

impl SourceMap {
    /// Registers a file and returns its id; a file that is known already keeps its id.
    pub fn add(&mut self, path: &str, text: &str) -> SourceId {
        let same = |(known, old): &(Arc<str>, Arc<str>)| &**known == path && &**old == text;
        if let Some(known) = self.files.iter().position(same) {
            return SourceId(u32::try_from(known).expect("ids are given below"));
        }
        let id = u32::try_from(self.files.len()).expect("fewer than 2^32 files are loaded");
        self.files.push((path.into(), text.into()));
        SourceId(id)
    }

    /// Returns the path under which the file was registered.
    #[must_use]
    pub fn path(&self, id: SourceId) -> &Arc<str> {
        &self.files[id.0 as usize].0
    }

    /// Of a file that is part of the program, returns the path at which a project may have its own.
    #[must_use]
    pub fn shipped_path(&self, id: SourceId) -> Option<&str> {
        self.path(id).strip_prefix(SHIPPED)
    }

    /// Returns the text of the file.
    #[must_use]
    pub fn text(&self, id: SourceId) -> &Arc<str> {
        &self.files[id.0 as usize].1
    }

    /// Returns the text of the file that was registered under a path.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<&Arc<str>> {
        self.files.iter().find(|(known, _)| &**known == path).map(|(_, text)| text)
    }

    /// Returns the piece of text that a span covers.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text(span.source).get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// Returns line and column of a byte, both from one, the column counted in characters.
    #[must_use]
    pub fn line_column(&self, id: SourceId, byte: u32) -> (usize, usize) {
        let text = self.text(id);
        let mut end = (byte as usize).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}
