//! What holds for every input: nothing panics, and neither the order of rows, nor the files they
//! are split over, nor the number of threads, nor the format of a file changes a value.

use std::fmt::Write as _;

use msoko::definition::{self, PathPattern};
use msoko::diagnostics::{Diagnostics, SourceMap};
use msoko::expressions::{self, Rows as _};
use msoko::pipeline::{self, Computed};
use msoko::system::MemorySystem;
use msoko::values::{NumberFormat, Value, parse_number, round_half_away};
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

const PIPELINE: &str = r#"title: Отчёт
period: { current: 2024-25, kind: academic_year, previous: 0 }
sources:
  t:
    files: "inputs/{period}/*.csv"
    header: { contains: [Школа, Предмет] }
    missing: { н/д: no_data, х: suppressed }
    columns:
      school: { from: Школа, type: code }
      subject: { from: Предмет, type: category }
      n: { from: Участников, type: integer }
      good: { from: Хорошо, type: integer }
      score: { from: Балл, type: number }
    derive: { half: "round(score / 2, 1)" }
dimensions:
  school: { title: Школа }
  subject: { title: Предмет, order: [Физика] }
indicators:
  - id: quality
    title: Качество
    unit: "%"
    better: higher
    from: t
    ratio: { numerator: sum(good), denominator: sum(n), scale: 100 }
    by: { district: [], school: [school], subject: [subject], both: [school, subject] }
    zones: [{ from: 60, name: высокий }, { name: низкий }]
    target: 50
    reference: { physics: { from: t, where: subject = 'Физика' } }
  - id: score
    title: Балл
    from: t
    mean: { of: score, weight: n }
    by: { district: [], school: [school] }
  - id: middle
    title: Медиана
    from: t
    value: median(half) + max(score) - min(score) + avg(score) + count(distinct subject)
    by: { district: [], school: [school] }
  - id: spread
    title: Разброс
    from: t
    value: "stddev_pop(half) + percentile(score, 0.3) + gini(good) + icc(score, subject) * corr(good, n)"
    by: { district: [], school: [school] }
  - id: index
    title: Индекс
    composite:
      of: { quality: 0.6, score: 0.4 }
      normalize: { method: minmax, bounds: [0, 100] }
      require_weight: 0.5
    by: { school: [school] }
"#;

/// A row of the sample: school, subject, participants, good ones, hundredths of a score.
type SampleRow = (u8, u8, Option<u16>, Option<u16>, Option<i32>);

fn sample_rows(most: usize) -> impl Strategy<Value = Vec<SampleRow>> {
    let count = || prop::option::weighted(0.9, 0..2_000_u16);
    let score = prop::option::weighted(0.9, 0..1_000_000_i32);
    prop::collection::vec((0..6_u8, 0..3_u8, count(), count(), score), 0..most)
}

/// Writes rows as an office would: decimal commas, and words for what is missing.
fn csv(rows: &[SampleRow]) -> String {
    let number = |value: Option<u16>| value.map_or("н/д".to_owned(), |value| value.to_string());
    let mut text = "Школа;Предмет;Участников;Хорошо;Балл\n".to_owned();
    for (school, subject, n, good, score) in rows {
        let subject = ["Химия", "Физика", "Биология"][usize::from(*subject)];
        let score = score.map_or("х".to_owned(), |s| format!("{},{:02}", s / 100, s % 100));
        writeln!(text, "{school};{subject};{};{};{score}", number(*n), number(*good))
            .expect("a string takes everything");
    }
    text
}

fn compute(system: &MemorySystem) -> Computed {
    let (mut texts, mut findings) = (SourceMap::default(), Diagnostics::default());
    let computed = pipeline::compute(system, "pipeline.yaml", &mut texts, &mut findings);
    computed.unwrap_or_else(|| panic!("{:?}", findings.iter().collect::<Vec<_>>()))
}

/// Everything that was computed, as text: two numbers print the same only if they are the same.
fn computed(files: &[&str]) -> String {
    let mut system = MemorySystem::default().with("pipeline.yaml", PIPELINE);
    for (index, file) in files.iter().enumerate() {
        system = system.with(&format!("inputs/2024-25/{index}.csv"), *file);
    }
    format!("{:?}", compute(&system).indicators)
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn load(bytes: Vec<u8>) {
    let system = MemorySystem::default().with("pipeline.yaml", bytes);
    let mut texts = SourceMap::default();
    let loaded = definition::load(&system, "pipeline.yaml", &mut texts);
    let has_errors = loaded.findings.has_errors();
    assert!(loaded.definition.is_some() || has_errors, "a refusal has a reason");
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn no_bytes_break_the_decoder(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        load(bytes);
    }

    #[test]
    fn no_text_breaks_the_decoder(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "title: ", "period", ": ", "sources:\n", "  ", "- ", "{", "}", "[", "]", "\n",
                "columns", "&a ", "*a", "!!str ", "|\n", ">", "\"", "'", "#", "я", "1", "<<: ",
                "---\n", "? ", ",", "~", "indicators:\n", "from: ", "\t", "2024-25",
            ]),
            0..60,
        )
    ) {
        load(pieces.concat().into_bytes());
    }

    /// A definition that is nearly right reaches deeper than noise does.
    #[test]
    fn no_slip_of_the_pen_breaks_the_decoder(
        at in any::<prop::sample::Index>(),
        length in 0..12_usize,
        typed in "[\\PC\n]{0,6}",
    ) {
        let characters: Vec<char> = PIPELINE.chars().collect();
        let at = at.index(characters.len());
        let rest = (at + length).min(characters.len());
        let begun: String = characters[..at].iter().collect();
        let ended: String = characters[rest..].iter().collect();
        load(format!("{begun}{typed}{ended}").into_bytes());
    }

    #[test]
    fn no_text_breaks_the_parser_of_formulas(text in "\\PC{0,80}") {
        let _ = expressions::parse(&text);
    }

    #[test]
    fn no_tokens_break_the_parser_of_formulas(
        tokens in prop::collection::vec(
            prop::sample::select(vec![
                "sum", "(", ")", "n", "+", "-", "*", "/", "case", "when", "then", "else", "end",
                "'a'", "«б»", "1", "0.5", "and", "not", "in", "between", "is", "null", "filter",
                "where", ",", "date", "<", "=", "||", "count", "distinct", ".", "\"q\"",
            ]),
            0..40,
        )
    ) {
        let _ = expressions::parse(&tokens.join(" "));
    }

    #[test]
    fn no_text_breaks_a_pattern_of_paths(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                ".", "..", "/", "*", "{", "}", "{period}", "inputs", "a.csv", "й", " ", "\\", ":",
            ]),
            0..8,
        )
    ) {
        let text = pieces.concat();
        if let Ok(pattern) = PathPattern::parse(&text) {
            let system = MemorySystem::default().with("inputs/2024-25/a.csv", "");
            let _ = pattern.find(&system);
        }
    }

    #[test]
    fn no_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let system = MemorySystem::default()
            .with("pipeline.yaml", PIPELINE)
            .with("inputs/2024-25/0.csv", bytes);
        let (mut texts, mut findings) = (SourceMap::default(), Diagnostics::default());
        let computed = pipeline::compute(&system, "pipeline.yaml", &mut texts, &mut findings);
        prop_assert!(computed.is_some() || findings.has_errors());
    }

    #[test]
    fn a_printed_number_is_read_back_rounded(
        value in prop_oneof![-1e12..1e12_f64, -100.0..100.0_f64],
        decimals in 0..5_u8,
    ) {
        let printed = NumberFormat::plain(decimals).format(value);
        let read = parse_number(&printed).map(|parsed| parsed.value);
        prop_assert_eq!(read, Some(round_half_away(value, decimals)), "{}", printed);
    }
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn the_order_of_rows_changes_nothing(
        (rows, shuffled) in sample_rows(60)
            .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))
    ) {
        prop_assert_eq!(computed(&[&csv(&rows)]), computed(&[&csv(&shuffled)]));
    }

    #[test]
    fn splitting_rows_over_files_changes_nothing(
        rows in sample_rows(60),
        at in any::<prop::sample::Index>(),
    ) {
        let (first, second) = rows.split_at(at.index(rows.len() + 1));
        let split = computed(&[&csv(first), &csv(second)]);
        prop_assert_eq!(computed(&[&csv(&rows)]), split);
    }

    #[test]
    fn the_number_of_threads_changes_nothing(rows in sample_rows(60)) {
        let text = csv(&rows);
        let with = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            pool.expect("a few threads").install(|| computed(&[&text]))
        };
        let one = with(1);
        prop_assert_eq!(&one, &with(2));
        prop_assert_eq!(&one, &with(4));
    }

    #[test]
    fn schools_add_up_to_the_district(rows in sample_rows(60)) {
        let text = csv(&rows);
        let system = MemorySystem::default()
            .with("pipeline.yaml", PIPELINE)
            .with("inputs/2024-25/0.csv", text);
        let computed = compute(&system);
        let slices = computed.indicators.slices("quality").expect("it is defined above");
        let sums: Vec<(f64, f64)> = slices
            .iter()
            .map(|slice| {
                let known = slice.observations.iter().filter_map(|periods| periods[0].as_ref());
                known.fold((0.0, 0.0), |(above, below), observation| {
                    let part = |part: Option<f64>| part.unwrap_or(0.0);
                    (above + part(observation.numerator), below + part(observation.denominator))
                })
            })
            .collect();
        let known = rows.iter().filter_map(|row| Some((row.2?, row.3?)));
        let expected = known.fold((0.0, 0.0), |(above, below), (n, good)| {
            (above + f64::from(good), below + f64::from(n))
        });
        prop_assert_eq!(sums, vec![expected; 4]);
    }

    #[test]
    fn csv_and_xlsx_read_the_same(
        rows in prop::collection::vec(
            (1..9_000_000_i32, "[а-яА-ЯёЁa-z0-9«»№.,;\"]{0,10}", any::<Option<i32>>()),
            1..20,
        )
    ) {
        let (text, workbook) = both_formats(&rows);
        let read = |bytes: Vec<u8>| {
            let system = MemorySystem::default()
                .with("pipeline.yaml", TABLE_ONLY)
                .with("inputs/2024-25/t.xlsx", bytes);
            let computed = compute(&system);
            let table = computed.tables.iter().next().expect("one source");
            let columns = ["number", "text", "share"].map(|name| table.column(name).cloned());
            format!("{columns:?}")
        };
        prop_assert_eq!(read(text), read(workbook));
    }
}

/// The format is found by content, so that the csv may have the same name.
const TABLE_ONLY: &str = r#"title: Отчёт
period: { current: 2024-25, kind: academic_year }
sources:
  t:
    files: "inputs/{period}/t.xlsx"
    header: { contains: [number, text, share] }
    columns:
      number: { type: integer }
      text: { type: text }
      share: { type: number }
"#;

fn both_formats(rows: &[(i32, String, Option<i32>)]) -> (Vec<u8>, Vec<u8>) {
    let mut text = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    text.write_record(["number", "text", "share"]).expect("three fields");
    for (column, heading) in (0..).zip(["number", "text", "share"]) {
        sheet.write(0, column, heading).expect("inside of the sheet");
    }
    for (row, (number, words, share)) in (1..).zip(rows) {
        let share = share.map(|share| f64::from(share) / 1_000.0);
        let printed = share.map_or(String::new(), |share| share.to_string().replace('.', ","));
        text.write_record([&number.to_string(), words, &printed]).expect("three fields");
        sheet.write(row, 0, *number).expect("inside of the sheet");
        sheet.write(row, 1, words).expect("inside of the sheet");
        if let Some(share) = share {
            sheet.write(row, 2, share).expect("inside of the sheet");
        }
    }
    let text = text.into_inner().expect("nothing is left to write");
    (text, workbook.save_to_buffer().expect("a workbook in memory"))
}

#[test]
fn the_sample_covers_what_it_should() {
    let text = csv(&[(1, 1, Some(10), Some(5), Some(1_250)), (1, 0, None, Some(5), None)]);
    let system =
        MemorySystem::default().with("pipeline.yaml", PIPELINE).with("inputs/2024-25/0.csv", text);
    let computed = compute(&system);
    let table = computed.tables.iter().next().expect("one source");
    assert_eq!(table.column("score").map(|scores| scores.value(0)), Some(Value::Number(12.5)));
    let district = computed.indicators.at("quality", "district", &[], 0).expect("it exists");
    assert_eq!(district.and_then(|quality| quality.value.ok()), Some(50.0));
}

/// Schools that open, close and go into schools further down the list: the periods of the first
/// and last year of each, its successor, and pupils with good ones for each of three years.
type Lives = Vec<(usize, usize, Option<usize>, [(u16, u16); 3])>;

fn lives() -> impl Strategy<Value = Lives> {
    let pupils = (0..200_u16).prop_flat_map(|n| (Just(n), 0..=n));
    let years = [pupils.clone(), pupils.clone(), pupils];
    let school = (0..3_usize, 0..3_usize, prop::option::of(1..4_usize), years);
    prop::collection::vec(school, 1..7).prop_map(|mut schools| {
        let count = schools.len();
        for (index, (first, last, successor, _)) in schools.iter_mut().enumerate() {
            *last = (*first).max(*last);
            *successor = successor.map(|step| index + step).filter(|to| *to < count && *last < 2);
        }
        schools
    })
}

const LIVES: &str = r#"title: Отчёт
period: { current: 2024-25, kind: academic_year, previous: 2 }
sources:
  schools:
    files: inputs/schools.csv
    header: { contains: [login] }
    columns:
      login: { type: code }
      opened: { type: date }
      closed: { type: date }
      successor: { type: code }
  t:
    files: "inputs/{period}/t.csv"
    header: { contains: [login] }
    columns: { login: { type: code }, n: { type: integer }, good: { type: integer } }
dimensions:
  school: { from: schools, key: login, valid_from: opened, valid_to: closed, successor: successor, history: HISTORY }
indicators:
  - id: quality
    title: Качество
    from: t
    ratio: { numerator: sum(good), denominator: sum(n), scale: 100 }
    by: { district: [], school: [school] }
"#;

fn project_of(schools: &Lives, history: &str) -> MemorySystem {
    let mut register = "login;opened;closed;successor\n".to_owned();
    let mut files = [String::from("login;n;good\n"), String::new(), String::new()];
    files[1] = files[0].clone();
    files[2] = files[0].clone();
    for (index, (first, last, successor, years)) in schools.iter().enumerate() {
        let closed = if *last < 2 { format!("31.08.{}", 2023 + last) } else { String::new() };
        let successor = successor.map_or(String::new(), |to| format!("s{to}"));
        writeln!(register, "s{index};01.09.{};{closed};{successor}", 2022 + first)
            .expect("a string takes everything");
        for year in *first..=*last {
            let (n, good) = years[year];
            writeln!(files[year], "s{index};{n};{good}").expect("a string takes everything");
        }
    }
    let pipeline = LIVES.replace("HISTORY", history);
    let system = MemorySystem::default()
        .with("pipeline.yaml", pipeline)
        .with("inputs/schools.csv", register);
    let folders = ["2022-23", "2023-24", "2024-25"];
    folders
        .iter()
        .zip(files)
        .fold(system, |system, (folder, text)| system.with(&format!("inputs/{folder}/t.csv"), text))
}

/// Good ones and pupils of each school and year, when those of closed schools go where they went.
fn counted(schools: &Lives, sums: bool) -> Vec<[(f64, f64); 3]> {
    let mut counted = vec![[(0.0, 0.0); 3]; schools.len()];
    for (index, (first, last, _, years)) in schools.iter().enumerate() {
        let mut heir = index;
        while let (true, true, Some(next)) = (sums, schools[heir].1 < 2, schools[heir].2) {
            heir = next;
        }
        for year in *first..=*last {
            counted[heir][year].0 += f64::from(years[year].1);
            counted[heir][year].1 += f64::from(years[year].0);
        }
    }
    counted
}

proptest! {
    #![proptest_config(config(60))]

    /// Whatever happens to schools and however their history is told, each row counts once: the
    /// schools are what they should be, and they add up to the whole.
    #[test]
    fn schools_add_up_to_the_whole(schools in lives(), sums in any::<bool>()) {
        let computed = compute(&project_of(&schools, if sums { "sum" } else { "break" }));
        let [whole, parts] = &computed.indicators.results[0].slices[..] else { unreachable!() };
        // Where nobody is left, there is no register of the period, and nobody is known to be gone.
        let is_known = schools.iter().any(|(_, last, ..)| *last == 2);
        let expected = counted(&schools, sums && is_known);
        for year in 0..3 {
            let mut total = (0.0, 0.0);
            for (member, observations) in parts.members.iter().zip(&parts.observations) {
                let Some(observation) = &observations[year] else { continue };
                let index: usize = member.keys[0][1..].parse().expect("`s` and a number");
                let found = (
                    observation.numerator.unwrap_or_default(),
                    observation.denominator.unwrap_or_default(),
                );
                prop_assert_eq!(found, expected[index][year], "{} in {}", index, year);
                total.0 += found.0;
                total.1 += found.1;
            }
            let district = whole.observations[0][year].as_ref().expect("there is always a whole");
            prop_assert_eq!(total.0, district.numerator.unwrap_or_default());
            prop_assert_eq!(total.1, district.denominator.unwrap_or_default());
        }
    }
}
