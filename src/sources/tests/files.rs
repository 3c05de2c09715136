//! Files of other formats, and many files at once.

use crate::definition::ColumnKind::{Boolean, Category, Code, Integer, Percent, Text};
use crate::definition::{ColumnOrigin, PathPattern};
use crate::sources::{Format, format, read, workbook};
use crate::system::MemorySystem;

use super::fixture::{column, found_column, read_one, source, values, xlsx};

#[test]
fn text_files_read_like_workbooks() {
    let source =
        source(&["Код"], vec![column(Code { width: Some(4) }, "Код"), column(Integer, "Дети")]);
    let text = "Реестр\nКод;Школа;Дети\n0814;\"МКОУ \"\"СОШ\"\"\";1 234\n\n0815;Лицей;7\n";
    let (encoded, _, _) = encoding_rs::WINDOWS_1251.encode(text);
    let rows = read_one(&source, encoded.into_owned());
    assert_eq!(values(&source, &rows), ["0814|1234", "0815|7"]);
    assert_eq!(rows.sheets[0].format, Format::Csv);
    assert_eq!(&*rows.sheets[0].sheet, "");
    assert_eq!(rows.sheets[0].rows[1].cells[0].at, Some((4, 0)));
    let table = ["Реестр", "Код|Школа|Дети", "'0814|МКОУ|1234", "", "'0815|Лицей|7"];
    assert_eq!(values(&source, &read_one(&source, xlsx(&table))), ["0814|1234", "0815|7"]);
}

#[test]
fn the_order_is_that_of_paths_and_a_file_serves_several_sources() {
    let mut one = source(
        &["а"],
        vec![
            column(Integer, "а"),
            found_column(
                Category { values: vec![] },
                "name",
                ColumnOrigin::Path("name".to_owned()),
            ),
        ],
    );
    one.files[0].value = PathPattern::parse("inputs/{name}").expect("a path");
    let mut other = source(&["б"], vec![column(Integer, "б")]);
    other.files[0].value = PathPattern::parse("inputs/2").expect("a path");
    let system = ["3", "1", "2"].into_iter().fold(MemorySystem::default(), |system, name| {
        system.with(&format!("inputs/{name}"), xlsx(&["а|б", &format!("{name}|{name}0")]))
    });
    let sources = [one, other];
    let rows = read(&sources, &system).expect("all files can be read").value;
    assert_eq!(values(&sources[0], &rows[0]), ["1|1", "2|2", "3|3"]);
    assert_eq!(values(&sources[1], &rows[1]), ["20"]);
}

#[test]
fn a_source_with_mistakes_is_passed_over() {
    let mut source = source(&["а"], vec![column(Integer, "б")]);
    source.is_intact = false;
    let rows = read_one(&source, xlsx(&["в"]));
    assert!(rows.sheets.is_empty());
}

/// A sheet of an `OpenDocument` workbook as one XML text.
fn ods_content(root: &str, rows: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<{root} xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" \
         xmlns:calcext=\"c\" office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\">\n\
         <office:body> <office:spreadsheet>\n <table:table table:name=\"S\">{rows}</table:table>\n\
         </office:spreadsheet></office:body></{root}>"
    )
}

fn ods_row(cells: &[(&str, &str)]) -> String {
    let cell = |(attributes, text): &(&str, &str)| {
        format!("<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>\n")
    };
    format!("<table:table-row>\n{}</table:table-row>", cells.iter().map(cell).collect::<String>())
}

const STRING: &str = "office:value-type=\"string\"";

#[test]
fn opendocument_rows_and_columns_may_be_hidden() {
    let columns = "<table:table-column/><table:table-column-group><table:table-column \
                   table:number-columns-repeated=\"2\" table:visibility=\"collapse\"/>\
                   </table:table-column-group><table:table-column/>";
    let row = |attributes: &str, text: &str| {
        ods_row(&[(STRING, text)])
            .replace("<table:table-row>", &format!("<table:table-row {attributes}>"))
    };
    let rows = [
        columns.to_owned(),
        row("", "а"),
        row("table:visibility=\"collapse\" table:number-rows-repeated=\"2\"", "б"),
        row("table:visibility=\"filter\"", "в"),
        row("table:visibility=\"visible\"", "г"),
    ];
    let bytes = ods_content("office:document", &rows.concat());
    let detected = format::detect(bytes.as_bytes()).expect("a workbook");
    let read = workbook::read(bytes.as_bytes(), detected, &|_| [0].into());
    let workbook = read.expect("it can be read");
    let grid = &workbook.grids[0].1;
    let rows: Vec<bool> = grid.rows().iter().map(|row| row.is_hidden).collect();
    assert_eq!(rows, [false, true, true, true, false]);
    let columns = [0, 1, 2, 3].map(|column| grid.is_hidden_column(column));
    assert_eq!(columns, [false, true, true, false]);
}

#[test]
fn opendocument_cells_keep_what_they_show() {
    let rows = [
        ods_row(&[(STRING, "а"), (STRING, "б"), (STRING, "в")]),
        "<table:table-row table:number-rows-repeated=\"900000\">\
         <table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>"
            .to_owned(),
        ods_row(&[
            ("office:value-type=\"float\" office:value=\"814\"", "0814"),
            ("office:value-type=\"percentage\" office:value=\"0.531\"", "53,1%"),
            ("office:value-type=\"date\" office:date-value=\"2024-09-01\"", "1 сен"),
        ]),
        ods_row(&[
            ("office:value-type=\"float\" office:value=\"0\" table:formula=\"of:=1/0\"", "#ДЕЛ/0!"),
            ("office:value-type=\"string\" calcext:value-type=\"error\"", "Err:502"),
            (STRING, "1&amp;2 <text:s text:c=\"9\"/><text:span> 3</text:span>"),
        ]),
        "<table:table-row><table:table-cell table:formula=\"of:=1+1\"/>\
         <table:covered-table-cell office:value-type=\"string\"><text:p>!</text:p>\
         </table:covered-table-cell></table:table-row>"
            .to_owned(),
    ]
    .concat();
    let columns = vec![column(Code { width: None }, "а"), column(Percent, "б"), column(Text, "в")];
    let source = source(&["а"], columns);
    let expected = ["0814|53.1|01.09.2024", "!label|!label|1&2 3", "!label|-|-"];
    let content = ods_content("office:document-content", &rows);
    let zipped = super::parts::zipped(&[("content.xml", content.as_str())]);
    let rows = read_one(&source, zipped);
    assert_eq!(values(&source, &rows), expected);
    assert_eq!(rows.sheets[0].rows[0].row, 900_001);
    let flat = content.replace("office:document-content", "office:document");
    assert_eq!(values(&source, &read_one(&source, flat)), expected);
}

#[test]
fn opendocument_cells_of_other_programs() {
    let header = ods_row(&[(STRING, "а"), (STRING, "б")]);
    let row = ods_row(&[
        ("office:value-type=\"float\" office:value=\"0\"", "#WERT!"),
        ("office:value-type=\"boolean\" office:boolean-value=\"1.2345\"", "WAHR"),
    ]);
    let source = source(&["а"], vec![column(Integer, "а"), column(Boolean, "б")]);
    let content = ods_content("office:document-content", &[header, row].concat());
    let zipped = super::parts::zipped(&[("content.xml", content.as_str())]);
    assert_eq!(values(&source, &read_one(&source, zipped)), ["!label|true"]);
}
