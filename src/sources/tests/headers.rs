//! Headers found by their content.

use crate::definition::ColumnKind::{Integer, Number, Text};

use super::fixture::{check, column, read_one, source, spanned, xlsx};

#[test]
fn header_stands_lower_and_is_spelled_otherwise() {
    let mut source =
        source(&["логин"], vec![column(Text, "Логин"), column(Integer, "Кол-во  участников")]);
    source
        .header
        .contains
        .push(spanned(vec!["Участники".to_owned(), "Кол–во участников".to_owned()]));
    let rows = ["ВПР 2024. 4 класс", "", "|Логин ОО", "№|ЛОГИН|Кол-во участников", "1|edu1|7"];
    check(&source, &rows, &["edu1|7"]);
    let header = read_one(&source, xlsx(&rows)).sheets.remove(0).header;
    assert_eq!(header.row, 3);
    assert_eq!(header.headings[1], (1, "ЛОГИН".to_owned()));
}

#[test]
fn header_of_two_rows_with_merged_cells() {
    let columns =
        vec![column(Text, "Училище"), column(Number, "Балл › мин"), column(Number, "макс")];
    let mut source = source(&["Училище", "мин"], columns);
    source.header.rows = 2;
    let rows = ["Справка", "№|Училище|Балл|", "||мин|макс", "", "1|СОУ 1|4.5|5", "2|СОУ 2|3|4"];
    check(&source, &rows, &["СОУ 1|4.5|5", "СОУ 2|3|4"]);
}

#[test]
fn blank_and_title_rows_above_are_no_part_of_a_header() {
    let mut source =
        source(&["Код", "Школа"], vec![column(Text, "Код"), column(Text, "Балл › мин")]);
    source.header.rows = 2;
    check(&source, &["Справка", "", "Код|Школа|Балл|", "||мин|макс", "7|а|1|2"], &["7|1"]);
    check(&source, &["|Справка", "Код|Школа|Балл|", "||мин|макс", "7|а|1|2"], &["7|1"]);
}

#[test]
fn row_of_column_numbers_is_skipped() {
    let mut source = source(&["Код"], vec![column(Text, "Код"), column(Integer, "Всего")]);
    source.header.numbered = true;
    check(&source, &["Показатель|Код|Всего", "1|2|3", "а|01|5"], &["1|5"]);
    check(&source, &["Показатель|Код|Всего", "", "А|Б|1", "а|в|5"], &["Б|1", "в|5"]);
    check(&source, &["Показатель|Код|Всего|Из них", "А|Б|1|2", "а|в|5|6"], &["в|5"]);
    check(&source, &["Показатель|Код|Всего", "1|3|2"], &["3|2"]);
}

#[test]
fn without_declared_headings_those_of_the_columns_show_the_header() {
    let source = source(&[], vec![column(Text, "Код"), column(Integer, "Всего")]);
    check(&source, &["Код учреждения|Итого", "Всего|Код", "5|в"], &["в|5"]);
}
