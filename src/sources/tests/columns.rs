//! Columns found by their headings.

use crate::definition::ColumnKind::{Integer, Text};
use crate::definition::ColumnOrigin;

use super::fixture::{check, column, found_column, source, text};

#[test]
fn the_variant_that_stands_in_the_header_is_taken() {
    let headings = vec![text("Логин ОО"), text("Логин")];
    let origin = ColumnOrigin::Heading { headings, block: None };
    let mut source = source(&[], vec![found_column(Text, "login", origin)]);
    check(&source, &["Логин|Наименование", "a|b"], &["a"]);
    check(&source, &["Наименование|Логин ОО", "a|b"], &["b"]);
    // A whole heading goes before one that only its last row makes.
    source.header.rows = 2;
    check(&source, &["Балл|Логин ОО", "Логин|", "a|b"], &["b"]);
    check(&source, &["Балл|Код", "Логин|", "a|b"], &["a"]);
}

#[test]
fn undeclared_columns_do_not_leave_the_reader() {
    let source = source(&["Код"], vec![column(Text, "Код"), column(Integer, "Балл")]);
    check(&source, &["Код|Фамилия|Балл", "1|Иванов|5"], &["1|5"]);
}

#[test]
fn equal_headings_matter_only_where_they_are_asked_for() {
    let source = source(&["Код"], vec![column(Text, "Код")]);
    check(&source, &["Код|Балл|Балл", "1|2|3"], &["1"]);
}
