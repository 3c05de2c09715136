//! The definition and the rows: marks of schools by subject and grade.

use msoko::definition::{self, Definition};
use msoko::diagnostics::SourceMap;
use msoko::system::MemorySystem;
use msoko::tables::{Table, Tables};
use msoko::values::{Column, ColumnData, DataType, Missing, TextData};

pub(crate) const INDICATORS: usize = 300;
const SCHOOLS: usize = 72;
const SUBJECTS: usize = 12;
const FIRST_GRADE: usize = 4;
const GRADES: usize = 8;
const LETTERS: [&str; 5] = ["А", "Б", "В", "Г", "Д"];
const KINDS: [&str; 3] = ["ВПР", "РПР", "ОГЭ"];
const YEARS: [&str; 3] = ["2022-23", "2023-24", "2024-25"];
/// Of a hundred values of a column so many are missing.
const MISSING: usize = 3;

/// One indicator, by its shape and the rows it is about.
pub(crate) struct Formula {
    pub(crate) id: String,
    pub(crate) shape: usize,
    pub(crate) subject: String,
    pub(crate) grade: usize,
    pub(crate) kind: &'static str,
}

/// The indicators: seven shapes of formulas, each over many subjects and grades.
pub(crate) fn formulas() -> Vec<Formula> {
    let formula = |index: usize| Formula {
        id: format!("i{index:03}"),
        shape: index % 7,
        subject: subject(index / 7 % SUBJECTS),
        grade: FIRST_GRADE + index * 5 % GRADES,
        kind: KINDS[index / 3 % KINDS.len()],
    };
    (0..INDICATORS).map(formula).collect()
}

fn subject(index: usize) -> String {
    format!("предмет {index}")
}

impl Formula {
    /// The keys of the definition that say what is computed.
    fn yaml(&self) -> String {
        let Self { subject, grade, kind, .. } = self;
        let ratio = |above: &str, below: &str| {
            format!("ratio: {{ numerator: \"{above}\", denominator: \"{below}\", scale: 100 }}")
        };
        let of_subject = format!("where: subject = '{subject}'");
        let of_both = format!("where: subject = '{subject}' and grade = {grade}");
        let formula = match self.shape {
            0 => [of_subject, ratio("sum(n4 + n5)", "sum(n)")],
            1 => [of_both, "value: wmean(score, n)".to_owned()],
            2 => [
                format!("where: grade = {grade}"),
                ratio(
                    &format!("sum(n5) filter (where subject = '{subject}')"),
                    &format!("sum(n) filter (where subject = '{subject}')"),
                ),
            ],
            3 => [of_subject, "value: count(distinct class)".to_owned()],
            4 => [format!("where: grade = {grade}"), "value: max(score) - min(score)".to_owned()],
            5 => [
                format!("where: kind = '{kind}'"),
                format!("value: sum(case when grade = {grade} then n2 else n2 + n3 end)"),
            ],
            _ => [of_subject, "mean: { of: score }".to_owned()],
        };
        formula.join("\n    ")
    }
}

/// The definition, as an office would write it.
pub(crate) fn definition() -> Definition {
    let mut yaml = "title: Показатели\n\
         period: { current: 2024-25, kind: academic_year, previous: 2 }\n\
         sources:\n  marks:\n    files: \"inputs/{period}/marks.csv\"\n    \
         header: { contains: [school] }\n    columns:\n"
        .to_owned();
    let columns = [
        ("school", "code"),
        ("subject", "text"),
        ("grade", "integer"),
        ("class", "text"),
        ("kind", "text"),
        ("n", "integer"),
        ("n2", "integer"),
        ("n3", "integer"),
        ("n4", "integer"),
        ("n5", "integer"),
        ("score", "number"),
    ];
    for (name, data_type) in columns {
        yaml += &format!("      {name}: {{ from: {name}, type: {data_type} }}\n");
    }
    yaml += "dimensions:\n  school: { title: Школа }\nindicators:\n";
    for formula in formulas() {
        let Formula { id, .. } = &formula;
        yaml += &format!(
            "  - id: {id}\n    title: Показатель {id}\n    from: marks\n    {}\n    \
             by: {{ school: [school] }}\n",
            formula.yaml()
        );
    }
    let system = MemorySystem::default().with("p.yaml", yaml.as_bytes());
    let loaded = definition::load(&system, "p.yaml", &mut SourceMap::default());
    assert!(!loaded.findings.has_errors(), "{:#?}", loaded.findings);
    loaded.definition.expect("the definition has no mistakes")
}

/// Random numbers that are the same in every run (S. Vigna, "splitmix64").
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let limit = u64::try_from(limit).expect("a small limit");
        usize::try_from((z ^ (z >> 31)) % limit).expect("less than the limit")
    }
}

fn whole(number: usize) -> i64 {
    i64::try_from(number).expect("a small number")
}

/// Columns that grow row by row.
#[derive(Default)]
struct Rows {
    texts: [Vec<u32>; 5],
    integers: [Vec<i64>; 6],
    score: Vec<f64>,
    missing: [Vec<Option<Missing>>; 2],
}

impl Rows {
    fn reserved(row_count: usize) -> Self {
        let mut rows = Self::default();
        rows.texts.iter_mut().for_each(|column| column.reserve_exact(row_count));
        rows.integers.iter_mut().for_each(|column| column.reserve_exact(row_count));
        rows.missing.iter_mut().for_each(|column| column.reserve_exact(row_count));
        rows.score.reserve_exact(row_count);
        rows
    }

    fn push(&mut self, random: &mut Random) {
        let limits = [YEARS.len(), SCHOOLS, SUBJECTS, GRADES * LETTERS.len(), KINDS.len()];
        let codes = limits.map(|limit| random.below(limit));
        let grade = FIRST_GRADE + codes[3] / LETTERS.len();
        let n = 8 + random.below(25);
        let n5 = random.below(n / 3 + 1);
        let n4 = random.below((n - n5) / 2 + 1);
        let n3 = random.below(n - n5 - n4 + 1);
        for (column, code) in self.texts.iter_mut().zip(codes) {
            column.push(u32::try_from(code).expect("a small number"));
        }
        for (column, value) in
            self.integers.iter_mut().zip([grade, n, n - n5 - n4 - n3, n3, n4, n5])
        {
            column.push(whole(value));
        }
        // Marks of a hundred with one decimal, which is none of a double.
        #[expect(clippy::cast_precision_loss, reason = "the number is small")]
        self.score.push(random.below(1001) as f64 / 10.0);
        for column in &mut self.missing {
            column.push((random.below(100) < MISSING).then_some(Missing::Empty));
        }
    }
}

/// The rows, the same for the same number.
pub(crate) fn table(row_count: usize) -> Table {
    let mut random = Random(7);
    let mut rows = Rows::reserved(row_count);
    (0..row_count).for_each(|_| rows.push(&mut random));
    let Rows { texts, integers, score, missing } = rows;
    let known = || vec![None; row_count];
    let classes = (0..GRADES)
        .flat_map(|grade| LETTERS.map(|letter| format!("{}{letter}", FIRST_GRADE + grade)));
    let words = [
        YEARS.map(str::to_owned).to_vec(),
        (0..SCHOOLS).map(|school| format!("edu{:06}", 53_000 + school)).collect(),
        (0..SUBJECTS).map(subject).collect(),
        classes.collect(),
        KINDS.map(str::to_owned).to_vec(),
    ];
    let names = ["period", "school", "subject", "class", "kind"];
    let mut columns: Vec<(String, Column)> = Vec::new();
    for ((name, codes), words) in names.into_iter().zip(texts).zip(words) {
        let dictionary = words.into_iter().map(Into::into).collect::<Vec<_>>().into();
        let data = ColumnData::Text(TextData { codes, dictionary });
        columns.push((name.to_owned(), Column::new(data, known())));
    }
    let [of_n5, of_score] = missing;
    let mut of_n5 = Some(of_n5);
    let names = ["grade", "n", "n2", "n3", "n4", "n5"];
    for (name, values) in names.into_iter().zip(integers) {
        let missing = if name == "n5" { of_n5.take() } else { None };
        let column = Column::new(ColumnData::Integer(values), missing.unwrap_or_else(known));
        columns.push((name.to_owned(), column));
    }
    columns.push(("score".to_owned(), Column::new(ColumnData::Number(score), of_score)));
    assert!(columns.iter().all(|(_, column)| column.data_type() != DataType::Date));
    Table::of_columns("marks", columns)
}

/// The tables of the definition.
pub(crate) fn tables(definition: &Definition, row_count: usize) -> Tables {
    Tables::of(definition, vec![table(row_count)])
}

/// The rows as a file for other programs; nothing stands where a value is missing.
pub(crate) fn csv(table: &Table) -> String {
    use msoko::expressions::Rows as _;

    let names: Vec<&str> = table.column_names().collect();
    let columns: Vec<&Column> = names.iter().filter_map(|name| table.column(name)).collect();
    let mut text = names.join(",") + "\n";
    for row in 0..table.row_count() {
        let cells: Vec<String> = columns
            .iter()
            .map(|column| match (column.missing()[row], column.data()) {
                (Some(_), _) => String::new(),
                (None, ColumnData::Text(texts)) => texts.get(row).to_string(),
                (None, ColumnData::Integer(values)) => values[row].to_string(),
                (None, ColumnData::Number(values)) => values[row].to_string(),
                (None, ColumnData::Boolean(_) | ColumnData::Date(_)) => String::new(),
            })
            .collect();
        text += &(cells.join(",") + "\n");
    }
    text
}
