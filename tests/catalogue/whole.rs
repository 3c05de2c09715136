//! Whether the catalogue has every indicator of the field, and says of each what a reader asks.

use std::collections::{BTreeMap, BTreeSet};

use msoko::definition::{Counts, Definition, Indicator, IntervalMethod, Kind, TableBase, TableId};

use super::oracles;
use super::shipped::COMPUTED;

/// The letters of the codes, and how many indicators there are: of the passport, the eight
/// directions, midterm attestation, public observation, the assessment of conditions, the indices
/// and the factors.
const CODES: [(&str, usize); 14] = [
    ("ПС", 6),
    ("КП", 38),
    ("ПА", 7),
    ("ШН", 11),
    ("ТЛ", 11),
    ("ПФ", 10),
    ("РК", 8),
    ("ПД", 12),
    ("ВС", 8),
    ("ДО", 9),
    ("ОН", 7),
    ("НК", 7),
    ("ИН", 8),
    ("ФК", 10),
];

/// What has no unit, beside answers: coefficients and values on a scale of their own.
const WITHOUT_UNIT: [&str; 7] = [
    "vpr_cohort_correlation",
    "norm_quality",
    "quality_change_z",
    "quality_change_z_district",
    "corr_size",
    "corr_need",
    "corr_certified",
];

/// Of whom it may not be known that he is counted: health, families, records, failure to go on.
const SENSITIVE: [&str; 15] = [
    "additional_disabled",
    "after_grade_9",
    "after_grade_9_lost",
    "career_disabled",
    "conditional_share",
    "debtors_share",
    "debts_cleared",
    "jobless_share",
    "low_income_share",
    "other_language_share",
    "single_parent_share",
    "social_need",
    "special_needs_share",
    "uncertified",
    "upbringing_records",
];

/// How a method says why there is neither a target nor a zone.
const WITHOUT_THRESHOLD: &str = "Порога нет:";

/// The letters and the number of a code; a part of it is told by a point or a letter behind:
/// ПФ-06.1, КП-25а.
fn parts_of(code: &str) -> Option<(&str, usize)> {
    let (letters, rest) = code.split_once('-')?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (number, part) = rest.split_at(digits);
    let is_part = part.is_empty()
        || part.strip_prefix('.').is_some_and(|p| p.parse::<u8>().is_ok())
        || part.chars().all(char::is_alphabetic) && part.chars().count() == 1;
    (number.len() == 2 && is_part).then(|| number.parse().ok().map(|number| (letters, number)))?
}

/// The titles of the sources that an indicator stands on, through tables and other indicators.
fn sources<'d>(definition: &'d Definition, indicator: &'d Indicator, into: &mut BTreeSet<&'d str>) {
    fn of_table<'d>(definition: &'d Definition, id: TableId, into: &mut BTreeSet<&'d str>) {
        let table = &definition.tables[id.0];
        match &table.base {
            TableBase::Source(index) => {
                let source = &definition.sources[*index];
                let is_named = source.title != source.name.value;
                into.extend(is_named.then_some(source.title.as_str()));
            }
            TableBase::Table(base) => of_table(definition, *base, into),
            TableBase::Observations(observed) => {
                for column in &observed.columns {
                    sources(definition, &definition.indicators[column.indicator.0], into);
                }
            }
        }
    }
    if let Kind::Composite(composite) = &indicator.kind {
        for part in &composite.parts {
            sources(definition, &definition.indicators[part.indicator.0], into);
        }
    }
    if let Some(rows) = &indicator.rows {
        of_table(definition, rows.table, into);
    }
}

/// What a reader of the passport of an indicator would miss.
fn lacks(
    definition: &Definition,
    indicator: &Indicator,
    judged: &BTreeSet<&str>,
) -> Vec<&'static str> {
    let (id, passport) = (indicator.id.value.as_str(), &indicator.passport);
    let is_answer = matches!(indicator.kind, Kind::Rule { .. } | Kind::Info { .. });
    let method = passport.method.as_deref().unwrap_or_default();
    let has_threshold = !indicator.targets.is_empty() || !indicator.zones.is_empty();
    let mut titles = BTreeSet::new();
    sources(definition, indicator, &mut titles);
    let parts = [
        ("code of the region", passport.codes.iter().any(|(name, _)| name == "region")),
        ("definition", passport.title.chars().count() > 5 && !passport.formula.is_empty()),
        ("direction", passport.direction.is_some()),
        ("owner", passport.owner.is_some()),
        ("method", method.chars().count() > 20),
        ("unit", passport.unit.is_some() || is_answer || WITHOUT_UNIT.contains(&id)),
        ("source with a title", !titles.is_empty()),
        (
            "threshold, nor a reason for none",
            has_threshold || is_answer || method.contains(WITHOUT_THRESHOLD),
        ),
        ("value of another program", judged.contains(&id)),
    ];
    parts.into_iter().filter(|(_, is_there)| !is_there).map(|(what, _)| what).collect()
}

#[test]
fn the_catalogue_is_whole() {
    let definition = &COMPUTED.definition;
    let oracles = oracles::all();
    let judged: BTreeSet<&str> = oracles
        .iter()
        .flat_map(|o| o.said())
        .filter(|s| s.is_value())
        .map(|s| s.indicator)
        .collect();
    let mut found: BTreeSet<(&str, usize)> = BTreeSet::new();
    let mut wrong = Vec::new();
    for indicator in &definition.indicators {
        let (id, Some(code)) = (&indicator.id.value, &indicator.passport.code) else { continue };
        let Some((letters, number)) = parts_of(code) else {
            wrong.push(format!("{id}: {code} is no code"));
            continue;
        };
        found.insert((letters, number));
        let lacks = lacks(definition, indicator, &judged);
        wrong.extend(lacks.into_iter().map(|what| format!("{code} {id}: no {what}")));
    }
    let wanted: BTreeSet<(&str, usize)> = CODES
        .iter()
        .flat_map(|(letters, count)| (1..=*count).map(move |number| (*letters, number)))
        .collect();
    let difference = wanted.symmetric_difference(&found);
    wrong.extend(difference.map(|(letters, number)| {
        let is_wanted = wanted.contains(&(*letters, *number));
        let what = if is_wanted { "no indicator" } else { "nobody knows of it" };
        format!("{letters}-{number:02}: {what}")
    }));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_two_indicators_have_the_same_code() {
    let mut used: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for indicator in &COMPUTED.definition.indicators {
        let (id, passport) = (indicator.id.value.as_str(), &indicator.passport);
        let own = passport.code.iter().map(|code| ("", code.as_str()));
        let others = passport.codes.iter().map(|(name, code)| (name.as_str(), code.as_str()));
        own.chain(others).for_each(|code| used.entry(code).or_default().push(id));
    }
    let shared: Vec<_> = used.iter().filter(|(_, ids)| ids.len() > 1).collect();
    assert!(shared.is_empty(), "{shared:?}");
}

#[test]
fn only_shares_of_people_have_intervals() {
    let indicators = COMPUTED.definition.indicators.iter();
    let of_others = indicators.filter(|indicator| indicator.counts != Counts::People);
    let wrong: Vec<&str> = of_others
        .filter(|indicator| indicator.interval != IntervalMethod::None)
        .map(|indicator| indicator.id.value.as_str())
        .collect();
    assert!(wrong.is_empty(), "all of them are counted, there is no sample: {wrong:?}");
}

#[test]
fn few_who_are_counted_are_hidden_where_that_may_not_be_known() {
    let indicators = COMPUTED.definition.indicators.iter();
    let sensitive = indicators.filter(|indicator| indicator.is_sensitive);
    let mut found: Vec<&str> = sensitive.map(|indicator| indicator.id.value.as_str()).collect();
    found.sort_unstable();
    assert_eq!(found, SENSITIVE);
}

#[test]
fn codes_have_parts_by_points_and_letters() {
    assert_eq!(parts_of("КП-25"), Some(("КП", 25)));
    assert_eq!(parts_of("КП-25а"), Some(("КП", 25)));
    assert_eq!(parts_of("ПФ-06.1"), Some(("ПФ", 6)));
    assert_eq!(parts_of("ПФ-6"), None);
    assert_eq!(parts_of("ПФ-06.а"), None);
    assert_eq!(parts_of("06"), None);
}
