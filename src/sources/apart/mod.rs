//! Workbooks read in a process of their own, which can fail or be ended without harm: old and odd
//! formats, whose files come from many programs and are often damaged.
//!
//! `request` starts the process and asks it, `service` is what the process does, `wire` is what
//! they say to each other, `problem_wire` and `grid_wire` are the larger words of it.

mod grid_wire;
mod problem_wire;
mod request;
mod service;
mod wire;

use std::time::Duration;

use crate::sources::format::{Detected, Format};

pub(super) use request::read;
pub use service::serve;

/// The name of the command by which a process begins to serve.
pub const COMMAND: &str = "read-apart";

/// What reading a file may take. Bounds for larger files are wider, so that a slow computer can
/// read what is merely large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Bounds {
    memory: u64,
    seconds: u64,
}

impl Bounds {
    const fn of(file_bytes: usize) -> Self {
        const MEMORY: u64 = 192 << 20;
        /// A number of six bytes becomes a cell of forty.
        const MEMORY_PER_BYTE: u64 = 12;
        const SECONDS: u64 = 5;
        const BYTES_PER_SECOND: u64 = 1 << 20;
        let bytes = file_bytes as u64;
        Self {
            memory: MEMORY + MEMORY_PER_BYTE * bytes,
            seconds: SECONDS + bytes / BYTES_PER_SECOND,
        }
    }

    const fn time(self) -> Duration {
        Duration::from_secs(self.seconds)
    }
}

/// Whether files of a kind are read apart. The readers of `xlsx` and `xlsb` keep to budgets of
/// their own, and plain text cannot harm.
pub(super) fn is_read_apart(detected: Detected) -> bool {
    !matches!(detected.format(), Format::Xlsx | Format::Xlsb | Format::Csv)
}
