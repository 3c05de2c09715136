//! An attack on editions for the public that knows nothing of how they were made: it takes what is
//! published, writes down every sum that holds between the numbers, and asks a solver of linear
//! programs between which bounds each hidden number must lie. Decision 24 says what it knows.

mod attack;
mod projects;
mod published;
mod relations;
mod said;
mod simplex;

use attack::{Attack, Formulas, Found};
use projects::{FORMULAS, Project, project};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use published::Published;

/// What can be computed of an edition, as lines for people.
fn computed(published: &Published, formulas: Formulas<'_>) -> Vec<String> {
    let found = Attack::on(published, formulas).run();
    found
        .into_iter()
        .map(|Found { place, what, value }| format!("{place}: {what} {value}"))
        .collect()
}

#[test]
fn nothing_hidden_in_the_shipped_public_edition_can_be_computed() {
    let published = Published::shipped();
    assert!(published.hidden_count() > 500, "the sample has small groups");
    assert_eq!(published.leaks(), [""; 0]);
    assert_eq!(computed(&published, Formulas::SeenByNumbers), [""; 0]);
}

#[test]
fn the_attack_succeeds_where_only_small_groups_are_hidden() {
    let open = project().prop_map(Project::without_secondary);
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut broken = 0;
    for _ in 0..20 {
        let drawn = open.new_tree(&mut runner).expect("projects can be drawn").current();
        broken += usize::from(!computed(&drawn.published(), FORMULAS).is_empty());
    }
    assert!(broken >= 15, "only {broken} of 20 editions gave something away");
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn nothing_hidden_can_be_computed(project in project()) {
        let published = project.published();
        prop_assert_eq!(published.leaks(), [""; 0]);
        prop_assert_eq!(computed(&published, FORMULAS), [""; 0], "{}", project.text());
    }
}
