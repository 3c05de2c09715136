//! What findings are about, in a few groups.

use crate::diagnostics::{Catalogue, Code, Severity};

/// Returns the word for the group of a finding.
pub(super) fn kind(code: Code) -> &'static str {
    match code {
        Code::CheckFailed
        | Code::NotUnique
        | Code::Incomplete
        | Code::NotInList
        | Code::OutOfRange
        | Code::DanglingReference
        | Code::SumDiffers
        | Code::TotalDiffers
        | Code::Stale
        | Code::RowCount => "check",
        Code::WrongType
        | Code::ErrorCell
        | Code::FormulaNotCalculated
        | Code::ValueNotAllowed
        | Code::MixedShares
        | Code::StrayCells => "cell",
        Code::DuplicateRows | Code::DuplicateKey | Code::RepeatedRows => "duplicate",
        Code::UnmatchedRows
        | Code::KeyMissing
        | Code::RowsWithoutMember
        | Code::NameUnknown
        | Code::NameAmbiguous
        | Code::NotAMember => "row",
        Code::HiddenSheet | Code::HiddenSheetRead | Code::HiddenCells => "hidden",
        Code::UnreadFile
        | Code::LossyFormat
        | Code::NoRows
        | Code::OtherReader
        | Code::DoubtfulEncoding
        | Code::StrayQuotes
        | Code::OldResults
        | Code::DoubtfulHeader => "file",
        Code::Namesakes | Code::MemberTwice | Code::MemberGone | Code::CodesAlike => "register",
        Code::PersonalColumn => "personal",
        _ => "other",
    }
}

/// Returns the word of data files for a severity.
pub(super) const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Bug | Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// Returns the name of a group for readers.
pub(super) fn kind_title(catalogue: &Catalogue, kind: &str) -> String {
    catalogue.text(&format!("finding-{kind}"), &[])
}

/// Returns the name of a severity for readers.
pub(super) fn severity_title(catalogue: &Catalogue, severity: &str) -> String {
    catalogue.text(&format!("severity-{severity}"), &[])
}
