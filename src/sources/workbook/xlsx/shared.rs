//! What all sheets share: texts and formats.

use std::collections::HashMap;
use std::sync::Arc;

use crate::sources::budget::{Memory, Share};
use crate::sources::problem::{Damage, FileProblem, Limit};
use crate::sources::workbook::number_style::NumberStyle;

use super::Trouble;
use super::book::Book;
use super::parts::{PartXml, Parts};
use super::tag::Tag;
use super::text::Item;
use super::xml::{Event, XmlError};

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
    /// Whether a text is written in variants.
    pub(super) has_variants: bool,
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
    ) -> Result<Self, Trouble> {
        let mut shared = Self { epoch_1904: book.epoch_1904, ..Self::default() };
        if let Some(mut xml) = parts.xml(&book.styles, &Damage::Workbook)? {
            shared.read_styles(&mut xml)?;
        }
        if let Some(mut xml) = parts.xml(&book.texts, &Damage::Workbook)? {
            shared.read_texts(&mut xml, memory)?;
        }
        Ok(shared)
    }

    /// Returns what the format of a cell means.
    #[inline]
    pub(super) fn style(&self, format: usize) -> Option<&NumberStyle> {
        self.formats.get(format).map(|place| &self.styles[*place as usize])
    }

    /// The number of texts that the part claims to have is not looked at.
    fn read_texts(&mut self, xml: &mut PartXml<'_, '_>, memory: &Memory) -> Result<(), Trouble> {
        let mut share = Share::of(memory);
        let empty: Arc<str> = "".into();
        let mut item = Item::default();
        loop {
            let is_empty = match xml.next().map_err(in_workbook)? {
                Event::Start(tag) if tag.name == b"si" => tag.is_empty,
                Event::End(b"sst") | Event::Eof => break,
                _ => continue,
            };
            item.clear();
            if !is_empty {
                item.read(xml).map_err(in_workbook)?;
            }
            let text = item.text().map_err(in_workbook)?;
            if text.is_empty() {
                share.take(size_of::<Arc<str>>())?;
                self.texts.push(Arc::clone(&empty));
            } else {
                share.take(TEXT_BYTES + text.len())?;
                self.texts.push(text.as_ref().into());
            }
        }
        self.has_variants = item.has_variants;
        Ok(())
    }

    fn read_styles(&mut self, xml: &mut PartXml<'_, '_>) -> Result<(), Trouble> {
        let mut codes: HashMap<u32, NumberStyle> = HashMap::new();
        let mut numbers: Vec<u32> = Vec::new();
        let mut list = List::Other;
        loop {
            match xml.next().map_err(in_workbook)? {
                Event::Start(tag) => match tag.name {
                    b"numFmts" if !tag.is_empty => list = List::Codes,
                    b"cellXfs" if !tag.is_empty => list = List::Formats,
                    b"numFmt" if list == List::Codes => {
                        let code = tag.text(b"formatCode").map_err(in_workbook)?;
                        if let (Some(number), Some(code)) = (format_number(&tag)?, code) {
                            codes.insert(number, NumberStyle::parse(&code));
                        }
                    }
                    b"xf" if list == List::Formats => {
                        numbers.push(format_number(&tag)?.unwrap_or_default());
                    }
                    _ => {}
                },
                Event::End(b"numFmts" | b"cellXfs") => list = List::Other,
                Event::End(b"styleSheet") | Event::Eof => break,
                _ => {}
            }
            if codes.len().max(numbers.len()) > STYLES_MAX {
                return Err(FileProblem::TooLarge(Limit::Part).into());
            }
        }
        self.resolve_styles(&numbers, codes);
        Ok(())
    }

    fn resolve_styles(&mut self, numbers: &[u32], mut codes: HashMap<u32, NumberStyle>) {
        let mut places: HashMap<u32, u32> = HashMap::new();
        for number in numbers {
            let place = *places.entry(*number).or_insert_with(|| {
                let style = codes.remove(number);
                self.styles.push(style.unwrap_or_else(|| NumberStyle::built_in(*number)));
                u32::try_from(self.styles.len() - 1).unwrap_or(u32::MAX)
            });
            self.formats.push(place);
        }
    }
}

/// In which list of the formats a tag stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Codes,
    Formats,
    Other,
}

fn format_number(tag: &Tag<'_>) -> Result<Option<u32>, Trouble> {
    let number = tag.attribute(b"numFmtId").map_err(in_workbook)?;
    Ok(number.and_then(|number| std::str::from_utf8(number).ok()?.trim().parse().ok()))
}

fn in_workbook(error: XmlError) -> Trouble {
    Trouble::from_xml(error, &Damage::Workbook)
}
