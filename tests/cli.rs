//! The real binary: exit codes, streams, languages, and what it leaves on the disk. Everything else
//! is tested through the library.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use msoko::definition::json_schema_text;
use tempfile::TempDir;

const PIPELINE: &str = "\
title: Отчёт
period: { current: 2024-25, kind: academic_year }
sources:
  marks:
    files: \"inputs/{period}/marks.csv\"
    header: { contains: [Логин] }
    columns:
      login: { from: Логин, type: code }
      n: { from: Участников, type: integer }
      good: { from: Успешных, type: integer }
    key: [period, login]
    duplicates: drop_identical
dimensions:
  school: { from: marks, key: login }
indicators:
  - id: quality
    title: Качество
    unit: \"%\"
    from: marks
    ratio: { numerator: sum(good), denominator: sum(n), scale: 100 }
    by: { district: [], school: [school] }
reports:
  - id: note
    template: report-templates/note
    editions: { internal: \"reports/${period}/note.pdf\" }
  - id: card
    template: report-templates/note
    for_each: school
    editions: { internal: \"reports/${period}/cards/${school}.pdf\" }
";

const MARKS: &str = "Логин;Участников;Успешных\nedu1;10;5\nedu2;20;5\n";

const TEMPLATE: &str = "\
#let data = json(\"/data.json\")
#set document(title: data.title)
#set text(font: \"Tinos\", lang: \"ru\")
= #data.title
#for row in data.indicators.quality.slices.school.rows [
  #row.labels.first(): #row.cells.at(data.period.id).text

]
";

const SLOTS: &str = "\
title: { ru: Записка, en: Note }
entry: template.typ
profile: note
";

/// A small project in a folder of its own.
struct Project(TempDir);

/// How a run of the program ended, and what it said.
#[derive(Debug)]
struct Ended {
    code: i32,
    stdout: String,
    stderr: String,
}

impl Project {
    fn new() -> Self {
        let project = Self(tempfile::tempdir().unwrap());
        project.put("pipelines/small.yaml", PIPELINE);
        project.put("inputs/2024-25/marks.csv", MARKS);
        project.put("report-templates/note/template.typ", TEMPLATE);
        project.put("report-templates/note/template.yaml", SLOTS);
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn put(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Replaces a piece of the definition, which has to be there.
    fn change(&self, from: &str, to: &str) {
        let text = fs::read_to_string(self.path("pipelines/small.yaml")).unwrap();
        assert!(text.contains(from), "the definition has no {from}");
        self.put("pipelines/small.yaml", &text.replace(from, to));
    }

    /// Puts the same row into the spreadsheet twice, which is worth a warning.
    fn repeat_a_row(&self) {
        self.put("inputs/2024-25/marks.csv", &format!("{MARKS}edu2;20;5\n"));
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_msoko"));
        command.args(arguments).current_dir(self.0.path());
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            command.env_remove(name);
        }
        command
    }

    fn msoko(&self, arguments: &[&str]) -> Ended {
        ended(&mut self.command(arguments))
    }

    /// Every file of the reports, by its path.
    fn reports(&self) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        collect(&self.path("reports"), "", &mut found);
        found
    }
}

fn ended(command: &mut Command) -> Ended {
    let output = command.output().unwrap();
    Ended {
        code: output.status.code().expect("no signal ended it"),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn collect(folder: &Path, prefix: &str, found: &mut BTreeMap<String, Vec<u8>>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), found);
        } else {
            found.insert(name, fs::read(path).unwrap());
        }
    }
}

#[track_caller]
fn check(ended: &Ended, code: i32, words: &[&str]) {
    assert_eq!(ended.code, code, "{ended:?}");
    for words in words {
        assert!(ended.stderr.contains(words), "{words} is not in\n{}", ended.stderr);
    }
}

#[test]
fn help_names_the_commands() {
    let help = Project::new().msoko(&["--help"]);
    check(&help, 0, &[]);
    for command in ["run", "check", "schema", "forms", "functions", "template"] {
        assert!(help.stdout.contains(&format!("\n  {command} ")), "{}", help.stdout);
    }
}

#[test]
fn version_is_that_of_the_package() {
    let version = Project::new().msoko(&["--version"]);
    assert_eq!((version.code, version.stdout.trim()), (0, "msoko 0.1.0"));
}

#[test]
fn wrong_usage_ends_with_2() {
    let project = Project::new();
    check(&project.msoko(&[]), 2, &["Вызов: msoko <КОМАНДА>", "\n  explain  "]);
    check(&project.msoko(&["rnu"]), 2, &["Нет команды rnu. Может быть, run?"]);
    let value = "Значение «two» не подходит для --threads <N>.";
    check(&project.msoko(&["run", "--threads", "two"]), 2, &[value]);
    let known = "The value “xml” does not fit --format <FORMAT>. Possible: human, short, json.";
    check(&project.msoko(&["run", "--format=xml", "--lang=en"]), 2, &[known]);
    check(&project.msoko(&["run", "--formt", "json"]), 2, &["--formt. Может быть, --format?"]);
    check(&project.msoko(&["run", "--format"]), 2, &["После --format <FORMAT> нужно значение."]);
    check(&project.msoko(&["run", "a", "b"]), 2, &["Лишнее: b.", "msoko run [ПАРАМЕТРЫ]"]);
    check(&project.msoko(&["diff", "--lang", "en"]), 2, &["Missing: <OLD>, <NEW>."]);
    check(&project.msoko(&["run", "--quiet", "-q"]), 2, &["--quiet здесь лишнее"]);
}

#[test]
fn every_word_of_the_help_is_in_the_language() {
    let project = Project::new();
    let commands = ["run", "check", "inspect", "explain", "diff", "sql", "schema", "forms"];
    for command in commands.into_iter().chain(["functions", "template"]) {
        for (lang, heading) in [("ru", "Вызов: msoko"), ("en", "Usage: msoko")] {
            let mut help = Command::new(env!("CARGO_BIN_EXE_msoko"));
            help.args([command, "--help"]).env("LC_ALL", lang).current_dir(project.0.path());
            let help = String::from_utf8(help.output().unwrap().stdout).unwrap();
            assert!(help.contains(heading), "{help}");
            // A message that is not there prints as its id.
            for id in ["argument-", "command-", "heading-", "placeholder-", "default-value"] {
                assert!(!help.contains(id), "{id} in\n{help}");
            }
            // What is named first stands first, as in the call.
            let places = ["  <OLD>", "  <NEW>"].map(|name| help.find(name));
            assert!(places.is_sorted(), "{help}");
        }
    }
}

#[test]
fn a_number_is_found_by_the_code_that_is_printed() {
    let project = Project::new();
    let second = "  - { id: other, code: К-2, title: Иное, from: marks, value: sum(n), n: sum(n), by: { district: [] } }\n";
    let third =
        second.replace("other", "third").replace("code: К-2", "code: К-3, codes: { region: К-2 }");
    project.change("    title: Качество\n", "    title: Качество\n    code: К-1\n");
    project.change("reports:\n", &format!("{second}{third}reports:\n"));
    let explained = project.msoko(&["explain", "К-1", "--school", "edu2"]);
    check(&explained, 0, &[]);
    assert!(explained.stdout.contains("Значение: 25,0 % (25)"), "{}", explained.stdout);
    let several = project.msoko(&["explain", "К-2"]);
    check(&several, 2, &["«К-2» – несколько; назовите одно: other, third."]);
}

#[test]
fn a_run_writes_reports_and_data() {
    let project = Project::new();
    let run = project.msoko(&["run", "pipelines/small.yaml"]);
    check(&run, 0, &["Готово: 3 документа, 3 страницы – в папке reports/2024-25."]);
    assert_eq!(run.stdout, "");
    let reports = project.reports();
    let names: Vec<&str> = reports.keys().map(String::as_str).collect();
    let expected = [
        "2024-25/cards/edu1.pdf",
        "2024-25/cards/edu2.pdf",
        "2024-25/indicators.csv",
        "2024-25/indicators.json",
        "2024-25/indicators.xlsx",
        "2024-25/manifest.json",
        "2024-25/note.pdf",
        "2024-25/quality.json",
        "2024-25/quality.xlsx",
    ];
    assert_eq!(names, expected);
    assert!(reports["2024-25/note.pdf"].starts_with(b"%PDF-1.7"));
}

#[test]
fn a_failed_check_ends_with_1_and_gives_drafts() {
    let project = Project::new();
    let checks = "checks:\n  - { id: many, on: marks, range: { column: n, from: 15 } }\n";
    project.change("dimensions:\n", &format!("{checks}dimensions:\n"));
    let checked = project.msoko(&["check", "--format", "short"]);
    check(
        &checked,
        1,
        &["inputs/2024-25/marks.csv › B2: ошибка[T314]: 1 значение таблицы `marks`"],
    );
    assert!(!project.path("reports").exists());
    let run = project.msoko(&["run"]);
    let words = ["10 меньше 15", "помечены ЧЕРНОВИК", "Готово: 3 документа"];
    check(&run, 1, &words);
    let reports = project.reports();
    let is_draft = |name: &str| String::from_utf8_lossy(&reports[name]).contains("\"draft\": true");
    assert!(is_draft("2024-25/manifest.json") && is_draft("2024-25/quality.json"));
    project.change("from: 15 } }", "from: 15 }, severity: warning }");
    check(&project.msoko(&["run"]), 0, &["предупреждение[T314]"]);
    project.change("severity: warning", "severity: info");
    check(&project.msoko(&["check", "--deny-warnings"]), 0, &["к сведению[T314]"]);
}

#[test]
fn the_only_definition_is_found_and_check_writes_nothing() {
    let project = Project::new();
    let checked = project.msoko(&["check"]);
    check(&checked, 0, &["Проверено: 1 источник, 1 показатель, 2 отчёта."]);
    assert!(!project.path("reports").exists());
}

#[test]
fn one_of_several_definitions_has_to_be_named() {
    let project = Project::new();
    project.put("pipelines/other.yaml", PIPELINE);
    let run = project.msoko(&["run"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("pipelines/other.yaml, pipelines/small.yaml"), "{run:?}");
}

#[test]
fn mistakes_of_the_author_end_with_1_and_come_all_at_once() {
    let project = Project::new();
    project.change("unit:", "unti:");
    project.change("from: Участников", "from: Участникв");
    let run = project.msoko(&["run"]);
    check(&run, 1, &["ошибка[D102]", "`unti`", "ошибка[S207]", "`Участникв`", "Найдено: 2"]);
    assert!(!project.path("reports").exists());
}

#[test]
fn json_has_one_finding_a_line() {
    let project = Project::new();
    project.change("unit:", "unti:");
    let run = project.msoko(&["run", "--format", "json", "--lang", "en"]);
    assert_eq!(run.code, 1);
    let findings: Vec<serde_json::Value> =
        run.stderr.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(findings.len(), 1);
    assert_eq!((&findings[0]["code"], &findings[0]["severity"]), (&"D102".into(), &"error".into()));
    let place = &findings[0]["places"][0];
    let line = PIPELINE.lines().position(|line| line.contains("unit:")).unwrap() + 1;
    assert_eq!((&place["file"], &place["line"]), (&"pipelines/small.yaml".into(), &line.into()));
}

#[test]
fn short_findings_are_one_line_each() {
    let project = Project::new();
    project.change("unit:", "unti:");
    let run = project.msoko(&["check", "--format", "short", "--lang", "en"]);
    let line = run.stderr.lines().next().unwrap();
    assert!(line.starts_with("pipelines/small.yaml:18:5: error[D102]: "), "{line}");
}

#[test]
fn language_is_asked_for_or_that_of_the_system() {
    let project = Project::new();
    let russian = ["Проверено"];
    let english = ["Checked: 1 source, 1 indicator, 2 reports."];
    let with = |locale| ended(project.command(&["check"]).env("LANG", locale));
    check(&with("ru_RU.UTF-8"), 0, &russian);
    check(&with("en_GB.UTF-8"), 0, &english);
    check(&with("C.UTF-8"), 0, &russian);
    let asked = ended(project.command(&["check", "--lang", "ru"]).env("LANG", "en_GB.UTF-8"));
    check(&asked, 0, &russian);
}

#[test]
fn quiet_success_is_silent() {
    let project = Project::new();
    project.repeat_a_row();
    let run = project.msoko(&["run", "--quiet"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
}

#[test]
fn warnings_fail_a_run_only_when_denied() {
    let project = Project::new();
    project.repeat_a_row();
    check(&project.msoko(&["check"]), 0, &["предупреждение[W801]"]);
    check(&project.msoko(&["check", "--deny-warnings"]), 1, &["предупреждение[W801]"]);
}

#[test]
fn failures_of_the_machine_end_with_3() {
    let project = Project::new();
    check(&project.msoko(&["run", "pipelines/none.yaml"]), 3, &["O601", "pipelines/none.yaml"]);
    project.put("reports", "a file where a folder has to be");
    check(&project.msoko(&["run"]), 3, &["O602", "reports/2024-25"]);
}

#[test]
fn a_failed_run_leaves_the_old_reports_whole() {
    let project = Project::new();
    check(&project.msoko(&["run"]), 0, &[]);
    let before = project.reports();
    // Only one of the three documents fails, and not the first.
    let broken = format!("{TEMPLATE}#if data.subject != none {{ panic(\"stop\") }}\n");
    project.put("report-templates/note/template.typ", &broken);
    check(&project.msoko(&["run"]), 1, &["R502", "прежние отчёты остались на месте"]);
    assert_eq!(project.reports(), before);
}

#[test]
fn two_runs_in_two_folders_give_the_same_bytes() {
    let (one, other) = (Project::new(), Project::new());
    check(&one.msoko(&["run", "--threads", "1"]), 0, &[]);
    let path = other.path("pipelines/small.yaml");
    check(&Project::new().msoko(&["run", "--threads", "2", path.to_str().unwrap()]), 0, &[]);
    let (reports, others) = (one.reports(), other.reports());
    assert_eq!(reports.len(), 9);
    for (name, bytes) in &reports {
        assert!(others.get(name) == Some(bytes), "{name} differs");
    }
    // A second run over the first changes nothing either.
    check(&one.msoko(&["run"]), 0, &[]);
    assert!(one.reports() == reports);
}

#[test]
fn the_schema_survives_a_reader_that_goes_away() {
    let project = Project::new();
    let schema = project.msoko(&["schema"]);
    assert_eq!((schema.code, schema.stdout), (0, json_schema_text()));
    let mut child = project.command(&["schema"]).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn inspect_proposes_what_check_accepts_and_shows_no_names() {
    let project = Project::new();
    let pupils = "ФИО;Код ОО;Балл\nОмарова Анна Петровна;0101;5\nАлиев Али Омарович;0102;4\n";
    project.put("inputs/pupils.csv", pupils);
    for arguments in [
        &["inspect", "inputs/pupils.csv"][..],
        &["inspect", "inputs/pupils.csv", "--format", "json", "--lang", "en"],
        &["inspect", "inputs/pupils.csv", "--yaml"],
    ] {
        let shown = project.msoko(arguments);
        check(&shown, 0, &[]);
        assert!(shown.stdout.contains("0102") || shown.stdout.contains("Код ОО"), "{shown:?}");
        for name in ["Омарова", "Анна", "Алиев"] {
            assert!(!shown.stdout.contains(name), "{shown:?}");
        }
    }
    let write = ["inspect", "inputs/pupils.csv", "-o", "pipelines/pupils.yaml"];
    check(&project.msoko(&write), 0, &["pipelines/pupils.yaml"]);
    check(&project.msoko(&write), 2, &["--force"]);
    check(&project.msoko(&["check", "pipelines/pupils.yaml"]), 0, &[]);
}

#[test]
fn forms_are_listed_with_those_of_the_project() {
    let project = Project::new();
    project.put("forms/район/справка.yaml", "title: Справка\norigin: школы\nsource: {}\n");
    for arguments in [&["forms"][..], &["template"][..]] {
        let list = project.msoko(arguments);
        check(&list, 0, &[]);
        assert!(list.stdout.contains("район/справка – Справка (своя)\n"), "{}", list.stdout);
        assert!(list.stdout.contains("\noffice/staff – "), "{}", list.stdout);
    }
}

#[test]
fn an_indicator_is_said_in_sql_with_the_tables_and_values_for_it() {
    let project = Project::new();
    let said = project.msoko(&["sql", "quality"]);
    check(&said, 0, &[]);
    assert!(said.stdout.contains("SUM(\"good\") AS \"a1\""), "{}", said.stdout);
    let values = project.msoko(&["sql", "quality", "--values", "--tables", "tables"]);
    check(&values, 0, &["tables"]);
    let expected = "slice,period,keys,rows,a1,a2\n\
                    district,2024-25,\"\",2,10,30\n\
                    school,2024-25,\"edu1\",1,5,10\n\
                    school,2024-25,\"edu2\",1,5,20\n";
    assert_eq!(values.stdout, expected);
    let marks = fs::read_to_string(project.path("tables/marks.csv")).unwrap();
    let expected = "\"login\",\"n\",\"good\",\"period\"\n\
                    \"edu1\",10,5,\"2024-25\"\n\"edu2\",20,5,\"2024-25\"\n";
    assert_eq!(marks, expected);
    let schema = fs::read_to_string(project.path("tables/schema.sql")).unwrap();
    assert!(schema.contains("CREATE TABLE \"marks\" (\n  \"login\" VARCHAR"), "{schema}");
}

#[test]
fn a_number_is_explained_down_to_its_cells() {
    let project = Project::new();
    let ended = project.msoko(&["explain", "quality", "--school", "edu2"]);
    check(&ended, 0, &[]);
    for line in [
        "Качество (quality)\n",
        "school: edu2; 2024/25\n",
        "Значение: 25,0 % (25)\n",
        "  sum(good) = 5\n",
        "  inputs/2024-25/marks.csv\n    good [C3] = 5  n [B3] = 20  login [A3] = «edu2»  period = «2024-25»\n",
    ] {
        assert!(ended.stdout.contains(line), "{line} in\n{}", ended.stdout);
    }
    let ended = project.msoko(&["explain", "quality", "--format", "json", "--lang=en"]);
    check(&ended, 0, &[]);
    let explained: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(explained["observation"]["numerator"], 10.0);
    assert_eq!(explained["rows"]["counted"][1]["cells"][0]["address"], "C3");
    assert_eq!(explained["rows"]["counted"][1]["cells"][0]["value"], 5);
}

#[test]
fn two_runs_are_compared_with_their_cells() {
    let (old, new) = (Project::new(), Project::new());
    let marks = "Логин;Участников;Успешных\nedu2;20;7\nedu1;10;5\nedu3;5;1\n";
    new.put("inputs/2024-25/marks.csv", marks);
    new.change("    by: {", "    target: 40\n    by: {");
    old.change("    by: {", "    target: 40\n    by: {");
    let paths = [old.path(""), new.path("")].map(|path| path.to_string_lossy().into_owned());
    let diff = |more: &[&str]| {
        old.msoko(&[&["diff", paths[0].as_str(), paths[1].as_str()], more].concat())
    };
    let ended = diff(&["--exit-code"]);
    check(&ended, 1, &[]);
    for line in [
        "Изменился 1 показатель: значений – 3, из них пересекли границу уровня или цели – 0.",
        "  всё в целом; 2024-25: 33,3 → 37,1 (+3,8)",
        "  school: edu2; 2024-25: 25,0 → 35,0 (+10,0)",
        "  school: edu3; 2024-25: не было строки → 20,0",
        "marks.csv › C3 → inputs/2024-25/marks.csv › C2: good = 5 → 7 [2024-25, edu2]; входит в quality",
    ] {
        assert!(ended.stdout.contains(line), "{line} in\n{}", ended.stdout);
    }
    let ended = diff(&["--format", "markdown"]);
    check(&ended, 0, &[]);
    assert!(
        ended.stdout.contains("| school: edu2; 2024-25 | 25,0 | 35,0 | +10,0 |  |"),
        "{}",
        ended.stdout
    );
    let ended = diff(&["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(json["indicators"][0]["observations"][1]["change"], 10.0);
    // Each row that is new is there with all of its cells.
    assert_eq!(json["cells"].as_array().unwrap().len(), 4);
    // Values that a run has written say no cells.
    check(&old.msoko(&["run"]), 0, &[]);
    let written = old.path("reports/2024-25/indicators.json").to_string_lossy().into_owned();
    let ended = old.msoko(&["diff", &written, &paths[0], "--exit-code"]);
    check(&ended, 0, &[]);
    assert!(
        ended.stdout.starts_with("Значения не изменились.\n\nКакие ячейки"),
        "{}",
        ended.stdout
    );
    old.put("пусто.json", "{}");
    check(&old.msoko(&["diff", "пусто.json", &written]), 2, &["пусто.json"]);
}

#[test]
fn a_number_that_does_not_exist_is_named() {
    let project = Project::new();
    let cases: [(&[&str], &str); 8] = [
        (&["qualiti"], "может быть, quality?"),
        (&["quality", "--scool", "edu2"], "может быть, school?"),
        (&["quality", "--school", "edu22"], "может быть, «edu2»?"),
        (&["quality", "--period", "2020-21"], "есть 2022-23"),
        (&["quality", "--period"], "Непонятно: --period"),
        (&["quality", "edu2"], "Непонятно: edu2"),
        (&["quality", "--format", "xml"], "Непонятно: --format xml"),
        (&["quality", "--school=edu2", "--lang", "en", "--period", "x"], "there are 2022-23"),
    ];
    for (arguments, words) in cases {
        check(&project.msoko(&[&["explain"], arguments].concat()), 2, &[words]);
    }
}

#[test]
fn what_cannot_be_said_in_sql_has_a_reason() {
    let project = Project::new();
    let median =
        "  - { id: middle, title: Медиана, from: marks, value: median(n), by: { d: [] } }\n";
    project.change("reports:\n", &format!("{median}reports:\n"));
    let list = project.msoko(&["sql"]);
    check(&list, 0, &[]);
    assert_eq!(list.stdout, "quality\tда\nmiddle\tв формуле или условии median\n");
    check(&project.msoko(&["sql", "middle"]), 1, &["median"]);
    check(&project.msoko(&["sql", "midle"]), 2, &["может быть, middle"]);
    check(&project.msoko(&["sql", "что угодно"]), 2, &["что угодно"]);
}

#[test]
fn a_blank_replaces_no_file_unless_forced() {
    let project = Project::new();
    project.put("Кадры.xlsx", "кто-то это уже заполнил");
    let arguments = ["template", "office/staff", "-o", "Кадры.xlsx"];
    check(&project.msoko(&arguments), 2, &["Кадры.xlsx", "--force"]);
    assert_eq!(fs::read_to_string(project.path("Кадры.xlsx")).unwrap(), "кто-то это уже заполнил");
    check(&project.msoko(&[&arguments[..], &["--force"]].concat()), 0, &["Кадры.xlsx"]);
    assert!(fs::read(project.path("Кадры.xlsx")).unwrap().starts_with(b"PK"));
    check(&project.msoko(&["template", "office/staff"]), 0, &["staff.xlsx"]);
    check(&project.msoko(&["template", "fis-oko/marks"]), 1, &["D152"]);
    check(&project.msoko(&["template", "office/staff", "-o", "нет/a.xlsx"]), 3, &["O602"]);
}

#[test]
fn a_form_of_the_project_is_said_to_be_one() {
    let project = Project::new();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("forms/office/staff.yaml");
    let shipped = fs::read_to_string(shipped).unwrap();
    project.put("inputs/2024-25/staff.csv", "Код ОО;Вакансий\n012001;1\n");
    project.change(
        "sources:\n",
        "sources:\n  staff: { form: office/staff, files: \"inputs/{period}/staff.csv\" }\n",
    );
    // An unchanged copy is no other form.
    project.put("forms/office/staff.yaml", &shipped);
    let ended = project.msoko(&["check"]);
    check(&ended, 1, &["msoko:forms/office/staff.yaml"]);
    assert!(!ended.stderr.contains("взята своя"), "{}", ended.stderr);
    let own = "title: Кадры\norigin: школы\nsource:\n  header: { contains: [Код ОО] }\n  columns: { code: { from: Код ОО } }\n";
    project.put("forms/office/staff.yaml", own);
    check(&project.msoko(&["check"]), 0, &["взята своя: forms/office/staff.yaml"]);
}
