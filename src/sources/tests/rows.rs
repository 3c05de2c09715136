//! Rows: which are data, and what they mean.

use indexmap::IndexMap;

use crate::definition::ColumnKind::{Category, Integer, Number, Text};
use crate::definition::{
    Blocks, ColumnOrigin, Hierarchy, Level, RowRule, Source, Unpivot, WordMeaning,
};
use crate::sources::ExclusionReason::{Excluded, Stopped};
use crate::values::Missing;

use super::fixture::{check, column, found_column, pattern, read_one, source, text, values, xlsx};

fn schools() -> Source {
    source(&["Школа"], vec![column(Text, "Школа"), column(Integer, "Дети")])
}

#[test]
fn blank_rows_are_passed_over() {
    check(&schools(), &["Школа|Дети", "", "а|1", "||легенда", "", "б|2"], &["а|1", "б|2"]);
}

#[test]
fn stop_and_exclude() {
    let mut source = schools();
    source.stop = vec![RowRule::First(pattern("^Примечани")), RowRule::Blank(2)];
    let heading = text("Школа");
    source.exclude = vec![RowRule::Cell { heading, pattern: pattern("^Итого") }];
    let rows =
        ["Школа|Дети", "", "", "а|1", "Итого по району|3", "", "б|2", "Примечание. …", "в|9"];
    check(&source, &rows, &["а|1", "б|2"]);
    let sheet = read_one(&source, xlsx(&rows)).sheets.remove(0);
    assert_eq!(sheet.excluded, [(4, Excluded(0)), (7, Stopped(0)), (8, Stopped(0))]);
    let sheet = read_one(&source, xlsx(&["Школа|Дети", "а|1", "", "", "б|2"])).sheets.remove(0);
    assert_eq!(sheet.excluded, [(4, Stopped(1))]);
}

#[test]
fn fill_down_keeps_the_address_of_the_value() {
    let mut source = schools();
    source.columns.push(column(Text, "Район"));
    source.fill_down = vec![text("район")];
    source.exclude = vec![RowRule::First(pattern("Итого"))];
    let rows = ["Район|Школа|Дети", "Акуша|а|1", "|б|2", "Итого||3", "|в|4", "Гуниб|г|5"];
    check(&source, &rows, &["а|1|Акуша", "б|2|Акуша", "в|4|Акуша", "г|5|Гуниб"]);
    let sheet = read_one(&source, xlsx(&rows)).sheets.remove(0);
    assert_eq!(sheet.rows[2].row, 4);
    assert_eq!(sheet.rows[2].cells[2].at, Some((1, 0)));
    assert_eq!(sheet.rows[2].cells[0].at, Some((4, 1)));
}

fn level(name: &str, label: &str) -> Level {
    Level { name: text(name), pattern: pattern(label) }
}

fn hierarchy() -> Hierarchy {
    let levels = vec![
        level("country", "^Вся выборка$"),
        level("school", r"\((?<login>edu\d{6})\)"),
        level("district", "район$"),
    ];
    Hierarchy { heading: text("Группы участников"), levels }
}

#[test]
fn hierarchy_gives_level_and_groups() {
    let any = || Category { values: Vec::new() };
    let mut source = source(
        &["Группы участников"],
        vec![
            column(Integer, "Кол-во участников"),
            found_column(any(), "level", ColumnOrigin::Level),
            found_column(any(), "login", ColumnOrigin::LevelGroup("login".to_owned())),
        ],
    );
    source.hierarchy = Some(hierarchy());
    let rows = [
        "Группы участников|Кол-во участников",
        "Вся выборка|1437420",
        "  Акушинский  район |640",
        "МКОУ «СОШ» (edu053017)|42",
    ];
    check(&source, &rows, &["1437420|country|-", "640|district|-", "42|school|edu053017"]);
    let sheet = read_one(&source, xlsx(&rows)).sheets.remove(0);
    assert_eq!(sheet.rows[2].cells[2].at, Some((3, 0)));
}

#[test]
fn blocks_become_columns() {
    let block = |name: &str, heading: &str, block: &str| {
        let headings = vec![text(heading)];
        found_column(Number, name, ColumnOrigin::Heading { headings, block: Some(text(block)) })
    };
    let level_column = ColumnOrigin::Level;
    let mut source = source(
        &["Группы участников"],
        vec![
            found_column(Text, "level", level_column),
            block("lower", "%", "lower"),
            block("n", "Кол-во участников", "all"),
        ],
    );
    let rows = [("lower", "^Понизили"), ("same", "^Подтвердили"), ("all", "^Всего$")];
    source.blocks = Some(Blocks {
        heading: text("Группы участников"),
        rows: rows.into_iter().map(|(name, label)| (name.to_owned(), pattern(label))).collect(),
    });
    source.hierarchy = Some(hierarchy());
    let rows = [
        "Группы участников|Кол-во участников|%",
        "Акушинский район",
        "  Понизили (Отметка < Отметка по журналу)|12|20.5",
        "  Подтвердили (Отметка = Отметка по журналу)|40|79.5",
        "  Всего|52|100",
        "МКОУ (edu053017)",
        "  Всего|7|100",
    ];
    check(&source, &rows, &["district|20.5|52", "school|-|7"]);
    let sheet = read_one(&source, xlsx(&rows)).sheets.remove(0);
    assert_eq!(sheet.rows[0].row, 1);
    assert_eq!(sheet.rows[0].cells[2].at, Some((4, 1)));
}

#[test]
fn headings_that_hold_values_become_rows() {
    let mut source = source(
        &["Логин"],
        vec![
            column(Text, "Логин"),
            column(Integer, "балл"),
            column(Integer, "место"),
            found_column(Integer, "grade", ColumnOrigin::UnpivotGroup("grade".to_owned())),
            found_column(Text, "subject", ColumnOrigin::UnpivotGroup("subject".to_owned())),
        ],
    );
    source.columns[2].optional = true;
    let expression = r"^(?<grade>\d) (?<subject>РУ|МА)(, (?<heading>.+))?$";
    source.unpivot = Some(Unpivot { pattern: pattern(expression) });
    let rows = ["Логин|4 РУ, балл|4 РУ, место|5 МА, балл", "a|1|2|3", "b|4||6"];
    let expected = ["a|1|2|4|РУ", "a|3|-|5|МА", "b|4|-|4|РУ", "b|6|-|5|МА"];
    check(&source, &rows, &expected);
    let sheet = read_one(&source, xlsx(&rows)).sheets.remove(0);
    assert_eq!(sheet.rows[1].cells[1].at, Some((1, 3)));
    assert_eq!(sheet.rows[1].cells[2].at, None);
    assert_eq!(sheet.rows[1].cells[3].at, Some((0, 3)));
}

#[test]
fn values_from_cells_sheet_name_and_path() {
    let any = || Category { values: Vec::new() };
    let cell = |row, expression: Option<&str>| ColumnOrigin::Cell {
        row,
        column: 0,
        pattern: expression.map(pattern),
    };
    let mut source = source(
        &["Логин"],
        vec![
            column(Text, "Логин"),
            found_column(Integer, "grade", cell(0, Some(r"(?<grade>\d+) класс"))),
            found_column(any(), "subject", cell(1, Some("[^:]+$"))),
            found_column(Integer, "year", cell(2, None)),
            found_column(any(), "sheet", ColumnOrigin::SheetName(pattern("^Sheet"))),
            found_column(any(), "period", ColumnOrigin::Path("period".to_owned())),
            found_column(any(), "kind", ColumnOrigin::Constant("ВПР".to_owned())),
        ],
    );
    let path = crate::definition::PathPattern::parse("inputs/{period}").expect("a path");
    source.files[0].value = path;
    let rows = ["ВПР. 4 класс", "Предмет: Математика", "2024", "Логин", "a"];
    check(&source, &rows, &["a|4|Математика|2024|Sheet|a|ВПР"]);
    let sheet = read_one(&source, xlsx(&rows)).sheets.remove(0);
    let places: Vec<_> = sheet.rows[0].cells.iter().map(|cell| cell.at).collect();
    assert_eq!(places, [Some((4, 0)), Some((0, 0)), Some((1, 0)), Some((2, 0)), None, None, None]);
}

#[test]
fn missing_words_and_optional_columns() {
    let mut source = schools();
    let mut absent = column(Integer, "Учителя");
    absent.optional = true;
    source.columns.push(absent);
    source.missing = IndexMap::from([
        ("н/д".to_owned(), WordMeaning::Missing(Missing::NoData)),
        ("-".to_owned(), WordMeaning::Missing(Missing::NotApplicable)),
    ]);
    let rows = ["Школа|Дети", "а|Н/Д", "б|–", "в|", "г|много"];
    let expected = ["а|-no_data|-", "б|-not_applicable|-", "в|-|-", "г|!not-number|-"];
    assert_eq!(values(&source, &read_one(&source, xlsx(&rows))), expected);
}
