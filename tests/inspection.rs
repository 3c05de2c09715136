//! What `inspect` proposes is loaded, read and built, and gives as many rows as it said: for the
//! sample, for small layouts of every kind, and for the files of others where they are at hand.

#![expect(clippy::print_stdout, reason = "says what was left out")]

#[path = "support/shared.rs"]
mod shared_files;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use msoko::definition;
use msoko::diagnostics::{Catalogue, Language, SourceMap};
use msoko::expressions::Rows as _;
use msoko::inspection::{
    Inspection, Names, Oddity, Profile, Proposal, SourceFile, definition_text, inspect, propose,
    type_name,
};
use msoko::sources;
use msoko::system::MemorySystem;
use msoko::tables;

use shared_files::shared;

/// What was found in a file, and what was proposed for it.
struct Looked {
    inspection: Inspection,
    proposal: Proposal,
    bytes: Vec<u8>,
}

fn look(path: &str, bytes: &[u8]) -> Option<Looked> {
    let inspection = inspect(&Arc::from(path), bytes, None).ok()?;
    let file = SourceFile { path: path.to_owned(), is_inside: true };
    let proposal = propose(&inspection, bytes, &file, &mut Names::default());
    Some(Looked { inspection, proposal, bytes: bytes.to_vec() })
}

impl Looked {
    fn text(&self) -> String {
        definition_text(std::slice::from_ref(&self.proposal), &Catalogue::new(Language::Russian))
    }

    /// Reads the file by the whole proposal and returns the rows of each table.
    fn read(&self) -> Vec<usize> {
        let system = MemorySystem::default()
            .with("p.yaml", self.text())
            .with(&self.proposal.file.path, self.bytes.clone());
        let mut texts = SourceMap::default();
        let loaded = definition::load(&system, "p.yaml", &mut texts);
        assert!(!loaded.findings.has_errors(), "{}\n{:#?}", self.text(), loaded.findings);
        let definition = loaded.definition.expect("a definition without errors");
        let rows = sources::read(&definition.sources, &system);
        let rows = rows.unwrap_or_else(|errors| panic!("{}\n{errors:#?}", self.text())).value;
        let built = tables::build(&definition, rows);
        let built = built.unwrap_or_else(|errors| panic!("{}\n{errors:#?}", self.text())).value;
        built.iter().map(|table| table.row_count()).collect()
    }

    fn tables(&self) -> usize {
        self.inspection.sheets.iter().map(|sheet| sheet.tables.len()).sum()
    }

    fn column(&self, heading: &str) -> &Profile {
        let tables = self.inspection.sheets.iter().flat_map(|sheet| &sheet.tables);
        let mut columns = tables.flat_map(|table| &table.columns);
        columns.find(|column| column.heading == heading).expect("the heading is there")
    }
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files_below(&path, found);
        } else if path.extension().is_none_or(|ending| ending != "md") {
            found.push(path);
        }
    }
}

/// Looks at every file below a folder that can be read, proves what is proposed for it, and returns
/// how many tables there are and how many of them have a proposal.
fn prove(folder: &Path) -> (usize, usize) {
    let mut files = Vec::new();
    files_below(folder, &mut files);
    let (mut tables, mut proposed) = (0, 0);
    for path in files {
        let name = path.strip_prefix(folder).expect("found below it").to_string_lossy();
        let Some(looked) = look(&name, &fs::read(&path).expect("the file can be read")) else {
            continue;
        };
        let drafts = &looked.proposal.drafts;
        let said: Vec<usize> = drafts.iter().map(|draft| draft.row_count).collect();
        if !said.is_empty() {
            assert_eq!(looked.read(), said, "{name}");
        }
        tables += said.len() + looked.proposal.tables_left_out;
        proposed += said.len();
    }
    (tables, proposed)
}

#[test]
fn proposals_for_the_sample_run() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs");
    let (tables, proposed) = prove(&folder);
    assert_eq!(proposed, tables);
    assert!(tables >= 96, "only {tables} tables were found");
    // Counted in the files themselves: the last number of the column №, or the rows by hand; the
    // form of ЕГЭ makes a row of each of the five subjects of 39 schools.
    for (path, rows, form) in [
        // Below its total, this register has a school that was closed.
        ("2024-25/Реестр ОО.xlsx", 61, ""),
        ("2022-23/Реестр ОО.xlsx", 61, ""),
        ("2024-25/Кадры/Кадры.xlsx", 60, "office/staff"),
        ("2024-25/НОКО/НОКО.ods", 22, "office/noko"),
        ("2024-25/ОГЭ/ОГЭ. Биология.xlsx", 262, "rcoi/oge-protocol"),
        ("2024-25/ЕГЭ/ЕГЭ.xlsx", 195, "rcoi/ege-actual"),
        ("2024-25/ВПР/Статистика по отметкам. Биология. 5 класс.xlsx", 58, "fis-oko/marks"),
    ] {
        let bytes = fs::read(folder.join(path)).expect("a file of the sample");
        let looked = look(path, &bytes).expect("it can be read");
        assert_eq!(looked.read(), [rows], "{path}");
        let known = looked.proposal.drafts[0].form.as_ref().map_or("", |form| &form.name);
        assert_eq!(known, form, "{path}");
    }
}

#[test]
fn proposals_for_the_files_of_others_run() {
    for (folder, share) in [("data", 1.0), ("corpus", 0.95)] {
        let Some(folder) = shared(folder) else { return };
        let (tables, proposed) = prove(&folder);
        println!("{}: {proposed} of {tables} tables have a proposal", folder.display());
        let exact = |number: usize| f64::from(u32::try_from(number).expect("few tables"));
        assert!(exact(proposed) >= share * exact(tables), "{proposed} of {tables}");
    }
}

#[test]
fn scores_of_sofia_are_counted_as_their_collector_did() {
    for (day, rows) in [("20220711", 385), ("20230712", 404)] {
        let path = format!("data/sofia/sofia-{day}-minmax.xlsx");
        let Some(found) = shared(&path) else { return };
        let looked = look(&path, &fs::read(found).expect("a workbook")).expect("it can be read");
        assert_eq!(looked.read().first(), Some(&rows), "{day}");
    }
}

#[track_caller]
fn check_types(looked: &Looked, expected: &[(&str, &str)]) {
    for (heading, kind) in expected {
        assert_eq!(type_name(&looked.column(heading).kind), *kind, "{heading}");
    }
}

#[test]
fn types_are_never_more_daring_than_the_data() {
    let text = "Код;Номер;Балл;Доля, %;Сдали;Дата;Замена;Класс;Счёт\n\
        0814;050101;12,5;53,1;3;01.09.2024;да;5;40702810500000012345\n\
        0815;050102;10;47,5;н/д;02.09.2024;нет;5;40702810500000012346\n\
        1200;050103;9;100;4;03.09.2024;да;5;40702810500000012347\n\
        0817;050104;8;0;-;04.09.2024;нет;5;40702810500000012348\n\
        0818;050105;8;0;2+5;05.09.2024;нет;5;40702810500000012349\n\
        0819;050106;8;0;5;05.09.2024;нет;6;40702810500000012350\n\
        0820;050107;8;0;6;05.09.2024;нет;6;40702810500000012351\n";
    let looked = look("inputs/a.csv", text.as_bytes()).expect("a text file");
    check_types(
        &looked,
        &[
            ("Код", "code"),
            ("Номер", "code"),
            ("Балл", "number"),
            ("Доля, %", "percent"),
            ("Сдали", "text"),
            ("Дата", "date"),
            ("Замена", "boolean"),
            ("Класс", "integer"),
            ("Счёт", "code"),
        ],
    );
    assert_eq!(looked.read(), [7]);
    let passed = looked.column("Сдали");
    assert_eq!((passed.stray, passed.oddities.get(&Oddity::Stray)), (Some(5), Some(&1)));
    assert_eq!(looked.column("Балл").range, Some(("8".to_owned(), "12,5".to_owned())));
}

#[test]
fn notes_totals_groups_and_titles_are_told_from_data() {
    let text = "Отчёт за 2023/24 учебный год;;;;\n\
        Предмет: Биология; 7 класс;;;\n\
        ;;;;\n\
        Код;Школа;Результаты;;Примечание\n\
        ;;Участников;Балл;\n\
        1;2;3;4;5\n\
        0101;СОШ № 1;20;4,5;\n\
        0102;СОШ № 2;-;-;нет сведений\n\
        0103;СОШ № 3;10;3,5;\n\
        ;Итого;30;4;\n\
        ;;;;\n\
        * без учёта вечерних школ;;;;\n\
        Исп. Омарова А. П., тел. +7 928 123-45-67;;;;\n";
    let looked = look("inputs/b.csv", text.as_bytes()).expect("a text file");
    let table = &looked.inspection.sheets[0].tables[0];
    assert_eq!(table.region.header, (3, 4));
    assert!(table.region.is_numbered);
    assert_eq!(table.region.rows, [6, 7, 8]);
    assert_eq!((table.region.totals.as_slice(), table.region.note_count), (&[9][..], 2));
    let titles: Vec<_> = table.titles.iter().map(|title| (&*title.name, &*title.value)).collect();
    assert_eq!(titles, [("subject", "Биология"), ("grade", "7")]);
    assert_eq!(looked.read(), [3]);
    let text = looked.text();
    for piece in
        ["Результаты › Балл", "rows: 2", "numbered: true", "blank_rows: 1", "\"-\": no_data"]
    {
        assert!(text.contains(piece), "{piece} in\n{text}");
    }
    assert!(!text.contains("Омарова") && !text.contains("928"), "{text}");
}

#[test]
fn several_tables_of_a_sheet_are_each_proposed() {
    let text = "Школа;Участников\nА;10\nБ;20\n\nРайон;Учителей;Ставок\nВ;1;2\nГ;3;4\nД;5;6\n";
    let looked = look("inputs/c.csv", text.as_bytes()).expect("a text file");
    assert_eq!(looked.tables(), 2);
    assert_eq!(looked.read(), [2, 3]);
}

#[test]
fn columns_with_the_same_heading_are_named_by_their_letters() {
    let text = "Код;Балл;Балл\n0101;1;2\n0102;3;4\n";
    let looked = look("inputs/d.csv", text.as_bytes()).expect("a text file");
    assert_eq!(looked.read(), [2]);
    for piece in ["ball: { letter: B, type: integer }", "ball_2: { letter: C, type: integer }"] {
        assert!(looked.text().contains(piece), "{}", looked.text());
    }
}

#[test]
fn a_workbook_without_a_table_has_no_proposal() {
    for text in ["1;2\n3;4\n", "x\n"] {
        let looked = look("inputs/e.csv", text.as_bytes()).expect("a text file");
        assert!(looked.proposal.drafts.is_empty(), "{text}: {}", looked.text());
    }
}
