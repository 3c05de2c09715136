//! The step as a whole: small files in memory, and what is read of them.

mod casting;
mod columns;
mod files;
mod findings;
mod fixture;
mod headers;
mod hostile;
pub(super) mod parts;
mod rows;
mod silent;
mod workbooks;
