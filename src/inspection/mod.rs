//! What is in a workbook of which nothing is known, and a definition that reads it.
//!
//! Looks at the sheets (`region`, `profile`, `titles`, `labels`), drafts a source for each table
//! (`draft`, `yaml`), and tries the draft by reading the workbook with it (`trial`), so that what
//! is proposed runs. Personal cells never come here: `sources::survey` keeps them.

mod draft;
mod known;
mod labels;
mod missing;
mod names;
mod profile;
mod region;
mod table;
mod titles;
mod trial;
mod workbook;
mod yaml;

use crate::definition::ColumnKind;
use crate::diagnostics::Catalogue;

pub use draft::Draft;
pub use known::KnownForm;
pub use labels::Labels;
pub use names::Names;
pub use profile::{Oddity, Profile};
pub use region::Region;
pub use table::Table;
pub use titles::Title;
pub use trial::{Proposal, SourceFile, propose};
pub use workbook::{Inspection, Sheet, inspect};

/// Returns the word of the language for a type, such as `integer`.
#[must_use]
pub const fn type_name(kind: &ColumnKind) -> &'static str {
    yaml::kind_name(kind)
}

/// Returns the definition that reads workbooks, with what was guessed said in comments.
#[must_use]
pub fn definition_text(proposals: &[Proposal], words: &Catalogue) -> String {
    yaml::definition(proposals, words)
}
