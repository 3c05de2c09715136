//! Which sheets of a workbook a source reads.

use std::sync::Arc;

use crate::definition::{HiddenPolicy, SheetChoice, Source};
use crate::diagnostics::{Code, Diagnostic, Location, nearest};
use crate::values::fold;

use super::workbook::SheetInfo;

/// The sheets that a source reads of a workbook, by index.
#[derive(Debug, Default)]
pub(super) struct Chosen<'s> {
    /// Sheets to read, in order.
    pub(super) sheets: Vec<usize>,
    /// Sheets that would be read, were they not hidden.
    pub(super) hidden: Vec<usize>,
    /// What no sheet fits; nothing stands for the first sheet of all.
    pub(super) unfound: Vec<Option<&'s SheetChoice>>,
}

/// Chooses sheets. Unless hidden ones are read like others, a hidden sheet is read only if its name
/// is given, and the number of a sheet counts those that people see.
pub(super) fn choose<'s>(source: &'s Source, sheets: &[SheetInfo]) -> Chosen<'s> {
    let choices: Vec<Option<&SheetChoice>> = match &source.sheets[..] {
        [] => vec![None],
        choices => choices.iter().map(Some).collect(),
    };
    let mut chosen = Chosen::default();
    for choice in choices {
        let (found, mut hidden) = matching(choice, sheets, source.hidden.sheets);
        if found.is_empty() {
            chosen.unfound.push(choice);
        }
        chosen.sheets.extend(found);
        chosen.hidden.append(&mut hidden);
    }
    for list in [&mut chosen.sheets, &mut chosen.hidden] {
        list.sort_unstable();
        list.dedup();
    }
    let Chosen { sheets, hidden, .. } = &mut chosen;
    hidden.retain(|index| !sheets.contains(index));
    chosen
}

/// Returns the sheets to read, and the hidden ones that are left out.
fn matching(
    choice: Option<&SheetChoice>,
    sheets: &[SheetInfo],
    policy: HiddenPolicy,
) -> (Vec<usize>, Vec<usize>) {
    let is_hidden = |sheet: &SheetInfo| sheet.is_hidden && policy != HiddenPolicy::Read;
    let all = || sheets.iter().enumerate();
    let indexes = |fits: &dyn Fn(&SheetInfo) -> bool, hidden: bool| -> Vec<usize> {
        let of_kind = all().filter(|(_, sheet)| is_hidden(sheet) == hidden && fits(sheet));
        of_kind.map(|(index, _)| index).collect()
    };
    let nth_visible = |position: usize| {
        let visible = indexes(&|_| true, false).get(position).copied();
        let is_before = |index: &usize| visible.is_none_or(|visible| *index < visible);
        let hidden = indexes(&|_| true, true).into_iter().filter(is_before).collect();
        (visible.into_iter().collect(), hidden)
    };
    match choice {
        None => nth_visible(0),
        Some(SheetChoice::Number(number)) => match number.value.checked_sub(1) {
            Some(position) => nth_visible(position as usize),
            None => Default::default(),
        },
        Some(SheetChoice::Named(name)) => {
            let folded = fold(&name.value);
            let named = all().find(|(_, sheet)| fold(&sheet.name) == folded);
            (named.map(|(index, _)| index).into_iter().collect(), Vec::new())
        }
        Some(SheetChoice::Matching(pattern)) => {
            let fits = |sheet: &SheetInfo| pattern.value.is_match(&sheet.name);
            (indexes(&fits, false), indexes(&fits, true))
        }
        Some(SheetChoice::All) => (indexes(&|_| true, false), indexes(&|_| true, true)),
    }
}

/// The finding about a workbook without a sheet.
pub(super) fn not_found(
    choice: Option<&SheetChoice>,
    file: &Arc<str>,
    sheets: &[SheetInfo],
) -> Diagnostic {
    let file = Location::File(Arc::clone(file));
    let names: Vec<&str> = sheets.iter().map(|sheet| &*sheet.name).collect();
    let diagnostic = Diagnostic::error(Code::SheetNotFound).with("sheets", names.join("`, `"));
    let (wanted, span, kind) = match choice {
        None | Some(SheetChoice::All) => {
            let diagnostic = diagnostic.with("wanted", "").with("kind", "first");
            return diagnostic.labelled(file, "file").help("help-first");
        }
        Some(SheetChoice::Named(name)) => (name.value.clone(), name.span, "named"),
        Some(SheetChoice::Number(number)) => (number.value.to_string(), number.span, "number"),
        Some(SheetChoice::Matching(pattern)) => {
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

/// The finding about hidden sheets: that they were left out, were read, or may not be there.
pub(super) fn hidden(begun: Diagnostic, file: &Arc<str>, names: &[&str]) -> Diagnostic {
    begun
        .with("path", &**file)
        .with("kind", "sheets")
        .with("sheets", names.join("`, `"))
        .with_count("count", names.len())
        .at(Location::File(Arc::clone(file)))
        .help("help")
}
