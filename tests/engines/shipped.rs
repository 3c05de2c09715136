//! The shipped indicators in standard SQL, run by other engines over the exported tables: the same
//! rows, sums and counts.

use std::collections::BTreeMap;
use std::path::Path;

use msoko::definition::{DimensionId, Slice};
use msoko::diagnostics::{Diagnostics, SourceMap};
use msoko::expressions::identifier;
use msoko::indicators::{RawGroup, raw_groups};
use msoko::pipeline::{self, Computed};
use msoko::sql;
use msoko::system::NativeSystem;
use msoko::values::Value;
use serde_json::{Value as Json, json};

use crate::peers::Python;

/// How far sums of numbers may be apart that were added in another order, as a share.
const TOLERANCE: f64 = 1e-9;

/// An indicator, its statement and what that has to give.
struct Trial {
    id: String,
    query: String,
    /// The number of dimensions of all slices.
    keys: usize,
    expected: Vec<RawGroup>,
}

fn computed() -> Computed {
    let system = NativeSystem::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the project");
    let (mut texts, mut findings) = (SourceMap::default(), Diagnostics::default());
    let computed = pipeline::compute(&system, "pipelines/msoko.yaml", &mut texts, &mut findings);
    computed.expect("the shipped definition over the shipped inputs")
}

/// The statements of all indicators that have one, and how many have none, by reason.
fn trials(computed: &Computed) -> (Vec<Trial>, BTreeMap<String, usize>) {
    let Computed { definition, tables, .. } = computed;
    let (mut trials, mut unsaid) = (Vec::new(), BTreeMap::new());
    for indicator in &definition.indicators {
        let statement = match sql::lower(definition, indicator) {
            Ok(statement) => statement,
            Err(reason) => {
                *unsaid.entry(format!("{reason:?}")).or_default() += 1;
                continue;
            }
        };
        let rows = indicator.rows.as_ref().expect("what is said in SQL stands on rows");
        let slices = sql::slices(indicator);
        let expected = raw_groups(definition, tables, rows, &slices, &statement.aggregates);
        let mut dimensions: Vec<DimensionId> = Vec::new();
        for id in slices.iter().flat_map(|slice| &slice.dimensions) {
            if !dimensions.contains(id) {
                dimensions.push(*id);
            }
        }
        let expected = expected.expect("no overflow");
        let expected = expected.into_iter().map(|group| in_order(group, &slices, &dimensions));
        trials.push(Trial {
            id: indicator.id.value.clone(),
            query: statement.text,
            keys: dimensions.len(),
            expected: expected.collect(),
        });
    }
    (trials, unsaid)
}

/// The columns of keys are in the order of all dimensions, not of those of the slice.
fn in_order(mut group: RawGroup, slices: &[&Slice], dimensions: &[DimensionId]) -> RawGroup {
    let slice = slices.iter().find(|slice| slice.name == group.slice).expect("a slice");
    let places = dimensions.iter().filter_map(|id| slice.dimensions.iter().position(|d| d == id));
    group.keys = places.map(|place| group.keys[place].clone()).collect();
    group
}

/// Writes the tables and returns the orders that load them.
fn orders(computed: &Computed, folder: &Path) -> String {
    let mut loads = String::new();
    let mut schema = String::new();
    for file in sql::files(&computed.definition, &computed.tables) {
        let path = folder.join(&file.name);
        std::fs::write(&path, &file.bytes).expect("a temporary folder can be written to");
        match file.name.strip_suffix(".csv") {
            Some(table) => {
                let order = json!({ "table": identifier(table), "path": path.to_string_lossy() });
                loads.push_str(&format!("{order}\n"));
            }
            None => schema = String::from_utf8(file.bytes).expect("a text"),
        }
    }
    format!("{}\n{loads}", json!([schema.trim_end().trim_end_matches(';')]))
}

fn number(theirs: &Json) -> Option<f64> {
    match theirs {
        Json::Object(bits) => {
            let bits = u64::from_str_radix(bits["bits"].as_str()?, 16).ok()?;
            Some(f64::from_bits(bits))
        }
        number => number.as_f64(),
    }
}

fn is_same(ours: &Value, theirs: &Json) -> bool {
    match ours {
        Value::Missing(_) => theirs.is_null(),
        Value::Boolean(yes) => number(theirs) == Some(f64::from(u8::from(*yes))),
        Value::Text(text) => theirs.as_str() == Some(text),
        Value::Date(date) => theirs.as_str() == Some(&date.to_string()),
        // Counts have to be equal, sums of numbers nearly.
        Value::Integer(integer) => theirs.as_i64() == Some(*integer),
        Value::Number(ours) => number(theirs)
            .is_some_and(|theirs| (ours - theirs).abs() <= TOLERANCE * ours.abs().max(1.0)),
    }
}

/// Compares the rows of one statement; returns how many values were equal, or what differs.
fn compare(trial: &Trial, answer: &Json) -> Result<usize, String> {
    let Some(rows) = answer["rows"].as_array() else {
        return Err(format!("{}: {}", trial.id, answer["error"]));
    };
    let text = |cell: &Json| cell.as_str().unwrap_or_default().to_owned();
    let mut theirs: BTreeMap<(String, String, Vec<String>), &[Json]> = BTreeMap::new();
    for row in rows {
        let row = row.as_array().expect("a row");
        let (place, values) = row.split_at(2 + trial.keys);
        let keys = place[2..].iter().filter(|key| !key.is_null()).map(text).collect();
        theirs.insert((text(&place[0]), text(&place[1]), keys), values);
    }
    if theirs.len() != trial.expected.len() {
        let (found, expected) = (theirs.len(), trial.expected.len());
        return Err(format!("{}: {found} rows there, {expected} here", trial.id));
    }
    let mut equal = 0;
    for group in &trial.expected {
        let keys = group.keys.iter().map(ToString::to_string).collect();
        let found = theirs.get(&(group.slice.clone(), group.period.clone(), keys));
        let values = found.ok_or_else(|| format!("{}: no row {group:?} there", trial.id))?;
        if !group.values.iter().zip(*values).all(|(ours, theirs)| is_same(ours, theirs)) {
            return Err(format!("{}: {group:?} here, {values:?} there", trial.id));
        }
        equal += values.len();
    }
    Ok(equal)
}

fn run(python: &Python, script: &str) {
    let computed = computed();
    let (trials, unsaid) = trials(&computed);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut input = orders(&computed, folder.path());
    for trial in &trials {
        input.push_str(&format!("{}\n", json!(trial.query)));
    }
    let answers = python.run(script, input);
    let answers: Vec<Json> =
        answers.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(answers.len(), trials.len(), "an answer to each statement");
    let compared: Vec<_> =
        trials.iter().zip(&answers).map(|(trial, answer)| compare(trial, answer)).collect();
    let values: usize = compared.iter().flatten().sum();
    println!("{script}: {} indicators, {values} values equal; not said: {unsaid:?}", trials.len());
    let wrong: Vec<String> = compared.into_iter().filter_map(Result::err).collect();
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(values > 1_000, "only {values} values were compared");
}

#[test]
fn duckdb_gives_the_same_sums_and_counts() {
    if let Some(python) = Python::with("duckdb") {
        run(&python, "duckdb_queries.py");
    }
}

#[test]
fn postgres_gives_the_same_sums_and_counts() {
    if let Some(python) = Python::with_postgres() {
        run(&python, "postgres_queries.py");
    }
}
