//! The value at an address of a form, with findings where it is not there or stands twice.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::definition::{ColumnOrigin, FormPart, Source};
use crate::diagnostics::{Code, Diagnostic, Location, Span, nearest};
use crate::sources::raw::RawSheet;

use super::Scanned;
use super::scan::{FormValue, row_number, section_number};

/// An address as a definition writes it.
pub(super) struct Address {
    section: String,
    row: String,
    column: String,
    span: Span,
}

impl Address {
    pub(super) fn new(section: &str, row: &str, column: &str, span: Span) -> Self {
        let (section, row) = (section_number(section), row_number(row));
        Self { section, row, column: column.trim().to_owned(), span }
    }

    /// Returns the value with its sheet; nothing where the form lacks the address and may.
    pub(super) fn find<'s, 'g>(
        &self,
        sheets: &[&'s Scanned<'g>],
        is_optional: bool,
    ) -> Result<Option<(&'s Scanned<'g>, &'s FormValue)>, Diagnostic> {
        let all = || {
            let sheets = sheets.iter();
            sheets.flat_map(|sheet| sheet.form.values.iter().map(|value| (*sheet, value)))
        };
        let in_section = || all().filter(|(_, value)| value.section == self.section);
        let in_row = || in_section().filter(|(_, value)| value.row == self.row);
        let mut found = in_row().filter(|(_, value)| value.column == self.column);
        match (found.next(), found.next()) {
            (Some(value), None) => return Ok(Some(value)),
            (Some(first), Some(second)) => return Err(self.twice(first, second)),
            (None, _) if is_optional => return Ok(None),
            (None, _) => {}
        }
        // The first part of the address that is not there, and what stands in its place.
        type Part = fn(&FormValue) -> &str;
        let (kind, wanted, known): (_, &str, Vec<(&Scanned<'_>, &FormValue)>) =
            if in_section().next().is_none() {
                ("section", &self.section, all().collect())
            } else if in_row().next().is_none() {
                ("row", &self.row, in_section().collect())
            } else {
                ("column", &self.column, in_row().collect())
            };
        let part: Part = match kind {
            "section" => |value| &value.section,
            "row" => |value| &value.row,
            _ => |value| &value.column,
        };
        Err(self.lacking(kind, wanted, &known, part))
    }

    fn begin(&self, code: Code) -> Diagnostic {
        Diagnostic::error(code)
            .with("section", self.section.as_str())
            .with("row", self.row.as_str())
            .with("number", self.column.as_str())
    }

    fn lacking(
        &self,
        kind: &'static str,
        wanted: &str,
        known: &[(&Scanned<'_>, &FormValue)],
        part: fn(&FormValue) -> &str,
    ) -> Diagnostic {
        const LISTED: usize = 12;
        let mut names: Vec<&str> = Vec::new();
        for (_, value) in known {
            let name = part(value);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let suggestion = nearest(wanted, names.iter().copied());
        let place = known.iter().find(|(_, value)| Some(part(value)) == suggestion);
        let finding = self
            .begin(Code::AddressNotFound)
            .with("kind", if kind == "row" && self.section.is_empty() { "plain-row" } else { kind })
            .with("wanted", wanted)
            .with("known", names.iter().take(LISTED).copied().collect::<Vec<_>>().join("`, `"))
            .with_count("more", names.len().saturating_sub(LISTED))
            .with_count("count", 1)
            .at(self.span);
        let finding = match place.or(known.first()) {
            Some((sheet, value)) => {
                let at = match kind {
                    "section" => value.section_at.unwrap_or(value.row_at),
                    "row" => value.row_at,
                    _ => value.column_at,
                };
                let attribute = if place.is_some() { "nearest" } else { "form" };
                finding.labelled(Location::Cell(sheet.name.cell(at.0, at.1), None), attribute)
            }
            None => finding,
        };
        finding.note("known").suggest(suggestion).help("help")
    }

    fn twice(
        &self,
        first: (&Scanned<'_>, &FormValue),
        second: (&Scanned<'_>, &FormValue),
    ) -> Diagnostic {
        let cell = |(sheet, value): (&Scanned<'_>, &FormValue)| {
            Location::Cell(sheet.name.cell(value.at.0, value.at.1), None)
        };
        self.begin(Code::AddressTwice)
            .with("kind", if self.section.is_empty() { "plain" } else { "section" })
            .at(self.span)
            .labelled(cell(first), "first")
            .labelled(cell(second), "second")
            .help("help")
    }
}

/// Returns the finding about addresses that stand twice in the long table of a file, where no
/// column but the value tells the two rows apart: a formula would take both.
pub(super) fn repeated(
    sheets: &[&Scanned<'_>],
    long: &[RawSheet],
    source: &Source,
) -> Option<Diagnostic> {
    const SHOWN: usize = 3;
    let told_apart: Vec<usize> = (0..source.columns.len())
        .filter(|index| match source.columns[*index].origin {
            ColumnOrigin::FormPart(part) => part != FormPart::Value && part != FormPart::Title,
            _ => true,
        })
        .collect();
    let mut known: HashMap<Vec<String>, (usize, usize)> = HashMap::new();
    let mut pairs = Vec::new();
    for (sheet, rows) in long.iter().enumerate() {
        for (index, row) in rows.rows.iter().enumerate() {
            let text = |column: &usize| row.cells[*column].content.text().into_owned();
            match known.entry(told_apart.iter().map(text).collect()) {
                Entry::Occupied(first) => pairs.push((*first.get(), (sheet, index))),
                Entry::Vacant(place) => _ = place.insert((sheet, index)),
            }
        }
    }
    let value = |(sheet, index): (usize, usize)| {
        let sheet = sheets[sheet];
        (sheet, &sheet.form.values[index])
    };
    let (_, first) = value(pairs.first()?.0);
    let address = Address::new(&first.section, &first.row, &first.column, source.name.span);
    let mut finding = address
        .begin(Code::AddressTwice)
        .with("kind", if first.section.is_empty() { "plain" } else { "section" })
        .at(source.name.span);
    for (first, second) in pairs.iter().take(SHOWN) {
        for (place, attribute) in [(first, "first"), (second, "second")] {
            let (sheet, value) = value(*place);
            let cell = sheet.name.cell(value.at.0, value.at.1);
            finding = finding.labelled(Location::Cell(cell, None), attribute);
        }
    }
    if pairs.len() > SHOWN {
        finding = finding.with_count("more", pairs.len() - SHOWN).note("more");
    }
    Some(finding.help("help"))
}
