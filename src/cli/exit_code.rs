//! Exit codes.

use std::process::ExitCode;

use crate::diagnostics::{Code, Diagnostics, Severity};

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// All is done.
    Done,
    /// The author's files have mistakes.
    Author,
    /// What was typed makes no sense; clap ends with the same code.
    Usage,
    /// The machine failed: a file that cannot be read or written.
    Machine,
    /// The program is at fault.
    Bug,
}

impl Exit {
    /// Returns the code that fits what was found.
    pub(super) fn of(findings: &Diagnostics, deny_warnings: bool) -> Self {
        let is_machine = |code| matches!(code, Code::CannotRead | Code::CannotWrite);
        let mut exit = Self::Done;
        for finding in findings.iter() {
            match finding.severity {
                Severity::Bug => return Self::Bug,
                Severity::Error if is_machine(finding.code) => exit = Self::Machine,
                Severity::Error if exit != Self::Machine => exit = Self::Author,
                Severity::Warning if deny_warnings && exit == Self::Done => exit = Self::Author,
                Severity::Error | Severity::Warning | Severity::Info => {}
            }
        }
        exit
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Author => 1,
            Exit::Usage => 2,
            Exit::Machine => 3,
            Exit::Bug => 70,
        })
    }
}
