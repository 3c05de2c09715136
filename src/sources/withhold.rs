//! Personal values stay in the reader: they are replaced before rows leave it, and it is said
//! where.
//!
//! Rules of `stop` and `exclude`, levels and blocks still see them, so that a total is left out
//! wherever its word stands; only what would become a value, or be shown, is withheld.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::definition::{ColumnKind, Source, SourceColumn};
use crate::diagnostics::{CellRef, Code, Diagnostic, Diagnostics, Excerpt, Location};

use super::content::Content;
use super::header::FoundHeader;
use super::headings::Heading;
use super::layout::Place;
use super::personal::{
    Evidence, HIDDEN, is_name_or_part, is_personal_text, of_content, of_text, shown,
};
use super::raw::{PersonalUse, RawCell, RawRow, Treatment};
use super::sheet::SheetName;

/// What may not leave the reader.
#[derive(Debug)]
pub(super) struct Guard {
    /// Personal columns of the sheet.
    columns: BTreeMap<u32, Evidence>,
    /// For each column of the source, how its cells are looked at.
    watches: Vec<Watch>,
}

/// How the cells of a column are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Watch {
    /// Not at all: the definition says that they are not personal.
    Nothing,
    /// Only whether their column is personal: no name can become a number.
    Column,
    /// Each by itself as well.
    Cells,
}

/// Texts that were looked at before; most stand in many cells.
pub(super) type Seen = HashMap<Arc<str>, Option<Evidence>>;

impl Guard {
    /// Knows the personal columns of a sheet and what the source says about its own.
    pub(super) fn new(source: &Source, columns: BTreeMap<u32, Evidence>) -> Self {
        let watch = |column: &SourceColumn| match column.kind {
            _ if column.not_personal.is_some() => Watch::Nothing,
            ColumnKind::Text | ColumnKind::Code { .. } | ColumnKind::Category { .. } => {
                Watch::Cells
            }
            ColumnKind::Integer
            | ColumnKind::Number
            | ColumnKind::Percent
            | ColumnKind::Date
            | ColumnKind::Boolean => Watch::Column,
        };
        Self { columns, watches: source.columns.iter().map(watch).collect() }
    }

    /// Returns the cell of the column `index` of the source as it may leave the reader.
    pub(super) fn pass(
        &self,
        index: usize,
        place: &Place,
        cell: RawCell,
        seen: &mut Seen,
    ) -> RawCell {
        let watch = self.watches[index];
        if watch == Watch::Nothing || cell.content.is_blank() {
            return cell;
        }
        // What a heading or the name of a level says is not what stands in the column.
        let column = match place {
            Place::Cell { .. } | Place::LevelGroup(_) => cell.at.map(|(_, column)| column),
            Place::Fixed(_) | Place::Level | Place::UnpivotGroup(_) => None,
        };
        let by_column = column.and_then(|column| self.columns.get(&column)).copied();
        let evidence = by_column.or_else(|| match (&cell.content, watch) {
            (Content::Text(text), Watch::Cells) => of_seen(text, seen),
            _ => None,
        });
        match evidence {
            Some(evidence) => RawCell { content: Content::Withheld(evidence), ..cell },
            None => cell,
        }
    }

    /// Returns a cell of a statistical form as it may leave the reader; its columns are no columns
    /// of the sheet.
    pub(super) fn alone(column: &SourceColumn, cell: RawCell) -> RawCell {
        match of_content(&cell.content).filter(|_| column.not_personal.is_none()) {
            Some(evidence) => RawCell { content: Content::Withheld(evidence), ..cell },
            None => cell,
        }
    }

    /// Returns a captured value as it may leave the reader. `around` is the whole text in which it
    /// stands, in which «ФИО учителя:» may stand before it.
    pub(super) fn captured(column: &SourceColumn, cell: RawCell, around: &str) -> RawCell {
        if column.not_personal.is_some() || cell.content.is_blank() {
            return cell;
        }
        let value = cell.content.text();
        let before = around.find(&*value).map_or("", |at| &around[..at]);
        let label = before.trim_end().trim_end_matches(':').rsplit([':', ';', ',']).next();
        let by_label = || label.is_some_and(is_personal_text).then_some(Evidence::Heading);
        // A lone surname out of «Учитель: Магомедов М. А.».
        let by_rest = || of_text(around).filter(|_| is_name_or_part(&value));
        match of_content(&cell.content).or_else(by_label).or_else(by_rest) {
            Some(evidence) => RawCell { content: Content::Withheld(evidence), ..cell },
            None => cell,
        }
    }

    /// Returns the label of a row for messages.
    pub(super) fn label(&self, column: u32, label: &str) -> String {
        if self.columns.contains_key(&column) { HIDDEN.to_owned() } else { shown(label) }
    }
}

/// How many texts are kept: more are hardly the same few.
const SEEN_MOST: usize = 4_096;

fn of_seen(text: &Arc<str>, seen: &mut Seen) -> Option<Evidence> {
    if let Some(known) = seen.get(text) {
        return *known;
    }
    let evidence = of_text(text);
    if seen.len() < SEEN_MOST {
        seen.insert(Arc::clone(text), evidence);
    }
    evidence
}

/// What accounts are made of.
#[derive(Clone, Copy)]
pub(super) struct Account<'a> {
    /// The sheet.
    pub(super) name: &'a SheetName,
    /// The source.
    pub(super) source: &'a Source,
    /// The header of the table.
    pub(super) header: &'a FoundHeader,
    /// What was watched for.
    pub(super) guard: &'a Guard,
    /// Where the columns of the source are.
    pub(super) places: &'a [Place],
    /// The rows as they leave the reader.
    pub(super) rows: &'a [RawRow],
}

/// Says what was personal in the cells of a statistical form.
pub(super) fn account_of_form(
    name: &SheetName,
    source: &Source,
    rows: &[RawRow],
    findings: &mut Diagnostics,
) -> Vec<PersonalUse> {
    let header = &FoundHeader::of_form(0);
    let guard = &Guard::new(source, BTreeMap::new());
    // None of its columns is one of the sheet.
    let places: Vec<Place> = source.columns.iter().map(|_| Place::Level).collect();
    Account { name, source, header, guard, places: &places, rows }.uses(findings)
}

impl Account<'_> {
    /// Says what was personal in a sheet; what was dropped of declared columns is a warning, and an
    /// error where it is the key.
    pub(super) fn uses(self, findings: &mut Diagnostics) -> Vec<PersonalUse> {
        let mut uses = Vec::new();
        for (index, column) in self.source.columns.iter().enumerate() {
            let own = self.own_columns(index);
            if let Some(reason) = &column.not_personal {
                uses.push(self.kept(column, &own, reason));
            } else if let Some(found) = self.dropped(index, column, &own) {
                findings.push(self.finding(column, &found));
                uses.push(found);
            }
        }
        let declared: Vec<u32> = (0..self.places.len()).flat_map(|i| self.own_columns(i)).collect();
        let unread = self.guard.columns.iter().filter(|(column, _)| !declared.contains(column));
        uses.extend(unread.map(|(column, evidence)| PersonalUse {
            treatment: Treatment::Unread,
            column: None,
            heading: self.heading(*column).map_or_else(String::new, Heading::shown),
            at: Some((self.header.row, *column)),
            sheet: None,
            evidence: Some(*evidence),
            cell_count: 0,
        }));
        uses
    }

    /// Returns the columns of the sheet in which a column of the source stands.
    fn own_columns(self, index: usize) -> Vec<u32> {
        match &self.places[index] {
            Place::Cell { columns, .. } => columns.iter().flatten().copied().collect(),
            _ => Vec::new(),
        }
    }

    fn heading(&self, column: u32) -> Option<&Heading> {
        self.header.headings.iter().find(|heading| heading.column == column)
    }

    fn kept(self, column: &SourceColumn, own: &[u32], reason: &str) -> PersonalUse {
        let first = own.first().copied();
        PersonalUse {
            treatment: Treatment::Kept(reason.to_owned()),
            column: Some(column.name.value.clone()),
            heading: first.and_then(|c| self.heading(c)).map_or_else(String::new, Heading::shown),
            at: first.map(|column| (self.header.row, column)),
            sheet: None,
            evidence: own.iter().find_map(|column| self.guard.columns.get(column)).copied(),
            cell_count: 0,
        }
    }

    fn dropped(self, index: usize, column: &SourceColumn, own: &[u32]) -> Option<PersonalUse> {
        let mut cells = self.rows.iter().filter_map(|row| match row.cells[index].content {
            Content::Withheld(evidence) => Some((&row.cells[index], evidence)),
            _ => None,
        });
        let (first, first_evidence) = cells.next()?;
        let is_everywhere_the_same = matches!(self.places[index], Place::Fixed(_));
        let cell_count = if is_everywhere_the_same { 1 } else { 1 + cells.count() };
        let whole = own.iter().find(|column| self.guard.columns.contains_key(column)).copied();
        let whole_evidence = whole.and_then(|column| self.guard.columns.get(&column)).copied();
        let shown = whole.or(own.first().copied()).and_then(|column| self.heading(column));
        Some(PersonalUse {
            treatment: match whole {
                Some(_) => Treatment::Dropped,
                None => Treatment::CellsDropped,
            },
            column: Some(column.name.value.clone()),
            heading: shown.map_or_else(String::new, Heading::shown),
            at: whole.map(|column| (self.header.row, column)).or(first.at),
            sheet: first.sheet.clone(),
            evidence: Some(whole_evidence.unwrap_or(first_evidence)),
            cell_count,
        })
    }

    fn finding(self, column: &SourceColumn, found: &PersonalUse) -> Diagnostic {
        let is_whole = found.treatment == Treatment::Dropped;
        let is_key = self.source.key.iter().any(|key| key.value == column.name.value);
        let begun = match is_whole && is_key {
            true => Diagnostic::error(Code::PersonalKey),
            false => Diagnostic::warning(Code::PersonalColumn),
        };
        let label = if is_whole { "heading" } else { "cell" };
        let evidence = found.evidence.map_or("", Evidence::name);
        let finding = begun
            .with("column", column.name.value.as_str())
            .with("kind", if is_whole { "column" } else { "cells" })
            .with("evidence", evidence)
            .with_count("count", found.cell_count)
            .labelled(column.type_span, "declared");
        let place = match found.at {
            None => Location::File(Arc::clone(&self.name.file)),
            Some((row, at)) => {
                let rows = vec![(row, vec![found.heading.clone()])];
                let drawn = is_whole.then(|| Excerpt { columns: vec![at], rows });
                let sheet = found.sheet.as_ref().unwrap_or(&self.name.sheet);
                let cell = CellRef { sheet: Arc::clone(sheet), ..self.name.cell(row, at) };
                Location::Cell(cell, drawn)
            }
        };
        finding.labelled(place, label).help("help")
    }
}
