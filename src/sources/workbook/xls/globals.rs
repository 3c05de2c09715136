//! What all sheets of an old workbook share: code page, number formats, texts, names of sheets.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::sources::problem::FileProblem;
use crate::sources::workbook::SheetInfo;
use crate::sources::workbook::cell_format::CellFormat;

use super::records::{DAMAGED, Letters, Record, Records};

/// Different texts that are kept; a sheet of an old workbook has at most 16 million cells.
const TEXTS_MAX: usize = 20_000_000;

/// What all sheets share.
#[derive(Debug)]
pub(super) struct Globals {
    /// How texts are written.
    pub(super) letters: Letters,
    /// Whether days are counted from 1904.
    pub(super) epoch_1904: bool,
    /// The formats of cells, as cells count them.
    pub(super) formats: Vec<CellFormat>,
    /// The shared texts, as cells count them.
    pub(super) texts: Vec<Arc<str>>,
    /// The sheets with cells.
    pub(super) sheets: Vec<Announced>,
}

/// A sheet, and where it begins.
#[derive(Debug)]
pub(super) struct Announced {
    pub(super) info: SheetInfo,
    pub(super) at: usize,
}

impl Globals {
    /// Reads the first part of the stream.
    pub(super) fn read(stream: &[u8]) -> Result<Self, FileProblem> {
        let (records, first) = begin(stream)?;
        let letters = letters(records.clone(), &first)?;
        let mut globals = Self {
            letters,
            epoch_1904: false,
            formats: Vec::new(),
            texts: Vec::new(),
            sheets: Vec::new(),
        };
        let mut codes = BTreeMap::new();
        let mut numbers = Vec::new();
        let mut rest = records;
        while let Some(record) = rest.next()? {
            match record.kind {
                0x0022 => globals.epoch_1904 = record.word(0)? == 1,
                0x0085 => globals.sheets.extend(announced(&rest, &record, letters)?),
                0x00E0 => numbers.push(record.word(2)?),
                0x00FC => globals.texts = texts(&rest, &record)?,
                0x041E => {
                    let mut text = rest.pieces(&record, 2);
                    let code = match letters {
                        Letters::Wide => text.text(letters)?,
                        Letters::Bytes(_) => text.short_text(letters)?,
                    };
                    codes.insert(record.word(0)?, code);
                }
                _ => {}
            }
        }
        let format = |number: &u16| match codes.get(number) {
            Some(code) => CellFormat::parse(code),
            None => CellFormat::built_in(*number),
        };
        globals.formats = numbers.iter().map(format).collect();
        Ok(globals)
    }
}

fn begin(stream: &[u8]) -> Result<(Records<'_>, Record<'_>), FileProblem> {
    // Excel 4 and older begin with other records.
    if let [0x09, 0x00 | 0x02 | 0x04, ..] = stream {
        return Err(FileProblem::Unknown("old-excel"));
    }
    Records::begin(stream, 0)
}

/// Finds how texts are written. Texts of Excel 97 are UTF-16, whatever code page the file names.
fn letters(mut records: Records<'_>, first: &Record<'_>) -> Result<Letters, FileProblem> {
    const EXCEL_97: u16 = 0x0600;
    const EXCEL_5: u16 = 0x0500;
    let version = first.word(0)?;
    let mut code_page = None;
    while let Some(record) = records.next()? {
        match record.kind {
            // Encrypted, also by the simplest of methods.
            0x002F => return Err(FileProblem::Password),
            0x0042 => code_page = Some(record.word(0)?),
            _ => {}
        }
    }
    match version {
        EXCEL_97 => Ok(Letters::Wide),
        EXCEL_5 => Letters::of_code_page(code_page).ok_or(FileProblem::Unknown("code-page")),
        _ => Err(FileProblem::Unknown("old-excel")),
    }
}

/// Reads where a sheet begins; nothing for charts and macros.
fn announced(
    records: &Records<'_>,
    record: &Record<'_>,
    letters: Letters,
) -> Result<Option<Announced>, FileProblem> {
    const HIDDEN: u16 = 0x0003;
    const KIND: u16 = 0xFF00;
    let flags = record.word(4)?;
    if flags & KIND != 0 {
        return Ok(None);
    }
    let name = records.pieces(record, 6).short_text(letters)?;
    let info = SheetInfo { name: name.into(), is_hidden: flags & HIDDEN != 0 };
    Ok(Some(Announced { info, at: record.long(0)? as usize }))
}

fn texts(records: &Records<'_>, record: &Record<'_>) -> Result<Vec<Arc<str>>, FileProblem> {
    let count = record.long(4)? as usize;
    let mut pieces = records.pieces(record, 8);
    let mut texts = Vec::new();
    while texts.len() < count && !pieces.is_empty() {
        if texts.len() == TEXTS_MAX {
            return Err(DAMAGED);
        }
        texts.push(pieces.text(Letters::Wide)?.into());
    }
    Ok(texts)
}
