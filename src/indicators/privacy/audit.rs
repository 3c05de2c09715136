//! The last word on what is hidden: whether any of it can be computed from all that is visible, or
//! is known too closely.

use std::collections::HashMap;

use rayon::prelude::*;

use super::bounds::too_narrow;
use super::elimination::{Freedom, moves, null_vector};
use super::measure::{Measures, Sum};
use super::population::NONE;
use super::suppress::Suppression;

/// Hides more until nothing that is hidden can be computed.
pub(super) fn finish(suppression: &mut Suppression<'_>) {
    loop {
        suppression.complete();
        let mut open = computable(suppression);
        if open.is_empty() {
            open = too_narrow(suppression);
        }
        let mut is_done = true;
        let mut hidden_now = Vec::new();
        for group in open {
            let beside = beside(suppression, group);
            if beside.iter().any(|other| hidden_now.contains(other)) {
                // What was hidden for another group may help this one as well.
                continue;
            }
            let visible = beside.into_iter().filter(|other| !suppression.hidden[*other as usize]);
            let cheapest = visible.min_by(|a, b| {
                let cost = |group: u32| suppression.cost(group, None);
                cost(*a).total_cmp(&cost(*b)).then(a.cmp(b))
            });
            if let Some(other) = cheapest {
                suppression.hide(other);
                hidden_now.push(other);
                is_done = false;
            }
        }
        if is_done {
            return;
        }
    }
}

/// The groups that say something about a group: those with which it makes up another one, and
/// those with which it has people in common.
fn beside(suppression: &Suppression<'_>, group: u32) -> Vec<u32> {
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

/// What may move in a table, and the sizes or sums that it is the table of.
type Patterns = HashMap<Vec<Freedom>, Vec<Measure>>;

#[derive(Debug, Clone, Copy)]
enum Measure {
    Size(usize),
    Sum(usize),
}

/// Returns the hidden groups of which a size or a sum can be computed, the smallest first.
pub(super) fn computable(suppression: &Suppression<'_>) -> Vec<u32> {
    let Suppression { population, measures, hidden, .. } = suppression;
    let of_group = |group: u32| &population.groups[group as usize][..];
    let all = || (0..).zip(hidden);
    let visible: Vec<&[u32]> =
        all().filter(|(_, is)| !**is).map(|(group, _)| of_group(group)).collect();
    let asked: Vec<u32> = all().filter(|(_, is)| **is).map(|(group, _)| group).collect();
    let patterns: Vec<(Vec<Freedom>, Vec<Measure>)> = patterns(measures).into_iter().collect();
    let found = patterns.par_iter().flat_map_iter(|(freedom, of)| {
        let vector = null_vector(freedom, &visible);
        let fixed = asked.iter().copied().filter(move |group| !moves(&vector, of_group(*group)));
        fixed.filter(move |group| of.iter().any(|measure| tells(suppression, *measure, *group)))
    });
    let mut found: Vec<u32> = found.collect();
    found.sort_unstable();
    found.dedup();
    found.sort_by(|a, b| {
        measures.people[*a as usize].total_cmp(&measures.people[*b as usize]).then(a.cmp(b))
    });
    found
}

/// Whether a measure that can be computed tells anything that the groups that are shown do not.
fn tells(suppression: &Suppression<'_>, measure: Measure, group: u32) -> bool {
    let Suppression { measures, .. } = suppression;
    match measure {
        Measure::Size(size) => measures.sizes[size].groups[group as usize] > 0.0,
        Measure::Sum(index) => {
            let sum = &measures.sums[index];
            let n = measures.sizes[sum.size].groups[group as usize];
            n > 0.0 && !is_said_of_all(suppression, sum, group)
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

fn patterns(measures: &Measures) -> Patterns {
    let mut found = Patterns::new();
    for (index, size) in measures.sizes.iter().enumerate() {
        let freedom = |n: &f64| if *n > 0.0 { Freedom::Both } else { Freedom::Fixed };
        let freedom = size.atoms.iter().map(freedom).collect();
        found.entry(freedom).or_default().push(Measure::Size(index));
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
        found.entry(freedom).or_default().push(Measure::Sum(index));
    }
    found
}
