//! The step as a whole: small files in memory, and what is read of them.

mod casting;
mod columns;
mod files;
mod findings;
mod fixture;
mod headers;
mod hostile;
mod old_workbooks;
mod old_writer;
pub(super) mod parts;
mod rows;
mod silent;
mod tables;
mod workbooks;
