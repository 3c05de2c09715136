//! Which sheets of a workbook a source reads.

use std::sync::Arc;

use crate::definition::{SheetChoice, Source};
use crate::diagnostics::{Code, Diagnostic, Location, nearest};
use crate::values::fold;

use super::workbook::SheetInfo;

/// The sheets that a source reads of a workbook, by index.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Chosen {
    /// Sheets to read, in order.
    pub(super) sheets: Vec<usize>,
    /// Sheets that would be read, were they not hidden.
    pub(super) hidden: Vec<usize>,
}

/// Chooses sheets. A hidden sheet is read only if its name is given; the number of a sheet counts
/// those that people see.
pub(super) fn choose(choice: &SheetChoice, sheets: &[SheetInfo]) -> Chosen {
    let all = || sheets.iter().enumerate();
    let indexes = |fits: &dyn Fn(&SheetInfo) -> bool, is_hidden: bool| -> Vec<usize> {
        let of_kind = all().filter(|(_, sheet)| sheet.is_hidden == is_hidden && fits(sheet));
        of_kind.map(|(index, _)| index).collect()
    };
    let nth_visible = |position: usize| {
        let visible = indexes(&|_| true, false).get(position).copied();
        let is_before = |index: &usize| visible.is_none_or(|visible| *index < visible);
        let hidden = indexes(&|_| true, true).into_iter().filter(is_before).collect();
        Chosen { sheets: visible.into_iter().collect(), hidden }
    };
    match choice {
        SheetChoice::First => nth_visible(0),
        SheetChoice::Number(number) => match number.value.checked_sub(1) {
            Some(position) => nth_visible(position as usize),
            None => Chosen::default(),
        },
        SheetChoice::Named(name) => {
            let folded = fold(&name.value);
            let named = all().find(|(_, sheet)| fold(&sheet.name) == folded);
            Chosen { sheets: named.map(|(index, _)| index).into_iter().collect(), hidden: vec![] }
        }
        SheetChoice::Matching(pattern) => {
            let fits = |sheet: &SheetInfo| pattern.value.is_match(&sheet.name);
            Chosen { sheets: indexes(&fits, false), hidden: indexes(&fits, true) }
        }
    }
}

/// The finding about a workbook without the sheet.
pub(super) fn not_found(source: &Source, file: &Arc<str>, sheets: &[SheetInfo]) -> Diagnostic {
    let file = Location::File(Arc::clone(file));
    let names: Vec<&str> = sheets.iter().map(|sheet| &*sheet.name).collect();
    let diagnostic = Diagnostic::error(Code::SheetNotFound).with("sheets", names.join("`, `"));
    let (wanted, span, kind) = match &source.sheets {
        SheetChoice::First => {
            let diagnostic = diagnostic.with("wanted", "").with("kind", "first");
            return diagnostic.labelled(file, "file").help("help-first");
        }
        SheetChoice::Named(name) => (name.value.clone(), name.span, "named"),
        SheetChoice::Number(number) => (number.value.to_string(), number.span, "number"),
        SheetChoice::Matching(pattern) => {
            (pattern.value.as_str().to_owned(), pattern.span, "matching")
        }
    };
    diagnostic
        .with("wanted", wanted.as_str())
        .with("kind", kind)
        .at(span)
        .labelled(file, "file")
        .suggest(nearest(&wanted, names))
        .help("help")
}

/// The warning about hidden sheets that were left out.
pub(super) fn left_out(file: &Arc<str>, names: &[&str]) -> Diagnostic {
    Diagnostic::warning(Code::HiddenSheet)
        .with("path", &**file)
        .with("sheets", names.join("`, `"))
        .with_count("count", names.len())
        .at(Location::File(Arc::clone(file)))
        .help("help")
}
