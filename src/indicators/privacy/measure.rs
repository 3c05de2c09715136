//! What is published of groups of people: how many they are, and sums over them.
//!
//! A sum is described by its part in each atom, so that all groups can be compared. What is not
//! additive, such as a median, has no parts; it is hidden with its group.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use crate::expressions::Overflow;

use super::cuts::{Cuts, Use};
use super::heads::{Heads, family_of};
use super::population::{NONE, Population};
use super::published::{At, Own, Published, is_same};
use crate::indicators::Context;
use crate::indicators::evaluate::GroupValue;

/// A sum over people, by atom and by group.
#[derive(Debug)]
pub(super) struct Sum {
    /// Index of the size of the groups of which it is a sum.
    pub(super) size: usize,
    /// Its part in each atom.
    pub(super) atoms: Vec<f64>,
    /// What it is in each group.
    pub(super) groups: Vec<f64>,
    /// Whether no part can be less than nothing.
    pub(super) has_floor: bool,
    /// Whether no part can be more than the people of its atom, as in shares.
    pub(super) has_ceiling: bool,
    /// Whether few of those who count may not be told either.
    pub(super) is_sensitive: bool,
    /// The groups of which it is published, or that of the others, who do not count in it.
    pub(super) is_published: Vec<bool>,
    /// The groups of which it is published or may follow from what is.
    pub(super) is_told: Vec<bool>,
}

/// How many people there are, by atom and by group.
#[derive(Debug)]
pub(super) struct Size {
    /// The people of each atom.
    pub(super) atoms: Vec<f64>,
    /// The people of each group.
    pub(super) groups: Vec<f64>,
    /// The groups of which it is published.
    pub(super) is_published: Vec<bool>,
    /// The groups of which it is published or may follow from what is.
    pub(super) is_told: Vec<bool>,
}

/// What is published of a population.
#[derive(Debug, Default)]
pub(super) struct Measures {
    /// Sizes: one for each way to count people.
    pub(super) sizes: Vec<Size>,
    /// Sums.
    pub(super) sums: Vec<Sum>,
    /// Numbers of people that are not added up.
    pub(super) heads: Vec<Heads>,
    /// Groups that are too small, or of which all are alike: they may not be shown.
    pub(super) sensitive: Vec<bool>,
    /// The most people that anybody counts in each group.
    pub(super) people: Vec<f64>,
    /// How many values are published of each group.
    pub(super) cells: Vec<u64>,
}

/// The values of how many indicators are kept side by side.
const AT_ONCE: usize = 4;

/// From which groups on what may be shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// The smallest group.
    pub(super) min_group: f64,
    /// The smallest group of which 0 % or 100 % may be shown.
    pub(super) extremes: f64,
}

impl Measures {
    /// Finds what is published of a population, and which groups may not be shown.
    pub(super) fn collect(
        context: &Context<'_>,
        cuts: &Cuts,
        population: &Population,
        limits: Limits,
    ) -> Result<Self, Overflow> {
        // An indicator is published over several cuts of the same rows.
        let mut uses: BTreeMap<At, Vec<usize>> = BTreeMap::new();
        for (cut, rules) in cuts.cuts.iter().enumerate() {
            for Use { indicator, reference, .. } in &rules.uses {
                let known = uses.entry((*indicator, *reference)).or_default();
                if known.last() != Some(&cut) {
                    known.push(cut);
                }
            }
        }
        let count = population.groups.len();
        let cells = values_of_groups(cuts, population);
        let mut made = Self {
            cells,
            sensitive: vec![false; count],
            people: vec![0.0; count],
            ..Self::default()
        };
        let mut known = Known::default();
        // Values of all groups and atoms are many: only those of some indicators are there at once.
        let uses: Vec<(At, Vec<usize>)> = uses.into_iter().collect();
        for some in uses.chunks(AT_ONCE) {
            let evaluated: Vec<Result<Published, Overflow>> = some
                .par_iter()
                .map(|(at, own)| Published::evaluate(context, cuts, population, (*at, own)))
                .collect();
            for published in evaluated {
                let published = published?;
                made.judge(&published, limits);
                made.add(population, &published, &mut known);
            }
        }
        made.merge();
        Ok(made)
    }

    /// Marks groups that may not be shown.
    fn judge(&mut self, published: &Published, limits: Limits) {
        for (group, value) in &published.groups {
            let group = *group as usize;
            let n = published.people(value);
            self.people[group] = self.people[group].max(n);
            let is_alike = n < limits.extremes && published.is_extreme(value);
            let is_told = published.tells_of_few(value, limits);
            self.sensitive[group] |= n > 0.0 && (n < limits.min_group || is_alike || is_told);
        }
    }

    /// Adds what is published, each number once.
    fn add(&mut self, population: &Population, published: &Published, known: &mut Known) {
        let own = |value: &GroupValue| published.size(value);
        let size = self.add_number(population, published, (&own, known));
        if published.counts_people_apart() {
            let people = |value: &GroupValue| published.people(value);
            self.add_number(population, published, (&people, known));
        }
        for counted in published.counted() {
            if let Some(parts) = published.parts(population, &counted) {
                self.add_sum(population, published, (size, parts), known);
                break;
            }
        }
    }

    /// Adds a number of people or papers. One that is not added up, such as that of different
    /// people, is taken for a sum all the same, which says as much about them or more; but of the
    /// largest of several sums only where there is one.
    fn add_number(
        &mut self,
        population: &Population,
        published: &Published,
        (own, known): (Own<'_>, &mut Known),
    ) -> usize {
        if let Some(parts) = published.parts(population, own) {
            let size = self.add_size(population, parts, known);
            published.mark(&mut self.sizes[size].is_published);
            return size;
        }
        let atoms = published.of_atoms(own);
        let heads = self.add_heads(population, published, (atoms.clone(), own), known);
        let size = self.add_size(population, atoms, known);
        let Size { groups, is_published, .. } = &mut self.sizes[size];
        let is_largest = self.heads[heads].is_largest();
        for (group, value) in &published.groups {
            let at = *group as usize;
            is_published[at] |= !is_largest || is_same(groups[at], own(value));
        }
        size
    }

    fn add_size(&mut self, population: &Population, atoms: Vec<f64>, known: &mut Known) -> usize {
        let next = self.sizes.len();
        let size = *known.sizes.entry(bits(&atoms)).or_insert(next);
        if size == next {
            let groups = totals(population, &atoms);
            let is_published = vec![false; groups.len()];
            self.sizes.push(Size { atoms, groups, is_published, is_told: Vec::new() });
        }
        size
    }

    fn add_heads(
        &mut self,
        population: &Population,
        published: &Published,
        (atoms, own): (Vec<f64>, Own<'_>),
        known: &mut Known,
    ) -> usize {
        let family = family_of(population, published, (&atoms, own));
        let next = self.heads.len();
        let index = *known.heads.entry((family, bits(&atoms))).or_insert(next);
        if index == next {
            self.heads.push(Heads::new(population, family, atoms));
        }
        self.heads[index].add(published, own);
        index
    }

    fn add_sum(
        &mut self,
        population: &Population,
        published: &Published,
        (size, parts): (usize, Vec<f64>),
        known: &mut Known,
    ) {
        let people = &self.sizes[size].atoms;
        let others: Vec<f64> = parts.iter().zip(people).map(|(part, n)| n - part).collect();
        // A sum of all of them is their number once more.
        if others.iter().all(|other| *other == 0.0) {
            return;
        }
        // Few of a sensitive sum are not few of the others, so it stays what it is.
        let alike = if published.is_sensitive { vec![&parts] } else { vec![&parts, &others] };
        let same = alike.into_iter().find_map(|part| known.sums.get(&(size, bits(part))));
        let index = same.copied().unwrap_or(self.sums.len());
        if index == self.sums.len() {
            known.sums.insert((size, bits(&parts)), index);
            let groups = totals(population, &parts);
            self.sums.push(Sum {
                size,
                has_floor: parts.iter().all(|part| *part >= 0.0),
                has_ceiling: others.iter().all(|other| *other >= 0.0),
                is_sensitive: false,
                is_published: vec![false; groups.len()],
                is_told: Vec::new(),
                groups,
                atoms: parts,
            });
        }
        self.sums[index].is_sensitive |= published.is_sensitive;
        published.mark(&mut self.sums[index].is_published);
    }
}

/// What is already there, by the bits of its numbers.
#[derive(Default)]
struct Known {
    sizes: HashMap<Vec<u64>, usize>,
    sums: HashMap<(usize, Vec<u64>), usize>,
    heads: HashMap<(Option<usize>, Vec<u64>), usize>,
}

/// How many values are published of each group.
fn values_of_groups(cuts: &Cuts, population: &Population) -> Vec<u64> {
    let mut values = vec![0; population.groups.len()];
    for (at, cut) in cuts.cuts.iter().enumerate() {
        let own: u64 = cut.uses.iter().map(|_| 1).sum();
        let groups = population.groups_of_rows(at).iter().filter(|group| **group != NONE);
        groups.for_each(|group| values[*group as usize] += own);
    }
    values
}

/// What each group has in all.
fn totals(population: &Population, parts: &[f64]) -> Vec<f64> {
    let of = |atoms: &Vec<u32>| atoms.iter().map(|atom| parts[*atom as usize]).sum();
    population.groups.iter().map(of).collect()
}

fn bits(parts: &[f64]) -> Vec<u64> {
    parts.iter().map(|part| part.to_bits()).collect()
}
