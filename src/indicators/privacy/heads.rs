//! How many people are behind papers that are pooled: the most that wrote any one of them, or how
//! many different ones there are. Such numbers are not added up over groups.

use std::collections::HashMap;

use super::measure::Size;
use super::population::Population;
use super::published::{Own, Published, is_same};

/// Numbers of people that are not added up over groups.
#[derive(Debug)]
pub(super) struct Heads {
    /// The way to cut the people of whose parts each number is the largest sum, if it is that.
    family: Option<usize>,
    /// The people of each atom.
    atoms: Vec<f64>,
    /// The people of each group: as many as there are at least.
    pub(super) groups: Vec<f64>,
    /// The number of each group of which it is published.
    told: Vec<Option<f64>>,
    /// The indicators that publish it.
    indicators: Vec<usize>,
}

impl Heads {
    /// Makes numbers of which nothing is published yet.
    pub(super) fn new(population: &Population, family: Option<usize>, atoms: Vec<f64>) -> Self {
        let most =
            |group: &Vec<u32>| group.iter().map(|atom| atoms[*atom as usize]).fold(0.0, f64::max);
        let groups: Vec<f64> = population.groups.iter().map(most).collect();
        let told = vec![None; groups.len()];
        Self { family, groups, told, atoms, indicators: Vec::new() }
    }

    /// Adds what an indicator publishes.
    pub(super) fn add(&mut self, published: &Published, own: Own<'_>) {
        for (group, value) in &published.groups {
            let (at, people) = (*group as usize, own(value));
            self.groups[at] = self.groups[at].max(people);
            self.told[at] = Some(people);
        }
        if let (index, None) = published.at {
            self.indicators.push(index);
        }
    }

    /// Whether each number is the largest of sums.
    pub(super) const fn is_largest(&self) -> bool {
        self.family.is_some()
    }

    /// Whether the number of a group is published.
    pub(super) fn is_told(&self, group: u32) -> bool {
        self.told[group as usize].is_some()
    }

    /// How many people at least are in some atoms together.
    pub(super) fn at_least(
        &self,
        population: &Population,
        atoms: impl Iterator<Item = u32>,
    ) -> f64 {
        let Some(family) = self.family else {
            return atoms.map(|atom| self.atoms[atom as usize]).fold(0.0, f64::max);
        };
        let family = &population.families[family];
        let mut sums: HashMap<u32, f64> = HashMap::new();
        for atom in atoms {
            *sums.entry(family[atom as usize]).or_default() += self.atoms[atom as usize];
        }
        sums.into_values().fold(0.0, f64::max)
    }

    /// Returns the visible groups, by indicator, of which the number of people may not be told
    /// though the value is: some of them are hidden, and the number would say something of those.
    /// It says nothing more where it is a sum that is published anyway, or the largest of numbers
    /// that are.
    pub(super) fn untold(
        &self,
        population: &Population,
        sizes: &[Size],
        hidden: &[bool],
    ) -> Vec<(usize, u32)> {
        let mut has_hidden = vec![false; population.atom_count];
        for (atoms, _) in population.groups.iter().zip(hidden).filter(|(_, hidden)| **hidden) {
            atoms.iter().for_each(|atom| has_hidden[*atom as usize] = true);
        }
        let groups: HashMap<&[u32], u32> =
            population.groups.iter().map(Vec::as_slice).zip(0..).collect();
        let is_sum = |group: usize, n: f64| {
            let mut sizes = sizes.iter();
            sizes.any(|size| size.is_published[group] && is_same(size.groups[group], n))
        };
        let is_shown = |part: &Vec<u32>| {
            let is_nobody = part.iter().all(|atom| self.atoms[*atom as usize] == 0.0);
            let group = groups.get(&part[..]).filter(|group| !hidden[**group as usize]);
            is_nobody || group.is_some_and(|group| self.is_told(*group))
        };
        let is_safe = |group: usize, n: f64| {
            let atoms = &population.groups[group];
            let is_largest = |family: usize| {
                let parts = parts_of(atoms, &population.families[family]);
                parts.len() > 1 && parts.values().all(is_shown)
            };
            is_sum(group, n)
                || atoms.iter().all(|atom| !has_hidden[*atom as usize])
                || self.family.is_some_and(is_largest)
        };
        let told = (0_u32..).zip(&self.told).filter_map(|(group, n)| Some((group, (*n)?)));
        let visible = told.filter(|(group, _)| !hidden[*group as usize]);
        let untold = visible.filter(|(group, n)| !is_safe(*group as usize, *n));
        let untold: Vec<u32> = untold.map(|(group, _)| group).collect();
        let each = self.indicators.iter();
        each.flat_map(|index| untold.iter().map(|group| (*index, *group))).collect()
    }
}

/// Atoms by the part of a family in which they are.
fn parts_of(atoms: &[u32], family: &[u32]) -> HashMap<u32, Vec<u32>> {
    let mut parts: HashMap<u32, Vec<u32>> = HashMap::new();
    for atom in atoms {
        parts.entry(family[*atom as usize]).or_default().push(*atom);
    }
    parts
}

/// Returns the way to cut the people of whose parts each number is the largest sum.
pub(super) fn family_of(
    population: &Population,
    published: &Published,
    (atoms, own): (&[f64], Own<'_>),
) -> Option<usize> {
    let is_largest = |family: &Vec<u32>| {
        published.groups.iter().all(|(group, value)| {
            let mut sums: HashMap<u32, f64> = HashMap::new();
            for atom in &population.groups[*group as usize] {
                *sums.entry(family[*atom as usize]).or_default() += atoms[*atom as usize];
            }
            is_same(sums.into_values().fold(0.0, f64::max), own(value))
        })
    };
    population.families.iter().position(is_largest)
}
