//! Workbooks that are one XML file of Excel 2003 ("XML spreadsheet 2003"), under the ending `.xml`
//! or `.xls`.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use crate::sources::content::Content;
use crate::sources::dates::parse_date;
use crate::sources::doubts::Doubts;
use crate::sources::encoding;
use crate::sources::grid::{Grid, GridBuilder};
use crate::sources::problem::{Damage, FileProblem, Limit};

use super::cell::Cells;
use super::cell_format::{CellFormat, Moment};
use super::ods::resolved;
use super::{SheetInfo, Wanted, Workbook};

const DAMAGED: FileProblem = FileProblem::Damaged(Damage::Workbook);

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], wanted: Wanted<'_>) -> Result<Workbook, FileProblem> {
    let text = encoding::page_text(bytes);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().expand_empty_elements = true;
    let mut file = File::default();
    loop {
        match reader.read_event().map_err(|_| DAMAGED)? {
            Event::Start(tag) => file.open(&tag)?,
            Event::End(tag) => file.close(tag.local_name().as_ref())?,
            Event::Text(text) => file.text(&text.xml10_content())?,
            Event::CData(text) => file.text(&text.xml10_content())?,
            Event::GeneralRef(entity) => file.text(&resolved(&entity)?)?,
            Event::Eof if file.depth == 0 => break,
            Event::Eof => return Err(DAMAGED),
            _ => {}
        }
    }
    let (sheets, grids): (Vec<SheetInfo>, Vec<Grid>) = file.sheets.into_iter().unzip();
    let chosen = wanted(&sheets);
    let grids = grids.into_iter().enumerate().filter(|(index, _)| chosen.contains(index));
    Ok(Workbook { sheets, grids: grids.collect(), doubts: Doubts::default() })
}

#[derive(Default)]
struct File {
    depth: usize,
    style: String,
    formats: HashMap<String, CellFormat>,
    sheets: Vec<(SheetInfo, Grid)>,
    sheet: Option<Sheet>,
    /// The text of the innermost element that has some of interest.
    text: Option<String>,
}

struct Sheet {
    name: String,
    is_hidden: bool,
    builder: GridBuilder,
    cells: Cells,
    row: u32,
    next_row: u32,
    next_column: u32,
    described: u32,
    cell: Option<Cell>,
}

#[derive(Default)]
struct Cell {
    column: u32,
    style: String,
    kind: String,
    text: Option<String>,
    has_formula: bool,
}

impl File {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), FileProblem> {
        self.depth += 1;
        let name = attribute(tag, "ID");
        match (tag.local_name().as_ref(), &mut self.sheet) {
            ("Style", _) => self.style = name.unwrap_or_default(),
            ("NumberFormat", _) => {
                let code = attribute(tag, "Format").unwrap_or_default();
                self.formats.insert(self.style.clone(), CellFormat::named(&code));
            }
            ("Worksheet", _) => {
                self.sheet = Some(Sheet::new(attribute(tag, "Name").unwrap_or_default()));
            }
            ("Visible", Some(_)) => self.text = Some(String::new()),
            ("Column", Some(sheet)) => sheet.column(tag),
            ("Row", Some(sheet)) => sheet.begin_row(tag)?,
            ("Cell", Some(sheet)) => sheet.begin_cell(tag),
            ("Data", Some(sheet)) => {
                if let Some(cell) = &mut sheet.cell {
                    cell.kind = attribute(tag, "Type").unwrap_or_default();
                    self.text = Some(String::new());
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), FileProblem> {
        const TEXT_BYTES_MAX: usize = 1 << 20;
        let Some(gathered) = &mut self.text else { return Ok(()) };
        gathered.push_str(text);
        if gathered.len() > TEXT_BYTES_MAX {
            Err(FileProblem::TooLarge(Limit::Text))
        } else {
            Ok(())
        }
    }

    fn close(&mut self, name: &str) -> Result<(), FileProblem> {
        self.depth = self.depth.saturating_sub(1);
        let Some(sheet) = &mut self.sheet else { return Ok(()) };
        match name {
            "Visible" => {
                let text = self.text.take().unwrap_or_default();
                sheet.is_hidden = text.trim() != "SheetVisible";
            }
            "Data" => {
                if let Some(cell) = &mut sheet.cell {
                    cell.text = self.text.take();
                }
            }
            "Cell" => sheet.end_cell(&self.formats)?,
            "Worksheet" => {
                if let Some(sheet) = self.sheet.take() {
                    let info = SheetInfo { name: sheet.name.into(), is_hidden: sheet.is_hidden };
                    self.sheets.push((info, sheet.builder.finish()));
                }
            }
            _ => {}
        }
        Ok(())
    }
}

impl Sheet {
    fn new(name: String) -> Self {
        Self {
            name,
            is_hidden: false,
            builder: GridBuilder::default(),
            cells: Cells::new(false),
            row: 0,
            next_row: 0,
            next_column: 0,
            described: 0,
            cell: None,
        }
    }

    fn column(&mut self, tag: &BytesStart<'_>) {
        let first = place(tag, self.described);
        let last = first.saturating_add(number(tag, "Span").unwrap_or(0));
        if is_hidden(tag) {
            self.builder.hide_columns(first, last);
        }
        self.described = last.saturating_add(1);
    }

    fn begin_row(&mut self, tag: &BytesStart<'_>) -> Result<(), FileProblem> {
        self.row = place(tag, self.next_row);
        // Rows behind this one that look like it, and are empty.
        let last = self.row.saturating_add(number(tag, "Span").unwrap_or(0));
        if is_hidden(tag) {
            self.builder.hide_rows(self.row, last);
        }
        (self.next_row, self.next_column) = (last.saturating_add(1), 0);
        Ok(())
    }

    fn begin_cell(&mut self, tag: &BytesStart<'_>) {
        let column = place(tag, self.next_column);
        let covered = number(tag, "MergeAcross").unwrap_or(0);
        self.next_column = column.saturating_add(covered).saturating_add(1);
        self.cell = Some(Cell {
            column,
            style: attribute(tag, "StyleID").unwrap_or_default(),
            has_formula: attribute(tag, "Formula").is_some(),
            ..Cell::default()
        });
    }

    fn end_cell(&mut self, formats: &HashMap<String, CellFormat>) -> Result<(), FileProblem> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let at = (self.row, cell.column);
        let content = match &cell.text {
            None if cell.has_formula => Content::NotCalculated,
            None => Content::Empty,
            Some(text) => cell.content(text, formats.get(&cell.style), &mut self.cells)?,
        };
        self.builder.push(at, content)
    }
}

impl Cell {
    fn content(
        &self,
        text: &str,
        format: Option<&CellFormat>,
        cells: &mut Cells,
    ) -> Result<Content, FileProblem> {
        let trimmed = text.trim();
        match self.kind.as_str() {
            "Number" => {
                let Ok(value) = trimmed.parse() else { return cells.error("#VALUE!") };
                match format.and_then(|format| format.moment) {
                    Some(moment) => cells.days(value, moment == Moment::Day),
                    None => cells.number(value, format.map(|format| &format.style)),
                }
            }
            // A time of day is one of the day before the first.
            "DateTime" => match parse_date(trimmed) {
                Some(date) if date.year() > 1899 => Ok(Content::Date(date)),
                _ => cells.text(trimmed.split_once('T').map_or(trimmed, |(_, time)| time)),
            },
            "Boolean" => Ok(Content::Boolean(trimmed == "1")),
            "Error" => cells.error(trimmed),
            _ => cells.text(text),
        }
    }
}

/// Returns the number of a row, a column or a cell, from zero.
fn place(tag: &BytesStart<'_>, next: u32) -> u32 {
    number(tag, "Index").map_or(next, |index| index.saturating_sub(1))
}

fn is_hidden(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "Hidden").as_deref() == Some("1")
}

fn number(tag: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(tag, name)?.parse().ok()
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes().flatten();
    let found = attributes.find(|found| found.key.local_name().as_ref() == name)?;
    Some(unescape(&found.value).ok()?.into_owned())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Content, FileProblem, read};

    const BOOK: &str = "<?xml version=\"1.0\" encoding=\"windows-1251\"?><?mso-application x?>
<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">
<Styles><Style ss:ID=\"p\"><NumberFormat ss:Format=\"0%\"/></Style>
<Style ss:ID=\"c\"><NumberFormat ss:Format=\"0000\"/></Style>
<Style ss:ID=\"d\"><NumberFormat ss:Format=\"Short Date\"/></Style></Styles>
<Worksheet ss:Name=\"Лист &amp; 1\"><Table><Column ss:Index=\"3\" ss:Hidden=\"1\" ss:Span=\"1\"/>
<Row><Cell ss:MergeAcross=\"1\"><Data ss:Type=\"String\">а<B>б</B> </Data></Cell>\
<Cell><Data ss:Type=\"String\">в</Data></Cell></Row>
<Row ss:Index=\"3\" ss:Hidden=\"1\"><Cell ss:StyleID=\"p\"><Data ss:Type=\"Number\">0.5</Data>\
</Cell>\
<Cell ss:StyleID=\"c\"><Data ss:Type=\"Number\">7</Data></Cell>\
<Cell ss:Index=\"5\"><Data ss:Type=\"DateTime\">2024-09-01T00:00:00.000</Data></Cell></Row>
<Row><Cell ss:Formula=\"=1/0\"><Data ss:Type=\"Error\">#DIV/0!</Data></Cell>\
<Cell ss:Formula=\"=1\"/><Cell ss:StyleID=\"d\"><Data ss:Type=\"Number\">45536</Data></Cell>\
<Cell><Data ss:Type=\"Boolean\">1</Data></Cell></Row></Table></Worksheet>
<Worksheet ss:Name=\"Б\"><Table/><WorksheetOptions><Visible>SheetHidden</Visible>\
</WorksheetOptions></Worksheet></Workbook>";

    #[test]
    fn cells_keep_what_they_show() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(BOOK);
        let workbook = read(&bytes, &|_| [0].into()).expect("a workbook");
        let names: Vec<_> =
            workbook.sheets.iter().map(|sheet| (&*sheet.name, sheet.is_hidden)).collect();
        assert_eq!(names, [("Лист & 1", false), ("Б", true)]);
        let grid = &workbook.grids[0].1;
        let number = |value, percent, code: Option<&str>| Content::Number {
            value,
            percent,
            code: code.map(Into::into),
        };
        let cases = [
            ((0, 0), Content::Text("аб ".into())),
            ((0, 2), Content::Text("в".into())),
            ((2, 0), number(0.5, true, None)),
            ((2, 1), number(7.0, false, Some("0007"))),
            ((2, 4), Content::Date(date(2024, 9, 1))),
            ((3, 0), Content::Error("#DIV/0!".into())),
            ((3, 1), Content::NotCalculated),
            ((3, 2), Content::Date(date(2024, 9, 1))),
            ((3, 3), Content::Boolean(true)),
        ];
        for ((row, column), expected) in cases {
            assert_eq!(*grid.cell(row, column), expected, "row {row}, column {column}");
        }
        let hidden: Vec<bool> = grid.rows().iter().map(|row| row.is_hidden).collect();
        assert_eq!(hidden, [false, true, false]);
        assert_eq!(
            [1, 2, 3, 4].map(|column| grid.is_hidden_column(column)),
            [false, true, true, false]
        );
    }

    #[test]
    fn a_book_that_is_cut_off_is_refused() {
        let cut = BOOK.rfind("</Workbook>").expect("it ends");
        for length in (700..cut).filter(|length| BOOK.is_char_boundary(*length)) {
            let found = read(&BOOK.as_bytes()[..length], &|_| [0].into());
            assert!(matches!(found, Err(FileProblem::Damaged(_))), "{length}");
        }
    }
}
