//! What a reader says of a workbook that it may have read otherwise than the spreadsheet program.

use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Location};

/// What was noticed in a workbook.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Doubts {
    /// A cell or a text that is written in several variants, of which one is to be taken.
    pub(super) has_alternatives: bool,
    /// Our own reader does not understand it, and another one has read it.
    pub(super) is_foreign: bool,
}

impl Doubts {
    /// Returns a warning for each kind.
    pub(super) fn findings(self, path: &Arc<str>) -> Diagnostics {
        let file = || Location::File(Arc::clone(path));
        let foreign = self.is_foreign.then(|| {
            let warning = Diagnostic::warning(Code::OtherReader).with("path", &**path);
            warning.at(file()).help("help")
        });
        let alternatives = self.has_alternatives.then(|| {
            Diagnostic::warning(Code::LossyFormat)
                .with("path", &**path)
                .with("kind", "alternatives")
                .with("format", "xlsx")
                .labelled(file(), "alternatives")
                .help("help-resave")
        });
        foreign.into_iter().chain(alternatives).collect()
    }
}
