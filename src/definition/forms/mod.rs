//! Ready-made forms: layouts that a source takes over by `form: name` and changes key by key.
//!
//! `library` finds the text of a form, `expand` puts it under a source before anything is decoded,
//! `merge` is the meaning of a key that both have. A form that a project keeps in its own folder
//! `forms/` goes before the shipped one of the same name.

mod expand;
mod library;
mod merge;
mod raw_form;

pub(super) use expand::{Expansion, alone, expand};
pub use library::{FormEntry, form_list, own_forms};
pub(super) use raw_form::RawForm;
