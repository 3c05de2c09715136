//! What tests share: a project on disk that is written to only in memory, and readable dumps.

pub(crate) mod dump;
pub(crate) mod overlay;
