//! The shipped catalogue over the shipped inputs, held against values that other programs worked
//! out from the same files: `tests/oracle/catalogue/*.py` wrote the `*.json` beside them.
//!
//! A file is `{ indicator: { slice: { keys: { period: value } } } }`. Keys are joined by ` | ` and
//! empty for the whole; a value is a number, a text, true or false, null where there is none, or
//! `{ "value": …, "numerator": …, "denominator": … }`, which may also have the bounds `low` and
//! `high` and the values of references by their names, such as `region`.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use msoko::diagnostics::{Catalogue, Diagnostics, Language, RenderFormat, Renderer, SourceMap};
use msoko::indicators::{Indicators, Observation};
use msoko::pipeline::{self, Computed};
use msoko::system::NativeSystem;
use serde_json::{Map, Value};

/// How far two programs that add in another order may be apart, as a share of the value.
const TOLERANCE: f64 = 1e-9;

/// The shipped indicators, computed once for all tests.
static COMPUTED: LazyLock<Computed> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let system = NativeSystem::open(root).expect("the project can be opened");
    let (mut texts, mut findings) = (SourceMap::default(), Diagnostics::default());
    let computed = pipeline::compute(&system, "pipelines/msoko.yaml", &mut texts, &mut findings);
    let words = Catalogue::new(Language::English);
    let renderer = Renderer::new(&words, &texts, RenderFormat::Plain);
    let found: Vec<String> = findings.iter().map(|finding| renderer.render(finding)).collect();
    computed.unwrap_or_else(|| panic!("{}", found.join("\n")))
});

/// The files of the oracles, by name.
fn oracles(root: &Path) -> Vec<(String, Map<String, Value>)> {
    let folder = fs::read_dir(root.join("tests/oracle/catalogue")).expect("a folder");
    let mut files: Vec<_> = folder
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a text");
            let values = serde_json::from_str(&text).expect("a JSON object");
            (path.file_name().expect("a file").to_string_lossy().into_owned(), values)
        })
        .collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    files
}

/// What is wrong with an observation, by the oracle.
fn differences(found: Option<&Observation>, expected: &Value) -> Vec<String> {
    let parts: Vec<(&str, &Value)> = match expected {
        Value::Object(parts) => parts.iter().map(|(name, part)| (name.as_str(), part)).collect(),
        single => vec![("value", single)],
    };
    let mut different = Vec::new();
    if let Value::String(text) = expected {
        let answer = found.and_then(|found| found.answer.clone());
        if answer != Some(msoko::values::Value::Text(text.as_str().into())) {
            different.push(format!("it is {answer:?}, by the oracle {text}"));
        }
        return different;
    }
    for (name, expected) in parts {
        let found = found.and_then(|found| match name {
            "value" => found.value.ok(),
            "numerator" => found.numerator,
            "denominator" => found.denominator,
            "low" => found.interval.map(|interval| interval.0),
            "high" => found.interval.map(|interval| interval.1),
            reference => {
                let compared = found.references.get(reference);
                compared.expect("a reference of the indicator").value.ok()
            }
        });
        let wanted = match expected {
            Value::Bool(yes) => Some(f64::from(u8::from(*yes))),
            Value::Number(number) => number.as_f64(),
            Value::Null => None,
            other => panic!("the oracle says {other}"),
        };
        let is_equal = match (found, wanted) {
            (Some(found), Some(wanted)) => {
                (found - wanted).abs() <= TOLERANCE * wanted.abs().max(1.0)
            }
            (found, wanted) => found == wanted,
        };
        if !is_equal {
            different.push(format!("{name} is {found:?}, by the oracle {wanted:?}"));
        }
    }
    different
}

fn period_index(indicators: &Indicators, period: &str) -> Option<usize> {
    indicators.periods.iter().position(|known| known.to_string() == period)
}

#[test]
fn every_indicator_has_the_value_that_another_program_gives() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = oracles(root);
    if files.is_empty() {
        println!("no oracle has spoken yet");
        return;
    }
    let computed = &*COMPUTED;
    let (mut compared, mut known, mut wrong) = (0, 0, Vec::new());
    for (file, values) in &files {
        for (id, slices) in values {
            let ours = computed.indicators.slices(id);
            let ours = ours.unwrap_or_else(|_| panic!("{file}: no indicator {id}"));
            let before = known;
            for (name, members) in slices.as_object().expect("slices") {
                let slice = ours.iter().find(|slice| slice.slice.name == *name);
                let slice = slice.unwrap_or_else(|| panic!("{file}: no slice {id} {name}"));
                for (keys, periods) in members.as_object().expect("members") {
                    let row = slice.members.iter().position(|m| m.keys.join(" | ") == *keys);
                    for (period, expected) in periods.as_object().expect("periods") {
                        let index = period_index(&computed.indicators, period);
                        let index = index.unwrap_or_else(|| panic!("{file}: period {period}"));
                        let found = row.and_then(|row| slice.observations[row][index].as_ref());
                        compared += 1;
                        known += usize::from(!expected.is_null());
                        for difference in differences(found, expected) {
                            wrong.push(format!("{id} {name} [{keys}] {period}: {difference}"));
                        }
                    }
                }
            }
            assert!(known > before, "{file}: every value of {id} is missing");
        }
    }
    println!("{compared} values compared, {known} of them known");
    let shown = wrong.iter().take(40).cloned().collect::<Vec<_>>().join("\n");
    assert!(wrong.is_empty(), "{} differ:\n{shown}", wrong.len());
}

/// The indicators of the eight directions, of the assessment of conditions, and the indices, by the
/// letters of their codes; and how many there are at least of midterm attestation and of public
/// observation and expertise.
const CODES: [(&str, usize); 12] = [
    ("КП", 38),
    ("ШН", 11),
    ("ТЛ", 11),
    ("ПФ", 10),
    ("РК", 8),
    ("ПД", 12),
    ("ВС", 8),
    ("ДО", 9),
    ("НК", 7),
    ("ИН", 8),
    ("ПА", 4),
    ("ОН", 3),
];

#[test]
fn the_catalogue_is_whole() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let computed = &*COMPUTED;
    let oracles = oracles(root);
    let judged: Vec<&String> = oracles.iter().flat_map(|(_, values)| values.keys()).collect();
    let mut lacks = Vec::new();
    for (letters, count) in CODES {
        for number in 1..=count {
            let code = format!("{letters}-{number:02}");
            // A code of several parts is numbered by points: ПФ-06.1.
            let own: Vec<_> = computed
                .definition
                .indicators
                .iter()
                .filter(|indicator| {
                    let known = indicator.passport.code.as_deref().unwrap_or_default();
                    known == code || known.strip_prefix(&code).is_some_and(|p| p.starts_with('.'))
                })
                .collect();
            if own.is_empty() {
                lacks.push(format!("{code}: no indicator"));
            }
            for indicator in own {
                let (id, passport) = (&indicator.id.value, &indicator.passport);
                let parts = [
                    ("code of the region", passport.codes.iter().any(|(name, _)| name == "region")),
                    ("method", passport.method.is_some()),
                    ("owner", passport.owner.is_some()),
                    ("direction", passport.direction.is_some()),
                    ("value of another program", judged.contains(&id)),
                ];
                let missing = parts.into_iter().filter(|(_, is_there)| !is_there);
                lacks.extend(missing.map(|(what, _)| format!("{code} {id}: no {what}")));
            }
        }
    }
    assert!(lacks.is_empty(), "{}", lacks.join("\n"));
}
