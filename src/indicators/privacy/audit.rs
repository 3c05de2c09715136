//! The last word on what is hidden: whether any of it can be computed from all that is visible, or
//! is known too closely.

use std::collections::{BTreeSet, HashMap, HashSet};

use rayon::prelude::*;

use super::bounds::too_narrow;
use super::elimination::{Elimination, Freedom};
use super::measure::{Measures, Sum};
use super::population::NONE;
use super::rank;
use super::suppress::Suppression;

/// In how many rounds one group is hidden for all that it may help. After that each gets its own:
/// tables of many dimensions with all their totals would take too many rounds.
const PATIENCE: u32 = 6;

/// Of how many groups of a proof one is chosen.
const CHOICE: usize = 200;

/// A hidden group that is known, and visible groups one of which has to be hidden for it.
struct Open {
    group: u32,
    beside: Vec<u32>,
}

/// Hides more until nothing that is hidden can be computed.
pub(super) fn finish(suppression: &mut Suppression<'_>) {
    rank::hide_from_above(suppression);
    rank::put_given_away_last(suppression);
    let mut rounds = [0, 0];
    let islands = suppression.population.islands();
    let mut changed: BTreeSet<u32> = islands.iter().copied().collect();
    loop {
        suppression.complete();
        let is_patient = rounds[0] < PATIENCE;
        let mut open = computable(suppression, (&islands, &changed), is_patient);
        let is_narrow = open.is_empty();
        if is_narrow {
            open = narrow(suppression);
        }
        let round = &mut rounds[usize::from(is_narrow)];
        *round += 1;
        let mut hidden_now: HashSet<u32> = HashSet::new();
        for Open { group, beside } in open {
            if *round <= PATIENCE && beside.iter().any(|other| hidden_now.contains(other)) {
                // What was hidden for another group may help this one as well.
                continue;
            }
            // A proof can be empty only by a chance of 2^-61.
            let beside = if beside.is_empty() { around(suppression, group) } else { beside };
            if let Some(other) = suppression.cheapest_of(&beside) {
                suppression.hide(other);
                hidden_now.insert(other);
            }
        }
        if hidden_now.is_empty() {
            return;
        }
        let island = |group: &u32| islands[*group as usize];
        changed = hidden_now.iter().map(island).collect();
    }
}

/// The hidden groups whose size is known too closely.
fn narrow(suppression: &Suppression<'_>) -> Vec<Open> {
    let Suppression { measures, relations, hidden, .. } = suppression;
    let one = |(group, relation): (u32, u32)| {
        let rules = relations.list.get(relation as usize);
        let parts = rules.into_iter().flat_map(|rules| rules.parts.iter().copied());
        let visible: Vec<u32> = parts
            .filter(|part| !hidden[*part as usize] && measures.people[*part as usize] > 0.0)
            .collect();
        let is_known = !visible.is_empty();
        Open { group, beside: if is_known { visible } else { around(suppression, group) } }
    };
    too_narrow(suppression).into_iter().map(one).collect()
}

/// The groups that say something about a group: those with which it makes up another one, and
/// those with which it has people in common.
fn around(suppression: &Suppression<'_>, group: u32) -> Vec<u32> {
    let Suppression { population, measures, relations, .. } = suppression;
    let list = relations.as_part[group as usize].iter();
    let mut found: Vec<u32> = list
        .flat_map(|relation| relations.list[*relation as usize].parts.iter().copied())
        .collect();
    for family in &population.families {
        let atoms = population.groups[group as usize].iter();
        found.extend(atoms.map(|atom| family[*atom as usize]));
    }
    found.sort_unstable();
    found.dedup();
    found.retain(|other| {
        *other != NONE && *other != group && measures.people[*other as usize] > 0.0
    });
    found
}

/// What may move in a table and of which groups it is known, and the sizes or sums that it is of.
pub(super) type Patterns<'a> = HashMap<(Vec<Freedom>, &'a [bool]), Vec<Measure>>;

#[derive(Debug, Clone, Copy)]
pub(super) enum Measure {
    Size(usize),
    Sum(usize),
}

/// Returns hidden groups on islands that have changed of which a size or a sum can be computed, the
/// smallest first. Of those that one more hidden group may help together, one is enough.
fn computable(
    suppression: &Suppression<'_>,
    (islands, changed): (&[u32], &BTreeSet<u32>),
    is_patient: bool,
) -> Vec<Open> {
    let Suppression { population, measures, hidden, .. } = suppression;
    let of_group = |group: u32| &population.groups[group as usize][..];
    let patterns: Vec<_> = patterns(measures).into_iter().collect();
    let of_island = |island: u32| {
        let on = (0..)
            .zip(hidden)
            .filter(move |(group, _): &(u32, _)| islands[*group as usize] == island);
        let visible = on.clone().filter(|(_, is)| !**is);
        let visible: Vec<(u32, &[u32])> =
            visible.map(|(group, _)| (group, of_group(group))).collect();
        let asked: Vec<u32> = on.filter(|(_, is)| **is).map(|(group, _)| group).collect();
        (visible, asked)
    };
    let islands: Vec<_> = changed.iter().map(|island| of_island(*island)).collect();
    let jobs: Vec<_> =
        islands.iter().flat_map(|island| patterns.iter().map(move |of| (island, of))).collect();
    let found = jobs.par_iter().flat_map_iter(|((visible, asked), ((freedom, told), of))| {
        let known = visible.iter().copied().filter(|(group, _)| told[*group as usize]);
        let known: Vec<(u32, &[u32])> = known.collect();
        let mut solved = Elimination::of(freedom, &known);
        let is_asked = |group: &u32| of.iter().any(|measure| tells(suppression, *measure, *group));
        let fixed = asked.iter().copied().filter(|group| !solved.is_free(of_group(*group)));
        let fixed: Vec<u32> = fixed.filter(is_asked).collect();
        open_of(suppression, &mut solved, &fixed, is_patient)
    });
    let mut found: Vec<Open> = found.collect();
    found.sort_by(|a, b| {
        let people = |open: &Open| measures.people[open.group as usize];
        people(a)
            .total_cmp(&people(b))
            .then_with(|| (a.group, &a.beside).cmp(&(b.group, &b.beside)))
    });
    found
}

/// Returns for hidden groups that can be computed from groups of a rank alone, or from higher
/// ones, the visible groups one of which has to be hidden.
pub(super) fn computable_from_above(suppression: &Suppression<'_>, rank: u32) -> Vec<Vec<u32>> {
    let Suppression { population, measures, hidden, ranks, .. } = suppression;
    let of_group = |group: u32| &population.groups[group as usize][..];
    let asked = (0..).zip(hidden).filter(|(_, is)| **is).map(|(group, _): (u32, _)| group);
    let asked: Vec<u32> = asked.collect();
    let visible = (0..).zip(hidden.iter().zip(&ranks.of));
    let visible = visible.filter(|(_, (is, own))| !**is && **own >= rank);
    let visible: Vec<u32> = visible.map(|(group, _): (u32, _)| group).collect();
    let patterns: Vec<_> = patterns(measures).into_iter().collect();
    let found = patterns.par_iter().flat_map_iter(|((freedom, told), of)| {
        let known = visible.iter().copied().filter(|group| told[*group as usize]);
        let known: Vec<(u32, &[u32])> = known.map(|group| (group, of_group(group))).collect();
        let mut solved = Elimination::of(freedom, &known);
        let is_asked = |group: &u32| of.iter().any(|measure| tells(suppression, *measure, *group));
        let fixed = asked.iter().copied().filter(|group| !solved.is_free(of_group(*group)));
        let fixed: Vec<u32> = fixed.filter(is_asked).collect();
        fixed.into_iter().map(|group| solved.proof(of_group(group))).collect::<Vec<_>>()
    });
    let mut found: Vec<Vec<u32>> = found.collect();
    found.sort();
    found
}

/// For groups that can be computed the visible groups one of which has to be hidden.
fn open_of(
    suppression: &Suppression<'_>,
    solved: &mut Elimination<'_>,
    fixed: &[u32],
    is_patient: bool,
) -> Vec<Open> {
    let of_group = |group: u32| &suppression.population.groups[group as usize][..];
    let relations = |group: u32| &suppression.relations.as_part[group as usize];
    let mut helped: HashSet<u32> = HashSet::new();
    let mut open = Vec::new();
    for group in fixed.iter().copied() {
        if is_patient && relations(group).iter().any(|relation| helped.contains(relation)) {
            continue;
        }
        let proof = solved.proof(of_group(group));
        // Somebody has to be able to move; where nobody can, any group may be hidden.
        let (useful, others): (Vec<u32>, Vec<u32>) =
            proof.into_iter().partition(|other| solved.can_move(of_group(*other)));
        let mut beside = if useful.is_empty() { others } else { useful };
        // A proof may be made of most of the groups there are; any of the cheap ones will do.
        beside.sort_by(|a, b| {
            let people = |group: &u32| suppression.measures.people[*group as usize];
            let ranks = |group: &u32| suppression.ranks.of[*group as usize];
            ranks(a).cmp(&ranks(b)).then(people(a).total_cmp(&people(b))).then(a.cmp(b))
        });
        beside.truncate(CHOICE);
        if let Some(cheapest) = suppression.cheapest_of(&beside) {
            helped.extend(relations(cheapest));
        }
        open.push(Open { group, beside });
    }
    open
}

/// Whether a measure that can be computed tells anything that the groups that are shown do not.
pub(super) fn tells(suppression: &Suppression<'_>, measure: Measure, group: u32) -> bool {
    let Suppression { measures, .. } = suppression;
    match measure {
        Measure::Size(size) => {
            let size = &measures.sizes[size];
            size.is_published[group as usize] && size.groups[group as usize] > 0.0
        }
        Measure::Sum(index) => {
            let sum = &measures.sums[index];
            let n = measures.sizes[sum.size].groups[group as usize];
            let is_published = sum.is_published[group as usize];
            is_published && n > 0.0 && !is_said_of_all(suppression, sum, group)
        }
    }
}

/// Whether a group that is shown is all of one kind, and this one is a part of it.
fn is_said_of_all(suppression: &Suppression<'_>, sum: &Sum, group: u32) -> bool {
    let Suppression { population, measures, hidden, .. } = suppression;
    let people = &measures.sizes[sum.size].groups;
    let (own, n) = (sum.groups[group as usize], people[group as usize]);
    let is_nobody = sum.has_floor && own == 0.0;
    let is_everybody = sum.has_ceiling && own == n;
    population.families.iter().any(|family| {
        let mut atoms = population.groups[group as usize].iter();
        let around = atoms.next().map_or(NONE, |atom| family[*atom as usize]);
        let is_around = around != NONE && atoms.all(|atom| family[*atom as usize] == around);
        if !is_around || hidden[around as usize] {
            return false;
        }
        let (all, n) = (sum.groups[around as usize], people[around as usize]);
        (is_nobody && all == 0.0) || (is_everybody && all == n)
    })
}

pub(super) fn patterns(measures: &Measures) -> Patterns<'_> {
    let mut found = Patterns::new();
    for (index, size) in measures.sizes.iter().enumerate() {
        let freedom = |n: &f64| if *n > 0.0 { Freedom::Both } else { Freedom::Fixed };
        let freedom = size.atoms.iter().map(freedom).collect();
        found.entry((freedom, &size.is_told[..])).or_default().push(Measure::Size(index));
    }
    for (index, sum) in measures.sums.iter().enumerate() {
        let people = &measures.sizes[sum.size].atoms;
        let freedom = |(part, n): (&f64, &f64)| match (*part, *n) {
            (_, 0.0) => Freedom::Fixed,
            (0.0, _) if sum.has_floor => Freedom::OneWay,
            (part, n) if sum.has_ceiling && part == n => Freedom::OneWay,
            _ => Freedom::Both,
        };
        let freedom = sum.atoms.iter().zip(people).map(freedom).collect();
        found.entry((freedom, &sum.is_told[..])).or_default().push(Measure::Sum(index));
    }
    found
}
