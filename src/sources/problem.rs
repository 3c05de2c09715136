//! Why a file cannot be read as sheets.

use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic, Location};

/// Why a file cannot be read. The caller adds which file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FileProblem {
    /// It is of another format; the attribute of the message that says of which.
    Unknown(&'static str),
    /// It is protected by a password.
    Password,
    /// It is damaged.
    Damaged(Damage),
    /// It is larger than the budget.
    TooLarge(Limit),
}

/// What is damaged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Damage {
    /// The file is empty.
    Empty,
    /// The container: it is cut off, or its directory is wrong.
    Container,
    /// A part that all sheets need.
    Workbook,
    /// A sheet.
    Sheet(Arc<str>),
    /// A part declares entities, which no office program does.
    Entities,
    /// Something the reader fell over.
    Unexpected,
}

/// A budget that a file may not exceed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Limit {
    /// Bytes of the file.
    File,
    /// Bytes of an unpacked part.
    Part,
    /// Bytes of memory for cells that are not blank, and for their texts.
    Cells,
    /// Bytes of one text.
    Text,
    /// Time, counted by what has to be unpacked.
    Time,
    /// Rows and columns a sheet can have.
    Grid,
}

impl FileProblem {
    /// Returns the finding about a file.
    pub(super) fn diagnostic(&self, path: &Arc<str>) -> Diagnostic {
        let begin = |code| {
            Diagnostic::error(code).with("path", &**path).at(Location::File(Arc::clone(path)))
        };
        match self {
            Self::Unknown(kind) => begin(Code::UnknownFormat).note(kind).help("help"),
            Self::Password => begin(Code::PasswordProtected).help("help"),
            Self::Damaged(damage) => {
                let sheet = if let Damage::Sheet(name) = damage { name } else { "" };
                let diagnostic = begin(Code::DamagedWorkbook).with("sheet", sheet);
                diagnostic.note(damage.attribute()).help("help")
            }
            Self::TooLarge(limit) => begin(Code::TooLarge).note(limit.attribute()).help("help"),
        }
    }
}

impl Damage {
    const fn attribute(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Container => "container",
            Self::Workbook => "workbook",
            Self::Sheet(_) => "sheet",
            Self::Entities => "entities",
            Self::Unexpected => "unexpected",
        }
    }
}

impl Limit {
    const fn attribute(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Part => "part",
            Self::Cells => "cells",
            Self::Text => "text",
            Self::Time => "time",
            Self::Grid => "grid",
        }
    }
}
