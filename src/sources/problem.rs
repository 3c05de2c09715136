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
    /// Work, counted by what has to be unpacked.
    Work,
    /// Rows and columns a sheet can have.
    Grid,
    /// Cells that a file makes of others by repeating them.
    Repeats,
    /// Memory that reading may take.
    Memory,
    /// Time that reading may take.
    Time,
}

impl FileProblem {
    /// The other formats that are known by name.
    pub(super) const KINDS: [&str; 16] = [
        "html",
        "xml",
        "web-archive",
        "sylk",
        "pdf",
        "image",
        "program",
        "database",
        "old-excel",
        "code-page",
        "word",
        "presentation",
        "document",
        "archive",
        "binary",
        "encoding",
    ];

    /// Returns the finding about a file.
    pub(super) fn diagnostic(&self, path: &Arc<str>) -> Diagnostic {
        let begin = |code| {
            Diagnostic::error(code).with("path", &**path).at(Location::File(Arc::clone(path)))
        };
        match self {
            Self::Unknown(kind) => {
                let help = match *kind {
                    "archive" => "help-unpack",
                    "pdf" | "image" | "program" | "database" | "word" | "presentation" => {
                        "help-other"
                    }
                    "html" => "help-portal",
                    "encoding" => "help-encoding",
                    _ => "help",
                };
                begin(Code::UnknownFormat).note(kind).help(help)
            }
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
    /// Returns the attribute of the message.
    pub(super) const fn attribute(&self) -> &'static str {
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
    /// Every budget.
    pub(super) const ALL: [Self; 9] = [
        Self::File,
        Self::Part,
        Self::Cells,
        Self::Text,
        Self::Work,
        Self::Grid,
        Self::Repeats,
        Self::Memory,
        Self::Time,
    ];

    /// Returns the attribute of the message.
    pub(super) const fn attribute(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Part => "part",
            Self::Cells => "cells",
            Self::Text => "text",
            Self::Work => "work",
            Self::Grid => "grid",
            Self::Repeats => "repeats",
            Self::Memory => "memory",
            Self::Time => "time",
        }
    }
}
