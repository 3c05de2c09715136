//! The layers of `msoko` from `diagnostics` up to `sources`, and exercises for them.
//!
//! The files are those of the program, taken by their paths. The whole crate would bring Typst
//! along, whose build with the probes of a fuzzer takes half an hour; these layers may not use any
//! that stand above them (ARCHITECTURE.md), so that they are whole without.

// What only higher layers use is unused here.
#![allow(dead_code)]

extern crate self as msoko;

#[path = "../../src/diagnostics/mod.rs"]
pub mod diagnostics;
#[path = "../../src/system/mod.rs"]
pub mod system;

#[path = "../../src/statistics/mod.rs"]
pub mod statistics;
#[path = "../../src/values/mod.rs"]
pub mod values;

#[path = "../../src/expressions/mod.rs"]
pub mod expressions;

#[path = "../../src/texts/mod.rs"]
pub mod texts;

#[path = "../../src/definition/mod.rs"]
pub mod definition;

#[path = "../../src/sources/mod.rs"]
pub mod sources;

pub mod exercises;
