//! The part that lists the sheets.

use crate::sources::problem::{Damage, FileProblem};

use super::fields::Fields;
use super::parts::{Parts, Relations};
use super::records::RecordError;
use super::{SheetInfo, problem};

/// Sheets a workbook can have.
const SHEETS_MAX: usize = 20_000;

/// What the workbook says of its parts.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// The sheets with cells, in order, with the names of their parts.
    pub(super) sheets: Vec<(SheetInfo, String)>,
    /// Whether days are counted from 1904.
    pub(super) epoch_1904: bool,
    /// Whether the file says that results of its formulas are not up to date.
    pub(super) is_uncalculated: bool,
    /// The part with the shared texts.
    pub(super) texts: String,
    /// The part with the formats.
    pub(super) styles: String,
}

impl Book {
    /// Reads the list of sheets.
    pub(super) fn read(parts: &mut Parts<'_>) -> Result<Self, FileProblem> {
        let root = parts.relations("")?;
        let documents = root.into_values().filter(|(kind, _)| kind == "officeDocument");
        let name = documents.map(|(_, name)| name).find(|name| parts.has(name));
        let name = name.unwrap_or_else(|| "xl/workbook.bin".to_owned());
        let relations = parts.relations(&name)?;
        let related = |wanted: &str, usual: &str| {
            let found = relations.values().find(|(kind, _)| kind == wanted);
            found.map_or_else(|| usual.to_owned(), |(_, name)| name.clone())
        };
        let mut book = Self {
            texts: related("sharedStrings", "xl/sharedStrings.bin"),
            styles: related("styles", "xl/styles.bin"),
            ..Self::default()
        };
        let damaged = FileProblem::Damaged(Damage::Workbook);
        let Some(mut records) = parts.records(&name)? else { return Err(damaged) };
        loop {
            let record = records.next().map_err(|error| problem(error, &Damage::Workbook))?;
            let is_end = book.add(record.kind, record.fields, &relations);
            if is_end.map_err(|error| problem(error, &Damage::Workbook))? {
                break;
            }
        }
        if book.sheets.is_empty() { Err(damaged) } else { Ok(book) }
    }

    /// Adds what a record says; returns whether it is the last one.
    fn add(
        &mut self,
        kind: u16,
        mut fields: Fields<'_>,
        relations: &Relations,
    ) -> Result<bool, RecordError> {
        const PROPERTIES: u16 = 153;
        const SHEET: u16 = 156;
        const CALCULATION: u16 = 157;
        const END: u16 = 132;
        match kind {
            PROPERTIES => self.epoch_1904 = fields.whole()? & 1 != 0,
            SHEET => self.add_sheet(fields, relations)?,
            CALCULATION => {
                const BEFORE_FLAGS: usize = 24;
                const CALCULATE_ON_LOAD: u16 = 1;
                const SOME_UNCALCULATED: u16 = 1 << 4;
                // A shorter record of an older program says nothing of it.
                if fields.skip(BEFORE_FLAGS).is_ok() {
                    let flags = fields.short().unwrap_or_default();
                    self.is_uncalculated = flags & (CALCULATE_ON_LOAD | SOME_UNCALCULATED) != 0;
                }
            }
            END => return Ok(true),
            _ => {}
        }
        Ok(false)
    }

    fn add_sheet(
        &mut self,
        mut fields: Fields<'_>,
        relations: &Relations,
    ) -> Result<(), RecordError> {
        let is_hidden = fields.whole()? != 0;
        fields.skip(4)?;
        let (mut id, mut name) = (String::new(), String::new());
        let has_part = fields.optional_text(&mut id)?;
        fields.text(&mut name)?;
        let Some((kind, part)) = relations.get(&id).filter(|_| has_part) else {
            // A module of macros is listed as well, but has no part of its own.
            return if has_part { Err(RecordError::Malformed) } else { Ok(()) };
        };
        // Charts, dialogs and sheets of macros hold no cells.
        if kind == "worksheet" {
            let info = SheetInfo { name: name.as_str().into(), is_hidden };
            self.sheets.push((info, part.clone()));
        }
        if self.sheets.len() > SHEETS_MAX { Err(RecordError::Malformed) } else { Ok(()) }
    }
}
