//! What is found in definitions with several mistakes: each of them, and nothing that only
//! follows from another one.

use super::load;
use crate::diagnostics::{Location, SourceMap};
use crate::system::MemorySystem;

const HEAD: &str = "title: Отчёт\nperiod: { current: 2024-25, kind: academic_year }";

const MARKS: &str = "  marks:
    files: 'in/{period}/marks.csv'
    header: { contains: [Логин] }
    columns: { login: { type: code }, n: { type: integer }, p: { type: number } }";

const HALF: &str = "  half:
    files: half.csv
    header: { contains: [Логин] }
    columns: { k: { type: nmber } }";

/// Checks the codes of what is found, each with the words it points at.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    check_files(&[("main.yaml", text)], expected);
}

#[track_caller]
fn check_files(files: &[(&str, &str)], expected: &[&str]) {
    let mut system = MemorySystem::default();
    for (path, text) in files {
        let text = text.replace("<HEAD>", HEAD).replace("<MARKS>", MARKS).replace("<HALF>", HALF);
        system = system.with(path, text);
    }
    let mut texts = SourceMap::default();
    let loaded = load(&system, files[0].0, &mut texts);
    let found = loaded.findings.iter().map(|finding| {
        let place = match finding.labels.first().map(|label| &label.location) {
            Some(Location::Text(span)) => texts.slice(*span),
            Some(Location::File(path)) => path,
            _ => "",
        };
        format!("{} {place}", finding.code.id())
    });
    assert_eq!(found.collect::<Vec<_>>(), expected);
}

#[test]
fn one_mistake_hides_no_other() {
    check(
        "title: [Отчёт]
period: { current: 2024-25, kind: academic, previous: -1 }
privacy: { min_group: много }
date: завтра
sources: [a]
texts:
foo: 1",
        &[
            "D104 Отчёт",
            "D105 academic",
            "D104 -1",
            "D104 много",
            "D104 завтра",
            "D104 a",
            "D102 foo",
        ],
    );
    check(
        "<HEAD>
indicators:
- { id: a, title: [T], decimals: много, value: [v], by: {} }",
        &["D104 T", "D104 много", "D104 v"],
    );
}

#[test]
fn what_could_not_be_read_is_missed_nowhere() {
    check(
        "<HEAD>
parameters: { p: { q: 1 } }
sources:
<MARKS>
<HALF>
  broken: { files: x.csv, header: [Логин], columns: {} }
tables:
  t: { from: broken, where: 'k = 1', derive: { z: summ(k) } }
  u: { from: half, where: 'k = 1 and m' }
dimensions:
  school: { from: broken, key: login }
indicators:
- { id: lost, title: 'T ${p}', value: [v], by: { s: [school] } }
- { id: c, title: T, composite: { of: { lost: 1, none: 1 } }, by: { s: [school] } }",
        &["D104 q", "D105 nmber", "D104 Логин", "D115 summ", "D109 m", "D104 v", "D110 none"],
    );
}

#[test]
fn a_lost_file_makes_no_name_unknown() {
    let main = "<HEAD>
include: [more.yaml]
indicators:
- id: a
  title: '${x}'
  from: marks
  direction: '1'
  value: sum(n) + summ(n)
  by: { s: [school] }";
    check_files(&[("main.yaml", main), ("more.yaml", "sources: {")], &["D115 summ", "D101 {"]);
}

#[test]
fn only_what_has_to_be_filled_may_not_be_empty() {
    check("", &["D103 main.yaml", "D103 main.yaml"]);
    check("<HEAD>\ntexts:\nindicators:\nsources:", &[]);
    check(
        "<HEAD>
sources:
<MARKS>
indicators:
- { id: a, title: T, from: marks, value: sum(n), by: {} }
- { id: b, title: T, composite: { of: {} }, by: { all: [] } }
reports:
- { id: r, template: t, editions: {} }",
        &["D104 {", "D104 {", "D104 {"],
    );
}

#[test]
fn references_and_composites_need_what_the_formula_needs() {
    check(
        "<HEAD>
sources:
<MARKS>
tables: { t: { from: marks, derive: { q: n * 2 } } }
dimensions: { school: { from: marks, key: login }, share: { key: p } }
indicators:
- id: a
  title: T
  from: t
  value: sum(q)
  by: { all: [], x: [share] }
  reference: { r: { from: marks } }
- { id: b, title: T, composite: { of: { a: 1 } }, by: { s: [school] } }",
        &["D117 share", "D109 marks", "D111 a"],
    );
}

#[test]
fn parents_are_found_by_their_keys() {
    let text = |key: &str| {
        format!(
            "<HEAD>
sources:
<MARKS>
dimensions:
  school: {{ from: marks, key: login, parents: [cluster] }}
  cluster: {{ key: {key} }}"
        )
    };
    check(&text("n"), &[]);
    check(&text("place"), &["D109 cluster"]);
}

#[test]
fn copies_need_a_register_and_paths_closed_braces() {
    check(
        "<HEAD>
dimensions: { school: { key: login } }
reports:
- { id: r, template: t, for_each: school, editions: { internal: 'a/${school.pdf' } }
- { id: s, template: t, editions: { internal: 'a:b.pdf' } }",
        &["D103 school", "D112 ${", "D127 'a:b.pdf'"],
    );
}

#[test]
fn what_is_used_twice_is_reported_once() {
    check(
        "<HEAD>
sources:
  one: &one
    files: one.csv
    header: { contains: [Логин] }
    columns: { k: { type: nmber } }
  two: *one",
        &["D105 nmber"],
    );
}
