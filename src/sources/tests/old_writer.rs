//! A minimal writer of old workbooks (.xls), MS-XLS, for Excel 5 (BIFF5) and Excel 97 (BIFF8).
//!
//! No library here can write what the tests need. That its files of Excel 5 are what they should be
//! was checked once by reading them with python-xlrd 2.0.2: same cells, formats, hidden rows,
//! columns and sheets (`formatting_info=True`), also of `same-in-all-formats/…/excel-5.xls`.

use std::io::{Cursor, Write as _};

use encoding_rs::WINDOWS_1251;

/// The versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    Excel5,
    Excel97,
}

/// A cell.
#[derive(Debug, Clone, Copy)]
pub(super) enum OldCell<'a> {
    Text(&'a str),
    /// A number, and the index of its format in [`FORMATS`].
    Number(f64, usize),
    /// The eight bytes of a result, flags, tokens.
    Formula([u8; 8], u8, &'a [u8]),
    /// A formula whose result is a text.
    TextFormula(&'a str),
    Error(u8),
    Boolean(bool),
}

/// Formats of numbers: none, percent, code, day.
const FORMATS: [(u16, &str); 4] =
    [(0, ""), (164, "0.0%"), (165, "000000"), (166, "dd\\.mm\\.yyyy")];

/// A sheet.
#[derive(Debug, Default)]
pub(super) struct OldSheet<'a> {
    pub(super) name: &'a str,
    pub(super) is_hidden: bool,
    pub(super) rows: Vec<Vec<OldCell<'a>>>,
    pub(super) hidden_rows: Vec<u16>,
    pub(super) hidden_columns: Vec<u16>,
}

/// Returns the bytes of a workbook.
pub(super) fn old_workbook(version: Version, sheets: &[OldSheet<'_>]) -> Vec<u8> {
    let bodies: Vec<Vec<u8>> = sheets.iter().map(|sheet| sheet_records(version, sheet)).collect();
    // Places have a fixed size, so that a first try tells how long the globals are.
    let mut place = globals(version, sheets, &vec![0; sheets.len()]).len();
    let mut places = Vec::new();
    for body in &bodies {
        places.push(place);
        place += body.len();
    }
    let stream = [globals(version, sheets, &places), bodies.concat()].concat();
    let medium = Cursor::new(Vec::new());
    let container = cfb::CompoundFile::create_with_version(cfb::Version::V3, medium);
    let mut container = container.expect("a container");
    let name = if version == Version::Excel5 { "Book" } else { "Workbook" };
    container.create_stream(name).expect("a stream").write_all(&stream).expect("memory");
    container.flush().expect("memory");
    container.into_inner().into_inner()
}

fn globals(version: Version, sheets: &[OldSheet<'_>], places: &[usize]) -> Vec<u8> {
    let mut records = Records::begin(version, 0x0005);
    let code_page: u16 = if version == Version::Excel5 { 1251 } else { 1200 };
    records.push(0x0042, &code_page.to_le_bytes());
    for (number, code) in FORMATS.into_iter().filter(|(number, _)| *number > 0) {
        let text = records.text(code, version == Version::Excel5);
        records.push(0x041E, &[&number.to_le_bytes()[..], &text].concat());
    }
    let size = if version == Version::Excel5 { 16 } else { 20 };
    // Fifteen formats of styles, then those of cells.
    let styles = std::iter::repeat_n((0, 0xFFF5_u16), 15);
    for (number, flags) in styles.chain(FORMATS.map(|(number, _)| (number, 1))) {
        let mut body = vec![0; size];
        body[2..4].copy_from_slice(&number.to_le_bytes());
        body[4..6].copy_from_slice(&flags.to_le_bytes());
        records.push(0x00E0, &body);
    }
    for (sheet, place) in sheets.iter().zip(places) {
        let place = u32::try_from(*place).expect("a small file");
        let name = records.text(sheet.name, true);
        let head = [&place.to_le_bytes()[..], &[u8::from(sheet.is_hidden), 0]].concat();
        records.push(0x0085, &[head, name].concat());
    }
    records.end()
}

fn sheet_records(version: Version, sheet: &OldSheet<'_>) -> Vec<u8> {
    let mut records = Records::begin(version, 0x0010);
    for column in &sheet.hidden_columns {
        let words = [*column, *column, 0x0900, 15, 1, 0];
        records.push(0x007D, &words.map(u16::to_le_bytes).concat());
    }
    for row in &sheet.hidden_rows {
        let words = [*row, 0, 256, 255, 0, 0, 0x0120, 15];
        records.push(0x0208, &words.map(u16::to_le_bytes).concat());
    }
    for (row, cells) in (0_u16..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            records.cell((row, column), *cell);
        }
    }
    records.end()
}

struct Records {
    version: Version,
    bytes: Vec<u8>,
}

impl Records {
    fn begin(version: Version, kind: u16) -> Self {
        let mut records = Self { version, bytes: Vec::new() };
        let number: u16 = if version == Version::Excel5 { 0x0500 } else { 0x0600 };
        let words = [number, kind, 0x0DBB, 0x07CC, 0x00C1, 0, 0x0006, 0];
        let words = &words[..if version == Version::Excel5 { 4 } else { 8 }];
        let body: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        records.push(0x0809, &body);
        records
    }

    fn push(&mut self, kind: u16, body: &[u8]) {
        let length = u16::try_from(body.len()).expect("a short record");
        self.bytes.extend([kind.to_le_bytes(), length.to_le_bytes()].concat());
        self.bytes.extend(body);
    }

    /// A text with a length of one byte or of two.
    fn text(&self, text: &str, is_short: bool) -> Vec<u8> {
        let (length, letters) = match self.version {
            Version::Excel5 => {
                let bytes = WINDOWS_1251.encode(text).0.into_owned();
                (bytes.len(), bytes)
            }
            Version::Excel97 => {
                let units: Vec<u16> = text.encode_utf16().collect();
                let bytes = units.iter().flat_map(|unit| unit.to_le_bytes());
                (units.len(), std::iter::once(1).chain(bytes).collect())
            }
        };
        let length = u16::try_from(length).expect("a short text").to_le_bytes();
        [&length[..if is_short { 1 } else { 2 }], &letters].concat()
    }

    fn cell(&mut self, (row, column): (u16, u16), cell: OldCell<'_>) {
        let format = if let OldCell::Number(_, format) = cell { format } else { 0 };
        let format = u16::try_from(15 + format).expect("few formats");
        let head = [row, column, format].map(u16::to_le_bytes).concat();
        match cell {
            OldCell::Text(text) => {
                let text = self.text(text, false);
                self.push(0x0204, &[head, text].concat());
            }
            OldCell::Number(value, _) => {
                self.push(0x0203, &[&head[..], &value.to_le_bytes()].concat());
            }
            OldCell::Formula(result, flags, tokens) => {
                let length = u8::try_from(tokens.len()).expect("a short formula");
                let rest = [&result[..], &[flags, 0, 0, 0, 0, 0, length, 0], tokens].concat();
                self.push(0x0006, &[head, rest].concat());
            }
            OldCell::TextFormula(text) => {
                let result = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF];
                self.cell((row, column), OldCell::Formula(result, 0, &[0x1E, 1, 0]));
                let text = self.text(text, false);
                self.push(0x0207, &text);
            }
            OldCell::Error(code) => self.push(0x0205, &[&head[..], &[code, 1]].concat()),
            OldCell::Boolean(value) => {
                self.push(0x0205, &[&head[..], &[u8::from(value), 0]].concat());
            }
        }
    }

    fn end(mut self) -> Vec<u8> {
        self.push(0x000A, &[]);
        self.bytes
    }
}
