//! Where tables begin and end on a sheet, what stands beside them, and forms without a header.

use crate::definition::ColumnKind::{Integer, Percent, Text};
use crate::definition::{
    Blocks, CellsForm, ColumnOrigin, FormPart, HiddenPolicy, PercentScale, RowRule, SheetChoice,
    Source, SourceColumn, Unpivot,
};
use crate::diagnostics::{Argument, Code, Diagnostic, Location};
use crate::sources::read;
use crate::system::MemorySystem;

use super::fixture::{
    FILE, check, column, fill, found_column, pattern, read_one, source, text, values, workbook,
    xlsx,
};

fn findings(source: &Source, bytes: impl Into<Vec<u8>>) -> Vec<Diagnostic> {
    let system = MemorySystem::default().with(FILE, bytes);
    match read(std::slice::from_ref(source), &system) {
        Ok(rows) => rows.warnings.into_iter().collect(),
        Err(findings) => findings.into_iter().collect(),
    }
}

/// Code, and the cells with their labels, of each finding.
fn places(findings: &[Diagnostic]) -> Vec<(Code, Vec<String>)> {
    let cells = |finding: &Diagnostic| {
        let labels = finding.labels.iter().filter_map(|label| match &label.location {
            Location::Cell(cell, _) => Some(format!("{} {}", label.attribute, cell.address())),
            _ => None,
        });
        labels.collect()
    };
    findings.iter().map(|finding| (finding.code, cells(finding))).collect()
}

fn schools() -> Source {
    source(&["Школа", "Дети"], vec![column(Text, "Школа"), column(Integer, "Дети")])
}

#[test]
fn what_is_said_of_a_sheet_is_said_once() {
    let rows = xlsx(&["Школа|Дети", "а|1|x", "", "Школа|Дети", "б|2"]);
    let system = MemorySystem::default().with(FILE, rows);
    let (one, mut other) = (schools(), schools());
    other.stop = vec![RowRule::Blank(1)];
    let found = read(&[one, other], &system).expect("only warnings").warnings;
    let codes: Vec<Code> = found.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [Code::DoubtfulHeader, Code::StrayCells]);
}

#[test]
fn a_second_row_with_the_headings_is_told() {
    let rows = ["Школа|Дети", "а|1", "", "ШКОЛА|дети", "б|2"];
    let mut source = schools();
    let again = vec!["label A1".to_owned(), "again A4".to_owned()];
    assert_eq!(places(&findings(&source, xlsx(&rows))), [(Code::DoubtfulHeader, again.clone())]);
    // Below the rows that are searched as well.
    source.header.within = 2;
    assert_eq!(places(&findings(&source, xlsx(&rows))), [(Code::DoubtfulHeader, again)]);
    source.header.repeat = Some(false);
    assert_eq!(findings(&source, xlsx(&rows)), []);
    source.header.repeat = Some(true);
    check(&source, &rows, &["а|1", "б|2"]);
    source.header.repeat = None;
    source.exclude = vec![RowRule::First(pattern("(?i)^школа$"))];
    assert_eq!(findings(&source, xlsx(&rows)), []);
    check(&source, &rows, &["а|1", "б|2"]);
}

#[test]
fn the_upper_row_of_a_header_is_no_rival() {
    let mut source = source(&["Школа"], vec![column(Text, "Школа"), column(Integer, "мин")]);
    source.header.rows = 2;
    let rows = ["Отчёт", "Школа|Балл|", "|мин|макс", "а|1|2", "б|3|4"];
    assert_eq!(findings(&source, xlsx(&rows)), []);
    check(&source, &rows, &["а|1", "б|3"]);
}

#[test]
fn column_numbers_taken_for_data_are_told() {
    let columns = || vec![column(Text, "Код"), column(Integer, "Всего"), column(Integer, "Из них")];
    let mut source = source(&["Код"], columns());
    let rows = ["Код|Всего|Из них", "1|2|3", "а|5|6"];
    let numbers = vec!["numbers A2".to_owned()];
    assert_eq!(places(&findings(&source, xlsx(&rows))), [(Code::DoubtfulHeader, numbers)]);
    source.header.numbered = true;
    assert_eq!(findings(&source, xlsx(&rows)), []);
    source.header.numbered = false;
    // A row of data that begins with its number.
    assert_eq!(findings(&source, xlsx(&["Код|Всего|Из них", "1|7|3", "2|5|6"])), []);
}

#[test]
fn cells_beside_a_table_are_told_without_what_they_hold() {
    let rows = ["Школа||Дети", "а|Иванов|1|", "б||2||Петрова", "Итого|x|3", "||||ниже"];
    let mut source = schools();
    source.exclude = vec![RowRule::First(pattern("^Итого"))];
    let found = findings(&source, xlsx(&rows));
    assert_eq!(places(&found), [(Code::StrayCells, vec!["label B2".to_owned()])]);
    assert!(found[0].arguments.contains(&("columns", Argument::Text("B, E".to_owned()))));
    assert!(!format!("{found:?}").contains("Иванов") && !format!("{found:?}").contains("Петрова"));
    // A column that is named by its letter belongs to the table.
    source.columns.push(found_column(
        Text,
        "teacher",
        ColumnOrigin::Letter(super::fixture::spanned(1)),
    ));
    let found = findings(&source, xlsx(&rows));
    assert_eq!(places(&found), [(Code::StrayCells, vec!["label E3".to_owned()])]);
}

#[test]
fn a_letter_of_a_blank_column_is_a_mistake() {
    let mut source = schools();
    let letter = ColumnOrigin::Letter(super::fixture::spanned(4));
    source.columns.push(found_column(Text, "note", letter));
    let rows = ["Школа|Дети", "а|1"];
    let found = findings(&source, xlsx(&rows));
    assert_eq!(places(&found), [(Code::ColumnNotFound, vec!["blank E1".to_owned()])]);
    source.columns[2].optional = true;
    check(&source, &rows, &["а|1|-"]);
    source.columns[2].optional = false;
    // Where there are no rows, that is what is said.
    assert_eq!(findings(&source, xlsx(&rows[..1])), []);
}

/// A sheet with these rows hidden, and columns.
fn hidden(rows: &[&str], hidden_rows: &[u32], hidden_columns: &[u16]) -> Vec<u8> {
    workbook(|workbook| {
        let sheet = fill(workbook.add_worksheet(), rows)?;
        for row in hidden_rows {
            sheet.set_row_hidden(*row)?;
        }
        for column in hidden_columns {
            sheet.set_column_hidden(*column)?;
        }
        Ok(())
    })
}

#[test]
fn rows_passed_over_are_not_blank() {
    let rows = ["Школа|Дети", "а|1", "б|2", "в|3", "г|4"];
    let read = |source: &Source| values(source, &read_one(source, hidden(&rows, &[2, 3], &[])));
    let mut source = schools();
    source.stop = vec![RowRule::Blank(2)];
    source.hidden.rows = HiddenPolicy::Skip;
    assert_eq!(read(&source), ["а|1", "г|4"]);
    // They may end the table all the same, and what stands above is not the value of what follows.
    source.stop = vec![RowRule::First(pattern("^б$"))];
    assert_eq!(read(&source), ["а|1"]);
    source.stop.clear();
    source.hidden.rows = HiddenPolicy::Read;
    assert_eq!(read(&source), ["а|1", "б|2", "в|3", "г|4"]);
}

#[test]
fn rows_passed_over_still_say_what_follows_them() {
    let mut source = schools();
    source.columns.push(column(Text, "Район"));
    source.fill_down = vec![text("Район")];
    source.hidden.rows = HiddenPolicy::Skip;
    let rows = ["Район|Школа|Дети", "А|а|1", "Б|б|2", "|в|3", "Итого|г|4", "|д|5"];
    source.exclude = vec![RowRule::First(pattern("^Итого"))];
    let bytes = hidden(&rows, &[2, 4], &[]);
    assert_eq!(values(&source, &read_one(&source, bytes)), ["а|1|А", "в|3|Б", "д|5|Б"]);
    // The rows of a block whose own first row is hidden belong to no other block.
    let labels = [("lower", "^Понизили"), ("all", "^Всего")]
        .map(|(name, label)| (name.to_owned(), pattern(label)));
    let headings = vec![text("Дети")];
    let block = Some(text("all"));
    let mut source = super::fixture::source(
        &["Школа"],
        vec![
            column(Text, "Школа"),
            found_column(Integer, "all", ColumnOrigin::Heading { headings, block }),
        ],
    );
    source.blocks =
        Some(Blocks { heading: text("Школа"), rows: labels.into_iter().collect() });
    source.hidden.rows = HiddenPolicy::Skip;
    let rows = ["Школа|Дети", "а", "Понизили|1", "б", "Всего|7"];
    let found = findings(&source, hidden(&rows, &[3], &[]));
    assert_eq!(found[1].code, Code::UnknownLevel);
    let found = findings(&source, hidden(&rows, &[2], &[]));
    assert_eq!(found.len(), 1, "{found:#?}");
}

#[test]
fn columns_passed_over_still_hold_headings() {
    let rows = ["Школа|Русский||Химия||", "|балл|место|балл|место", "а|1|2|3|4"];
    let columns = vec![
        column(Text, "Школа"),
        column(Integer, "Русский › балл"),
        column(Integer, "Химия › место"),
    ];
    let mut source = source(&["Школа"], columns);
    source.header.rows = 2;
    source.hidden.columns = HiddenPolicy::Skip;
    // The text of the merged heading stands in the column that is hidden.
    let bytes = || hidden(&rows, &[], &[3]);
    assert_eq!(values(&source, &read_one(&source, bytes())), ["а|1|4"]);
    source.columns.push(column(Integer, "Химия › балл"));
    assert_eq!(findings(&source, bytes())[1].code, Code::ColumnNotFound);
}

#[test]
fn many_tables_of_one_form() {
    let mut source = schools();
    source.header.repeat = Some(true);
    source.stop = vec![RowRule::Blank(1)];
    let tables: Vec<String> =
        (0..2_000).map(|index| format!("Школа;Дети\nа;{index}\n;\n")).collect();
    let rows = values(&source, &read_one(&source, tables.concat()));
    assert_eq!((rows.len(), rows[1_999].as_str()), (2_000, "а|1999"));
}

fn cell_above(rows: u32, expression: &str) -> ColumnOrigin {
    ColumnOrigin::CellAbove { rows, column: 0, pattern: Some(pattern(expression)) }
}

#[test]
fn each_table_has_its_own_cells_above() {
    let mut source = schools();
    source.header.repeat = Some(true);
    source.stop = vec![RowRule::First(pattern("класс$"))];
    source.columns.push(found_column(Integer, "grade", cell_above(2, r"(?<grade>\d+) класс")));
    let rows = ["4 класс", "примечание", "Школа|Дети", "а|1", "5 класс", "", "Школа|Дети", "б|2"];
    check(&source, &rows, &["а|1|4", "б|2|5"]);
    // What was read as data of the table above is not above this one.
    source.stop.clear();
    source.columns.push(found_column(Text, "again", ColumnOrigin::Above(pattern("класс$"))));
    let found = findings(&source, xlsx(&rows));
    let above = || (Code::CaptureFailed, vec!["above A7".to_owned()]);
    assert_eq!(places(&found), [above(), above()]);
    assert_eq!(found[0].help, ["help-above"]);
    // Above the sheet there is nothing.
    let found = findings(&source, xlsx(&["4 класс", "Школа|Дети", "а|1"]));
    assert_eq!(places(&found), [(Code::CaptureFailed, vec!["above A2".to_owned()])]);
}

#[test]
fn headings_of_three_rows_without_their_totals() {
    let group =
        |kind, name: &str| found_column(kind, name, ColumnOrigin::UnpivotGroup(name.to_owned()));
    let columns = vec![
        column(Text, "Школа"),
        column(Integer, "Участников"),
        column(Integer, "Всего › Участников"),
        group(Text, "subject"),
        group(Text, "stage"),
    ];
    let mut source = source(&["Школа"], columns);
    source.header.rows = 3;
    source.unpivot = Some(Unpivot {
        pattern: pattern("^(?<subject>[^›]+) › (?<stage>[^›]+) › (?<heading>.+)$"),
        except: Some(pattern("^Всего|› Всего")),
    });
    let rows = [
        "Школа|Физика||||Химия||Всего",
        "|Очно||Всего|Заочно|Очно||",
        "|Участников|Балл|Участников|Участников|Участников|Балл|Участников",
        "а|1|50|8|7|2|60|10",
    ];
    let expected = ["а|1|10|Физика|Очно", "а|7|10|Физика|Заочно", "а|2|10|Химия|Очно"];
    check(&source, &rows, &expected);
}

fn form(is_long: bool, columns: Vec<SourceColumn>) -> Source {
    let mut source = source(&[], columns);
    let section = Some(pattern(r"^(?<section>\d+\.\d+)\.? "));
    source.cells = Some(CellsForm { section, row: Vec::new(), is_long });
    source.footnote_marks = vec!["*".to_owned()];
    source
}

fn parts() -> Vec<SourceColumn> {
    let part = |(part, name): (FormPart, &str)| {
        let kind = if part == FormPart::Value { Integer } else { Text };
        found_column(kind, name, ColumnOrigin::FormPart(part))
    };
    FormPart::ALL.into_iter().map(part).collect()
}

#[test]
fn values_of_a_statistical_form() {
    let rows = [
        "2.4. Классы",
        "Показа-|№ стро-\nки|Всего|в том числе|",
        "тель|||очно|заочно",
        "1|2|3|4|5",
        "1.1 Классов|'01|12*|10|",
        "из них:||||",
        "1.2 малых|'02|х|3|4",
        "2.5. Ученики",
        "Показатель|№ строки|Всего",
        "А|Б|1",
        "Учеников|1|240",
    ];
    let expected = [
        "2.4|01|3|1.1 Классов|12",
        "2.4|01|4|1.1 Классов|10",
        "2.4|01|5|1.1 Классов|-",
        "2.4|02|3|1.2 малых|!not-number",
        "2.4|02|4|1.2 малых|3",
        "2.4|02|5|1.2 малых|4",
        "2.5|01|1|Учеников|240",
    ];
    check(&form(true, parts()), &rows, &expected);
}

#[test]
fn a_hidden_title_of_a_section_still_begins_it() {
    let rows = ["2.4. Классы", "а|№ строки|Всего", "1|2|3", "а|'01|5", "2.5. Ученики", "б|'02|6"];
    let mut source = form(true, parts());
    source.hidden.rows = HiddenPolicy::Skip;
    // Without a header of its own the second section has the columns of the first.
    let read = |source: &Source, hidden_rows: &[u32]| {
        values(source, &read_one(source, hidden(&rows, hidden_rows, &[])))
    };
    for hidden_rows in [&[4][..], &[0, 1, 2, 4], &[]] {
        assert_eq!(read(&source, hidden_rows), ["2.4|01|3|а|5", "2.5|02|3|б|6"]);
    }
    assert_eq!(read(&source, &[4, 5]), ["2.4|01|3|а|5"]);
}

#[test]
fn an_address_that_stands_twice_in_a_long_form_is_told() {
    let table = ["Показатель|№ строки|Всего", "1|2|3", "Классов|01|5", "Классов|01|6"];
    let found = findings(&form(true, parts()), xlsx(&table));
    let cells = vec!["first C3".to_owned(), "second C4".to_owned()];
    assert_eq!(places(&found), [(Code::AddressTwice, cells)]);
    // Two schools on two sheets have the same addresses.
    let bytes = || {
        workbook(|workbook| {
            for name in ["edu1", "edu2"] {
                fill(workbook.add_worksheet().set_name(name)?, &table[..3])?;
            }
            Ok(())
        })
    };
    let mut source = form(true, parts());
    source.sheets = vec![SheetChoice::All];
    assert_eq!(findings(&source, bytes())[0].code, Code::AddressTwice);
    source.columns.push(found_column(Text, "login", ColumnOrigin::SheetName(pattern(r"^edu\d"))));
    assert_eq!(findings(&source, bytes()), []);
}

#[test]
fn blank_sheets_are_passed_over_unless_named() {
    let bytes = || {
        workbook(|workbook| {
            fill(workbook.add_worksheet(), &["Школа|Дети", "а|1"])?;
            workbook.add_worksheet();
            Ok(())
        })
    };
    let mut source = schools();
    for choice in [SheetChoice::All, SheetChoice::Matching(pattern("^Sheet"))] {
        source.sheets = vec![choice];
        assert_eq!(values(&source, &read_one(&source, bytes())), ["а|1"]);
    }
    source.sheets = vec![SheetChoice::All, SheetChoice::Named(text("Sheet2"))];
    assert_eq!(findings(&source, bytes())[0].code, Code::HeaderNotFound);
}

#[test]
fn percents_of_two_forms_in_one_column() {
    let mut source = source(&["Код"], vec![column(Text, "Код"), column(Percent, "p")]);
    let mixed = |labels: &[&str]| {
        vec![(Code::MixedShares, labels.iter().map(|label| (*label).to_owned()).collect())]
    };
    // A share has two decimals more than the percents.
    let found = findings(&source, "Код;p\nа;98,5\nб;0,985\nв;0,5\n");
    assert_eq!(places(&found), mixed(&["share B3", "percent B2"]));
    assert_eq!(findings(&source, "Код;p\nа;4,87\nб;0,5\nв;0,12\n"), []);
    let found = findings(&source, "Код;p\nа;98,5%\nб;98.5\nв;0,985\nг;98,5\n");
    assert_eq!(places(&found), mixed(&["share B4", "sign B2"]));
    source.columns[1].scale = Some(PercentScale::Percent);
    assert_eq!(findings(&source, "Код;p\nа;98,5%\nб;0,985\n"), []);
    source.columns[1].scale = Some(PercentScale::Fraction);
    let found = findings(&source, "Код;p\nа;0,985\nб;53,1\nв;100%\nг;1\n");
    assert_eq!(places(&found), mixed(&["above-one B3"]));
}
