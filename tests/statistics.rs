//! The functions of statistics against values that other programs, certified tables and published
//! examples give: `tests/oracle/statistics.py` wrote `tests/oracle/statistics.json`. Every set is
//! computed as it stands, backwards, and among the rows of another group; the bits may not differ.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use msoko::expressions::{self, Grouping, Rows, Scope};
use msoko::statistics::{
    normal_cdf, normal_quantile, normal_two_sided_p, student_t_quantile, student_t_two_sided_p,
};
use msoko::values::{Column, DataType, Missing, Value};
use proptest::prelude::*;
use serde_json::{Map, Value as Json};

/// Fewer comparisons than this mean that the test no longer looks where it should.
const COMPARED_MIN: usize = 1_500;

/// How far a distribution may be from scipy's, as a share of the value.
const DISTRIBUTION_TOLERANCE: f64 = 1e-11;

/// Columns of one length.
struct Table(Vec<(String, Column)>);

impl Table {
    fn read(columns: &Map<String, Json>) -> Self {
        Self(columns.iter().map(|(name, cells)| (name.clone(), column(cells))).collect())
    }

    fn rows(&self, rows: &[Option<u32>]) -> Self {
        let pick =
            |(name, column): &(String, Column)| (name.clone(), column.gather(rows, Missing::Empty));
        Self(self.0.iter().map(pick).collect())
    }

    fn compute(&self, formula: &str, grouping: &Grouping) -> Value {
        let expression = expressions::parse(formula).unwrap_or_else(|e| panic!("{formula}: {e:?}"));
        let checked = expressions::check_groups(&expression, self);
        let checked = checked.unwrap_or_else(|e| panic!("{formula}: {e:?}"));
        let column = checked.evaluate(self, grouping);
        column.unwrap_or_else(|e| panic!("{formula}: {e}")).value(0)
    }
}

impl Scope for Table {
    fn data_type(&self, name: &str) -> Option<DataType> {
        self.column(name).map(Column::data_type)
    }

    fn names(&self) -> Vec<&str> {
        self.0.iter().map(|(name, _)| name.as_str()).collect()
    }

    fn is_grouped(&self, _: &str) -> bool {
        false
    }
}

impl Rows for Table {
    fn row_count(&self) -> usize {
        self.0[0].1.len()
    }

    fn column(&self, name: &str) -> Option<&Column> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, column)| column)
    }
}

fn column(cells: &Json) -> Column {
    let values: Vec<Value> = cells.as_array().unwrap().iter().map(value).collect();
    let types: Vec<DataType> = values.iter().filter_map(Value::data_type).collect();
    let data_type = if types.contains(&DataType::Number) { DataType::Number } else { types[0] };
    let as_declared = |value: Value| match (data_type, value.as_number()) {
        (DataType::Number, Some(number)) => Value::Number(number),
        _ => value,
    };
    Column::from_values(data_type, values.into_iter().map(as_declared))
}

/// Reads a constant of a formula, or the reason why there is none.
fn value(json: &Json) -> Value {
    let Some(text) = json.as_str() else {
        let name = json["missing"].as_str().unwrap();
        let reason = Missing::ALL.into_iter().find(|reason| reason.name() == name);
        return Value::Missing(reason.unwrap_or_else(|| panic!("no reason {name}")));
    };
    let quoted = text.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    match (text, quoted) {
        ("null", _) => Value::Missing(Missing::Empty),
        ("true" | "false", _) => Value::Boolean(text == "true"),
        (_, Some(quoted)) => Value::text(quoted),
        _ => match text.parse() {
            Ok(integer) => Value::Integer(integer),
            Err(_) => Value::Number(text.parse().unwrap_or_else(|_| panic!("what is {text}?"))),
        },
    }
}

fn is_close(found: f64, expected: f64, tolerance: f64) -> bool {
    // Around zero a share of the value says nothing.
    (found - expected).abs() <= tolerance * expected.abs().max(1e-5)
}

fn agrees(found: &Value, expected: &Value, tolerance: f64) -> bool {
    match (found.as_number(), expected.as_number()) {
        (Some(found), Some(expected)) => is_close(found, expected, tolerance),
        _ => found == expected,
    }
}

fn oracle() -> Json {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/statistics.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn functions_agree_with_other_programs() {
    let oracle = oracle();
    let mut wrong = Vec::new();
    let mut compared = 0;
    for set in oracle["sets"].as_array().unwrap() {
        let table = Table::read(set["columns"].as_object().unwrap());
        let (name, tolerance) = (set["name"].as_str().unwrap(), set["tolerance"].as_f64().unwrap());
        let count = table.row_count();
        let numbers = 0..u32::try_from(count).unwrap();
        let backwards = table.rows(&numbers.clone().rev().map(Some).collect::<Vec<_>>());
        // Every row stands twice, in the group that is asked for and in one that is not.
        let doubled = table.rows(&numbers.flat_map(|row| [Some(row); 2]).collect::<Vec<_>>());
        let second = (0..2 * count).map(|row| if row % 2 == 0 { 1 } else { 0 }).collect();
        let among_others = Grouping { group_of_row: second, group_count: 2 };
        for (formula, expected) in set["results"].as_object().unwrap() {
            let found = table.compute(formula, &Grouping::single(count));
            let expected = value(expected);
            compared += 1;
            if !agrees(&found, &expected, tolerance) {
                wrong.push(format!("{name}: {formula} is {expected:?}, but gives {found:?}"));
            }
            let turned = backwards.compute(formula, &Grouping::single(count));
            let apart = doubled.compute(formula, &among_others);
            if turned != found || apart != found {
                wrong.push(format!("{name}: {formula} depends on the order of rows"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {compared}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(compared >= COMPARED_MIN, "only {compared} were compared");
}

/// The probability of a value up to `t`.
fn student_t_cdf(t: f64, df: f64) -> Option<f64> {
    let tail = student_t_two_sided_p(t, df)? / 2.0;
    Some(if t > 0.0 { 1.0 - tail } else { tail })
}

#[test]
fn distributions_agree_with_scipy() {
    let oracle = oracle();
    let mut wrong = Vec::new();
    for one in oracle["distributions"].as_array().unwrap() {
        let numbers = |json: &Json| -> Vec<f64> {
            json.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
        };
        let (name, arguments) = (one[0].as_str().unwrap(), numbers(&one[1]));
        let expected = one[2].as_f64().unwrap();
        let found = match (name, &arguments[..]) {
            ("student_t_quantile", [p, df]) => student_t_quantile(*p, *df),
            ("student_t_cdf", [t, df]) => student_t_cdf(*t, *df),
            ("student_t_two_sided_p", [t, df]) => student_t_two_sided_p(*t, *df),
            ("normal_quantile", [p]) => normal_quantile(*p),
            ("normal_cdf", [z]) => Some(normal_cdf(*z)),
            ("normal_two_sided_p", [z]) => Some(normal_two_sided_p(*z)),
            _ => panic!("what is {name}?"),
        };
        let found = found.unwrap_or(f64::NAN);
        let difference = (found - expected).abs();
        if difference > DISTRIBUTION_TOLERANCE * expected.abs() && difference > 1e-300 {
            wrong.push(format!("{name}{arguments:?} is {expected}, but gives {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// A function without a comparison could be anything.
#[test]
fn every_function_of_statistics_is_compared() {
    let oracle = oracle();
    let sets = oracle["sets"].as_array().unwrap().iter();
    let formulas = sets.flat_map(|set| set["results"].as_object().unwrap().keys());
    let words =
        formulas.flat_map(|formula| formula.split(|c: char| !(c.is_alphanumeric() || c == '_')));
    let used: BTreeSet<&str> = words.collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/expressions/functions/statistics");
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        if !text.contains("const FUNCTION: Function") {
            continue;
        }
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(used.contains(name), "no set of the oracle uses {name}");
    }
}

/// A column of numbers, some of them missing.
fn numbers() -> impl Strategy<Value = Vec<(Option<i16>, i16, u8)>> {
    prop::collection::vec((prop::option::weighted(0.9, -300..300_i16), -50..50_i16, 0..5_u8), 1..25)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whole weights are repetitions, so weighted functions of rows give what the plain ones give of
    /// as many rows; and no bit depends on the order of the rows.
    #[test]
    fn weights_are_repetitions(rows in numbers(), turn in 0..25_usize) {
        let table = |rows: &[(Option<i16>, i16, u8)]| {
            let x = rows.iter().map(|(x, ..)| match x {
                Some(x) => Value::Number(f64::from(*x) / 8.0),
                None => Value::Missing(Missing::NoData),
            });
            let y = rows.iter().map(|(_, y, _)| Value::Number(f64::from(*y) / 3.0));
            let w = rows.iter().map(|(.., w)| Value::Integer(i64::from(*w)));
            let integers = Column::from_values(DataType::Integer, w);
            let [x, y] = [x.collect::<Vec<_>>(), y.collect()]
                .map(|values| Column::from_values(DataType::Number, values));
            Table(vec![("x".to_owned(), x), ("y".to_owned(), y), ("w".to_owned(), integers)])
        };
        let compute = |rows: &[(Option<i16>, i16, u8)], formula: &str| {
            table(rows).compute(formula, &Grouping::single(rows.len()))
        };
        let repeat = |row: &(Option<i16>, i16, u8)| vec![*row; usize::from(row.2)];
        let repeated: Vec<_> = rows.iter().flat_map(repeat).collect();
        if repeated.iter().any(|(x, ..)| x.is_some()) {
            for (weighted, plain) in [
                ("wmedian(x, w)", "median(x)"),
                ("wmode(x, w)", "mode(x)"),
                ("wstddev(x, w)", "stddev_samp(x)"),
                ("wstddev_pop(x, w)", "stddev_pop(x)"),
                ("wcv(x, w)", "cv(x)"),
                ("wmean(x, w)", "avg(x)"),
            ] {
                let (a, b) = (compute(&rows, weighted), compute(&repeated, plain));
                prop_assert!(agrees(&a, &b, 1e-12), "{weighted} {a:?}, {plain} {b:?}");
            }
        }
        let mut turned = rows.clone();
        turned.rotate_left(turn % rows.len());
        turned.swap(0, rows.len() - 1);
        for formula in [
            "percentile(x, 0.37)", "stddev(x)", "cv(y)", "corr(y, x)", "slope_high(y, x)",
            "regr_r2(x, y)", "icc(x, w)", "gini(y)", "mode(x)", "mean_top(y, 30)", "t_low(y)",
            "wmedian(x, w)", "wstddev(y, w)", "ols_coefficient(2, y, x, w)", "ols_r2(x, y, w)",
            "ols_low(0, y, x)", "means_differ_p(y, x > 1)", "border_ratio(w, y, 2)",
        ] {
            prop_assert_eq!(compute(&rows, formula), compute(&turned, formula), "{}", formula);
        }
        prop_assert_eq!(compute(&rows, "percentile(x, 0.5)"), compute(&rows, "median(x)"));
    }
}
