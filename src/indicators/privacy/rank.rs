//! Which groups are hidden rather than others, where one of several has to be.
//!
//! Coarse groups, such as the whole and its clusters, are hidden only where no finer one helps.
//! Last come groups that coarse ones give away, such as a school without which a second total of
//! the district is published: to hide them one of the totals has to go as well.

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use super::audit;
use super::elimination::Elimination;
use super::measure::Measures;
use super::population::{NONE, Population};
use super::suppress::Suppression;

/// Comes after all ranks.
const GIVEN_AWAY: u32 = 1 << 16;

/// How coarse groups are, and which of them are coarse.
#[derive(Debug)]
pub(super) struct Ranks {
    /// The rank of each group: the higher, the fewer groups its slice has, and 0 if many.
    pub(super) of: Vec<u32>,
}

/// The rank of a group that is a slice of its own.
const WHOLE: u32 = u32::BITS;

impl Ranks {
    /// Finds how coarse groups are: whether their slice has few or many of them, to a factor of 2.
    pub(super) fn find(population: &Population, measures: &Measures) -> Self {
        let islands = population.islands();
        let mut of = vec![0; islands.len()];
        let mut finest = 1;
        for family in &population.families {
            let groups = family.iter().filter(|group| **group != NONE);
            let groups: BTreeSet<u32> = groups.copied().collect();
            let mut counts: HashMap<u32, u32> = HashMap::new();
            for group in groups.iter().filter(|group| measures.people[**group as usize] > 0.0) {
                *counts.entry(islands[*group as usize]).or_default() += 1;
            }
            for group in groups {
                let count = counts.get(&islands[group as usize]).copied().unwrap_or(1);
                finest = finest.max(count);
                of[group as usize] = of[group as usize].max(WHOLE - count.ilog2());
            }
        }
        let coarse = WHOLE - finest.isqrt().ilog2();
        of.iter_mut().filter(|rank| **rank < coarse).for_each(|rank| *rank = 0);
        Self { of }
    }

    /// The ranks of coarse groups, the coarsest first.
    fn coarse(&self) -> Vec<u32> {
        let found: BTreeSet<u32> = self.of.iter().copied().filter(|rank| *rank > 0).collect();
        found.into_iter().rev().collect()
    }
}

/// Puts visible groups that coarser ones give away after all others.
pub(super) fn put_given_away_last(suppression: &mut Suppression<'_>) {
    let Suppression { population, measures, ranks, hidden, .. } = &*suppression;
    let of_group = |group: u32| &population.groups[group as usize][..];
    let visible = (0..).zip(hidden).filter(|(_, is)| !**is).map(|(group, _): (u32, _)| group);
    let visible: Vec<u32> = visible.collect();
    let patterns: Vec<_> = audit::patterns(measures).into_iter().collect();
    let coarse = ranks.coarse();
    let jobs: Vec<_> =
        coarse.iter().flat_map(|rank| patterns.iter().map(move |of| (*rank, of))).collect();
    let found = jobs.par_iter().flat_map_iter(|(rank, ((freedom, told), of))| {
        let is_known = |group: &u32| told[*group as usize] && ranks.of[*group as usize] >= *rank;
        let known = visible.iter().copied().filter(is_known);
        let known: Vec<(u32, &[u32])> = known.map(|group| (group, of_group(group))).collect();
        let solved = Elimination::of(freedom, &known);
        let is_asked = |group: &u32| of.iter().any(|one| audit::tells(suppression, *one, *group));
        let below = visible.iter().copied().filter(|group| ranks.of[*group as usize] < *rank);
        let given = below.filter(|group| !solved.is_free(of_group(*group)));
        given.filter(is_asked).collect::<Vec<u32>>()
    });
    let found: Vec<u32> = found.collect();
    for group in found {
        suppression.ranks.of[group as usize] |= GIVEN_AWAY;
    }
}

/// Hides what coarse groups alone give away, the coarsest first: a second total without a school
/// that is hidden, or without a few people. Where that is left to the parts, partners are hidden
/// beside them that nobody needs.
pub(super) fn hide_from_above(suppression: &mut Suppression<'_>) {
    for rank in suppression.ranks.coarse() {
        loop {
            hide_for_rests(suppression, rank);
            let known = audit::computable_from_above(suppression, rank);
            let mut hidden_now: Vec<u32> = Vec::new();
            for beside in known {
                if beside.iter().any(|group| hidden_now.contains(group)) {
                    continue;
                }
                let visible = beside.iter().filter(|group| !suppression.hidden[**group as usize]);
                let cheapest = visible.min_by(|a, b| order(suppression, **a, **b));
                if let Some(group) = cheapest.copied() {
                    suppression.hide(group);
                    hidden_now.push(group);
                }
            }
            if hidden_now.is_empty() {
                break;
            }
        }
    }
}

/// Which of two groups is hidden rather than the other.
fn order(suppression: &Suppression<'_>, a: u32, b: u32) -> std::cmp::Ordering {
    let Suppression { ranks, measures, .. } = suppression;
    let people = |group: u32| measures.people[group as usize];
    let key = |group: u32| (ranks.of[group as usize], suppression.price(group));
    key(a).cmp(&key(b)).then(people(a).total_cmp(&people(b))).then(a.cmp(&b))
}

/// Hides wholes or parts where too few people are in no part. Groups that help the most such
/// relations for the fewest values are taken first.
fn hide_for_rests(suppression: &mut Suppression<'_>, rank: u32) {
    let relations = suppression.relations;
    let is_above = |group: u32, ranks: &Ranks| ranks.of[group as usize] >= rank;
    let list = (0..).zip(&relations.list).filter(|(_, relation)| {
        let parts = relation.parts.iter();
        !relation.rest.is_empty()
            && is_above(relation.whole, &suppression.ranks)
            && parts.into_iter().all(|part| is_above(*part, &suppression.ranks))
    });
    let mut open: Vec<u32> = list.map(|(index, _)| index).collect();
    loop {
        open.retain(|relation| suppression.lacks_people(*relation));
        let mut helps: HashMap<u32, u64> = HashMap::new();
        for relation in &open {
            let rules = &relations.list[*relation as usize];
            for group in rules.parts.iter().chain([&rules.whole]) {
                if !suppression.hidden[*group as usize] {
                    *helps.entry(*group).or_default() += 1;
                }
            }
        }
        let best = helps.into_iter().max_by(|(a, count_a), (b, count_b)| {
            // As fractions: of two that help alike that of the fewer values is better.
            let (left, right) = (count_a * suppression.price(*b), count_b * suppression.price(*a));
            left.cmp(&right).then_with(|| order(suppression, *b, *a))
        });
        let Some((group, _)) = best else { return };
        suppression.hide(group);
    }
}
