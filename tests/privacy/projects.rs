//! Small districts by chance: schools of villages and of a town, subjects, grades and years, with
//! groups of all sizes from nobody to a few dozen.

use std::fmt::Write as _;

use msoko::system::MemorySystem;
use proptest::prelude::*;

use crate::attack::Formulas;
use crate::published::Published;

const PIPELINE: &str = r#"title: Отчёт
period: { current: 2024-25, kind: academic_year, previous: 1 }
privacy: { min_group: 5, secondary: SECONDARY, extremes: EXTREMES }
sources:
  schools:
    files: "inputs/{period}/schools.csv"
    header: { contains: [Школа] }
    columns:
      school: { from: Школа, type: code }
      cluster: { from: Тип, type: category }
    key: [period, school]
  t:
    title: ВПР
    files: "inputs/{period}/marks.csv"
    header: { contains: [Школа] }
    columns:
      school: { from: Школа, type: code }
      subject: { from: Предмет, type: category }
      grade: { from: Класс, type: integer }
      n: { from: Писали, type: integer }
      good: { from: Хорошо, type: integer }
      marks: { from: Сумма, type: integer }
tables:
  results:
    from: t
    join: [{ with: schools, on: [period, school] }]
  wholes: { observations: { by: [subject], columns: { whole: good } } }
  compared:
    from: results
    join: [{ with: wholes, on: [period, subject] }]
    derive: { expected: n * whole / 100 }
dimensions:
  school: { title: Школа, from: schools, parents: [cluster], attributes: [cluster] }
  cluster: { title: Тип }
  subject: { title: Предмет }
  grade: { title: Класс }
indicators:
  - id: good
    title: Качество
    unit: "%"
    from: results
    ratio: { numerator: sum(good), denominator: sum(n), scale: 100 }
    by: { all: [], cluster: [cluster], school: [school], subject: [subject], both: [school, subject] }
    reference: { cluster: { from: results, match: [cluster] } }
  - id: bad
    title: Неуспеваемость
    unit: "%"
    from: results
    ratio: { numerator: sum(n - good), denominator: sum(n), scale: 100 }
    by: { all: [], school: [school], grade: [grade], both: [subject, school] }
  - id: mean
    title: Средняя отметка
    unit: балл
    from: results
    ratio: { numerator: sum(marks), denominator: sum(n) }
    by: { cluster: [cluster], subject: [subject], fine: [school, subject, grade] }
  - id: fifth
    title: Пятые классы
    unit: "%"
    from: results
    where: grade = 5
    ratio: { numerator: sum(good), denominator: sum(n), scale: 100 }
    by: { all: [], school: [school] }
  - id: sixth
    title: Шестые классы
    unit: доля
    from: results
    where: grade = 6
    value: sum(good) / sum(n)
    n: sum(n)
    by: { all: [], school: [school], subject: [subject] }
  - id: pooled
    title: Качество по людям
    unit: "%"
    from: results
    ratio: { numerator: sum(good), denominator: sum(n), scale: 100 }
    n: max_sum(n, subject)
    by: { all: [], school: [school], grade: [grade], grades: [grade, school] }
  - id: passed
    title: Справились
    unit: чел.
    from: results
    value: sum(good)
    n: max_sum(n, subject)
    by: { all: [], cluster: [cluster], grade: [grade] }
  - id: gap
    title: Разрыв
    unit: п. п.
    from: compared
    value: 100.0 * sum(good - expected) / sum(n)
    n: sum(n)
    by: { all: [], school: [school] }
reports:
  - id: card
    template: t
    for_each: school
    editions: { internal: "out/${school}.pdf", public: "out/public/${school}.pdf" }
"#;

/// Which numbers of it are sums of others, whoever reads its formulas.
pub(crate) const FORMULAS: Formulas<'static> = Formulas::Known(&[
    ("sum(n) of ВПР (0)", &["numerator of good", "numerator of bad"]),
    ("sum(n) of ВПР (0)", &["sum(n) of ВПР (1)", "sum(n) of ВПР (3)"]),
    ("numerator of good", &["numerator of fifth", "people of sixth"]),
    ("numerator of good", &["value of passed"]),
    ("numerator of good", &["numerator of pooled"]),
]);

/// A district.
#[derive(Debug, Clone)]
pub(crate) struct Project {
    is_secondary: bool,
    extremes: u32,
    /// Whether each school is in the town.
    schools: Vec<bool>,
    /// School, subject, grade, people and good ones among them, for each of two years.
    rows: [Vec<Row>; 2],
}

type Row = (usize, usize, u8, u16, u16);

/// Returns districts.
pub(crate) fn project() -> impl Strategy<Value = Project> {
    let schools = prop::collection::vec(any::<bool>(), 2..6);
    let extremes = prop_oneof![Just(0_u32), Just(10)];
    (schools, extremes).prop_flat_map(|(schools, extremes)| {
        let count = schools.len();
        (rows(count), rows(count)).prop_map(move |(before, now)| Project {
            is_secondary: true,
            extremes,
            schools: schools.clone(),
            rows: [before, now],
        })
    })
}

fn rows(schools: usize) -> impl Strategy<Value = Vec<Row>> {
    let n = prop_oneof![2 => 0..6_u16, 3 => 5..40_u16];
    // Often none of them are good, or all.
    let share = prop_oneof![1 => Just(0_u16), 1 => Just(100), 4 => 0..100_u16];
    let cell = prop::option::weighted(0.8, (n, share));
    let cells = schools * 3 * 2;
    prop::collection::vec(cell, cells).prop_map(move |cells| {
        let places = (0..schools).flat_map(|school| {
            (0..3).flat_map(move |subject| [5, 6].map(|grade| (school, subject, grade)))
        });
        let filled = places.zip(cells).filter_map(|(place, cell)| Some((place, cell?)));
        filled.map(|((s, j, g), (n, share))| (s, j, g, n, n * share / 100)).collect()
    })
}

impl Project {
    /// The same with only small groups hidden.
    pub(crate) fn without_secondary(self) -> Self {
        Self { is_secondary: false, ..self }
    }

    /// Makes the editions.
    pub(crate) fn published(&self) -> Published {
        let pipeline = PIPELINE
            .replace("SECONDARY", &self.is_secondary.to_string())
            .replace("EXTREMES", &self.extremes.to_string());
        let mut system = MemorySystem::default()
            .with("pipeline.yaml", pipeline)
            .with("t/template.yaml", "title: { ru: Отчёт }\nentry: template.typ\nprofile: card\n")
            .with("t/template.typ", "Отчёт");
        for (period, index) in [("2023-24", 0), ("2024-25", 1)] {
            let (schools, marks) = self.files(index);
            system = system
                .with(&format!("inputs/{period}/schools.csv"), schools)
                .with(&format!("inputs/{period}/marks.csv"), marks);
        }
        Published::of(&system, "pipeline.yaml")
    }

    /// The rows of the current year, to be read when something was found.
    pub(crate) fn text(&self) -> String {
        let (schools, marks) = self.files(1);
        let (_, before) = self.files(0);
        format!("extremes {}\n{schools}\n{before}\n{marks}", self.extremes)
    }

    fn files(&self, year: usize) -> (String, String) {
        let mut schools = "Школа;Тип\n".to_owned();
        for (school, is_town) in self.schools.iter().enumerate() {
            let kind = if *is_town { "город" } else { "село" };
            writeln!(schools, "s{school};{kind}").expect("a string takes everything");
        }
        let mut marks = "Школа;Предмет;Класс;Писали;Хорошо;Сумма\n".to_owned();
        for (school, subject, grade, n, good) in &self.rows[year] {
            let subject = ["Физика", "Химия", "Биология"][*subject];
            let sum = 3 * n + good;
            writeln!(marks, "s{school};{subject};{grade};{n};{good};{sum}")
                .expect("a string takes everything");
        }
        (schools, marks)
    }
}
