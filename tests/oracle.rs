//! The shipped definition over the shipped inputs, held against an independent reading of the
//! same files: `tests/oracle/compute.py` wrote `tests/oracle/values.json`.

#![expect(clippy::print_stdout, reason = "says how much was compared")]

#[path = "support/shipped.rs"]
mod shipped;

use std::collections::BTreeMap;
use std::path::Path;

use msoko::definition::Kind;
use msoko::indicators::{Observation, SliceResult};
use msoko::pipeline::Computed;
use serde_json::Value;

use shipped::{COMPUTED, changed};

/// Fewer comparisons than this mean that the test no longer looks where it should.
const COMPARED_MIN: usize = 7_500;

/// An indicator and where the oracle keeps it.
const INDICATORS: [(&str, &str, &str); 20] = [
    ("vpr_success", "vpr", "success"),
    ("vpr_quality", "vpr", "quality"),
    ("vpr_mean", "vpr", "mean_mark"),
    ("vpr_fail", "vpr", "fail"),
    ("journal_equal", "vpr_journal", "equal"),
    ("journal_lower", "vpr_journal", "lower"),
    ("journal_higher", "vpr_journal", "higher"),
    ("oge_fail", "oge", "fail"),
    ("oge_quality", "oge", "quality"),
    ("oge_primary", "oge", "mean_primary"),
    ("ege_mean", "ege", "mean_score"),
    ("ege_fail", "ege", "fail"),
    ("staff_higher", "staff", "higher_education"),
    ("staff_category", "staff", "category"),
    ("staff_trained", "staff", "trained"),
    ("staff_young", "staff", "under_35"),
    ("staff_vacancies", "staff", "vacancies"),
    ("noko_total", "noko", "total"),
    ("noko_access", "noko", "k3"),
    ("noko_satisfaction", "noko", "k5"),
];

/// Indicators of the register, and the numbers of the oracle they are made of.
const REGISTER: [(&str, &str, Option<&str>); 4] = [
    ("schools", "schools", None),
    ("pupils", "pupils", None),
    ("class_sets", "classes", None),
    ("class_size", "pupils", Some("classes")),
];

/// Those of the region who got less than in the journal, the same, and all: sums of the rows of
/// the region in the fourteen files of each year.
const JOURNAL_OF_THE_REGION: [(f64, f64, f64); 3] = [
    (118_288.0, 381_973.0, 543_180.0),
    (120_606.0, 378_182.0, 543_270.0),
    (118_903.0, 379_821.0, 541_813.0),
];

/// What is held against what, and how often it has been.
struct Comparison {
    computed: &'static Computed,
    oracle: Value,
    compared: usize,
    different: Vec<String>,
}

impl Comparison {
    fn load() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(root.join("tests/oracle/values.json"));
        let oracle = serde_json::from_str(&text.expect("the oracle has spoken")).expect("JSON");
        Self { computed: &COMPUTED, oracle, compared: 0, different: Vec::new() }
    }

    fn slices(&self, indicator: &str) -> Vec<SliceResult> {
        self.computed.indicators.slices(indicator).expect("a shipped indicator").to_vec()
    }

    fn years(&self) -> Vec<String> {
        self.computed.indicators.periods.iter().map(ToString::to_string).collect()
    }

    /// The dimensions of a slice as the oracle names them: `district`, `subject`, `subject_grade`.
    fn dimensions(&self, slice: &SliceResult) -> Vec<String> {
        let dimensions = &self.computed.definition.dimensions;
        let names = slice.slice.dimensions.iter().map(|id| dimensions[id.0].name.value.clone());
        names.collect()
    }

    /// Compares a number with that of the oracle; nothing on both sides is equal as well.
    fn number(&mut self, what: &str, found: Option<f64>, expected: Option<f64>) {
        self.compared += 1;
        let is_equal = match (found, expected) {
            (Some(found), Some(expected)) => {
                (found - expected).abs() <= 1e-12 * expected.abs().max(1.0)
            }
            (found, expected) => found == expected,
        };
        if !is_equal {
            self.different.push(format!("{what}: {found:?}, by the oracle {expected:?}"));
        }
    }

    fn is_ratio(&self, indicator: &str) -> bool {
        let mut indicators = self.computed.definition.indicators.iter();
        let indicator = indicators.find(|known| known.id.value == indicator);
        indicator.is_some_and(|indicator| matches!(indicator.kind, Kind::Ratio { .. }))
    }

    /// Compares the value and, if it is a ratio, numerator and denominator.
    fn observation(
        &mut self,
        what: &str,
        is_ratio: bool,
        found: Option<&Observation>,
        expected: Option<&Value>,
    ) {
        let part = |name: &str| expected.and_then(|expected| expected[name].as_f64());
        self.number(what, found.and_then(|found| found.value.ok()), part("value"));
        if is_ratio && expected.is_some() {
            let above = found.and_then(|found| found.numerator);
            self.number(&format!("{what}, numerator"), above, part("numerator"));
            let below = found.and_then(|found| found.denominator);
            self.number(&format!("{what}, denominator"), below, part("denominator"));
        }
    }

    fn finish(self, least: usize) {
        println!("{} values compared", self.compared);
        let shown = self.different.iter().take(40).cloned().collect::<Vec<_>>().join("\n");
        assert!(self.different.is_empty(), "{} differ:\n{shown}", self.different.len());
        assert!(self.compared >= least, "only {} values were compared", self.compared);
    }
}

/// The entry of the oracle for a member: at the top for the district, else by its keys.
fn entry<'v>(slices: &'v Value, dimensions: &[String], keys: &[String]) -> Option<&'v Value> {
    match dimensions {
        [] => slices.get("district"),
        _ => slices.get(dimensions.join("_"))?.get(keys.join("|")),
    }
}

/// Every member that the oracle knows has to be one of ours.
fn assert_same_members(what: &str, slices: &Value, dimensions: &[String], ours: &[Vec<String>]) {
    if let Some(known) = slices.get(dimensions.join("_")).and_then(Value::as_object) {
        for key in known.keys() {
            assert!(ours.iter().any(|keys| keys.join("|") == *key), "{what}: no member {key}");
        }
    }
}

fn keys_of(slice: &SliceResult) -> Vec<Vec<String>> {
    let keys = |member: &msoko::indicators::Member| -> Vec<String> {
        member.keys.iter().map(ToString::to_string).collect()
    };
    slice.members.iter().map(keys).collect()
}

#[test]
fn every_value_is_that_of_the_oracle() {
    let mut comparison = Comparison::load();
    for (indicator, chapter, name) in INDICATORS {
        let is_ratio = comparison.is_ratio(indicator);
        for slice in comparison.slices(indicator) {
            let dimensions = comparison.dimensions(&slice);
            let members = keys_of(&slice);
            for (period, year) in comparison.years().iter().enumerate() {
                let expected = comparison.oracle[year][chapter][name].clone();
                assert!(expected.is_object(), "the oracle has no {chapter} {name}");
                if dimensions.len() > 1 && expected.get(dimensions.join("_")).is_none() {
                    continue;
                }
                assert_same_members(indicator, &expected, &dimensions, &members);
                for (keys, observations) in members.iter().zip(&slice.observations) {
                    let what = format!("{indicator} {dimensions:?} {keys:?} {year}");
                    let expected = entry(&expected, &dimensions, keys);
                    let found = observations[period].as_ref();
                    comparison.observation(&what, is_ratio, found, expected);
                }
            }
        }
    }
    comparison.finish(COMPARED_MIN);
}

#[test]
fn the_register_is_that_of_the_oracle() {
    let mut comparison = Comparison::load();
    for (indicator, above, below) in REGISTER {
        for slice in comparison.slices(indicator) {
            let dimensions = comparison.dimensions(&slice);
            for (period, year) in comparison.years().iter().enumerate() {
                let register = comparison.oracle[year]["register"].clone();
                for (keys, observations) in keys_of(&slice).iter().zip(&slice.observations) {
                    let part = |name: &str| match &dimensions[..] {
                        [] => register[name].as_f64(),
                        [own] if own == "school" => {
                            register[format!("{name}_by_school")][&keys[0]].as_f64()
                        }
                        _ => register["by_cluster"][&keys[0]][name].as_f64(),
                    };
                    let expected = match below {
                        None => part(above),
                        Some(below) => {
                            Some(part(above).zip(part(below)).map_or(0.0, |p| p.0 / p.1))
                        }
                    };
                    let found = observations[period].as_ref().and_then(|own| own.value.ok());
                    let what = format!("{indicator} {keys:?} {year}");
                    comparison.number(&what, found, expected);
                }
            }
        }
    }
    comparison.finish(230);
}

/// A dimension that the rows of a region say nothing about is left out: schools and clusters are
/// held against the whole region.
#[test]
fn references_are_those_of_the_oracle() {
    let mut comparison = Comparison::load();
    for (indicator, _, name) in &INDICATORS[..3] {
        for slice in comparison.slices(indicator) {
            let dimensions = comparison.dimensions(&slice);
            let known: Vec<usize> = (0..dimensions.len())
                .filter(|index| ["subject", "grade"].contains(&dimensions[*index].as_str()))
                .collect();
            let pick = |all: &[String]| -> Vec<String> {
                known.iter().map(|index| all[*index].clone()).collect()
            };
            for (period, year) in comparison.years().iter().enumerate() {
                for level in ["region", "country"] {
                    let expected = comparison.oracle[year]["vpr_reference"][level][name].clone();
                    for (keys, observations) in keys_of(&slice).iter().zip(&slice.observations) {
                        let Some(observation) = &observations[period] else { continue };
                        let expected = entry(&expected, &pick(&dimensions), &pick(keys));
                        let expected = expected.and_then(|expected| expected["value"].as_f64());
                        let reference = &observation.references[level];
                        let what = format!("{indicator} {level} {keys:?} {year}");
                        comparison.number(&what, reference.value.ok(), expected);
                        let gap = observation.value.ok().zip(expected).map(|pair| pair.0 - pair.1);
                        comparison.number(&what, reference.gap, gap);
                    }
                }
            }
        }
    }
    for (period, (lower, equal, all)) in JOURNAL_OF_THE_REGION.into_iter().enumerate() {
        for (indicator, part) in [("journal_lower", lower), ("journal_equal", equal)] {
            for slice in comparison.slices(indicator) {
                let of_subject = comparison.dimensions(&slice).contains(&"subject".to_owned());
                let observations = slice.observations.iter().filter(|_| !of_subject);
                for observation in observations.filter_map(|periods| periods[period].as_ref()) {
                    let reference = observation.references["region"].value.ok();
                    comparison.number(indicator, reference, Some(100.0 * part / all));
                }
            }
        }
    }
    comparison.finish(8_280);
}

/// 0.4 · quality of ВПР + 0.4 · quality of ОГЭ + 0.2 · teachers with a category, over what is
/// known, if that is 70 % of the weight; every part is already on the scale 0–100.
#[test]
fn the_composite_follows_from_the_oracle() {
    const PARTS: [(&str, &str, f64); 3] =
        [("vpr", "quality", 0.4), ("oge", "quality", 0.4), ("staff", "category", 0.2)];
    let mut comparison = Comparison::load();
    for slice in comparison.slices("quality_index") {
        let dimensions = comparison.dimensions(&slice);
        for (period, year) in comparison.years().iter().enumerate() {
            for (keys, observations) in keys_of(&slice).iter().zip(&slice.observations) {
                let (mut sum, mut known) = (0.0, 0.0);
                for (chapter, name, weight) in PARTS {
                    let slices = &comparison.oracle[year][chapter][name];
                    if let Some(part) = entry(slices, &dimensions, keys) {
                        sum += weight * part["value"].as_f64().expect("a number");
                        known += weight;
                    }
                }
                let expected = (known > 0.7).then(|| sum / known);
                let found = observations[period].as_ref().and_then(|own| own.value.ok());
                comparison.number(&format!("quality_index {keys:?} {year}"), found, expected);
            }
        }
    }
    comparison.finish(190);
}

/// The oracle has no subjects inside of schools; there the counts have to add up to its schools.
#[test]
fn subjects_of_a_school_add_up_to_the_school() {
    let mut comparison = Comparison::load();
    for (indicator, chapter, name) in INDICATORS {
        for slice in comparison.slices(indicator) {
            let dimensions = comparison.dimensions(&slice);
            if dimensions != ["subject", "school"] {
                continue;
            }
            for (period, year) in comparison.years().iter().enumerate() {
                let mut sums: BTreeMap<String, (f64, f64)> = BTreeMap::new();
                for (keys, observations) in keys_of(&slice).iter().zip(&slice.observations) {
                    let Some(observation) = &observations[period] else { continue };
                    let sum = sums.entry(keys[1].clone()).or_default();
                    sum.0 += observation.numerator.unwrap_or(0.0);
                    sum.1 += observation.denominator.unwrap_or(0.0);
                }
                let expected = comparison.oracle[year][chapter][name]["school"].clone();
                for (school, (above, below)) in sums.iter().filter(|(_, sum)| sum.1 > 0.0) {
                    let part = |name: &str| expected[school][name].as_f64();
                    let what = format!("{indicator} of {school} {year}");
                    comparison.number(&what, Some(*above), part("numerator"));
                    comparison.number(&what, Some(*below), part("denominator"));
                }
            }
        }
    }
    comparison.finish(1_400);
}

/// The sheets of the ЕГЭ have a code before each name, and the names in every spelling there is:
/// capitals, without ё, with quotes of each kind or with one of two, and one school was renamed.
/// Without the codes, the names alone have to find the same schools, every one.
#[test]
fn names_find_the_schools_that_codes_find() {
    const CATALOGUE: &str = "pipelines/catalogue/00-sources.yaml";
    const CHANGES: [(&str, &str, &str); 2] = [
        (
            CATALOGUE,
            "    form: rcoi/ege-actual\n",
            concat!(
                "    form: rcoi/ege-actual\n",
                "    hierarchy: { levels: [{ name: school, match: ",
                r"'^(?<school>\d{6}\s*[-–].*)'",
                " }] }\n",
                "    identify: { login: { column: school, in: schools, by: [full_name, name], ",
                r"clean: '^\d{6}\s*[-–]\s*' } }",
                "\n    key: [period, login, subject]\n",
            ),
        ),
        (
            CATALOGUE,
            "from: ege\n    join: [{ with: schools, on: [period, code] }]",
            "from: ege\n    join: [{ with: schools, on: [period, login] }]",
        ),
    ];
    let by_code = Comparison::load().computed;
    let computed = changed(&CHANGES);
    let identified = computed.tables.qualities().iter().flat_map(|quality| &quality.identified);
    let counts: Vec<_> = identified.map(|one| (one.by_alias, one.unmatched)).collect();
    assert_eq!(counts, [(0, 0)], "every name is one of the register");
    assert_eq!(
        format!("{:?}", computed.indicators.results),
        format!("{:?}", by_code.indicators.results),
    );
}
