//! One sheet: its cells, and what is hidden of it.

use std::io::Read;
use std::sync::Arc;

use crate::sources::budget::Memory;
use crate::sources::content::Content;
use crate::sources::dates::parse_date;
use crate::sources::grid::{Grid, GridBuilder};
use crate::sources::problem::{Damage, FileProblem, Limit};
use crate::sources::workbook::cell::Cells;

use super::Trouble;
use super::reference::{self, COLUMNS_MAX, ROWS_MAX, ReferenceError};
use super::row::{CellTag, RowTag, ValueKind, hidden_columns};
use super::shared::Shared;
use super::text::{Item, escaped_text};
use super::xml::{Event, Xml, XmlError};

/// Reads a sheet, and whether some of its cells are written in variants.
pub(super) fn read<R: Read>(
    xml: Xml<R>,
    shared: &Shared,
    memory: &Memory,
    damage: &Damage,
) -> Result<(Grid, bool), Trouble> {
    let mut reading = Reading {
        xml,
        shared,
        builder: GridBuilder::within(memory),
        cells: Cells::within(shared.epoch_1904, memory),
        row: 0,
        column: 0,
        row_count: 0,
        value: Vec::new(),
        item: Item::default(),
        has_variants: false,
    };
    match reading.sheet() {
        Ok(()) => {
            let has_variants = reading.has_variants || reading.item.has_variants;
            Ok((reading.builder.finish(), has_variants))
        }
        Err(Stop::Xml(error)) => Err(Trouble::from_xml(error, damage)),
        Err(Stop::Trouble(trouble)) => Err(trouble),
    }
}

/// Why a sheet cannot be read on.
enum Stop {
    Xml(XmlError),
    Trouble(Trouble),
}

impl From<XmlError> for Stop {
    fn from(error: XmlError) -> Self {
        Self::Xml(error)
    }
}

impl From<FileProblem> for Stop {
    fn from(problem: FileProblem) -> Self {
        Self::Trouble(problem.into())
    }
}

impl From<ReferenceError> for Stop {
    fn from(error: ReferenceError) -> Self {
        match error {
            ReferenceError::Outside => FileProblem::TooLarge(Limit::Grid).into(),
            ReferenceError::Unknown => NOT_UNDERSTOOD,
        }
    }
}

const NOT_UNDERSTOOD: Stop = Stop::Trouble(Trouble::NotUnderstood);

/// A sheet while it is read.
struct Reading<'a, R> {
    xml: Xml<R>,
    shared: &'a Shared,
    builder: GridBuilder,
    cells: Cells,
    /// The place of the next cell, should it not give its own.
    row: u32,
    column: u32,
    row_count: u32,
    value: Vec<u8>,
    item: Item,
    has_variants: bool,
}

/// What stands in a cell.
#[derive(Default)]
struct Seen {
    has_formula: bool,
    has_value: bool,
    has_item: bool,
}

impl<R: Read> Reading<'_, R> {
    /// Reads up to the end of the cells: what is behind them is never looked at.
    fn sheet(&mut self) -> Result<(), Stop> {
        loop {
            match self.xml.next()? {
                Event::Start(tag) if tag.name == b"worksheet" && !tag.is_empty => break,
                Event::Start(_) | Event::End(_) => return Err(NOT_UNDERSTOOD),
                Event::Eof => return Err(XmlError::Cut.into()),
                Event::Text(_) | Event::Literal(_) => {}
            }
        }
        loop {
            match self.xml.next()? {
                Event::Start(tag) => match tag.name {
                    b"sheetData" if tag.is_empty => return Ok(()),
                    b"sheetData" => return self.rows(),
                    _ if tag.is_empty => {}
                    b"cols" => self.columns()?,
                    _ => self.xml.skip()?,
                },
                Event::End(_) => return Err(NOT_UNDERSTOOD),
                Event::Eof => return Err(XmlError::Cut.into()),
                Event::Text(_) | Event::Literal(_) => {}
            }
        }
    }

    fn columns(&mut self) -> Result<(), Stop> {
        let mut count = 0;
        loop {
            match self.xml.next()? {
                Event::Start(tag) => {
                    let is_empty = tag.is_empty;
                    if tag.name == b"col" {
                        count += 1;
                        if let Some((first, last)) = hidden_columns(&tag)? {
                            self.builder.hide_columns(first, last);
                        }
                    }
                    if count > COLUMNS_MAX {
                        return Err(FileProblem::TooLarge(Limit::Grid).into());
                    }
                    if !is_empty {
                        self.xml.skip()?;
                    }
                }
                Event::End(_) => return Ok(()),
                Event::Eof => return Err(XmlError::Cut.into()),
                Event::Text(_) | Event::Literal(_) => {}
            }
        }
    }

    fn rows(&mut self) -> Result<(), Stop> {
        let mut variants = 0_usize;
        loop {
            match self.xml.next()? {
                Event::Start(tag) => match tag.name {
                    b"row" => {
                        let (row, is_empty) = (RowTag::new(&tag)?, tag.is_empty);
                        self.begin_row(row)?;
                        if !is_empty {
                            self.row()?;
                        }
                        self.row += 1;
                    }
                    b"AlternateContent" | b"Fallback" => {
                        variants += usize::from(!tag.is_empty);
                        self.has_variants = true;
                    }
                    _ if tag.is_empty => {}
                    b"Choice" | b"extLst" => self.xml.skip()?,
                    _ => return Err(NOT_UNDERSTOOD),
                },
                Event::End(b"sheetData") => return Ok(()),
                Event::End(b"AlternateContent" | b"Fallback") if variants > 0 => variants -= 1,
                Event::End(_) => return Err(NOT_UNDERSTOOD),
                Event::Eof => return Err(XmlError::Cut.into()),
                Event::Text(_) | Event::Literal(_) => {}
            }
        }
    }

    fn begin_row(&mut self, row: RowTag) -> Result<(), Stop> {
        if let Some(number) = row.number {
            self.row = number?;
        }
        self.column = 0;
        self.row_count += 1;
        // A row that stands twice counts twice: there may be no more of them than a sheet has.
        if self.row >= ROWS_MAX || self.row_count > ROWS_MAX {
            return Err(ReferenceError::Outside.into());
        }
        if row.is_hidden {
            self.builder.hide_rows(self.row, self.row);
        }
        Ok(())
    }

    fn row(&mut self) -> Result<(), Stop> {
        let mut variants = 0_usize;
        loop {
            match self.xml.next()? {
                Event::Start(tag) => match tag.name {
                    b"c" => {
                        let (cell, is_empty) = (CellTag::new(&tag)?, tag.is_empty);
                        self.cell(cell, is_empty)?;
                    }
                    b"AlternateContent" | b"Fallback" => {
                        variants += usize::from(!tag.is_empty);
                        self.has_variants = true;
                    }
                    _ if tag.is_empty => {}
                    b"Choice" | b"extLst" => self.xml.skip()?,
                    _ => return Err(NOT_UNDERSTOOD),
                },
                Event::End(b"row") => return Ok(()),
                Event::End(b"AlternateContent" | b"Fallback") if variants > 0 => variants -= 1,
                Event::End(_) => return Err(NOT_UNDERSTOOD),
                Event::Eof => return Err(XmlError::Cut.into()),
                Event::Text(_) | Event::Literal(_) => {}
            }
        }
    }

    fn cell(&mut self, tag: CellTag, is_empty: bool) -> Result<(), Stop> {
        let at = match tag.at {
            Some(at) => at?,
            None => (self.row, self.column),
        };
        if at.1 >= COLUMNS_MAX {
            return Err(ReferenceError::Outside.into());
        }
        self.column = at.1 + 1;
        if is_empty {
            return Ok(());
        }
        if !matches!(tag.kind, ValueKind::Inline | ValueKind::Text)
            && let Some(value) = self.xml.plain_cell()
        {
            let value = value.trim_ascii();
            let content = match value {
                [] => Content::Empty,
                value => content_of(value, &tag, self.shared, &mut self.cells)?,
            };
            return Ok(self.builder.push(at, content)?);
        }
        let seen = self.parts_of_cell()?;
        let content = self.content(&tag, &seen)?;
        Ok(self.builder.push(at, content)?)
    }

    fn parts_of_cell(&mut self) -> Result<Seen, Stop> {
        let mut seen = Seen::default();
        let mut variants = 0_usize;
        self.value.clear();
        loop {
            match self.xml.next()? {
                Event::Start(tag) => {
                    let is_empty = tag.is_empty;
                    match tag.name {
                        b"v" => {
                            seen.has_value = true;
                            self.value.clear();
                            if !is_empty {
                                self.xml.text(&mut self.value)?;
                            }
                        }
                        b"f" => {
                            seen.has_formula = true;
                            if !is_empty {
                                self.xml.skip()?;
                            }
                        }
                        b"is" => {
                            seen.has_item = true;
                            self.item.clear();
                            if !is_empty {
                                self.item.read(&mut self.xml)?;
                            }
                        }
                        b"AlternateContent" | b"Fallback" => {
                            variants += usize::from(!is_empty);
                            self.has_variants = true;
                        }
                        _ if is_empty => {}
                        b"Choice" | b"extLst" => self.xml.skip()?,
                        _ => return Err(NOT_UNDERSTOOD),
                    }
                }
                Event::End(b"c") => return Ok(seen),
                Event::End(b"AlternateContent" | b"Fallback") if variants > 0 => variants -= 1,
                Event::End(_) => return Err(NOT_UNDERSTOOD),
                Event::Eof => return Err(XmlError::Cut.into()),
                Event::Text(_) | Event::Literal(_) => {}
            }
        }
    }

    fn content(&mut self, tag: &CellTag, seen: &Seen) -> Result<Content, Stop> {
        if seen.has_item {
            return Ok(self.cells.text(&self.item.text()?)?);
        }
        let has_value = seen.has_value && tag.kind != ValueKind::Inline;
        let is_blank = !has_value || self.value.trim_ascii().is_empty();
        if seen.has_formula && is_blank && !(has_value && tag.kind == ValueKind::Text) {
            return Ok(Content::NotCalculated);
        }
        if !has_value || (is_blank && tag.kind != ValueKind::Text) {
            return Ok(Content::Empty);
        }
        match tag.kind {
            ValueKind::Text => Ok(self.cells.text(&escaped_text(&self.value)?)?),
            _ => content_of(&self.value, tag, self.shared, &mut self.cells),
        }
    }
}

/// Returns what a cell with a value holds.
#[inline]
fn content_of(
    text: &[u8],
    tag: &CellTag,
    shared: &Shared,
    cells: &mut Cells,
) -> Result<Content, Stop> {
    let value = text.trim_ascii();
    Ok(match tag.kind {
        ValueKind::Unstated | ValueKind::Number => match number(value) {
            Some(number) => cells.number(number, shared.style(tag.format))?,
            None if tag.kind == ValueKind::Unstated => cells.text(utf8(text)?)?,
            None => cells.error("#VALUE!")?,
        },
        ValueKind::Shared => {
            let place = reference::number(value, u32::MAX / 16).ok();
            match place.and_then(|place| shared.texts.get(place as usize)) {
                Some(text) if text.is_empty() => Content::Empty,
                Some(text) => Content::Text(Arc::clone(text)),
                None => cells.error("#VALUE!")?,
            }
        }
        ValueKind::Boolean if value == b"1" || value.eq_ignore_ascii_case(b"true") => {
            Content::Boolean(true)
        }
        ValueKind::Boolean if value == b"0" || value.eq_ignore_ascii_case(b"false") => {
            Content::Boolean(false)
        }
        ValueKind::Error => cells.error(utf8(value)?)?,
        ValueKind::Date => match parse_date(utf8(value)?) {
            Some(date) => Content::Date(date),
            None => cells.text(utf8(value)?)?,
        },
        ValueKind::Boolean | ValueKind::Unknown | ValueKind::Text | ValueKind::Inline => {
            cells.error("#VALUE!")?
        }
    })
}

/// Reads a number; most are short and whole.
#[inline]
fn number(text: &[u8]) -> Option<f64> {
    const DIGITS_MAX: usize = 15;
    if (1..=DIGITS_MAX).contains(&text.len()) && text.iter().all(u8::is_ascii_digit) {
        let whole = text.iter().fold(0_u64, |number, digit| number * 10 + u64::from(digit - b'0'));
        #[expect(clippy::cast_precision_loss, reason = "15 digits are exact")]
        return Some(whole as f64);
    }
    std::str::from_utf8(text).ok()?.parse().ok()
}

fn utf8(text: &[u8]) -> Result<&str, XmlError> {
    std::str::from_utf8(text).map_err(|_| XmlError::Unreadable)
}
