//! Workbooks of Excel 97 (BIFF8): a `Workbook` stream inside a compound file.
//!
//! Numbers of the notes are sections of [MS-XLS], "Excel Binary File Format (.xls) Structure".
//! Fonts and formats are the least that Excel asks for: four fonts, fifteen style formats and one
//! cell format. Merges and column widths are left out.

use std::io::{self, Cursor, Write as _};

use crate::sheet::{Cell, Sheet};

/// The index of the only cell format.
const CELL_FORMAT: u16 = 15;

/// Returns the bytes of a workbook.
pub(super) fn encode(sheets: &[Sheet]) -> io::Result<Vec<u8>> {
    // Version 3 has the sectors of 512 bytes that readers of Excel 97 files expect.
    let medium = Cursor::new(Vec::new());
    let mut compound = cfb::CompoundFile::create_with_version(cfb::Version::V3, medium)?;
    compound.create_stream("/Workbook")?.write_all(&workbook_stream(sheets))?;
    compound.flush()?;
    Ok(compound.into_inner().into_inner())
}

/// Puts the globals before the sheets; each sheet is announced by the offset of its first record.
fn workbook_stream(sheets: &[Sheet]) -> Vec<u8> {
    let bodies: Vec<Vec<u8>> = sheets.iter().map(sheet_records).collect();
    // The offsets have a fixed size, so a first pass with zeros gives the length of the globals.
    let mut offset = globals(sheets, &vec![0; sheets.len()]).len();
    let mut offsets = Vec::with_capacity(bodies.len());
    for body in &bodies {
        offsets.push(offset as u32);
        offset += body.len();
    }
    let mut stream = globals(sheets, &offsets);
    stream.extend(bodies.into_iter().flatten());
    stream
}

fn globals(sheets: &[Sheet], offsets: &[u32]) -> Vec<u8> {
    let mut records = Records::default();
    records.beginning(0x0005);
    records.push(0x0042, &1200_u16.to_le_bytes()); // CodePage: UTF-16, 2.4.52
    // Window1, 2.4.346: place and size, flags, the active tab, the width of the tabs.
    records.push_words(0x003D, &[0, 0, 0x4000, 0x2000, 0x0038, 0, 0, 1, 0x0258]);
    for _ in 0..4 {
        records.push(0x0031, &font());
    }
    for index in 0..=CELL_FORMAT {
        records.push(0x00E0, &extended_format(index == CELL_FORMAT));
    }
    records.push(0x0293, &[0x00, 0x80, 0x00, 0xFF]); // Style: "Normal", 2.4.269
    for (sheet, offset) in sheets.iter().zip(offsets) {
        records.push(0x0085, &bound_sheet(sheet, *offset));
    }
    records.end()
}

/// Font, 2.4.122: Arial of 10 points.
fn font() -> Vec<u8> {
    let mut body = Vec::new();
    for word in [200_u16, 0, 0x7FFF, 400, 0, 0, 0] {
        body.extend(word.to_le_bytes());
    }
    body.extend([5, 0]);
    body.extend(b"Arial");
    body
}

/// XF, 2.4.353: the general format; style formats have no parent (0xFFF).
fn extended_format(of_cell: bool) -> [u8; 20] {
    let mut body = [0_u8; 20];
    body[4..6].copy_from_slice(&if of_cell { 0x0001_u16 } else { 0xFFF5 }.to_le_bytes());
    body[6] = 0x20; // Bottom alignment.
    body[18..20].copy_from_slice(&0x20C0_u16.to_le_bytes()); // Automatic pattern colours.
    body
}

/// `BoundSheet8`, 2.4.28: where the sheet begins, whether it is hidden, its name.
fn bound_sheet(sheet: &Sheet, offset: u32) -> Vec<u8> {
    let units: Vec<u16> = sheet.name.encode_utf16().collect();
    let mut body = offset.to_le_bytes().to_vec();
    body.extend([u8::from(sheet.hidden), 0, units.len() as u8, 1]);
    body.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    body
}

fn sheet_records(sheet: &Sheet) -> Vec<u8> {
    let width = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut records = Records::default();
    records.beginning(0x0010);
    // Dimensions, 2.4.90: the first row and the row after the last, the same for columns.
    records.push_words(0x0200, &[0, 0, sheet.rows.len() as u16, 0, 0, width as u16, 0]);
    for (row, cells) in sheet.rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            records.push_cell((row as u16, column as u16), cell);
        }
    }
    records.push_words(0x023E, &[0x06B6, 0, 0, 0x0040, 0, 0, 0, 0, 0]); // Window2, 2.4.348
    records.end()
}

/// Records, each with its type and length before the body.
#[derive(Default)]
struct Records(Vec<u8>);

impl Records {
    fn push(&mut self, kind: u16, body: &[u8]) {
        self.0.extend(kind.to_le_bytes());
        self.0.extend((body.len() as u16).to_le_bytes());
        self.0.extend(body);
    }

    fn push_words(&mut self, kind: u16, words: &[u16]) {
        let body: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        self.push(kind, &body);
    }

    /// BOF, 2.4.21: BIFF8, the kind of the substream, the build of Excel 97 SR-1.
    fn beginning(&mut self, substream: u16) {
        self.push_words(0x0809, &[0x0600, substream, 0x0DBB, 0x07CC, 0x00C1, 0, 0x0006, 0]);
    }

    fn push_cell(&mut self, (row, column): (u16, u16), cell: &Cell) {
        let mut body = Vec::new();
        for word in [row, column, CELL_FORMAT] {
            body.extend(word.to_le_bytes());
        }
        match cell {
            Cell::Blank => {}
            Cell::Integer(number) => {
                // RkNumber, 2.5.217: the second bit says that the other 30 are a whole number.
                let packed = (*number as u32) << 2 | 2;
                body.extend(packed.to_le_bytes());
                self.push(0x027E, &body); // RK, 2.4.220
            }
            Cell::Decimal { .. } => {
                let number = cell.number().expect("a decimal cell is a number");
                body.extend(number.to_le_bytes());
                self.push(0x0203, &body); // Number, 2.4.180
            }
            Cell::Text(_) | Cell::Date { .. } => {
                body.extend(unicode_string(&cell.printed()));
                self.push(0x0204, &body); // Label, 2.4.148
            }
        }
    }

    /// EOF, 2.4.103.
    fn end(mut self) -> Vec<u8> {
        self.push(0x000A, &[]);
        self.0
    }
}

/// `XLUnicodeString`, 2.5.294: one byte per letter when all of them fit into Latin-1.
fn unicode_string(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let wide = units.iter().any(|&unit| unit > 0xFF);
    let mut body = (units.len() as u16).to_le_bytes().to_vec();
    body.push(u8::from(wide));
    for unit in units {
        body.extend(&unit.to_le_bytes()[..if wide { 2 } else { 1 }]);
    }
    body
}
