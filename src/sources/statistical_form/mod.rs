//! Statistical forms, whose values are named by section, number of the row, and number of the
//! column (графа): the forms of Росстат.
//!
//! `scan` finds the values of a sheet, `lookup` those that a definition names, `rows` makes rows of
//! them. A form has no header
//! of the usual kind: what counts is the row of column numbers and the column of row numbers.

mod lookup;
mod rows;
mod scan;

use std::borrow::Cow;
use std::sync::Arc;

use crate::definition::{CellsForm, Source};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Location};
use crate::sources::grid::Grid;
use crate::sources::raw::RawSheet;
use crate::sources::sheet::{FileFacts, SheetName};

use scan::FormSheet;

/// A sheet of a form with its values.
struct Scanned<'a> {
    name: &'a SheetName,
    grid: &'a Grid,
    form: FormSheet,
}

/// Reads a source from the sheets of one file.
pub(super) fn read(
    sheets: &[(&SheetName, Cow<'_, Grid>)],
    source: &Source,
    form: &CellsForm,
    facts: FileFacts<'_>,
    findings: &mut Diagnostics,
) -> Vec<RawSheet> {
    let scan = |(name, grid): &'_ (&SheetName, Cow<'_, Grid>)| scan::scan(name, grid, form);
    let scanned: Vec<Scanned<'_>> = sheets
        .iter()
        .map(|sheet| Scanned { name: sheet.0, grid: &sheet.1, form: scan(sheet) })
        .collect();
    for sheet in &scanned {
        findings.append(sheet.form.unnumbered(sheet.name, form));
    }
    let with_values: Vec<&Scanned<'_>> =
        scanned.iter().filter(|sheet| !sheet.form.values.is_empty()).collect();
    let Some(first) = with_values.first() else {
        let is_explained = scanned.iter().any(|sheet| !sheet.form.unnumbered.is_empty());
        if let (false, Some(sheet)) = (is_explained, scanned.first()) {
            findings.push(no_form(sheet.name, source, form));
        }
        return Vec::new();
    };
    if form.is_long {
        let long = with_values.iter().map(|sheet| sheet.long(source, facts, findings));
        let long: Vec<RawSheet> = long.collect();
        findings.append(lookup::repeated(&with_values, &long, source).into_iter().collect());
        return long;
    }
    rows::record(first, &with_values, source, facts, findings).into_iter().collect()
}

/// The finding about a file in which no sheet has the columns of a form.
fn no_form(name: &SheetName, source: &Source, form: &CellsForm) -> Diagnostic {
    let span = form.row.first().map_or(source.name.span, |heading| heading.span);
    Diagnostic::error(Code::FormNotFound)
        .with("kind", "row")
        .with("heading", scan::row_headings(form).join("`, `"))
        .with("path", &*name.file)
        .at(span)
        .labelled(Location::File(Arc::clone(&name.file)), "file")
        .help("help")
}
