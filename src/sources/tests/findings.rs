//! Findings: what they point at and that they come once.

use crate::definition::ColumnKind::{Category, Integer, Text};
use crate::definition::{
    Blocks, ColumnOrigin, Hierarchy, PathPattern, SheetChoice, Source, Unpivot,
};
use crate::diagnostics::{Argument, Code, Diagnostic, Diagnostics, Label, Location};
use crate::sources::read;
use crate::system::MemorySystem;

use super::fixture::{
    FILE, check, column, found_column, pattern, source, span, spanned, text, xlsx,
};

#[track_caller]
fn finding(source: &Source, rows: &[&str]) -> Diagnostic {
    let system = MemorySystem::default().with(FILE, xlsx(rows));
    only(read(std::slice::from_ref(source), &system).expect_err("there is a mistake"))
}

#[track_caller]
fn only(findings: Diagnostics) -> Diagnostic {
    let mut findings: Vec<_> = findings.into_iter().collect();
    assert_eq!(findings.len(), 1, "{findings:#?}");
    findings.remove(0)
}

fn places(finding: &Diagnostic) -> Vec<String> {
    let place = |location: &Location| match location {
        Location::Text(span) => format!("yaml {}", span.start),
        Location::Cell(cell, _) => cell.address(),
        Location::File(path) => path.to_string(),
    };
    let labels = finding.labels.iter();
    labels.map(|label| format!("{} {}", label.attribute, place(&label.location))).collect()
}

/// The rows that are drawn around the cells of a finding.
fn drawn(finding: &Diagnostic) -> Vec<String> {
    let excerpt = |label: &Label| match &label.location {
        Location::Cell(_, excerpt) => excerpt.clone(),
        _ => None,
    };
    let excerpts = finding.labels.iter().filter_map(excerpt);
    excerpts.flat_map(|excerpt| excerpt.rows).map(|(_, texts)| texts.join("|")).collect()
}

fn argument<'a>(finding: &'a Diagnostic, name: &str) -> &'a Argument {
    let found = finding.arguments.iter().find(|(known, _)| *known == name);
    &found.unwrap_or_else(|| panic!("{name} in {finding:?}")).1
}

#[test]
fn missing_header_names_the_best_row() {
    let source = source(&["Логин", "Наименование"], vec![column(Text, "Логин")]);
    let found = finding(&source, &["Реестр", "", "|Логин|Наименованне", "1|a|b"]);
    assert_eq!(found.code, Code::HeaderNotFound);
    assert_eq!(places(&found), ["label yaml 0", "best C3"]);
    assert_eq!(drawn(&found), ["Логин|Наименованне"]);
    assert_eq!(*argument(&found, "suggestion"), Argument::Text("Наименованне".to_owned()));
    let found = finding(&source, &["Иванов", "Петров"]);
    assert_eq!(places(&found), ["label yaml 0", "file inputs/a"]);
    assert!(!format!("{found:?}").contains("Иванов"));
    assert_eq!(places(&finding(&source, &[])), ["label yaml 0", "empty inputs/a"]);
}

#[test]
fn missing_column_shows_the_nearest_heading() {
    let mut source =
        source(&["Логин"], vec![column(Text, "Логин"), column(Integer, "Численность")]);
    source.columns[1].origin = ColumnOrigin::Heading {
        headings: vec![crate::diagnostics::Spanned::new("Численность".to_owned(), span(7))],
        block: None,
    };
    let found = finding(&source, &["Логин|Числености", "a|5"]);
    assert_eq!(found.code, Code::ColumnNotFound);
    assert_eq!(places(&found), ["label yaml 7", "nearest B1"]);
    let found = finding(&source, &["Логин|Дети", "a|5"]);
    assert_eq!(places(&found), ["label yaml 7", "header A1"]);
    assert_eq!(drawn(&found), ["Логин|Дети"]);
    assert_eq!(*argument(&found, "known"), Argument::Text("Логин`, `Дети".to_owned()));
    assert_eq!(*argument(&found, "more"), Argument::Count(0));
    assert_eq!(found.notes, ["known"]);
    let long = format!("Логин|{}", ["Ж"; 10].join("|"));
    assert_eq!(*argument(&finding(&source, &[&long, "a|5"]), "more"), Argument::Count(1));
    let found = finding(&source, &["Логин|Численность|Численность", "a|5|6"]);
    assert_eq!(found.code, Code::ColumnAmbiguous);
    assert_eq!(places(&found), ["label yaml 7", "place B1", "place C1"]);
    assert_eq!(*argument(&found, "kind"), Argument::Text("heading".to_owned()));
}

#[test]
fn two_variants_of_a_heading_in_one_header_are_ambiguous() {
    let headings = vec![text("Участников"), text("Количество"), text("Дети")];
    let origin = ColumnOrigin::Heading { headings, block: None };
    let source = source(&["Код"], vec![found_column(Integer, "n", origin)]);
    let found = finding(&source, &["Код|Количество|Участников", "1|10|99"]);
    assert_eq!(found.code, Code::ColumnAmbiguous);
    assert_eq!(places(&found), ["label yaml 0", "place B1", "place C1"]);
    assert_eq!(*argument(&found, "kind"), Argument::Text("variants".to_owned()));
    let names = Argument::Text("Участников`, `Количество".to_owned());
    assert_eq!(*argument(&found, "heading"), names);
}

#[test]
fn combinations_of_unpivot_that_lack_a_heading_or_have_two() {
    let headings = vec![text("Участников"), text("Количество")];
    let origin = ColumnOrigin::Heading { headings, block: None };
    let mut source = source(&["Код"], vec![found_column(Integer, "n", origin)]);
    let subject = ColumnOrigin::UnpivotGroup("subject".to_owned());
    source.columns.push(found_column(Text, "subject", subject));
    source.unpivot =
        Some(Unpivot { pattern: pattern("^(?<subject>РУ|МА|ИН) (?<heading>.+)$") });
    check(&source, &["Код|РУ Участников|МА Количество", "1|10|8"], &["10|РУ", "8|МА"]);
    let lacking = ["Код|РУ Участников|МА Доля|ИН Доля|МА Балл", "1|10|8|7|6"];
    let found = finding(&source, &lacking);
    assert_eq!(found.code, Code::ColumnNotFound);
    assert_eq!(places(&found), ["label yaml 0", "combination C1"]);
    let named = |name, text: &str| {
        assert_eq!(*argument(&found, name), Argument::Text(text.to_owned()), "{name}");
    };
    named("kind", "combination");
    named("combinations", "МА`, `ИН");
    named("known", "МА Доля`, `МА Балл");
    source.columns[0].optional = true;
    check(&source, &lacking, &["10|РУ", "-|МА", "-|ИН"]);
    let found = finding(&source, &["Код|РУ Участников|МА Количество|РУ участников", "1|10|8|99"]);
    assert_eq!(found.code, Code::ColumnAmbiguous);
    assert_eq!(places(&found), ["label yaml 0", "place B1", "place D1"]);
    let found = finding(&source, &["Код|РУ Участников|РУ Количество", "1|10|8"]);
    assert_eq!(*argument(&found, "kind"), Argument::Text("variants".to_owned()));
}

#[test]
fn one_mistake_in_many_files_is_one_finding() {
    let mut source = source(&["а"], vec![column(Text, "б")]);
    source.files[0].value = PathPattern::parse("inputs/*").expect("a path");
    let names = ["1", "2", "3", "4", "5"];
    let system = names.iter().fold(MemorySystem::default(), |system, name| {
        system.with(&format!("inputs/{name}"), xlsx(&["а", "1"]))
    });
    let found = only(read(&[source], &system).expect_err("a column is missing"));
    assert_eq!(found.labels.len(), 4);
    assert_eq!(*argument(&found, "files"), Argument::Count(5));
}

#[test]
fn captures_that_fail() {
    let any = || Category { values: Vec::new() };
    let origin = ColumnOrigin::Cell { row: 0, column: 1, pattern: Some(pattern("(20..)")) };
    let with_cell = source(&["а"], vec![found_column(any(), "year", origin)]);
    let found = finding(&with_cell, &["а|год", "1"]);
    assert_eq!(places(&found), ["label yaml 0", "cell B1"]);
    assert_eq!(drawn(&found), ["год"]);
    let found = finding(&with_cell, &["а", "1"]);
    assert_eq!(places(&found), ["label yaml 0", "blank B1"]);
    assert_eq!(drawn(&found), [""; 0]);
    let origin = ColumnOrigin::SheetName(pattern("20.."));
    let with_name = source(&["а"], vec![found_column(any(), "year", origin)]);
    let found = finding(&with_name, &["а", "1"]);
    assert_eq!(found.code, Code::CaptureFailed);
    assert_eq!(places(&found), ["label yaml 0", "sheet-name inputs/a"]);
}

#[test]
fn rows_without_a_place() {
    let mut source = source(&["Группа"], vec![column(Integer, "Дети")]);
    let level = crate::definition::Level { name: text("school"), pattern: pattern("СОШ") };
    source.hierarchy = Some(Hierarchy { heading: text("Группа"), levels: vec![level] });
    let rows = ["Группа|Дети", "СОШ 1|5", "Лицей|6", "Гимназия|7", "|8", "Школа|9"];
    let found = finding(&source, &rows);
    assert_eq!(found.code, Code::UnknownLevel);
    assert_eq!(places(&found), ["label A3", "label A4", "label A5"]);
    assert_eq!(*argument(&found, "count"), Argument::Count(4));
    source.hierarchy = None;
    let rows = [("all".to_owned(), pattern("^Всего$"))];
    source.blocks =
        Some(Blocks { heading: text("Группа"), rows: rows.into_iter().collect() });
    let found = finding(&source, &["Группа|Дети", "Всего|5", "СОШ|", "Всего|5"]);
    assert_eq!(places(&found), ["no-block A2"]);
    let found = finding(&source, &["Группа|Дети", "СОШ|", "Всего|5", "Всего|6"]);
    assert_eq!(places(&found), ["repeated A4"]);
}

#[test]
fn sheets_and_files_that_are_not_there() {
    let mut source = source(&["а"], vec![]);
    source.sheets = vec![SheetChoice::Named(text("Shet1"))];
    let found = finding(&source, &["а"]);
    assert_eq!(found.code, Code::SheetNotFound);
    assert_eq!(*argument(&found, "suggestion"), Argument::Text("Sheet1".to_owned()));
    let system = MemorySystem::default().with("inputs/2024/Реестр ОО.xlsx", "");
    for (text, nearest) in [
        ("inputs/{period}/Реестр  ОО*.xlsx", Some("inputs/2024/Реестр ОО.xlsx")),
        ("input/2024/Реестр ОО.xlsx", Some("inputs")),
        ("inputs/2024/Протокол.xlsx", None),
    ] {
        source.files = vec![spanned(PathPattern::parse(text).expect("a path"))];
        let findings = read(std::slice::from_ref(&source), &system);
        let found = only(findings.expect_err("there is no such file"));
        assert_eq!(found.code, Code::NoFiles);
        let suggestion = found.arguments.iter().find(|(name, _)| *name == "suggestion");
        let expected = nearest.map(|path| Argument::Text(path.to_owned()));
        assert_eq!(suggestion.map(|(_, path)| path.clone()), expected, "{text}");
    }
}
