//! Everything the program says about a mistake: what, where, and what to do.
//!
//! A [`Diagnostic`] carries a [`Code`] and arguments; its words live in `locales/`, one message
//! per code, so that every report exists in Russian and in English. To add one: a line in
//! `code.rs`, a message in each `locales/*/diagnostics.ftl`, a page in `docs/diagnostics/`, and a
//! case in `tests/cases/` that shows it.

mod code;
mod collect;
mod diagnostic;
mod location;
mod messages;
mod render;
mod source_map;
mod suggest;

pub use code::Code;
pub use collect::{Diagnostics, Outcome, Warned};
pub use diagnostic::{Argument, Diagnostic, Label, Severity};
pub use location::{CellRef, Excerpt, Location, SourceId, Span, Spanned, column_letters};
pub use messages::{Catalogue, Language};
pub use render::{RenderFormat, Renderer};
pub use source_map::{SHIPPED, SourceMap};
pub use suggest::nearest;
