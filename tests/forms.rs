//! Ready-made forms: each is sound, has a case with a small sample, and a blank workbook of it that
//! is filled in reads back through the same form.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use msoko::definition::{ColumnKind, ColumnOrigin, Form, form_list, load_form};
use msoko::diagnostics::{Catalogue, Diagnostics, Language, RenderFormat, Renderer, SourceMap};
use msoko::expressions::Rows as _;
use msoko::output::blank_workbook;
use msoko::pipeline;
use msoko::system::MemorySystem;
use msoko::values::Value;

/// Cases are data that people read; a sample is not larger than this.
const SAMPLE_BYTES_MAX: u64 = 20 * 1024;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn names() -> Vec<String> {
    let (mut texts, mut findings) = (SourceMap::default(), Diagnostics::default());
    let list = form_list(&MemorySystem::default(), &mut texts, &mut findings);
    assert!(findings.is_empty(), "{}", rendered(&findings, &texts));
    list.into_iter().map(|entry| entry.name).collect()
}

fn load(name: &str) -> Form {
    let (mut texts, mut findings) = (SourceMap::default(), Diagnostics::default());
    let form = load_form(&MemorySystem::default(), name, &mut texts, &mut findings);
    assert!(findings.is_empty(), "{}", rendered(&findings, &texts));
    form.unwrap()
}

fn rendered(findings: &Diagnostics, texts: &SourceMap) -> String {
    let words = Catalogue::new(Language::English);
    let renderer = Renderer::new(&words, texts, RenderFormat::Plain);
    findings.iter().map(|finding| renderer.render(finding)).collect()
}

/// Returns the files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn every_form_of_the_folder_is_part_of_the_program() {
    let folder = root().join("forms");
    let on_disk: BTreeSet<String> = files(&folder)
        .iter()
        .map(|path| path.strip_prefix(&folder).unwrap().with_extension(""))
        .map(|path| path.to_string_lossy().replace('\\', "/"))
        .collect();
    let known: BTreeSet<String> = names().into_iter().collect();
    assert_eq!(on_disk, known, "list the new form in src/definition/forms/library.rs");
}

#[test]
fn every_form_is_sound() {
    for name in names() {
        let form = load(&name);
        assert!(!form.origin.is_empty() && !form.title.is_empty(), "{name}");
        assert!(!form.source.key.is_empty(), "{name}: doubles would not be noticed");
    }
}

/// Three lines under the name: that is what a form is for.
#[test]
fn every_form_has_a_case_with_a_small_sample() {
    let cases = root().join("tests/cases/forms");
    for name in names() {
        let folder = cases.join(&name);
        let pipeline = fs::read_to_string(folder.join("pipeline.yaml"));
        let pipeline = pipeline.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(
            pipeline.contains(&format!("form: {name}\n")),
            "{name}: its case uses another form"
        );
        assert!(pipeline.lines().count() <= 7, "{name}: a known file needs three lines");
        for file in files(&folder.join("inputs")) {
            let size = fs::metadata(&file).unwrap().len();
            assert!(size <= SAMPLE_BYTES_MAX, "{}: {size} bytes", file.display());
        }
        assert!(folder.join("expected/tables.txt").exists(), "{name}: nothing is expected");
    }
}

/// What an example of a form has to be read as.
fn expected(form: &Form, column: &str, kind: &ColumnKind) -> String {
    let collect = form.collect.as_ref().unwrap();
    let collected = collect.columns.get(column);
    let text = collected.and_then(|collected| collected.example.clone());
    let text = text.unwrap_or_else(|| panic!("{}: `{column}` has no example", form.name));
    match kind {
        ColumnKind::Number | ColumnKind::Percent => text.replace(',', "."),
        ColumnKind::Boolean => (text == "да").to_string(),
        ColumnKind::Date => {
            let parts: Vec<&str> = text.split('.').collect();
            format!("{}-{}-{}", parts[2], parts[1], parts[0])
        }
        _ => text,
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Missing(reason) => format!("({})", reason.name()),
        Value::Boolean(yes) => yes.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.to_string(),
        Value::Date(date) => date.to_string(),
    }
}

#[test]
fn a_blank_that_is_filled_in_reads_back() {
    let words = Catalogue::new(Language::Russian);
    let mut blanks = 0;
    for form in names().iter().map(|name| load(name)).filter(|form| form.collect.is_some()) {
        let name = &form.name;
        let book = blank_workbook(&form, true, &words).unwrap_or_else(|error| panic!("{error:?}"));
        let definition = format!(
            "title: Отчёт\nperiod: {{ current: 2024-25, kind: academic_year }}\nsources:\n  \
             t:\n    form: {name}\n    files: '{{period}}/blank.xlsx'\n"
        );
        let system =
            MemorySystem::default().with("main.yaml", definition).with("2024-25/blank.xlsx", book);
        let (mut texts, mut findings) = (SourceMap::default(), Diagnostics::default());
        let computed = pipeline::compute(&system, "main.yaml", &mut texts, &mut findings);
        assert!(findings.is_empty(), "{name}: {}", rendered(&findings, &texts));
        let computed = computed.unwrap();
        let table = computed.tables.iter().next().unwrap();
        assert_eq!(table.row_count(), 1, "{name}");
        for column in &form.source.columns {
            if let ColumnOrigin::Heading { .. } = column.origin {
                let column_name = column.name.value.as_str();
                let value = shown(&table.column(column_name).unwrap().value(0));
                let wanted = expected(&form, column_name, &column.kind);
                assert_eq!(value, wanted, "{name}: {column_name}");
            }
        }
        blanks += 1;
    }
    assert!(blanks >= 8, "only {blanks} forms have a blank");
}

#[test]
fn the_same_blank_has_the_same_bytes() {
    let words = Catalogue::new(Language::Russian);
    let form = load("office/staff");
    let make = || blank_workbook(&form, false, &words).unwrap();
    assert_eq!(make(), make());
}
