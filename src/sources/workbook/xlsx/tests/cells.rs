//! What is read of sheets as various programs write them.

use crate::sources::content::Content;
use crate::sources::dates::parse_date;
use crate::sources::tests::parts::{package, package_with_texts, sheet, zipped};
use crate::sources::workbook::xlsx::{fallback, read, read_by_ourselves};

use super::{all, cells, error, read_rows, text};

/// Checks what is read of one cell.
#[track_caller]
fn check(cell: &str, expected: Option<Content>) {
    let read = read_rows(&format!("<row r=\"2\">{cell}</row>"));
    let read = read.map(|cells| cells.into_iter().map(|(_, content)| content).next());
    assert_eq!(read, Ok(expected), "{cell}");
}

#[test]
fn values_of_all_kinds() {
    let number = |value| Some(Content::number(value));
    let date = |text| parse_date(text).map(Content::Date);
    let cases = [
        ("<c><v>12</v></c>", number(12.0)),
        ("<c t=\"n\"><v> -1.5e3\n</v></c>", number(-1500.0)),
        ("<c><v>123456789012345678</v></c>", number(123_456_789_012_345_678.0)),
        ("<c><v>0.1</v></c>", number(0.1)),
        ("<c t=\"n\"><v>12,5</v></c>", Some(error("#VALUE!"))),
        ("<c><v>12,5</v></c>", Some(text("12,5"))),
        ("<c><v>1e999</v></c>", Some(error("#NUM!"))),
        ("<c t=\"str\"><v>0012</v></c>", Some(text("0012"))),
        ("<c t=\"str\"><v> а_x000D_&amp;б </v></c>", Some(text(" а\r&б "))),
        ("<c t=\"inlineStr\"><is><t>12</t></is></c>", Some(text("12"))),
        ("<c t=\"inlineStr\"><is><r><t>а</t></r><r><t> б</t></r></is></c>", Some(text("а б"))),
        ("<c t=\"inlineStr\"><v>1</v></c>", None),
        ("<c t=\"b\"><v>1</v></c>", Some(Content::Boolean(true))),
        ("<c t=\"b\"><v>FALSE</v></c>", Some(Content::Boolean(false))),
        ("<c t=\"b\"><v>2</v></c>", Some(error("#VALUE!"))),
        ("<c t=\"d\"><v>2024-09-01T00:00:00</v></c>", date("2024-09-01")),
        ("<c t=\"d\"><v>T10:30</v></c>", Some(text("T10:30"))),
        ("<c t=\"e\"><v>#Н/Д</v></c>", Some(error("#Н/Д"))),
        ("<c t=\"e\"><v>#SPILL!</v></c>", Some(error("#SPILL!"))),
        ("<c t=\"e\"><v>Err:502</v></c>", Some(error("Err:502"))),
        ("<c t=\"s\"><v>0</v></c>", Some(error("#VALUE!"))),
        ("<c t=\"new\"><v>0</v></c>", Some(error("#VALUE!"))),
        ("<c><v><![CDATA[5]]></v></c>", number(5.0)),
        ("<c><v>1<!-- 0 -->2</v></c>", number(12.0)),
        ("<c><v>&#49;2</v></c>", number(12.0)),
        ("<c><!-- --> <v>7</v> <extLst><ext><v>8</v></ext></extLst></c>", number(7.0)),
        ("<c s=\"1\"/>", None),
        ("<c><v></v></c>", None),
        ("<c><v/></c>", None),
        ("<c t=\"s\"><v/></c>", None),
    ];
    for (cell, expected) in cases {
        check(cell, expected);
        check(&cell.replace("<v", "<x:v").replace("</v", "</x:v"), check_again(cell));
    }
}

/// What is read of a cell; a prefix of its elements may not change it.
fn check_again(cell: &str) -> Option<Content> {
    let read = read_rows(&format!("<row>{cell}</row>")).expect("it was read before");
    read.into_iter().map(|(_, content)| content).next()
}

#[test]
fn formulas_with_and_without_a_result() {
    let cases = [
        ("<c><f>1+1</f></c>", Some(Content::NotCalculated)),
        ("<c><f>1+1</f><v></v></c>", Some(Content::NotCalculated)),
        ("<c><f>1+1</f><v/></c>", Some(Content::NotCalculated)),
        ("<c><f t=\"shared\" si=\"0\"/></c>", Some(Content::NotCalculated)),
        ("<c t=\"str\"><f>A1</f></c>", Some(Content::NotCalculated)),
        ("<c t=\"e\"><f>A1</f><v/></c>", Some(Content::NotCalculated)),
        // An empty text is a result.
        ("<c t=\"str\"><f>\"\"</f><v></v></c>", None),
        ("<c><f>1+1</f><v>2</v></c>", Some(Content::number(2.0))),
        ("<c><v>2</v><f>1+1</f></c>", Some(Content::number(2.0))),
        ("<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", Some(error("#DIV/0!"))),
    ];
    for (cell, expected) in cases {
        check(cell, expected);
    }
}

#[test]
fn places_that_are_not_given_are_counted() {
    let rows = "<row><c><v>1</v></c><c/><c><v>2</v></c></row>\
                <row r=\"5\"><c r=\"C5\"><v>3</v></c><c><v>4</v></c></row>\
                <row/><row><c><v>5</v></c><c r=\"b9\"><v>6</v></c></row>";
    let read = read_rows(rows).expect("a sheet");
    let places: Vec<(u32, u32)> = read.iter().map(|(at, _)| *at).collect();
    assert_eq!(places, [(0, 0), (0, 2), (4, 2), (4, 3), (6, 0), (8, 1)]);
}

#[test]
fn hidden_rows_columns_and_sheets_are_told() {
    let part = "<x:worksheet xmlns:x=\"m\"><x:dimension/><x:sheetViews><x:sheetView/>\
                </x:sheetViews><x:cols><x:col min=\"2\" max=\"3\" hidden=\"1\"/>\
                <x:col min=\"5\" max=\"5\"/></x:cols>\
                <x:sheetData><x:row r=\"1\"><x:c><x:v>1</x:v></x:c></x:row>\
                <x:row r=\"2\" hidden=\"1\"><x:c><x:v>2</x:v></x:c></x:row>\
                <x:row ht=\"0\" customHeight=\"1\"><x:c><x:v>3</x:v></x:c></x:row>\
                <x:row><x:c><x:v>4</x:v></x:c></x:row></x:sheetData></x:worksheet>";
    let book = "<workbook><bookViews/><sheets><sheet name=\"А &amp; Б\" state=\"veryHidden\" \
                xmlns:q=\"r\" q:id=\"r1\"/><sheet name=\"Module\" r:id=\"\"/></sheets></workbook>";
    let parts = [("xl/worksheets/sheet1.xml", part), ("xl/workbook.xml", book)];
    let workbook = read_by_ourselves(&package(&parts), &all).expect("a workbook");
    assert_eq!(workbook.sheets.len(), 1);
    assert_eq!((&*workbook.sheets[0].name, workbook.sheets[0].is_hidden), ("А & Б", true));
    let grid = &workbook.grids[0].1;
    let hidden: Vec<bool> = grid.rows().iter().map(|row| row.is_hidden).collect();
    assert_eq!(hidden, [false, true, true, false]);
    let columns = [0, 1, 2, 3, 4].map(|column| grid.is_hidden_column(column));
    assert_eq!(columns, [false, true, true, false, false]);
}

#[test]
fn formats_give_numbers_their_meaning() {
    let styles = "<styleSheet><numFmts count=\"3\"><numFmt numFmtId=\"164\" formatCode=\"000000\"/>\
                  <numFmt numFmtId=\"165\" formatCode=\"dd\\.mm\\.yyyy\"/>\
                  <numFmt numFmtId=\"166\" formatCode=\"[h]:mm\"/></numFmts>\
                  <cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>\
                  <cellXfs><xf/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/>\
                  <xf numFmtId=\"10\"/><xf numFmtId=\"20\"></xf></cellXfs>\
                  <dxfs><dxf><numFmt numFmtId=\"165\" formatCode=\"0\"/></dxf></dxfs></styleSheet>";
    let rows = "<row><c s=\"1\"><v>814</v></c><c s=\"2\"><v>45536.5</v></c>\
                <c s=\"3\"><v>1.5</v></c><c s=\"4\"><v>0.531</v></c><c s=\"5\"><v>0.4375</v></c>\
                <c s=\"99\"><v>45536</v></c>\
                <c><v>45536</v></c></row>";
    for (settings, day) in [("", "2024-09-01"), ("<workbookPr date1904=\"true\"/>", "2028-09-02")] {
        let book = format!(
            "<workbook>{settings}<sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>"
        );
        let parts = [
            ("xl/worksheets/sheet1.xml", &*sheet(rows)),
            ("xl/styles.xml", styles),
            ("xl/workbook.xml", &book),
        ];
        let bytes = package(&parts);
        let read = cells(&read_by_ourselves(&bytes, &all).expect("a workbook"));
        let expected = [
            Content::Number { value: 814.0, percent: false, code: Some("000814".into()) },
            Content::Date(parse_date(day).expect("a day")),
            text("36:00"),
            Content::Number { value: 0.531, percent: true, code: None },
            text("10:30"),
            Content::number(45_536.0),
            Content::number(45_536.0),
        ];
        assert_eq!(read.values().cloned().collect::<Vec<_>>(), expected);
        assert_eq!(read, cells(&fallback::read(&bytes, &all).expect("a workbook")));
    }
}

#[test]
fn shared_texts_are_found_by_number() {
    let rows = "<row><c t=\"s\"><v>1</v></c><c t=\"s\"><v>0</v></c><c t=\"s\"><v>2</v></c>\
                <c t=\"s\"><v>9</v></c></row>";
    let texts =
        "<si><t>а</t></si><si><r><t>б</t></r><r><t xml:space=\"preserve\"> в</t></r></si><si/>";
    let bytes = package_with_texts(rows, texts);
    let read = cells(&read_by_ourselves(&bytes, &all).expect("a workbook"));
    let contents: Vec<Content> = read.values().cloned().collect();
    assert_eq!(contents, [text("б в"), text("а"), error("#VALUE!")]);
    assert_eq!(read, cells(&fallback::read(&bytes, &all).expect("a workbook")));
}

#[test]
fn of_variants_the_one_for_everybody_is_read() {
    let rows = "<mc:AlternateContent><mc:Choice Requires=\"z\"><row><c><v>1</v></c></row>\
                </mc:Choice>\
                <mc:Fallback><row><c><v>2</v></c></row></mc:Fallback></mc:AlternateContent>\
                <row><mc:AlternateContent><mc:Choice><c><v>3</v></c></mc:Choice>\
                </mc:AlternateContent><c><v>4</v></c></row>";
    let bytes = package(&[("xl/worksheets/sheet1.xml", &sheet(rows))]);
    let workbook = read_by_ourselves(&bytes, &all).expect("a workbook");
    let contents: Vec<Content> = cells(&workbook).into_values().collect();
    assert_eq!(contents, [Content::number(2.0), Content::number(4.0)]);
    assert!(workbook.doubts.has_alternatives);
}

#[test]
fn what_we_do_not_understand_is_left_to_another_reader() {
    let cases = [
        // A row that is not closed.
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c><row r=\"2\"><c r=\"B2\"><v>2</v></c></row></row>",
        // Cells in an element that no program writes.
        "<row r=\"1\"><group><c r=\"A1\"><v>1</v></c></group></row>\
         <row r=\"2\"><c r=\"B2\"><v>2</v></c></row>",
        "<part><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></part>\
         <row r=\"2\"><c r=\"B2\"><v>2</v></c></row>",
    ];
    for rows in cases {
        assert_eq!(read_rows(rows), Err(super::Trouble::NotUnderstood), "{rows}");
        let bytes = package(&[("xl/worksheets/sheet1.xml", &sheet(rows))]);
        let workbook = read(&bytes, &all).expect("the other reader understands it");
        let contents: Vec<Content> = cells(&workbook).into_values().collect();
        assert_eq!(contents, [Content::number(1.0), Content::number(2.0)], "{rows}");
        assert!(workbook.doubts.is_foreign);
    }
}

#[test]
fn parts_are_found_wherever_they_are() {
    let kind = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    let root = format!(
        "<Relationships><Relationship Id=\"a\" Type=\"{kind}/officeDocument\" \
         Target=\"/data/Book.xml\"/></Relationships>"
    );
    let relations = format!(
        "<Relationships><Relationship Id=\"a\" Type=\"{kind}/chartsheet\" Target=\"c.xml\"/>\
         <Relationship Id=\"b\" Type=\"{kind}/worksheet\" Target=\"../sheets/one.xml\"/>\
         <Relationship Id=\"c\" Type=\"{kind}/odd\" Target=\"/sheets/two.xml\"/>\
         <Relationship Id=\"d\" Type=\"{kind}/xlMacrosheet\" Target=\"m.xml\"/></Relationships>"
    );
    let types = "<Types><Override PartName=\"/data/Book.xml\" ContentType=\"application/vnd.\
                 openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override \
                 PartName=\"/Sheets/Two.xml\" ContentType=\"a/b.worksheet+xml\"/></Types>";
    let book = "<workbook><sheets><sheet name=\"График\" r:id=\"a\"/><sheet name=\"1\" r:id=\"b\"/>\
                <sheet name=\"2\" r:id=\"c\"/><sheet name=\"М\" r:id=\"d\"/></sheets></workbook>";
    let part = sheet("<row><c><v>1</v></c></row>");
    let bytes = zipped(&[
        ("[Content_Types].xml", types),
        ("_rels/.rels", &root),
        ("data\\BOOK.xml", book),
        ("data/_rels/book.xml.rels", &relations),
        ("Sheets/ONE.xml", &part),
        ("Sheets/two.xml", &part),
    ]);
    let workbook = read_by_ourselves(&bytes, &all).expect("a workbook");
    let names: Vec<&str> = workbook.sheets.iter().map(|sheet| &*sheet.name).collect();
    assert_eq!(names, ["1", "2"]);
    assert_eq!(cells(&workbook).len(), 2);
}
