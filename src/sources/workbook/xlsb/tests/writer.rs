//! A small writer of binary workbooks, since no library writes them.
//!
//! What it wrote for `tests/cases/sources/xlsb` was opened with `LibreOffice` 7.4 and `pyxlsb`
//! 1.0.10: both show the values, days and errors that are written here (`pyxlsb` knows no text
//! that stands in the cell itself), and `LibreOffice` hides the row, the column and the sheet.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What stands in a cell.
#[derive(Debug, Clone)]
pub(super) enum Cell {
    /// A cell with a format only.
    Blank,
    /// A number in four bytes: a whole one, perhaps of hundredths.
    Packed(i32, bool),
    Real(f64),
    Text(&'static str),
    Shared(u32),
    Boolean(bool),
    Error(u8),
    FormulaText(&'static str),
    FormulaReal(f64),
    FormulaBoolean(bool),
    FormulaError(u8),
}

/// A row: its number, whether it is hidden, and its cells with column and format.
pub(super) type Row = (u32, bool, Vec<(u32, u32, Cell)>);

/// A sheet.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    pub(super) name: &'static str,
    pub(super) is_hidden: bool,
    pub(super) hidden_columns: Vec<(u32, u32)>,
    pub(super) rows: Vec<Row>,
    /// Whether cells that follow each other are written without their column.
    pub(super) is_short: bool,
}

/// A workbook.
#[derive(Debug, Clone, Default)]
pub(super) struct Book {
    pub(super) sheets: Vec<Sheet>,
    pub(super) texts: Vec<&'static str>,
    /// Codes of the formats 1, 2, …; the format 0 has none.
    pub(super) formats: Vec<&'static str>,
    pub(super) epoch_1904: bool,
    pub(super) is_uncalculated: bool,
}

/// Returns a record with its kind and size, seven bits in a byte.
pub(super) fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    let [low, high] = [kind & 0x7F, kind >> 7].map(|part| u8::try_from(part).expect("7 bits"));
    let mut bytes =
        if high == 0 && low == kind.to_le_bytes()[0] { vec![low] } else { vec![low | 0x80, high] };
    let mut size = body.len();
    loop {
        let part = u8::try_from(size & 0x7F).expect("7 bits");
        size >>= 7;
        bytes.push(if size == 0 { part } else { part | 0x80 });
        if size == 0 {
            break;
        }
    }
    bytes.extend(body);
    bytes
}

/// Returns a text with its length.
pub(super) fn text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = u32::try_from(units.len()).expect("a short text").to_le_bytes().to_vec();
    bytes.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    bytes
}

fn join(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}

impl Book {
    /// Returns the parts with their names.
    pub(super) fn parts(&self) -> Vec<(String, Vec<u8>)> {
        const TYPES: &str = "application/vnd.ms-excel";
        let numbers = 1..=self.sheets.len();
        let overrides: String = numbers
            .clone()
            .map(|number| {
                format!(
                    "<Override PartName=\"/xl/worksheets/sheet{number}.bin\" \
                     ContentType=\"{TYPES}.worksheet\"/>"
                )
            })
            .collect();
        let types = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types \
             xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default \
             Extension=\"rels\" \
             ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default \
             Extension=\"bin\" ContentType=\"{TYPES}.sheet.binary.macroEnabled.main\"/>{overrides}\
             <Override PartName=\"/xl/styles.bin\" ContentType=\"{TYPES}.styles\"/><Override \
             PartName=\"/xl/sharedStrings.bin\" ContentType=\"{TYPES}.sharedStrings\"/></Types>"
        );
        let sheets: Vec<(String, &str, String)> = numbers
            .clone()
            .map(|number| {
                (format!("r{number}"), "worksheet", format!("worksheets/sheet{number}.bin"))
            })
            .chain([
                ("s".to_owned(), "styles", "styles.bin".to_owned()),
                ("t".to_owned(), "sharedStrings", "sharedStrings.bin".to_owned()),
            ])
            .collect();
        let root = [("r".to_owned(), "officeDocument", "xl/workbook.bin".to_owned())];
        let mut parts = vec![
            ("[Content_Types].xml".to_owned(), types.into_bytes()),
            ("_rels/.rels".to_owned(), relations(&root)),
            ("xl/workbook.bin".to_owned(), self.workbook()),
            ("xl/_rels/workbook.bin.rels".to_owned(), relations(&sheets)),
            ("xl/styles.bin".to_owned(), self.styles()),
            ("xl/sharedStrings.bin".to_owned(), self.shared_texts()),
        ];
        for (number, sheet) in numbers.zip(&self.sheets) {
            parts.push((format!("xl/worksheets/sheet{number}.bin"), sheet.bytes()));
        }
        parts
    }

    /// Returns the whole file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        zipped(&self.parts())
    }

    fn workbook(&self) -> Vec<u8> {
        let mut bytes = join(&[
            &record(131, &[]),
            &record(153, &join(&[&[u8::from(self.epoch_1904), 0, 0, 0], &[0; 4], &text("")])),
            &record(135, &[]),
            &record(158, &self.view()),
            &record(136, &[]),
            &record(143, &[]),
        ]);
        for (number, sheet) in (1_u32..).zip(&self.sheets) {
            let state = [u8::from(sheet.is_hidden), 0, 0, 0];
            let id = number.to_le_bytes();
            let names = [text(&format!("r{number}")), text(sheet.name)].concat();
            bytes.extend(record(156, &join(&[&state, &id, &names])));
        }
        bytes.extend(record(144, &[]));
        let flags = [u8::from(self.is_uncalculated), 0];
        bytes.extend(record(157, &join(&[&[0; 4], &[1, 0, 0, 0], &[0; 16], &flags])));
        bytes.extend(record(132, &[]));
        bytes
    }

    /// Returns the window, which shows the first sheet that is not hidden: programs show a hidden
    /// one that is open.
    fn view(&self) -> Vec<u8> {
        let open = self.sheets.iter().position(|sheet| !sheet.is_hidden).unwrap_or_default();
        let open = u32::try_from(open).expect("few sheets").to_le_bytes();
        join(&[&[0; 8], &[0, 64, 0, 0], &[0, 48, 0, 0], &[88, 2, 0, 0], &open, &open, &[0x78]])
    }

    fn styles(&self) -> Vec<u8> {
        const FIRST: u16 = 164;
        let count = |count: usize| u32::try_from(count).expect("few formats").to_le_bytes();
        let mut bytes = join(&[&record(278, &[]), &record(615, &count(self.formats.len()))]);
        for (number, code) in (FIRST..).zip(&self.formats) {
            bytes.extend(record(44, &join(&[&number.to_le_bytes(), &text(code)])));
        }
        bytes.extend(record(616, &[]));
        let format = |number: u16| record(47, &join(&[&[0, 0], &number.to_le_bytes(), &[0; 12]]));
        bytes.extend(join(&[&record(626, &count(1)), &format(0), &record(627, &[])]));
        bytes.extend(record(617, &count(self.formats.len() + 1)));
        bytes.extend(format(0));
        bytes.extend((FIRST..).take(self.formats.len()).flat_map(format));
        bytes.extend(join(&[&record(618, &[]), &record(279, &[])]));
        bytes
    }

    fn shared_texts(&self) -> Vec<u8> {
        let count = u32::try_from(self.texts.len()).expect("few texts").to_le_bytes();
        let mut bytes = record(159, &join(&[&count, &count]));
        for item in &self.texts {
            bytes.extend(record(19, &join(&[&[0], &text(item)])));
        }
        bytes.extend(record(160, &[]));
        bytes
    }
}

impl Sheet {
    /// Returns the first and last row and column.
    fn size(&self) -> Vec<u8> {
        let rows = || self.rows.iter().map(|(number, _, _)| *number);
        let cells = self.rows.iter().flat_map(|(_, _, cells)| cells);
        let columns = || cells.clone().map(|(column, _, _)| *column);
        let ends = [rows().min(), rows().max(), columns().min(), columns().max()];
        ends.iter().flat_map(|end| end.unwrap_or_default().to_le_bytes()).collect()
    }

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = join(&[&record(129, &[]), &record(148, &self.size())]);
        if !self.hidden_columns.is_empty() {
            bytes.extend(record(390, &[]));
            for (first, last) in &self.hidden_columns {
                let place = join(&[&first.to_le_bytes(), &last.to_le_bytes()]);
                bytes.extend(record(60, &join(&[&place, &[0, 9, 0, 0, 0, 0, 0, 0, 1, 0]])));
            }
            bytes.extend(record(391, &[]));
        }
        bytes.extend(record(145, &[]));
        for (number, is_hidden, cells) in &self.rows {
            let flags = if *is_hidden { 1 << 4 } else { 0 };
            let size = [0x2C, 0x01, 0, flags, 0, 0, 0, 0, 0];
            bytes.extend(record(0, &join(&[&number.to_le_bytes(), &[0; 4], &size])));
            let mut next = 0;
            for (column, format, cell) in cells {
                let is_short = self.is_short && *column == next;
                next = column + 1;
                let format = format.to_le_bytes();
                let place = if is_short { vec![] } else { column.to_le_bytes().to_vec() };
                let (kind, value) = cell.value();
                let is_plain = (1..=7).contains(&kind);
                let (kind, place) = match is_short && is_plain {
                    true => (kind + 11, place),
                    false => (kind, column.to_le_bytes().to_vec()),
                };
                bytes.extend(record(kind, &join(&[&place, &format, &value])));
            }
        }
        bytes.extend(join(&[&record(146, &[]), &record(130, &[])]));
        bytes
    }
}

impl Cell {
    /// Returns the kind of the record, and its value with the formula.
    fn value(&self) -> (u16, Vec<u8>) {
        match self {
            Self::Blank => (1, vec![]),
            Self::Packed(number, is_hundredths) => {
                let bits = (number << 2) | 2 | i32::from(*is_hundredths);
                (2, bits.to_le_bytes().to_vec())
            }
            Self::Error(number) => (3, vec![*number]),
            Self::Boolean(value) => (4, vec![u8::from(*value)]),
            Self::Real(number) => (5, number.to_le_bytes().to_vec()),
            Self::Text(value) => (6, text(value)),
            Self::Shared(place) => (7, place.to_le_bytes().to_vec()),
            Self::FormulaText(value) => {
                // The length of a text in a formula has two bytes.
                let mut token = text(value);
                token.drain(2..4);
                (8, join(&[&text(value), &formula(0x17, &token)]))
            }
            Self::FormulaReal(number) => {
                let bytes = number.to_le_bytes();
                (9, join(&[&bytes, &formula(0x1F, &bytes)]))
            }
            Self::FormulaBoolean(value) => {
                let byte = [u8::from(*value)];
                (10, join(&[&byte, &formula(0x1D, &byte)]))
            }
            Self::FormulaError(number) => (11, join(&[&[*number], &formula(0x1C, &[*number])])),
        }
    }
}

/// Returns the flags and the tokens of a formula that is a constant.
fn formula(token: u8, value: &[u8]) -> Vec<u8> {
    let length = u32::try_from(value.len() + 1).expect("a short formula").to_le_bytes();
    join(&[&[0, 0], &length, &[token], value, &[0; 4]])
}

fn relations(relations: &[(String, &str, String)]) -> Vec<u8> {
    let relation = |(id, kind, target): &(String, &str, String)| {
        format!(
            "<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/\
             2006/relationships/{kind}\" Target=\"{target}\"/>"
        )
    };
    let all: String = relations.iter().map(relation).collect();
    let xmlns = "http://schemas.openxmlformats.org/package/2006/relationships";
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    format!("{head}<Relationships xmlns=\"{xmlns}\">{all}</Relationships>").into_bytes()
}

/// Puts parts into a container.
pub(super) fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        package.start_file(name.as_str(), SimpleFileOptions::default()).expect("a part");
        package.write_all(bytes).expect("memory can be written");
    }
    package.finish().expect("the container ends").into_inner()
}
