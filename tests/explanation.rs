//! Explanations of shipped numbers: the cells they name hold what they say, by another reader, and
//! add up to the number.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use calamine::{Data, DataType as _, Range, Reader as _, open_workbook_auto};
use msoko::definition::FormulaRole;
use msoko::diagnostics::{Diagnostics, SourceMap};
use msoko::explanation::{CellUse, Explanation, Request, explain};
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

/// Sheets of workbooks, as calamine reads them.
#[derive(Default)]
struct Sheets(BTreeMap<(String, String), Option<Range<Data>>>);

impl Sheets {
    /// The content of a cell; nothing in files that are no workbooks.
    fn cell(&mut self, used: &CellUse) -> Option<Data> {
        let cell = used.cell.as_ref().expect("asked only of cells");
        let place = (cell.file.to_string(), cell.sheet.to_string());
        let range = self.0.entry(place).or_insert_with(|| {
            let mut book = open_workbook_auto(root().join(&*cell.file)).ok()?;
            Some(book.worksheet_range(&cell.sheet).expect("a sheet"))
        });
        let found = range.as_ref()?.get_value((cell.row, cell.column));
        Some(found.cloned().unwrap_or_default())
    }

    /// Whether a cell holds the value that the explanation says.
    fn holds(&mut self, used: &CellUse) -> Option<bool> {
        let found = self.cell(used)?;
        Some(match &used.value {
            Value::Missing(_) => !matches!(found, Data::Int(_) | Data::Float(_)),
            Value::Integer(number) => number_of(&found).is_some_and(|f| f == *number as f64),
            Value::Number(number) => number_of(&found)
                .is_some_and(|f| [f, 100.0 * f].iter().any(|f| (f - number).abs() < 1e-9)),
            Value::Text(text) => {
                let squeezed = |text: &str| text.split_whitespace().collect::<String>();
                let found = found.as_string().unwrap_or_default();
                squeezed(&found).contains(&squeezed(text))
            }
            Value::Boolean(_) | Value::Date(_) => !found.is_empty(),
        })
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

fn explained<'a>(computed: &'a Computed, request: &Request<'_>) -> Explanation<'a> {
    let Computed { definition, tables, indicators, public: _ } = computed;
    explain(definition, tables, indicators, request)
        .unwrap_or_else(|e| panic!("{request:?}: {e:?}"))
}

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
        for period in ["2022-23", "2024-25"] {
            for school in ["edu053112", "edu053101", "edu053130"] {
                let at = vec![("school", school)];
                let request = Request { indicator, at, period: Some(period), reference: None };
                let explanation = explained(computed, &request);
                let rows = explanation.rows.as_ref().expect("it stands on rows");
                for row in rows.counted.iter().chain(&rows.left_out) {
                    for used in row.cells.iter().filter(|used| used.cell.is_some()) {
                        let Some(holds) = sheets.holds(used) else { continue };
                        assert!(
                            holds,
                            "{indicator} {school} {period}: {used:?}, but there is {:?}",
                            sheets.cell(used)
                        );
                        cells += 1;
                    }
                }
                let observation = explanation.observation.expect("the school was there");
                let parts = [observation.numerator, observation.denominator];
                for (column, expected) in columns.iter().zip(parts) {
                    let values = rows.counted.iter().map(|row| {
                        let value = row.value(column).and_then(Value::as_number);
                        value.unwrap_or_else(|| panic!("{indicator}: no {column} in {row:?}"))
                    });
                    let sum: f64 = values.sum();
                    let expected = expected.unwrap_or(0.0);
                    assert!((sum - expected).abs() < 1e-9, "{indicator} {school}: {sum} {column}");
                    numbers += 1;
                }
            }
        }
    }
    println!("{cells} cells are there, {numbers} sums are those of their rows");
    assert!(cells > 1_200, "only {cells} cells were looked at");
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
