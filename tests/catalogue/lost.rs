//! What becomes of the catalogue when something is not known that is known in the sample: not a
//! value like any other, neither the best nor the worst.

use msoko::indicators::Observation;
use msoko::pipeline::Computed;
use msoko::values::Missing;

use super::shipped::{COMPUTED, changed};

/// A school whose shares of «2» in Russian are lost.
const SCHOOL: &str = "edu053123";

/// Files of the catalogue and what is another text in them.
const CHANGES: [(&str, &str, &str); 3] = [
    (
        "pipelines/catalogue/00-sources.yaml",
        "    form: fis-oko/marks\n",
        "    form: fis-oko/marks\n    derive:\n      n2: case when login = 'edu053123' \
         and subject = 'Русский язык' then null when n = 0 then 0 else round(n * p2 / 100) end\n",
    ),
    (
        "pipelines/catalogue/13-shnor.yaml",
        "before: { from: Значимость в начале года, type: category,",
        "before: { from: Значимость в начале года, missing: { высокая: no_data }, type: category,",
    ),
    (
        "pipelines/catalogue/22-staff.yaml",
        "mentor: { from: Наставник, type: boolean, missing: { \"-\": not_applicable }",
        "mentor: { from: Наставник, type: boolean, missing: { \"-\": not_applicable, нет: no_data }",
    ),
];

/// The observation of the last year; the whole has no key.
fn last<'c>(computed: &'c Computed, indicator: &str, key: &str) -> &'c Observation {
    let slices = computed.indicators.slices(indicator).expect("an indicator");
    let found = slices.iter().find_map(|slice| {
        let keys = |member: &msoko::indicators::Member| member.keys.concat() == key;
        let row = slice.members.iter().position(keys)?;
        slice.observations[row].last()?.as_ref()
    });
    found.unwrap_or_else(|| panic!("no {indicator} of {key}"))
}

#[test]
fn what_is_lost_is_neither_good_nor_bad() {
    let lost = changed(&CHANGES);

    let before = last(&COMPUTED, "shnor", SCHOOL);
    assert_eq!(before.value, Ok(0.0), "the sample has a status of the school");
    assert!(last(&lost, "low_vpr_ru", SCHOOL).value.is_err(), "nobody knows how many failed");
    assert!(last(&lost, "held_vpr_ru", SCHOOL).value.is_ok(), "but the papers were written");
    assert!(last(&lost, "shnor", SCHOOL).value.is_err(), "so the rule cannot be decided");
    let share = |computed| last(computed, "shnor_share", "").denominator.expect("schools");
    assert_eq!(share(&lost), share(&COMPUTED) - 1.0, "a school without a status is not counted");

    let risks = |computed| last(computed, "risks_reduced", "").clone();
    let (known, all) = (risks(&lost), risks(&COMPUTED));
    assert!(known.denominator < all.denominator, "an unknown significance is not a high one");
    assert!(known.is_partial && !all.is_partial, "and that is said");

    let novices = last(&lost, "novices_mentored", "");
    assert_eq!(novices.numerator, novices.denominator, "who is not known to have none is left out");
    assert!(novices.is_partial, "and that is said");
    assert_ne!(last(&lost, "shnor", "edu053120").value, Err(Missing::NoData), "others have theirs");
}
