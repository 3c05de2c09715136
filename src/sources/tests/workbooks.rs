//! What workbooks say beyond their values, and where they say it silently.

use rust_xlsxwriter::{Format as CellFormat, Formula};

use crate::definition::ColumnKind::{Boolean, Code, Date, Integer, Number, Percent, Text};
use crate::definition::{ColumnKind, HiddenPolicy, SheetChoice, Source};
use crate::diagnostics::Code as FindingCode;
use crate::sources::{Content, Format, read};
use crate::system::MemorySystem;

use super::fixture::{
    FILE, column, fill, pattern, read_one, source, spanned, text, values, workbook,
};
use super::parts::package;

fn of(kinds: &[(&str, ColumnKind)]) -> Source {
    let columns = kinds.iter().map(|(name, kind)| column(kind.clone(), name)).collect();
    source(&[kinds[0].0], columns)
}

#[test]
fn number_formats_have_a_meaning() {
    let bytes = workbook(|workbook| {
        let sheet = fill(workbook.add_worksheet(), &["доля|код|день|да"])?;
        let format = |code| CellFormat::new().set_num_format(code);
        sheet.write_with_format(1, 0, 0.531, &format("0.0%"))?;
        sheet.write_with_format(1, 1, 814, &format("000000"))?;
        sheet.write_with_format(1, 2, 45_536, &format("dd.mm.yyyy"))?;
        sheet.write(1, 3, true)?;
        Ok(())
    });
    let source =
        of(&[("доля", Percent), ("код", Code { width: None }), ("день", Date), ("да", Boolean)]);
    let rows = read_one(&source, bytes);
    assert_eq!(values(&source, &rows), ["53.1|000814|2024-09-01|true"]);
    assert_eq!(rows.sheets[0].format, Format::Xlsx);
    assert_eq!(rows.sheets[0].sha256.len(), 64);
}

#[test]
fn formulas_errors_and_rich_text() {
    let bytes = workbook(|workbook| {
        let sheet = fill(workbook.add_worksheet(), &["а|б|в|г"])?;
        sheet.write(1, 0, Formula::new("1+1").set_result("2"))?;
        sheet.write(1, 1, Formula::new("1/0").set_result("#DIV/0!"))?;
        let bold = CellFormat::new().set_bold();
        let plain = CellFormat::new();
        sheet.write_rich_string(1, 2, &[(&bold, "Код"), (&plain, " ОО")])?;
        sheet.write(1, 3, "1\u{a0}234,5")?;
        Ok(())
    });
    let source = of(&[("а", Integer), ("б", Integer), ("в", Text), ("г", Number)]);
    assert_eq!(values(&source, &read_one(&source, bytes)), ["2|!label|Код ОО|1234.5"]);
}

#[test]
fn hidden_sheets_are_read_only_by_name() {
    let bytes = workbook(|workbook| {
        fill(workbook.add_worksheet().set_name("Черновик")?.set_hidden(true), &["а", "1"])?;
        fill(workbook.add_worksheet().set_name("Данные 1")?, &["а", "2"])?;
        fill(workbook.add_worksheet().set_name("Данные 2")?, &["а", "3"])?;
        workbook.worksheet_from_index(1)?.set_active(true);
        Ok(())
    });
    use FindingCode::{HiddenSheet, HiddenSheetRead};
    let named = |name| SheetChoice::Named(text(name));
    let cases = [
        (vec![], vec!["2"], vec![HiddenSheet]),
        (vec![SheetChoice::Number(spanned(2))], vec!["3"], vec![HiddenSheet]),
        (vec![named("черновик")], vec!["1"], vec![HiddenSheetRead]),
        (vec![named("Данные 2"), named("Данные 1")], vec!["2", "3"], vec![]),
        (vec![SheetChoice::Matching(pattern("^Данные"))], vec!["2", "3"], vec![]),
        (vec![SheetChoice::Matching(pattern(""))], vec!["2", "3"], vec![HiddenSheet]),
        (vec![SheetChoice::All], vec!["2", "3"], vec![HiddenSheet]),
        (vec![SheetChoice::All, named("черновик")], vec!["1", "2", "3"], vec![HiddenSheetRead]),
    ];
    for (choice, expected, warnings) in cases {
        let mut source = of(&[("а", Integer)]);
        source.sheets = choice;
        let system = MemorySystem::default().with(FILE, bytes.clone());
        let outcome = read(std::slice::from_ref(&source), &system).expect("sheets are there");
        assert_eq!(values(&source, &outcome.value[0]), expected);
        let codes: Vec<_> = outcome.warnings.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, warnings, "{:?}", source.sheets);
    }
    let mut source = of(&[("а", Integer)]);
    source.hidden.sheets = HiddenPolicy::Read;
    assert_eq!(values(&source, &read_one(&source, bytes.clone())), ["1"]);
    source.hidden.sheets = HiddenPolicy::Refuse;
    let system = MemorySystem::default().with(FILE, bytes);
    let findings = read(std::slice::from_ref(&source), &system).expect_err("it is refused");
    let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [FindingCode::HiddenRefused]);
}

/// A sheet as office programs other than Excel write it.
fn written_by_hand(cells: &str) -> Vec<u8> {
    let rows = format!(
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>а</t></is></c>\
         <c r=\"B1\" t=\"inlineStr\"><is><t>б</t></is></c></row>{cells}"
    );
    package(&[("xl/worksheets/sheet1.xml", &super::parts::sheet(&rows))])
}

#[test]
fn formulas_that_were_never_calculated_are_seen() {
    let bytes = written_by_hand(
        "<row r=\"2\"><c r=\"A2\"><f>1+1</f></c><c r=\"B2\"/></row>\
         <row r=\"3\"><c r=\"A3\"><f>1+1</f><v>2</v></c>\
         <c r=\"B3\" t=\"str\"><f>\"\"</f><v></v></c></row>",
    );
    let source = of(&[("а", Integer), ("б", Text)]);
    let sheet = read_one(&source, bytes).sheets.remove(0);
    let contents: Vec<_> = sheet.rows.iter().flat_map(|row| &row.cells).collect();
    let contents: Vec<_> = contents.iter().map(|cell| cell.content.clone()).collect();
    let expected = [Content::NotCalculated, Content::Empty, Content::number(2.0), Content::Empty];
    assert_eq!(contents, expected);
}

#[test]
fn an_error_of_a_newer_program_spoils_one_cell_only() {
    let bytes = written_by_hand(
        "<row r=\"2\"><c t=\"e\"><v>#SPILL!</v></c><c><v>5</v></c></row>\
         <row r=\"3\"><c r=\"B3\" t=\"e\"><v>#CALC!</v></c></row>\
         <row r=\"4\"><c r=\"A4\"><v>7</v></c></row>",
    );
    let source = of(&[("а", Integer), ("б", Integer)]);
    let rows = read_one(&source, bytes);
    assert_eq!(values(&source, &rows), ["!label|5", "-|!label", "7|-"]);
    assert_eq!(rows.sheets[0].rows[0].cells[0].content, Content::Error("#SPILL!".into()));
}
