//! Contents as values.

use indexmap::IndexMap;
use jiff::civil::date;

use crate::definition::ColumnKind::{
    self, Boolean, Category, Code, Date, Integer, Number, Percent, Text,
};
use crate::definition::{PercentScale, WordMeaning};
use crate::sources::{Content, cast};
use crate::values::{Missing, Value};

use super::fixture::{column, pattern};

#[track_caller]
fn check(kind: ColumnKind, cases: &[(Content, Result<Value, &str>)]) {
    let column = column(kind, "x");
    for (content, expected) in cases {
        let result = cast(content, &column, &IndexMap::new()).map_err(|error| error.label());
        assert_eq!(result, *expected, "{content:?}");
    }
}

fn text(text: &str) -> Content {
    Content::Text(text.into())
}

fn shown(value: f64, percent: bool, code: Option<&str>) -> Content {
    Content::Number { value, percent, code: code.map(Into::into) }
}

const DAY: Content = Content::Date(date(2024, 9, 1));

#[test]
fn numbers() {
    check(
        Number,
        &[
            (text("12,5"), Ok(Value::Number(12.5))),
            (text("1\u{a0}437\u{2009}420"), Ok(Value::Number(1_437_420.0))),
            (Content::number(0.531), Ok(Value::Number(0.531))),
            (shown(0.531, true, None), Err("percent")),
            (text("53 %"), Err("percent")),
            (text("2+5"), Err("not-number")),
            (DAY, Err("date")),
            (Content::Boolean(true), Err("not-number")),
        ],
    );
    check(
        Integer,
        &[
            (text(" 1 234 "), Ok(Value::Integer(1234))),
            (text("3,0"), Ok(Value::Integer(3))),
            (Content::number(2.999_999_999_999_999_6), Ok(Value::Integer(3))),
            (shown(1.0, true, None), Err("percent")),
            (Content::number(3.5), Err("not-whole")),
            (Content::number(1e16), Err("too-large")),
            (Content::Error("#DIV/0!".into()), Err("label")),
            (Content::NotCalculated, Err("label")),
        ],
    );
    check(
        Percent,
        &[
            (text("53,1%"), Ok(Value::Number(53.1))),
            (shown(0.531, true, None), Ok(Value::Number(53.1))),
            (Content::number(53.1), Ok(Value::Number(53.1))),
            (text("53,1"), Ok(Value::Number(53.1))),
            (shown(1e307, true, None), Err("too-large")),
        ],
    );
}

#[test]
fn codes_and_texts() {
    check(
        Code { width: Some(4) },
        &[
            (text(" \u{200b}\u{feff}"), Ok(Value::Missing(Missing::Empty))),
            (Content::number(814.0), Ok(Value::text("0814"))),
            (text("814"), Ok(Value::text("0814"))),
            (shown(814.0, false, Some("000814")), Ok(Value::text("000814"))),
            (shown(14.0, false, Some("014")), Ok(Value::text("0014"))),
            (shown(14.0, false, Some("А-014")), Ok(Value::text("А-014"))),
            (Content::number(1_234_567_890_123_450.0), Err("too-large")),
            (Content::number(123_456_789_012_345.0), Ok(Value::text("123456789012345"))),
            (text("1234567890123456"), Ok(Value::text("1234567890123456"))),
            (text(" edu053017 "), Ok(Value::text("edu053017"))),
            (Content::number(8.5), Err("not-code")),
            (DAY, Err("date")),
        ],
    );
    check(
        Text,
        &[
            (text("  МКОУ  СОШ "), Ok(Value::text("МКОУ СОШ"))),
            (Content::number(2.5), Ok(Value::text("2,5"))),
            (DAY, Ok(Value::text("01.09.2024"))),
        ],
    );
    let places = || Category { values: vec!["город".to_owned(), "село".to_owned()] };
    check(
        places(),
        &[(text("Село "), Ok(Value::text("село"))), (text("посёлок"), Err("not-listed"))],
    );
    check(Category { values: Vec::new() }, &[(text(" любое"), Ok(Value::text("любое")))]);
}

#[test]
fn days_and_truth() {
    check(
        Date,
        &[
            (DAY, Ok(Value::Date(date(2024, 9, 1)))),
            (text("01.09.2024"), Ok(Value::Date(date(2024, 9, 1)))),
            (text("сентябрь"), Err("not-date")),
            (Content::number(45_536.0), Err("not-date")),
        ],
    );
    check(
        Boolean,
        &[
            (text("Да"), Ok(Value::Boolean(true))),
            (text("ЛОЖЬ"), Ok(Value::Boolean(false))),
            (Content::number(1.0), Ok(Value::Boolean(true))),
            (Content::Boolean(false), Ok(Value::Boolean(false))),
            (Content::number(2.0), Err("not-boolean")),
            (text("возможно"), Err("not-boolean")),
        ],
    );
}

#[test]
fn missing_values_and_patterns() {
    let mut login = column(Code { width: None }, "x");
    login.pattern = Some(pattern(r"^edu\d{6}$"));
    let missing = IndexMap::from([
        ("х".to_owned(), WordMeaning::Missing(Missing::NotApplicable)),
        ("0".to_owned(), WordMeaning::Missing(Missing::NoData)),
        (String::new(), WordMeaning::Missing(Missing::Suppressed)),
    ]);
    let result = |content: Content| cast(&content, &login, &missing).map_err(|e| e.label());
    assert_eq!(result(text("edu053017")), Ok(Value::text("edu053017")));
    assert_eq!(result(text("EDU053017")), Err("pattern-mismatch"));
    assert_eq!(result(text("X")), Ok(Value::Missing(Missing::NotApplicable)));
    assert_eq!(result(Content::number(0.0)), Ok(Value::Missing(Missing::NoData)));
    assert_eq!(result(text(" \u{a0}")), Ok(Value::Missing(Missing::Suppressed)));
    assert_eq!(result(Content::NotCalculated), Err("label"));
}

#[test]
fn words_of_a_column_and_zero() {
    let words = |pairs: &[(&str, WordMeaning)]| -> IndexMap<String, WordMeaning> {
        pairs.iter().map(|(word, meaning)| ((*word).to_owned(), *meaning)).collect()
    };
    let of_source = words(&[("-", WordMeaning::Missing(Missing::NoData))]);
    let mut count = column(Integer, "x");
    count.missing =
        words(&[("-", WordMeaning::Zero), ("отсутствовал", WordMeaning::Missing(Missing::Absent))]);
    let result = |content| cast(&content, &count, &of_source).map_err(|e| e.label());
    assert_eq!(result(text("–")), Ok(Value::Integer(0)));
    assert_eq!(result(text("Отсутствовал")), Ok(Value::Missing(Missing::Absent)));
    let mut name = column(Text, "x");
    name.missing = words(&[("-", WordMeaning::Zero)]);
    assert_eq!(cast(&text("-"), &name, &IndexMap::new()), Ok(Value::text("-")));
}

#[test]
fn declared_shares() {
    let mut share = column(Percent, "x");
    share.scale = Some(PercentScale::Fraction);
    let result = |content| cast(&content, &share, &IndexMap::new()).map_err(|e| e.label());
    assert_eq!(result(Content::number(0.985)), Ok(Value::Number(98.5)));
    assert_eq!(result(text("0,985")), Ok(Value::Number(98.5)));
    assert_eq!(result(text("98,5%")), Ok(Value::Number(98.5)));
    assert_eq!(result(shown(0.985, true, None)), Ok(Value::Number(98.5)));
}
