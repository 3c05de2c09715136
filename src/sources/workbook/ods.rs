//! `OpenDocument` workbooks, in a zip container or as one flat XML file.
//!
//! They are read here and not by `calamine`, which unpacks repeated rows into memory, does not end
//! on a file that is cut off, refuses indented files, and drops that a number is a percent.

use std::collections::{BTreeSet, HashSet};
use std::io::{BufRead, BufReader, Cursor, Read as _};
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::QName;
use zip::ZipArchive;

use crate::sources::doubts::Doubts;
use crate::sources::grid::{Grid, GridBuilder, Texts};
use crate::sources::problem::{Damage, FileProblem, Limit};

use super::ods_cell::Cell;
use super::{SheetInfo, Wanted, Workbook};

/// Reads a workbook in a zip container.
pub(super) fn read_zipped(bytes: &[u8], wanted: Wanted<'_>) -> Result<Workbook, FileProblem> {
    let damaged = |_| FileProblem::Damaged(Damage::Container);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if let Ok(mut manifest) = archive.by_name("META-INF/manifest.xml") {
        let mut text = String::new();
        let is_text = manifest.read_to_string(&mut text).is_ok();
        if is_text && text.contains("encryption-data") {
            return Err(FileProblem::Password);
        }
    }
    let mut grids = Vec::new();
    let sheets = Document::new(BufReader::new(archive.by_name("content.xml").map_err(damaged)?))
        .sheets(&BTreeSet::new(), &mut grids)?;
    let chosen = wanted(&sheets);
    if !chosen.is_empty() {
        let content = archive.by_name("content.xml").map_err(damaged)?;
        Document::new(BufReader::new(content)).sheets(&chosen, &mut grids)?;
    }
    Ok(Workbook { sheets, grids, doubts: Doubts::default() })
}

/// Reads a workbook that is one XML file.
pub(super) fn read_flat(bytes: &[u8], wanted: Wanted<'_>) -> Result<Workbook, FileProblem> {
    let mut grids = Vec::new();
    let sheets = Document::new(bytes).sheets(&BTreeSet::new(), &mut grids)?;
    Document::new(bytes).sheets(&wanted(&sheets), &mut grids)?;
    Ok(Workbook { sheets, grids, doubts: Doubts::default() })
}

/// The XML of a workbook. After the start of an element was read, the function that reads it ends
/// behind its end.
struct Document<R: BufRead> {
    xml: Reader<R>,
    buffer: Vec<u8>,
    skipped: Vec<u8>,
}

/// The cells of a row, and how often the row stands in the sheet.
type Row = (Vec<(u32, u32, Cell)>, u32);

impl<R: BufRead> Document<R> {
    fn new(source: R) -> Self {
        let mut xml = Reader::from_reader(source);
        xml.config_mut().expand_empty_elements = true;
        Self { xml, buffer: Vec::new(), skipped: Vec::new() }
    }

    /// Lists all sheets and reads the wanted ones.
    fn sheets(
        &mut self,
        wanted: &BTreeSet<usize>,
        grids: &mut Vec<(usize, Grid)>,
    ) -> Result<Vec<SheetInfo>, FileProblem> {
        let mut sheets = Vec::new();
        let mut style = String::new();
        let mut hidden: HashSet<String> = HashSet::new();
        let mut depth = 0_usize;
        loop {
            let tag = match self.next()? {
                Event::Start(tag) => tag,
                Event::End(_) => {
                    depth = depth.saturating_sub(1);
                    continue;
                }
                Event::Eof if depth == 0 => return Ok(sheets),
                Event::Eof => return Err(DAMAGED),
                _ => continue,
            };
            match tag.name().as_ref() {
                "office:document"
                | "office:document-content"
                | "office:body"
                | "office:spreadsheet"
                | "office:automatic-styles" => depth += 1,
                "style:style" => {
                    style = attribute(&tag, "style:name").unwrap_or_default();
                    depth += 1;
                }
                "style:table-properties" => {
                    if attribute(&tag, "table:display").as_deref() == Some("false") {
                        hidden.insert(style.clone());
                    }
                    depth += 1;
                }
                "table:table" => {
                    let name = attribute(&tag, "table:name").unwrap_or_default();
                    let style = attribute(&tag, "table:style-name").unwrap_or_default();
                    let is_hidden = hidden.contains(&style);
                    let sheet = SheetInfo { name: name.into(), is_hidden };
                    if wanted.contains(&sheets.len()) {
                        grids.push((sheets.len(), self.sheet(&sheet)?));
                    } else {
                        self.skip(&tag)?;
                    }
                    sheets.push(sheet);
                }
                _ => self.skip(&tag)?,
            }
        }
    }

    fn sheet(&mut self, sheet: &SheetInfo) -> Result<Grid, FileProblem> {
        self.table().map_err(|problem| match problem {
            FileProblem::Damaged(_) => FileProblem::Damaged(Damage::Sheet(Arc::clone(&sheet.name))),
            other => other,
        })
    }

    fn table(&mut self) -> Result<Grid, FileProblem> {
        let mut builder = GridBuilder::default();
        let mut texts = Texts::default();
        let mut number: u32 = 0;
        let mut groups = 0_usize;
        loop {
            let tag = match self.next()? {
                Event::Start(tag) => tag,
                Event::End(_) if groups == 0 => return Ok(builder.finish()),
                Event::End(_) => {
                    groups -= 1;
                    continue;
                }
                Event::Eof => return Err(DAMAGED),
                _ => continue,
            };
            match tag.name().as_ref() {
                "table:table-row-group" | "table:table-header-rows" | "table:table-rows" => {
                    groups += 1;
                }
                "table:table-row" => {
                    let repeated = repeated(&tag, "table:number-rows-repeated");
                    let (cells, rows) = self.row(repeated)?;
                    add_row(&mut builder, &mut texts, number, &(cells, rows))?;
                    number = number.saturating_add(rows);
                }
                _ => self.skip(&tag)?,
            }
        }
    }

    fn row(&mut self, rows: u32) -> Result<Row, FileProblem> {
        let mut cells = Vec::new();
        let mut column: u32 = 0;
        loop {
            let tag = match self.next()? {
                Event::Start(tag) => tag,
                Event::End(_) => return Ok((cells, rows)),
                Event::Eof => return Err(DAMAGED),
                _ => continue,
            };
            let columns = repeated(&tag, "table:number-columns-repeated");
            match tag.name().as_ref() {
                "table:table-cell" => {
                    let mut cell = Cell::default();
                    tag.attributes().flatten().for_each(|found| cell.attribute(&found));
                    self.cell(&mut cell)?;
                    if !cell.is_empty() {
                        cells.push((column, columns, cell));
                    }
                    column = column.saturating_add(columns);
                }
                // What a merged cell covers is not shown.
                other => {
                    let is_covered = other == "table:covered-table-cell";
                    self.skip(&tag)?;
                    column = column.saturating_add(if is_covered { columns } else { 0 });
                }
            }
        }
    }

    fn cell(&mut self, cell: &mut Cell) -> Result<(), FileProblem> {
        loop {
            match self.next()? {
                Event::Start(tag) if tag.name() == QName("text:p") => {
                    cell.begin_paragraph();
                    self.paragraph(cell)?;
                }
                Event::Start(tag) => self.skip(&tag)?,
                Event::End(_) => return Ok(()),
                Event::Eof => return Err(DAMAGED),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, cell: &mut Cell) -> Result<(), FileProblem> {
        let mut depth = 0_usize;
        loop {
            match self.next()? {
                Event::Text(text) => cell.add_text(&text.xml10_content()),
                Event::CData(text) => cell.add_text(&text.xml10_content()),
                Event::GeneralRef(entity) => cell.add_text(&resolved(&entity)?),
                Event::End(_) if depth == 0 => return Ok(()),
                Event::End(_) => depth -= 1,
                Event::Start(tag) => match tag.name().as_ref() {
                    "office:annotation" | "text:note" | "text:ruby-text" => {
                        self.skip(&tag)?;
                    }
                    name => {
                        if let "text:s" | "text:tab" | "text:line-break" = name {
                            cell.add_blank();
                        }
                        depth += 1;
                    }
                },
                Event::Eof => return Err(DAMAGED),
                _ => {}
            }
            if cell.is_too_long() {
                return Err(FileProblem::TooLarge(Limit::Text));
            }
        }
    }

    fn next(&mut self) -> Result<Event<'static>, FileProblem> {
        self.buffer.clear();
        let event = self.xml.read_event_into(&mut self.buffer).map_err(|_| DAMAGED)?;
        Ok(event.into_owned())
    }

    fn skip(&mut self, tag: &BytesStart<'_>) -> Result<(), FileProblem> {
        self.skipped.clear();
        let skipped = self.xml.read_to_end_into(tag.name(), &mut self.skipped);
        skipped.map(|_| ()).map_err(|_| DAMAGED)
    }
}

const DAMAGED: FileProblem = FileProblem::Damaged(Damage::Workbook);

fn add_row(
    builder: &mut GridBuilder,
    texts: &mut Texts,
    number: u32,
    (cells, rows): &Row,
) -> Result<(), FileProblem> {
    let mut contents = Vec::new();
    for (column, columns, cell) in cells {
        contents.push((*column, *columns, cell.content(texts)?));
    }
    if contents.is_empty() {
        return Ok(());
    }
    let columns = contents.iter().map(|(_, columns, _)| u64::from(*columns)).sum::<u64>();
    builder.expect_room(columns.saturating_mul(u64::from(*rows)))?;
    for row in 0..*rows {
        for (column, columns, content) in &contents {
            for offset in 0..*columns {
                let at = (number.saturating_add(row), column.saturating_add(offset));
                builder.push(at, content.clone())?;
            }
        }
    }
    Ok(())
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok()??;
    Some(unescape(&found.value).ok()?.into_owned())
}

fn repeated(tag: &BytesStart<'_>, name: &str) -> u32 {
    attribute(tag, name).map_or(1, |text| text.parse().unwrap_or(u32::MAX))
}

fn resolved(entity: &BytesRef<'_>) -> Result<String, FileProblem> {
    if let Some(text) = resolve_xml_entity(&entity.xml10_content()) {
        return Ok(text.to_owned());
    }
    let character = entity.resolve_char_ref().map_err(|_| DAMAGED)?;
    character.map(String::from).ok_or(DAMAGED)
}
