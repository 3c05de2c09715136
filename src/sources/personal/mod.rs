//! Personal columns: names of people, their papers, telephones and addresses.
//!
//! They are found by heading and by content, and their values do not leave the reader
//! ([`super::withhold`]). What counts as personal stands in `rules.rs` and nowhere else.

mod cell;
mod columns;
mod heading;
mod name;
mod rules;

pub use cell::Evidence;

pub(super) use cell::{of_content, of_text};
pub(super) use columns::find;
pub(super) use heading::{is_personal, is_personal_text};

/// What stands for a text that must not be shown.
pub(super) const HIDDEN: &str = "•••";

/// Returns a text for print: one that names a person is not shown.
pub(super) fn shown(text: &str) -> String {
    if of_text(text).is_some() { HIDDEN.to_owned() } else { text.to_owned() }
}

/// Whether a text names a person, or is a first name, so that its row is about a person.
pub(super) fn is_of_person(text: &str) -> bool {
    of_text(text).is_some() || name::is_lone_first_name(text)
}

/// Whether a text names a person, or could be a part of a name.
pub(super) fn is_name_or_part(text: &str) -> bool {
    of_text(text).is_some() || name::is_lone(text)
}
