//! Passages of a workbook that its reader is known to read otherwise than the spreadsheet program,
//! noticed while the container is examined.

use std::sync::Arc;

use regex::bytes::Regex;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Location};

/// What was noticed in a workbook.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Doubts {
    /// A text of several parts with a blank between two of them that is not marked as one to keep.
    pub(super) has_lost_blank: bool,
    /// A cell or a text that is written in several variants, of which one is to be taken.
    pub(super) has_alternatives: bool,
}

impl Doubts {
    /// Returns a warning for each kind.
    pub(super) fn findings(self, path: &Arc<str>) -> Diagnostics {
        let kinds = [(self.has_lost_blank, "runs"), (self.has_alternatives, "alternatives")];
        let warning = |(_, kind): (bool, &'static str)| {
            Diagnostic::warning(Code::LossyFormat)
                .with("path", &**path)
                .with("kind", kind)
                .with("format", "xlsx")
                .labelled(Location::File(Arc::clone(path)), kind)
                .help("help-resave")
        };
        kinds.into_iter().filter(|(is_there, _)| *is_there).map(warning).collect()
    }
}

/// Looks through the parts of a container for such passages, piece by piece; no piece ends inside
/// of a tag.
pub(super) struct DoubtScanner {
    /// What was noticed so far.
    pub(super) doubts: Doubts,
    part: PartKind,
    alternatives: Regex,
    sheet_end: Regex,
    /// Variants stood in the sheet, whose cells may have ended above them.
    is_open: bool,
    /// How many parts the text has had so far.
    runs: usize,
    ends_in_blank: bool,
    is_phonetic: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum PartKind {
    Texts,
    Sheet,
    Other,
}

impl DoubtScanner {
    /// Begins a container.
    pub(super) fn new() -> Self {
        let regex = |pattern| Regex::new(pattern).expect("a pattern of this file");
        Self {
            doubts: Doubts::default(),
            part: PartKind::Other,
            alternatives: regex("AlternateContent"),
            sheet_end: regex("</(?:[^<>]*:)?sheetData"),
            is_open: false,
            runs: 0,
            ends_in_blank: false,
            is_phonetic: false,
        }
    }

    /// Begins a part; `name` is in lower case.
    pub(super) fn begin(&mut self, name: &str) {
        self.part = if name.ends_with("sharedstrings.xml") {
            PartKind::Texts
        } else if name.contains("worksheets/") {
            PartKind::Sheet
        } else {
            PartKind::Other
        };
        (self.is_open, self.runs, self.ends_in_blank, self.is_phonetic) = (false, 0, false, false);
    }

    /// Looks through the next piece of the part.
    pub(super) fn examine(&mut self, piece: &[u8]) {
        match self.part {
            PartKind::Texts => {
                if !self.doubts.has_lost_blank {
                    let mut tags = piece.split(|byte| *byte == b'<');
                    self.doubts.has_lost_blank = tags.any(|tag| self.loses_blank(tag));
                }
                self.doubts.has_alternatives |= self.alternatives.is_match(piece);
            }
            // Below the cells, form controls are written in variants, which nobody reads.
            PartKind::Sheet if !self.doubts.has_alternatives => {
                let found = self.alternatives.find(piece).map(|found| found.end());
                let from = if self.is_open { Some(0) } else { found };
                self.is_open = from.is_some();
                self.doubts.has_alternatives =
                    from.is_some_and(|from| self.sheet_end.is_match(&piece[from..]));
            }
            PartKind::Sheet | PartKind::Other => {}
        }
    }

    /// Whether a blank between two parts of a text is lost with this tag and what follows it.
    fn loses_blank(&mut self, tag: &[u8]) -> bool {
        let Some(end) = tag.iter().position(|byte| *byte == b'>') else {
            return false;
        };
        let (head, text) = (&tag[..end], &tag[end + 1..]);
        let name = head.split(|byte| is_blank(byte) || *byte == b'/').find(|name| !name.is_empty());
        let local = name.and_then(|name| name.rsplit(|byte| *byte == b':').next());
        match local {
            Some(b"si") => {
                (self.runs, self.ends_in_blank) = (0, false);
                false
            }
            Some(b"rPh") => {
                self.is_phonetic = !head.starts_with(b"/");
                false
            }
            Some(b"t") if !self.is_phonetic && !head.starts_with(b"/") && !head.ends_with(b"/") => {
                let is_kept = head.windows(8).any(|word| word == b"preserve");
                let is_lost = |byte: Option<&u8>| !is_kept && byte.is_some_and(is_blank);
                let is_glued = self.runs > 0 && (self.ends_in_blank || is_lost(text.first()));
                self.runs += 1;
                self.ends_in_blank = is_lost(text.last());
                is_glued
            }
            _ => false,
        }
    }
}

const fn is_blank(byte: &u8) -> bool {
    matches!(*byte, b' ' | b'\t' | b'\r' | b'\n')
}
