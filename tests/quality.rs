//! The quality log as files: every case is in it, and no value of a cell becomes a formula.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx};
use msoko::diagnostics::{Catalogue, Diagnostics, Language, SourceMap};
use msoko::output::WriteOptions;
use msoko::pipeline::{self, RunOptions};
use msoko::system::{MemorySystem, System as _};
use serde_json::Value;

const PIPELINE: &str = r#"
title: Отчёт
period: { current: 2024-25, kind: academic_year, previous: 0 }
sources:
  schools:
    title: Реестр
    files: "inputs/{period}/schools.csv"
    header: { contains: [Логин] }
    duplicates: keep
    stop: [{ match: ^Исп }]
    columns: { login: { from: Логин, type: code }, name: { from: Название, type: text } }
  rows:
    title: Строки
    files: "inputs/{period}/rows.csv"
    header: { contains: [Логин] }
    duplicates: keep
    columns:
      login: { from: Логин, type: code }
      word: { from: Слово, type: text, title: Слово }
      n: { from: Число, type: integer }
checks:
  - { id: word, on: rows, where: n = 0, in: { column: word, values: [да] }, severity: warning }
  - { id: number, on: rows, where: n > 0, range: { column: n, to: 0 }, severity: info }
dimensions: { school: { from: schools, key: login, label: name } }
quality: { supplier: school }
reports:
  - { id: note, template: template, editions: { internal: out/note.pdf } }
"#;

const TEMPLATE: &str = "#set document(title: \"Отчёт\")\n\
    #set text(font: \"Tinos\", lang: \"ru\")\n= Отчёт\n";

/// Texts that a spreadsheet program would take for formulas.
const HOSTILE: [&str; 4] = ["=1+1", "+7", "-x", "@sum(A1)"];

/// How many rows break a rule.
const MANY: usize = 10_000;

/// Runs the pipeline and returns the project with everything it wrote.
fn project() -> MemorySystem {
    let mut rows = String::from("Логин;Слово;Число\n");
    for word in HOSTILE {
        rows.push_str(&format!("edu1;{word};0\n"));
    }
    rows.push_str(&"edu2;да;7\n".repeat(MANY));
    let schools = "Логин;Название\nedu1;=Школа\nedu2;Школа № 2\nИсп. Иванова;\n";
    let system = MemorySystem::default()
        .with("pipeline.yaml", PIPELINE)
        .with("inputs/2024-25/schools.csv", schools)
        .with("inputs/2024-25/rows.csv", rows)
        .with("template/template.yaml", "title: { ru: А }\nentry: a.typ\nprofile: note\n")
        .with("template/a.typ", TEMPLATE);
    let (mut texts, mut findings) = (SourceMap::default(), Diagnostics::default());
    let words = Catalogue::new(Language::Russian);
    let write = WriteOptions { threads: 1, progress: &|_, _| {} };
    let options = RunOptions { words: &words, write };
    pipeline::run(&system, "pipeline.yaml", &options, &mut texts, &mut findings)
        .expect("checks stop no run");
    system
}

/// The rows of a sheet, each by the headings of its first row.
fn sheet(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Vec<BTreeMap<String, Data>> {
    let range = book.worksheet_range(name).expect("the sheet is there");
    let mut rows = range.rows();
    let headings: Vec<String> =
        rows.next().expect("a heading").iter().map(ToString::to_string).collect();
    rows.map(|row| headings.iter().cloned().zip(row.iter().cloned()).collect()).collect()
}

#[test]
fn every_case_is_in_the_files_and_texts_stay_texts() {
    let system = project();
    let bytes = system.read(Path::new("out/quality.xlsx")).expect("it was written");
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("it is a workbook");
    assert_eq!(book.sheet_names(), ["Сводка", "Замечания", "Файлы", "Исключённые строки"]);

    let summary = sheet(&mut book, "Сводка");
    let line = |row: &BTreeMap<String, Data>| {
        let parts = ["Вид", "Правило", "Источник", "Случаев"].map(|name| row[name].to_string());
        parts.join(" | ")
    };
    let expected = [
        "проверка | «Слово» – одно из: да | Строки | 4",
        "проверка | «Число» в границах: ≤ 0 | Строки | 10000",
        "прочитано | строк в таблице | Реестр | 2",
        "исключённые строки | ниже конца таблицы – строки, которая начинается с: «Исп» | Реестр | 1",
        "прочитано | строк в таблице | Строки | 10004",
    ];
    assert_eq!(summary.iter().map(line).collect::<Vec<_>>(), expected);

    let entries = sheet(&mut book, "Замечания");
    assert_eq!(entries.len(), HOSTILE.len() + MANY);
    for (row, (entry, word)) in (2..).zip(entries.iter().zip(HOSTILE)) {
        assert_eq!(entry["Значение"], Data::String(word.to_owned()));
        assert_eq!(entry["Поставщик"], Data::String("=Школа".to_owned()));
        assert_eq!(entry["Ячейка"], Data::String(format!("B{row}")));
        assert_eq!(entry["Файл"], Data::String("inputs/2024-25/rows.csv".to_owned()));
        assert_eq!(entry["Что не так"], Data::String(format!("«{word}» нет в перечне")));
        assert_eq!(entry["Правило"], Data::String("«Слово» – одно из: да".to_owned()));
        assert_eq!(entry["Что сделать"], Data::String("впишите значение из перечня".to_owned()));
        assert_eq!(entry["Важность"], Data::String("предупреждение".to_owned()));
    }
    let last = entries.last().expect("there are entries");
    assert_eq!(last["Ячейка"], Data::String("C10005".to_owned()));
    assert_eq!(last["Ключ поставщика"], Data::String("edu2".to_owned()));
    let formulas = book.worksheet_formula("Замечания").expect("the sheet is there");
    assert!(formulas.is_empty(), "{formulas:?}");

    let excluded = sheet(&mut book, "Исключённые строки");
    assert_eq!(excluded.len(), 1);
    assert_eq!(excluded[0]["Строка"], Data::Float(4.0));
    assert_eq!(sheet(&mut book, "Файлы").len(), 2);
}

#[test]
fn json_holds_the_same_cases() {
    let bytes = project().read(Path::new("out/quality.json")).expect("it was written");
    let log: Value = serde_json::from_slice(&bytes).expect("it is JSON");
    assert_eq!(log["draft"], false);
    let entries = log["entries"].as_array().expect("a list");
    assert_eq!(entries.len(), HOSTILE.len() + MANY);
    let first = &entries[0];
    let names = ["severity", "code", "check", "cell", "value", "supplier", "period"];
    let values = names.map(|name| first[name].as_str().unwrap_or_default());
    assert_eq!(values, ["warning", "T313", "word", "B2", "=1+1", "edu1", "2024-25"]);
    let finding = &log["findings"][1];
    assert_eq!((&finding["count"], &finding["more"]), (&10_000.into(), &9_997.into()));
    assert_eq!(finding["examples"].as_array().map(Vec::len), Some(3));
}
