//! Explanations of shipped numbers: the cells they name hold what they say, by another reader, and
//! add up to the number.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use calamine::{Data, DataType as _, Range, Reader as _, open_workbook_auto};
use msoko::definition::FormulaRole;
use msoko::diagnostics::{Diagnostics, SourceMap};
use msoko::explanation::{CellUse, Explanation, Request, RowUse, explain};
use msoko::pipeline::{self, Computed};
use msoko::system::NativeSystem;
use msoko::values::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The shipped indicators, computed once for all tests.
static COMPUTED: LazyLock<Computed> = LazyLock::new(|| {
    let system = NativeSystem::open(root()).expect("the project can be opened");
    let (mut texts, mut findings) = (SourceMap::default(), Diagnostics::default());
    let computed = pipeline::compute(&system, "pipelines/msoko.yaml", &mut texts, &mut findings);
    computed.expect("the shipped definition over the shipped inputs")
});

/// A cell: file, sheet, row and column from zero.
type Place = (String, String, u32, u32);

/// A column with the cell in which its value stands.
type Named = (&'static str, Place);

/// Sheets of workbooks, as calamine reads them.
#[derive(Default)]
struct Sheets(BTreeMap<String, BTreeMap<String, Range<Data>>>);

impl Sheets {
    fn book(&mut self, file: &str) -> &BTreeMap<String, Range<Data>> {
        self.0.entry(file.to_owned()).or_insert_with(|| {
            let mut book = open_workbook_auto(root().join(file)).expect("a workbook");
            book.worksheets().into_iter().collect()
        })
    }

    fn cell(&mut self, (file, sheet, row, column): &Place) -> Data {
        let found = self.book(file)[sheet].get_value((*row, *column));
        found.cloned().unwrap_or_default()
    }

    fn text(&mut self, place: &Place) -> String {
        self.cell(place).as_string().unwrap_or_default()
    }

    /// The rows of a sheet in which the text of a column fits; of rows that are copies the first.
    fn rows(
        &mut self,
        (file, sheet): (&str, &str),
        column: u32,
        fits: impl Fn(&str) -> bool,
    ) -> Vec<u32> {
        let (height, width) = self.book(file)[sheet].end().map_or((0, 0), |(r, c)| (r + 1, c + 1));
        let place = |row, column| (file.to_owned(), sheet.to_owned(), row, column);
        let mut known: Vec<Vec<Data>> = Vec::new();
        let mut rows: Vec<u32> = Vec::new();
        for row in 0..height {
            if !fits(&self.text(&place(row, column))) {
                continue;
            }
            let cells: Vec<Data> =
                (0..width).map(|column| self.cell(&place(row, column))).collect();
            if !known.contains(&cells) {
                known.push(cells);
                rows.push(row);
            }
        }
        rows
    }
}

/// The workbooks of a folder whose names begin with some words.
fn workbooks(folder: &str, words: &str) -> Vec<String> {
    let entries = std::fs::read_dir(root().join(folder)).expect("a folder");
    let names =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let fits = |name: &String| name.starts_with(words) && name.contains(".xls");
    let mut files: Vec<String> =
        names.filter(fits).map(|name| format!("{folder}/{name}")).collect();
    files.sort();
    files
}

/// A school by its login, with its code in other files and its row in the register.
struct School {
    login: String,
    code: String,
    register: Place,
}

impl School {
    /// Finds a school in the register of a period, and those that went into it later.
    fn find(sheets: &mut Sheets, period: &str, login: &str) -> Vec<Self> {
        let last = "inputs/2024-25/Реестр ОО.xlsx";
        let merged = sheets.rows((last, "Реестр"), 14, |text| text == login);
        let place = |row| (last.to_owned(), "Реестр".to_owned(), row, 1);
        let merged: Vec<String> = merged.into_iter().map(|row| sheets.text(&place(row))).collect();
        let file = format!("inputs/{period}/Реестр ОО.xlsx");
        let is_own = |text: &str| text == login || merged.iter().any(|known| known == text);
        let rows = sheets.rows((&file, "Реестр"), 1, is_own);
        rows.into_iter()
            .map(|row| {
                let place = |column| (file.clone(), "Реестр".to_owned(), row, column);
                let (login, code) = (sheets.text(&place(1)), sheets.text(&place(2)));
                Self { login, code, register: place(1) }
            })
            .collect()
    }
}

/// The cells behind an indicator of a school, a list for each row, found by looking at the sheets.
fn expected(
    sheets: &mut Sheets,
    indicator: &str,
    period: &str,
    school: &School,
) -> Vec<Vec<Named>> {
    let login = format!("({})", school.login);
    let vpr = |words: &str| workbooks(&format!("inputs/{period}/ВПР"), words);
    let mut rows = Vec::new();
    let mut add =
        |file: &str, sheet: &str, cells: &[(&'static str, u32, u32)], is_registered: bool| {
            let place = |row, column| (file.to_owned(), sheet.to_owned(), row, column);
            let cells = cells.iter().map(|(name, row, column)| (*name, place(*row, *column)));
            let login = is_registered.then(|| ("login", school.register.clone()));
            rows.push(cells.chain(login).collect());
        };
    match indicator {
        "vpr_quality" | "vpr_mean" => {
            for file in vpr("Статистика по отметкам.") {
                for row in sheets.rows((&file, "Лист1"), 0, |text| text.ends_with(&login)) {
                    let own = [("subject", 2, 0), ("login", row, 0), ("n", row, 2)];
                    let marks = [("p2", row, 3), ("p3", row, 4), ("p4", row, 5), ("p5", row, 6)];
                    let marks = if indicator == "vpr_mean" { &marks[..] } else { &marks[2..] };
                    add(&file, "Лист1", &[&own[..], marks].concat(), false);
                }
            }
        }
        "journal_lower" => {
            for file in vpr("Сравнение отметок с отметками по журналу.")
            {
                for row in sheets.rows((&file, "Лист1"), 0, |text| text.ends_with(&login)) {
                    let own = [("subject", 2, 0), ("login", row, 0)];
                    let counts = [("n_lower", row + 1, 1), ("n", row + 4, 1)];
                    add(&file, "Лист1", &[own, counts].concat(), false);
                }
            }
        }
        "oge_fail" => {
            for file in workbooks(&format!("inputs/{period}/ОГЭ"), "ОГЭ.") {
                for row in sheets.rows((&file, "Протокол"), 1, |text| text == school.code) {
                    add(&file, "Протокол", &[("subject", 3, 0), ("mark", row, 7)], true);
                }
            }
        }
        "ege_fail" => {
            let file = format!("inputs/{period}/ЕГЭ/ЕГЭ.xlsx");
            let names: Vec<String> = sheets.book(&file).keys().cloned().collect();
            let sheet = names.iter().find(|name| name.ends_with("факт")).expect("a sheet");
            // The dash behind the code is not everywhere the same.
            let is_own = |text: &str| text.split([' ', '-', '–']).next() == Some(&school.code);
            for row in sheets.rows((&file, sheet), 1, is_own) {
                for column in (2..27).step_by(5) {
                    let counts = [("n", row, column), ("n_fail", row, column + 1)];
                    add(&file, sheet, &[&counts[..], &[("subject", 3, column)]].concat(), true);
                }
            }
        }
        "staff_trained" => {
            let file = format!("inputs/{period}/Кадры/Кадры.xlsx");
            for row in sheets.rows((&file, "Кадры"), 1, |text| text == school.code) {
                add(&file, "Кадры", &[("teachers", row, 3), ("trained", row, 10)], true);
            }
        }
        other => panic!("nobody knows where the cells of {other} are"),
    }
    rows
}

/// Whether a cell holds the value that is said to stand there.
fn holds(sheets: &mut Sheets, used: &CellUse, place: &Place) -> bool {
    let found = sheets.cell(place);
    let is_percent = used.column.starts_with('p');
    match &used.value {
        Value::Missing(_) => number_of(&found).is_none(),
        Value::Integer(number) => number_of(&found) == Some(*number as f64),
        Value::Number(number) if is_percent => {
            let near = |percent: f64| (percent - number).abs() < 1e-9;
            number_of(&found).is_some_and(|found| near(found) || near(100.0 * found))
        }
        Value::Number(number) => number_of(&found) == Some(*number),
        // What stands in a longer text is the whole of what is sought: a login in brackets, a
        // subject behind its colon.
        Value::Text(text) => {
            let own = found.as_string().unwrap_or_default();
            let behind = own.split_once(": ").map_or("", |(_, behind)| behind);
            let bracketed = own.rsplit_once('(').map_or("", |(_, behind)| behind);
            let bracketed = bracketed.strip_suffix(')').unwrap_or_default();
            [own.trim(), behind.trim(), bracketed].contains(&&**text)
        }
        Value::Boolean(_) | Value::Date(_) => panic!("{used:?} is none of these"),
    }
}

fn number_of(data: &Data) -> Option<f64> {
    let text = |text: &str| {
        let cleaned: String = text.chars().filter(|c| !c.is_whitespace() && *c != '%').collect();
        cleaned.replace(',', ".").parse().ok()
    };
    match data {
        Data::Int(number) => Some(*number as f64),
        Data::Float(number) => Some(*number),
        Data::String(string) => text(string),
        _ => None,
    }
}

/// What is wrong with the rows of an explanation: cells that should not be there, or are there too
/// often or not at all, and values that do not stand in their cells.
fn lies(
    sheets: &mut Sheets,
    rows: &[RowUse],
    period: &str,
    expected: &[Vec<Named>],
) -> Vec<String> {
    let mut lies = Vec::new();
    let mut found: Vec<Vec<(String, Place)>> = Vec::new();
    for row in rows {
        let mut cells = Vec::new();
        for used in &row.cells {
            let Some(cell) = &used.cell else {
                if used.column != "period" || used.value != Value::text(period) {
                    lies.push(format!("{used:?} stands nowhere"));
                }
                continue;
            };
            let place = (cell.file.to_string(), cell.sheet.to_string(), cell.row, cell.column);
            if !holds(sheets, used, &place) {
                lies.push(format!("{used:?}, but there is {:?}", sheets.cell(&place)));
            }
            cells.push((used.column.clone(), place));
        }
        if row.cells.iter().filter(|used| used.column == "period").count() != 1 {
            lies.push(format!("{row:?} has not one period"));
        }
        cells.sort();
        found.push(cells);
    }
    let named = |(name, place): &Named| ((*name).to_owned(), place.clone());
    for row in expected {
        let mut row: Vec<(String, Place)> = row.iter().map(named).collect();
        row.sort();
        match found.iter().position(|known| *known == row) {
            Some(place) => _ = found.remove(place),
            None => lies.push(format!("{row:?} is missing")),
        }
    }
    lies.extend(found.into_iter().map(|row| format!("{row:?} is too much")));
    lies
}

fn explained<'a>(computed: &'a Computed, request: &Request<'_>) -> Explanation<'a> {
    let Computed { definition, tables, indicators, public: _ } = computed;
    explain(definition, tables, indicators, request)
        .unwrap_or_else(|e| panic!("{request:?}: {e:?}"))
}

/// The rows behind an indicator of a school, those that count first.
fn rows_behind(explanation: &Explanation<'_>) -> Vec<RowUse> {
    let rows = explanation.rows.as_ref().expect("it stands on rows");
    rows.counted.iter().chain(&rows.left_out).cloned().collect()
}

const SCHOOLS: [&str; 3] = ["edu053112", "edu053101", "edu053130"];

#[test]
fn cells_hold_what_is_said_and_add_up_to_the_number() {
    let computed = &*COMPUTED;
    let mut sheets = Sheets::default();
    let (mut cells, mut numbers) = (0, 0);
    let cases: [(&str, &[&str]); 6] = [
        ("vpr_quality", &["n45", "n"]),
        ("vpr_mean", &["marks", "n"]),
        ("journal_lower", &["n_lower", "n"]),
        ("oge_fail", &["failed"]),
        ("ege_fail", &["n_fail", "n"]),
        ("staff_trained", &["trained", "teachers"]),
    ];
    for (indicator, columns) in cases {
        for (period, login) in ["2023-24", "2024-25"].iter().flat_map(|p| SCHOOLS.map(|s| (*p, s)))
        {
            let at = vec![("school", login)];
            let request = Request { indicator, at, period: Some(period), reference: None };
            let explanation = explained(computed, &request);
            let schools = School::find(&mut sheets, period, login);
            let expected: Vec<Vec<Named>> = schools
                .iter()
                .flat_map(|school| expected(&mut sheets, indicator, period, school))
                .collect();
            let lies = lies(&mut sheets, &rows_behind(&explanation), period, &expected);
            assert!(lies.is_empty(), "{indicator} {login} {period}: {}", lies.join("\n"));
            cells += expected.iter().map(Vec::len).sum::<usize>();
            let observation = explanation.observation.expect("the school was there");
            let parts = [observation.numerator, observation.denominator];
            let counted = &explanation.rows.as_ref().expect("it stands on rows").counted;
            for (column, expected) in columns.iter().zip(parts) {
                let values = counted.iter().map(|row| {
                    let value = row.value(column).and_then(Value::as_number);
                    value.unwrap_or_else(|| panic!("{indicator}: no {column} in {row:?}"))
                });
                assert_eq!(
                    values.sum::<f64>(),
                    expected.unwrap_or(0.0),
                    "{indicator} {login} {column}"
                );
                numbers += 1;
            }
        }
    }
    println!("{cells} cells are there, {numbers} sums are those of their rows");
    assert!(cells > 1_200, "only {cells} cells were looked at");
}

/// Something done to the rows of an explanation.
type Change<'c> = &'c dyn Fn(&mut Vec<RowUse>);

/// The test above sees it if an explanation says one thing too much, too little, or wrongly.
#[test]
fn what_is_wrong_with_an_explanation_is_found() {
    let (period, login) = ("2024-25", "edu053112");
    let mut sheets = Sheets::default();
    let schools = School::find(&mut sheets, period, login);
    for indicator in ["vpr_quality", "oge_fail", "ege_fail", "staff_trained"] {
        let request = Request {
            indicator,
            at: vec![("school", login)],
            period: Some(period),
            reference: None,
        };
        let sound = rows_behind(&explained(&COMPUTED, &request));
        let expected = expected(&mut sheets, indicator, period, &schools[0]);
        let number = sound[0].cells.iter().position(|used| used.value.as_number().is_some());
        let number = number.expect("a number");
        let changes: [(&str, Change<'_>); 7] = [
            ("a row is missing", &|rows| drop(rows.pop())),
            ("a row is there twice", &|rows| rows.push(rows[0].clone())),
            ("a cell is missing", &|rows| drop(rows[0].cells.remove(number))),
            ("a cell is there twice", &|rows| {
                let again = rows[0].cells[number].clone();
                rows[0].cells.push(again);
            }),
            ("a value is wrong by one", &|rows| {
                let value = rows[0].cells[number].value.as_number().expect("a number");
                rows[0].cells[number].value = Value::Number(value + 1.0);
            }),
            ("a cell is the one below", &|rows| {
                rows[0].cells[number].cell.as_mut().expect("a cell").row += 1;
            }),
            ("it is another school", &|rows| {
                let of_school = rows[0].cells.iter_mut().find(|used| used.column == "login");
                of_school.expect("a login").value = Value::text("edu053113");
            }),
        ];
        for (what, change) in changes {
            let mut rows = sound.clone();
            change(&mut rows);
            let found = lies(&mut sheets, &rows, period, &expected);
            assert!(!found.is_empty(), "{indicator}: nobody sees that {what}");
        }
        assert!(lies(&mut sheets, &sound, period, &expected).is_empty());
    }
}

#[test]
fn a_composite_names_its_parts() {
    let computed = &*COMPUTED;
    let request = Request {
        indicator: "quality_index",
        at: vec![("school", "edu053112")],
        period: None,
        reference: None,
    };
    let explanation = explained(computed, &request);
    let weights: Vec<f64> = explanation.inputs.iter().map(|input| input.weight).collect();
    assert_eq!(weights, [0.4, 0.4, 0.2]);
    let sum: f64 = explanation.inputs.iter().filter_map(|input| input.contribution).sum();
    let value = explanation.observation.and_then(|known| known.value.ok()).expect("a value");
    assert!((sum - value).abs() < 1e-9, "{sum} is not {value}");
    assert!(explanation.rows.is_none());
}

#[test]
fn a_reference_is_explained_by_its_own_rows() {
    let computed = &*COMPUTED;
    for reference in ["region", "country", "published"] {
        let request = Request {
            indicator: "vpr_quality",
            at: vec![("subject", "Математика")],
            period: Some("2023-24"),
            reference: Some(reference),
        };
        let explanation = explained(computed, &request);
        let (_, value) = explanation.reference.expect("a reference was asked for");
        let rows = explanation.rows.as_ref().expect("it stands on rows");
        let [above, below] = ["n45", "n"].map(|column| -> f64 {
            let values =
                rows.counted.iter().map(|row| row.value(column).and_then(Value::as_number));
            values.map(|value| value.expect("a counted row has all of its numbers")).sum()
        });
        let expected = value.and_then(|value| value.value.ok()).expect("a value");
        assert!((100.0 * above / below - expected).abs() < 1e-9, "{reference}: {above} / {below}");
        assert_eq!(rows.counted.len(), 4, "a row for each grade");
    }
}

#[test]
fn rows_of_a_merged_school_are_named_as_such() {
    let computed = &*COMPUTED;
    let merged = computed.indicators.slices("pupils").expect("a shipped indicator");
    let schools = merged.iter().find(|slice| slice.slice.name == "school").expect("a slice");
    let mut named = 0;
    for (member, observations) in schools.members.iter().zip(&schools.observations) {
        for (period, observation) in computed.indicators.periods.iter().zip(observations) {
            if !observation.as_ref().is_some_and(|observation| observation.is_merged) {
                continue;
            }
            let (period, key) = (period.to_string(), &*member.keys[0]);
            let request = Request {
                indicator: "pupils",
                at: vec![("school", key)],
                period: Some(&period),
                reference: None,
            };
            let explanation = explained(computed, &request);
            let rows = explanation.rows.as_ref().expect("it stands on rows");
            assert!(rows.counted.iter().any(|row| row.of_member.is_some()), "{key} {period}");
            let value = explanation.formulas.iter().find(|f| f.role == FormulaRole::Value);
            let value = value.and_then(|formula| formula.value.as_number());
            assert_eq!(value, observation.as_ref().and_then(|known| known.value.ok()));
            named += 1;
        }
    }
    assert!(named > 0, "the sample has merged schools");
}

/// What the program prints.
fn printed(arguments: &[&str]) -> String {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_msoko"));
    let output = command.args(arguments).current_dir(root()).output().expect("it runs");
    String::from_utf8(output.stdout).expect("a text")
}

/// The contributions that are printed add up to the sum that is printed, and that is the value.
#[test]
fn printed_contributions_add_up_to_the_printed_value() {
    let text = printed(&["explain", "quality_index", "--school", "edu053112", "--lang", "ru"]);
    let behind = |line: &str, word: &str| -> Option<f64> {
        let (_, rest) = line.split_once(word)?;
        rest.split(' ').next()?.replace(',', ".").parse().ok()
    };
    let parts: Vec<f64> = text.lines().filter_map(|line| behind(line, "вклад ")).collect();
    let one = |word: &str| text.lines().find_map(|line| behind(line, word)).expect(word);
    let (sum, value) = (one("Сумма вкладов: "), one("Значение: "));
    assert_eq!(parts.len(), 3, "{text}");
    assert!((parts.iter().sum::<f64>() - sum).abs() < 2e-5, "{text}");
    assert!((sum - value).abs() <= 0.05, "{text}");
}

/// What the pages for users show as printed is what the program prints, but for the long method.
#[test]
fn the_pages_for_users_show_what_the_program_says() {
    for (page, language) in [("README.md", "en"), ("README.ru.md", "ru")] {
        let page = std::fs::read_to_string(root().join(page)).expect("a page");
        let request = "$ msoko explain staff_trained --school edu053112\n";
        let shown = page.split_once(request).expect("an example").1;
        let shown = shown.split_once("\n```").expect("its end").0;
        let arguments = ["explain", "staff_trained", "--school", "edu053112", "--lang", language];
        let printed = printed(&arguments);
        let is_method = |line: &&str| line.starts_with("Method") || line.starts_with("Методика");
        let printed: Vec<&str> = printed.trim_end().lines().filter(|l| !is_method(l)).collect();
        assert_eq!(shown, printed.join("\n"), "{language}");
    }
}
