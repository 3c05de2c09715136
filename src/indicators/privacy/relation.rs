//! What can be added up: a group and the groups of another cut that it is divided into.

use std::collections::HashMap;

use super::measure::Measures;
use super::population::{NONE, Population};

/// A group and what it is divided into.
#[derive(Debug)]
pub(super) struct Relation {
    /// The group.
    pub(super) whole: u32,
    /// Its parts.
    pub(super) parts: Vec<u32>,
    /// Atoms that are in none of the parts.
    pub(super) rest: Vec<u32>,
}

/// All relations of a population.
#[derive(Debug)]
pub(super) struct Relations {
    /// The relations.
    pub(super) list: Vec<Relation>,
    /// For each group the relations in which it is a part.
    pub(super) as_part: Vec<Vec<u32>>,
    /// For each group the relations in which it is the whole.
    pub(super) as_whole: Vec<Vec<u32>>,
}

impl Relations {
    /// Finds all relations in which there are people.
    pub(super) fn find(population: &Population, measures: &Measures) -> Self {
        let mut list = Vec::new();
        for wholes in &population.families {
            for parts in &population.families {
                if !std::ptr::eq(wholes, parts) {
                    list.extend(between(population, wholes, parts));
                }
            }
        }
        list.retain(|relation: &Relation| measures.people[relation.whole as usize] > 0.0);
        let count = population.groups.len();
        let (mut as_part, mut as_whole) = (vec![Vec::new(); count], vec![Vec::new(); count]);
        for (index, relation) in (0..).zip(&list) {
            as_whole[relation.whole as usize].push(index);
            for part in &relation.parts {
                as_part[*part as usize].push(index);
            }
        }
        Self { list, as_part, as_whole }
    }
}

/// The relations of two ways to cut: those of groups that no part crosses.
fn between(population: &Population, wholes: &[u32], parts: &[u32]) -> Vec<Relation> {
    let mut found: HashMap<u32, usize> = HashMap::new();
    let mut relations: Vec<(Relation, bool)> = Vec::new();
    // In which whole a part was seen first; one that is seen in another as well crosses both.
    let mut first = vec![NONE; population.groups.len()];
    for (atom, (whole, part)) in (0..).zip(wholes.iter().zip(parts)) {
        if *whole == NONE {
            continue;
        }
        let place = *found.entry(*whole).or_insert_with(|| {
            relations.push((Relation { whole: *whole, parts: vec![], rest: vec![] }, true));
            relations.len() - 1
        });
        let (relation, is_whole) = &mut relations[place];
        if *part == NONE {
            relation.rest.push(atom);
            continue;
        }
        let known = &mut first[*part as usize];
        if *known == NONE {
            *known = *whole;
            let inside = |atom: &u32| wholes[*atom as usize] == *whole;
            *is_whole &= *part != *whole && population.groups[*part as usize].iter().all(inside);
            relation.parts.push(*part);
        } else {
            *is_whole &= *known == *whole;
        }
    }
    let kept = relations
        .into_iter()
        .filter(|(relation, is_whole)| *is_whole && !relation.parts.is_empty());
    kept.map(|(relation, _)| relation).collect()
}
