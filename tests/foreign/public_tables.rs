//! Public tables with answers known from elsewhere, and a workbook read by another reader.

use std::collections::BTreeSet;
use std::fs;

use msoko::diagnostics::{Code, Diagnostics, SourceMap};
use msoko::expressions::Rows as _;
use msoko::pipeline::{self, Computed};
use msoko::system::MemorySystem;
use msoko::values::{Missing, Value};

use super::shared;

fn compute(system: &MemorySystem) -> Computed {
    let (mut texts, mut findings) = (SourceMap::default(), Diagnostics::default());
    let computed = pipeline::compute(system, "pipelines/p.yaml", &mut texts, &mut findings);
    computed.unwrap_or_else(|| panic!("{:#?}", findings.iter().collect::<Vec<_>>()))
}

const SOFIA: &str = r"title: Прием
period: { current: 2023, kind: calendar, previous: 1 }
sources:
  classes:
    files: inputs/{period}/minmax.xlsx
    header: { contains: [№, Училище › Код], rows: 2 }
    stop: [{ match: ^Забележка }]
    columns:
      number: { from: №, type: integer }
      school: { from: Училище › Код, type: code }
      class: { from: Паралелка › Код, type: code, width: 4 }
      lowest: { from: [Минимален бал › Общо, Миниманлен бал › Общо], type: number }
      highest: { from: Максимален бал › Общо, type: number }
    key: [period, school, class]
";

/// A class: year, school, code, lowest and highest score.
type Class = (String, String, String, String, String);

#[test]
fn scores_of_sofia_are_those_of_its_collector() {
    let mut system = MemorySystem::default().with("pipelines/p.yaml", SOFIA);
    let mut expected: BTreeSet<Class> = BTreeSet::new();
    for (year, day, rows) in [("2022", "20220711", 385), ("2023", "20230712", 404)] {
        let workbook = shared(&format!("data/sofia/sofia-{day}-minmax.xlsx"));
        let oracle = shared(&format!("data/sofia/oracle_sofia-{day}-minmax.csv"));
        let (Some(workbook), Some(oracle)) = (workbook, oracle) else { return };
        let bytes = fs::read(workbook).expect("the workbook can be read");
        system = system.with(&format!("inputs/{year}/minmax.xlsx"), bytes);
        let oracle = fs::read_to_string(oracle).expect("the oracle can be read");
        let before = expected.len();
        expected.extend(oracle.lines().skip(1).map(class_of));
        assert_eq!(expected.len() - before, rows, "rows of {year}");
    }
    let computed = compute(&system);
    let table = computed.tables.iter().next().expect("one source");
    assert_eq!(table.row_count(), 385 + 404);
    let text = |column: &str, row: usize| match table.column(column).map(|c| c.value(row)) {
        Some(Value::Text(text)) => text.to_string(),
        Some(Value::Number(number)) => number.to_string(),
        other => panic!("{column} of row {row} is {other:?}"),
    };
    let found: BTreeSet<Class> = (0..table.row_count())
        .map(|row| {
            let [year, school, class, lowest, highest] =
                ["period", "school", "class", "lowest", "highest"].map(|column| text(column, row));
            (year, school, class, lowest, highest)
        })
        .collect();
    let difference: Vec<&Class> = found.symmetric_difference(&expected).collect();
    assert!(difference.is_empty(), "{} classes differ: {difference:?}", difference.len());
}

fn class_of(line: &str) -> Class {
    let fields: Vec<&str> = line.split(';').collect();
    let [year, school, class, .., lowest, highest] = fields[..] else { panic!("{line}") };
    let score = |text: &str| text.parse::<f64>().expect("a score").to_string();
    (year.into(), school.into(), format!("{class:0>4}"), score(lowest), score(highest))
}

const HAMPSHIRE: &str = r"title: Key stage 2
period: { current: 2016-17, kind: academic_year, previous: 0 }
sources:
  schools:
    files: inputs/{period}/ks2.csv
    header: { contains: [RECTYPE, URN, TELIG, PTRWM_EXP] }
    missing: { SUPP: suppressed, LOWCOV: no_data, NEW: not_applicable, NA: no_data }
    columns:
      rectype: { from: RECTYPE, type: code }
      eligible: { from: TELIG, type: integer }
      expected: { from: PTRWM_EXP, type: percent }
indicators:
  - id: expected
    title: Pupils at the expected standard
    from: schools
    where: rectype = '1'
    mean: { of: expected, weight: eligible }
    by: { authority: [] }
";

/// 306 mainstream schools of 13 874 pupils with a known share; Σ share · pupils is 920 804.
#[test]
fn the_mean_of_hampshire_is_the_known_one() {
    let Some(file) = shared("data/hampshire_ks2/2016-2017_850_ks2final.csv") else { return };
    let bytes = fs::read(file).expect("the table can be read");
    let system = MemorySystem::default()
        .with("pipelines/p.yaml", HAMPSHIRE)
        .with("inputs/2016-17/ks2.csv", bytes);
    let computed = compute(&system);
    let mean = computed.indicators.at("expected", "authority", &[], 0).expect("it is defined");
    let mean = mean.expect("the whole always exists");
    assert_eq!((mean.numerator, mean.denominator), (Some(920_804.0), Some(13_874.0)));
    assert!((mean.value.expect("a value") - 66.37).abs() < 0.005, "{:?}", mean.value);
}

const XLSB: &str = r"title: Formats
period: { current: 2024, kind: calendar }
sources:
  t:
    files: inputs/{period}/t.xlsb
    sheet: Implied
    header: { contains: [Format, Value, VBA Fmt] }
    unreadable: warning
    columns:
      format: { from: Format, type: integer }
      value: { from: Value, type: number }
      shown: { from: VBA Fmt, type: text }
";

/// Values as the reader pyxlsb gives them; any kind of blank is a plain one with us.
#[test]
fn a_binary_workbook_is_read_as_by_another_reader() {
    let Some(file) = shared("corpus/sheetjs/number_format_russian.xlsb") else { return };
    let bytes = fs::read(file).expect("the workbook can be read");
    let system =
        MemorySystem::default().with("pipelines/p.yaml", XLSB).with("inputs/2024/t.xlsb", bytes);
    let computed = compute(&system);
    let table = computed.tables.iter().next().expect("one source");
    let expected = ["12346", "12345,68", "12 346", "12 345,68"];
    for (row, shown) in (1..).zip(expected) {
        let value = |column: &str| table.column(column).expect("declared").value(row);
        assert_eq!(value("format"), Value::Integer(i64::try_from(row).expect("a small number")));
        assert_eq!(value("value"), Value::Number(12_345.678_9));
        assert_eq!(value("shown"), Value::text(shown));
    }
}

/// Headings, their order and one column differ between the two years; both end in a legend.
const SOFIA_CLASSES: &str = r"title: План-прием
period: { current: 2023, kind: calendar, previous: 2 }
sources:
  classes:
    files: inputs/{period}/classes.xlsx
    header: { contains: [№, Брой паралелки] }
    start: [{ column: №, match: ^\d+$ }]
    stop: [{ blank_rows: 1 }]
    capture: { year: { cell: A-2, match: 'УЧЕБНАТА (?<year>\d{4})', type: integer } }
    columns:
      number: { from: №, type: integer }
      district: { from: Район }
      school: { from: [Училище, Училище - име] }
      class: { from: Код на паралелката, type: code, width: 4 }
      classes: { from: Брой паралелки, type: number }
      common: { heading: (?i)общо основание, type: integer }
      boys: { from: [Младежи, Мъже], type: integer }
      girls: { from: [Девойки, Жени], type: integer }
    key: [period, class]
indicators:
  - { id: classes, title: Паралелки, from: classes, value: sum(classes), by: { city: [] } }
  - { id: places, title: Места, from: classes, value: sum(common + boys + girls), by: { city: [] } }
  - { id: rows, title: Редове, from: classes, value: count(*), by: { city: [] } }
  - { id: years, title: Години, from: classes, value: min(year), by: { city: [] } }
";

/// Rows, classes and places as openpyxl reads them; 93 and 90 codes begin with a zero.
#[test]
fn classes_of_sofia_are_read_by_the_same_lines_in_both_years() {
    let mut system = MemorySystem::default().with("pipelines/p.yaml", SOFIA_CLASSES);
    for (year, day) in [("2021", "20210622"), ("2023", "20230621")] {
        let Some(workbook) = shared(&format!("data/sofia/sofia-{day}-classes.xlsx")) else {
            return;
        };
        let bytes = fs::read(workbook).expect("the workbook can be read");
        system = system.with(&format!("inputs/{year}/classes.xlsx"), bytes);
    }
    let computed = compute(&system);
    let value = |indicator: &str, back: i64| {
        let found = computed.indicators.at(indicator, "city", &[], -back);
        found.expect("it is defined").expect("the whole always exists").value
    };
    let known = [("rows", 370.0, 408.0), ("classes", 409.0, 440.0), ("years", 2021.0, 2023.0)];
    let places = ("places", 9074.0 + 780.0 + 780.0, 9854.0 + 793.0 + 793.0);
    for (indicator, first, last) in known.into_iter().chain([places]) {
        assert_eq!(value(indicator, 2), Ok(first), "{indicator} of 2021");
        assert_eq!(value(indicator, 0), Ok(last), "{indicator} of 2023");
    }
    let table = computed.tables.iter().next().expect("one source");
    let codes = (0..table.row_count()).filter_map(|row| match table.column("class")?.value(row) {
        Value::Text(code) => Some(code),
        _ => None,
    });
    assert_eq!(codes.filter(|code| code.starts_with('0')).count(), 93 + 90);
}

const TRAFFORD: &str = r"title: Authorities
period: { current: 2024-25, kind: academic_year }
sources:
  ks2:
    files: inputs/{measure}.csv
    header: { contains: [area_code, value] }
    missing: { NA: no_data }
    columns:
      area: { from: area_code, type: code, match: '^E\d{8}$' }
      name: { from: area_name }
      period: {}
      indicator: {}
      value: { type: number }
    key: [measure, period, area, indicator]
";

/// Rows, values that are not known, and sums of the others, as they were counted by another program.
#[test]
fn long_series_of_trafford_keep_what_is_not_known() {
    let known = [
        ("expected_standard_ks2", 96, 26, 4_513.0),
        ("grades_5_or_above_ks4", 96, 2, 5_001.4),
        ("progress_8_score", 96, 27, 5.01),
    ];
    for (name, rows, unknown, sum) in known {
        let Some(file) = shared(&format!("data/trafford/{name}.csv")) else { return };
        let bytes = fs::read(file).expect("the table can be read");
        let system = MemorySystem::default()
            .with("pipelines/p.yaml", TRAFFORD)
            .with(&format!("inputs/{name}.csv"), bytes);
        let computed = compute(&system);
        let table = computed.tables.iter().next().expect("one source");
        assert_eq!(table.row_count(), rows, "{name}");
        let column = table.column("value").expect("declared");
        let values: Vec<Value> = (0..rows).map(|row| column.value(row)).collect();
        let is_unknown = |value: &&Value| **value == Value::Missing(Missing::NoData);
        assert_eq!(values.iter().filter(is_unknown).count(), unknown, "{name}");
        let found: f64 = values.iter().filter_map(Value::as_number).sum();
        assert!((found - sum).abs() < 1e-6, "{name}: {found}");
    }
}

/// Two indicators stand in one file; without a key that tells them apart their rows are named.
#[test]
fn calendar_years_of_trafford() {
    let Some(file) = shared("data/trafford/neet.csv") else { return };
    let bytes = fs::read(file).expect("the table can be read");
    let pipeline = TRAFFORD.replace("2024-25, kind: academic_year", "2025, kind: calendar");
    let system = |pipeline: &str| {
        MemorySystem::default()
            .with("pipelines/p.yaml", pipeline)
            .with("inputs/neet.csv", bytes.clone())
    };
    let computed = compute(&system(&pipeline));
    let table = computed.tables.iter().next().expect("one source");
    assert_eq!(table.row_count(), 168);
    let column = table.column("value").expect("declared");
    let sum: f64 = (0..168).filter_map(|row| column.value(row).as_number()).sum();
    assert!((sum - 572.6).abs() < 1e-6, "{sum}");
    let (mut texts, mut findings) = (SourceMap::default(), Diagnostics::default());
    let without = system(&pipeline.replace(", indicator]", "]"));
    assert!(
        pipeline::compute(&without, "pipelines/p.yaml", &mut texts, &mut findings).is_none(),
        "84 keys are there twice"
    );
    let codes: Vec<Code> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [Code::DuplicateKey]);
}
