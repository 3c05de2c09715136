//! Random sheets, written by another program and read back.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rust_xlsxwriter::{Format, Formula, Workbook, XlsxError};

use crate::sources::content::Content;
use crate::sources::dates::serial_date;
use crate::sources::tests::parts::package;
use crate::sources::workbook::xlsx::xml::{Event, Xml};
use crate::sources::workbook::xlsx::{fallback, read_by_ourselves};

use super::{all, cells};

/// What is written into a cell.
#[derive(Debug, Clone)]
enum Written {
    Number(f64),
    Percent(f64),
    Code(u32),
    Day(u32),
    Text(String),
    Boolean(bool),
    Result(String),
    Error,
    Blank,
}

fn written() -> impl Strategy<Value = Written> {
    // Control characters, signs of XML, escapes of the format and blanks at the ends.
    let text = "[a-zА-я0-9 <>&\"'_x\u{a0}\u{7}\t\n😀]{1,12}|_x[0-9A-F]{4}_|&[a-z]{2,4};";
    prop_oneof![
        any::<f64>().prop_filter("a number", |value| value.is_finite()).prop_map(Written::Number),
        (-1000_i32..1000).prop_map(|value| Written::Number(f64::from(value))),
        (0.0..1.0).prop_map(Written::Percent),
        (0_u32..1_000_000).prop_map(Written::Code),
        (61_u32..100_000).prop_map(Written::Day),
        text.prop_map(Written::Text),
        any::<bool>().prop_map(Written::Boolean),
        "[a-z<&]{1,5}".prop_map(Written::Result),
        Just(Written::Error),
        Just(Written::Blank),
    ]
}

type Sheet = BTreeMap<(u32, u16), Written>;

fn write(sheet: &Sheet) -> Result<Vec<u8>, XlsxError> {
    let format = |code| Format::new().set_num_format(code);
    let [percent, code, day] = ["0.0%", "000000", "dd.mm.yyyy"].map(format);
    let mut workbook = Workbook::new();
    let page = workbook.add_worksheet();
    for ((row, column), written) in sheet {
        let (row, column) = (*row, *column);
        match written {
            Written::Number(value) => page.write(row, column, *value)?,
            Written::Percent(value) => page.write_with_format(row, column, *value, &percent)?,
            Written::Code(value) => page.write_with_format(row, column, *value, &code)?,
            Written::Day(value) => page.write_with_format(row, column, *value, &day)?,
            Written::Text(text) => page.write_string(row, column, text)?,
            Written::Boolean(value) => page.write(row, column, *value)?,
            Written::Result(text) => {
                page.write(row, column, Formula::new("A1").set_result(text))?
            }
            Written::Error => page.write(row, column, Formula::new("1/0").set_result("#DIV/0!"))?,
            Written::Blank => page.write_blank(row, column, &code)?,
        };
    }
    workbook.save_to_buffer()
}

/// What has to be read of a cell.
fn expected(written: &Written) -> Option<Content> {
    Some(match written {
        Written::Number(value) => Content::number(*value),
        Written::Percent(value) => Content::Number { value: *value, percent: true, code: None },
        Written::Code(value) => {
            let code = Some(format!("{value:06}").into());
            Content::Number { value: f64::from(*value), percent: false, code }
        }
        Written::Day(value) => Content::Date(serial_date(f64::from(*value), false)?),
        Written::Text(text) | Written::Result(text) => Content::Text(text.as_str().into()),
        Written::Boolean(value) => Content::Boolean(*value),
        Written::Error => Content::Error("#DIV/0!".into()),
        Written::Blank => return None,
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_was_written_is_read(
        sheet in prop::collection::btree_map((0_u32..2000, 0_u16..300), written(), 0..60)
    ) {
        let bytes = write(&sheet).expect("a workbook can be written");
        let read = cells(&read_by_ourselves(&bytes, &all).expect("a workbook"));
        let wanted: BTreeMap<_, _> = sheet
            .iter()
            .filter_map(|((row, column), written)| {
                let place = ("Sheet1".to_owned(), *row, u32::from(*column));
                Some((place, expected(written)?))
            })
            .collect();
        prop_assert_eq!(&read, &wanted);
        let theirs = cells(&fallback::read(&bytes, &all).expect("a workbook"));
        prop_assert_eq!(&read, &theirs);
    }

    #[test]
    fn no_part_can_make_the_reader_fall(
        bytes in prop::collection::vec(
            prop::sample::select(&b"<>/='\"&;!?-[]: acrsvtf1A\xD0\x96\0"[..]), 0..200)
    ) {
        let part = [b"<worksheet><sheetData><row>".as_slice(), &bytes].concat();
        let mut xml = Xml::new(part.as_slice()).expect("UTF-8 is assumed");
        let mut events = 0;
        while let Ok(event) = xml.next() {
            events += 1;
            prop_assert!(events <= part.len() + 1, "it goes on without end");
            if event == Event::Eof {
                break;
            }
        }
    }
    /// Whatever is broken in a sheet, it is read or refused.
    #[test]
    fn no_broken_sheet_can_make_the_reader_fall(
        edits in prop::collection::vec(
            (0_usize..SHEET.len(), 0_usize..12, "[<>/=\"'&; a-f0-9!?\\[\\]-]{0,4}"), 1..4)
    ) {
        let mut part = SHEET.to_owned();
        for (start, length, text) in edits {
            let start = part.floor_char_boundary(start);
            let end = part.floor_char_boundary(start + length);
            part.replace_range(start..end, &text);
        }
        let bytes = package(&[("xl/worksheets/sheet1.xml", &part)]);
        if let Ok(workbook) = read_by_ourselves(&bytes, &all) {
            prop_assert!(cells(&workbook).len() <= part.len());
        }
    }
}

/// A sheet with everything that is looked at.
const SHEET: &str = "<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE a><worksheet xmlns:x=\"y\">\
    <cols><col min=\"1\" max=\"2\" hidden=\"1\"/></cols><sheetData><row r=\"1\" hidden=\"1\">\
    <c r=\"A1\" s=\"1\"><v>12.5</v></c><c t=\"str\"><f>A1</f><v>а_x000D_&amp;</v></c>\
    <x:c t=\"inlineStr\"><is><r><t xml:space='preserve'> а</t></r><rPh><t>б</t></rPh></is></x:c>\
    </row><row ht=\"0\" customHeight=\"1\"><c t=\"b\"><v>1</v></c><c t=\"e\"><v>#N/A</v></c>\
    <mc:AlternateContent><mc:Fallback><c t=\"d\"><v>2024-09-01</v></c></mc:Fallback>\
    </mc:AlternateContent><c><v><![CDATA[5]]></v><!-- - --></c></row></sheetData></worksheet>";
