//! What all sheets share: texts and formats.

use std::collections::HashMap;
use std::sync::Arc;

use crate::sources::budget::{Memory, Share};
use crate::sources::problem::{Damage, FileProblem, Limit};
use crate::sources::workbook::number_style::NumberStyle;

use super::book::Book;
use super::parts::{PartRecords, Parts};
use super::problem;
use super::records::{Record, RecordError};

/// Formats of cells; spreadsheet programs allow 65 490.
const STYLES_MAX: usize = 70_000;
/// Bytes that a text takes beside its characters.
const TEXT_BYTES: usize = 48;

/// What all sheets share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    /// The texts by number.
    pub(super) texts: Vec<Arc<str>>,
    /// Whether days are counted from 1904.
    pub(super) epoch_1904: bool,
    styles: Vec<NumberStyle>,
    /// For each format of cells its place among the styles.
    formats: Vec<u32>,
}

impl Shared {
    /// Reads both parts.
    pub(super) fn read(
        parts: &mut Parts<'_>,
        book: &Book,
        memory: &Memory,
    ) -> Result<Self, FileProblem> {
        let mut shared = Self { epoch_1904: book.epoch_1904, ..Self::default() };
        if let Some(mut records) = parts.records(&book.styles)? {
            shared.read_styles(&mut records)?;
        }
        if let Some(mut records) = parts.records(&book.texts)? {
            shared.read_texts(&mut records, memory)?;
        }
        Ok(shared)
    }

    /// Returns what the format of a cell means.
    pub(super) fn style(&self, format: u32) -> Option<&NumberStyle> {
        let place = self.formats.get(usize::try_from(format).ok()?)?;
        self.styles.get(usize::try_from(*place).ok()?)
    }

    /// The number of texts that the part claims to have is not looked at. Behind the characters of
    /// a text stand its fonts and how it is pronounced.
    fn read_texts(
        &mut self,
        records: &mut PartRecords<'_, '_>,
        memory: &Memory,
    ) -> Result<(), FileProblem> {
        const ITEM: u16 = 19;
        const END: u16 = 160;
        let mut share = Share::of(memory);
        let empty: Arc<str> = "".into();
        let mut text = String::new();
        loop {
            let mut record = next(records)?;
            match record.kind {
                ITEM => {
                    let found = record.fields.skip(1).and_then(|()| record.fields.text(&mut text));
                    found.map_err(in_workbook)?;
                    share.take(if text.is_empty() { 16 } else { TEXT_BYTES + text.len() })?;
                    let is_empty = text.is_empty();
                    self.texts.push(if is_empty {
                        Arc::clone(&empty)
                    } else {
                        text.as_str().into()
                    });
                }
                END => return Ok(()),
                _ => {}
            }
        }
    }

    fn read_styles(&mut self, records: &mut PartRecords<'_, '_>) -> Result<(), FileProblem> {
        const CODE: u16 = 44;
        const FORMAT: u16 = 47;
        const FORMATS_BEGIN: u16 = 617;
        const FORMATS_END: u16 = 618;
        const END: u16 = 279;
        let mut codes: HashMap<u16, NumberStyle> = HashMap::new();
        let mut numbers: Vec<u16> = Vec::new();
        let mut is_of_cells = false;
        let mut code = String::new();
        loop {
            let mut record = next(records)?;
            let fields = &mut record.fields;
            match record.kind {
                CODE => {
                    let number = fields.short().map_err(in_workbook)?;
                    fields.text(&mut code).map_err(in_workbook)?;
                    codes.insert(number, NumberStyle::parse(&code));
                }
                FORMATS_BEGIN => is_of_cells = true,
                FORMAT if is_of_cells => {
                    let number = fields.skip(2).and_then(|()| fields.short());
                    numbers.push(number.map_err(in_workbook)?);
                }
                FORMATS_END | END => break,
                _ => {}
            }
            if codes.len().max(numbers.len()) > STYLES_MAX {
                return Err(FileProblem::TooLarge(Limit::Part));
            }
        }
        self.resolve_styles(&numbers, codes);
        Ok(())
    }

    fn resolve_styles(&mut self, numbers: &[u16], mut codes: HashMap<u16, NumberStyle>) {
        let mut places: HashMap<u16, u32> = HashMap::new();
        for number in numbers {
            let place = *places.entry(*number).or_insert_with(|| {
                let style = codes.remove(number);
                self.styles.push(style.unwrap_or_else(|| NumberStyle::built_in((*number).into())));
                u32::try_from(self.styles.len() - 1).unwrap_or(u32::MAX)
            });
            self.formats.push(place);
        }
    }
}

fn next<'r>(records: &'r mut PartRecords<'_, '_>) -> Result<Record<'r>, FileProblem> {
    records.next().map_err(in_workbook)
}

fn in_workbook(error: RecordError) -> FileProblem {
    problem(error, &Damage::Workbook)
}
