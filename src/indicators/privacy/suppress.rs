//! Which groups are hidden so that what is hidden cannot be had by subtraction.
//!
//! In each relation the hidden parts have to be none, or at least two, with enough people
//! together, and not all of one kind. Where that is not so, the part that costs least is hidden as
//! well, until nothing more follows.

use super::heads::Heads;
use super::measure::{Limits, Measures};
use super::population::Population;
use super::rank::Ranks;
use super::relation::Relations;

/// Groups that are hidden, and what is hidden in each relation.
#[derive(Debug)]
pub(super) struct Suppression<'a> {
    pub(super) population: &'a Population,
    pub(super) measures: &'a Measures,
    pub(super) relations: &'a Relations,
    pub(super) limits: Limits,
    /// Whether each group is hidden.
    pub(super) hidden: Vec<bool>,
    /// For each relation how many parts with people are hidden.
    hidden_parts: Vec<u32>,
    /// For each relation and size the people that are hidden, those in no part among them.
    people: Vec<Vec<f64>>,
    /// For each relation and number of heads the most that a hidden part has.
    heads: Vec<Vec<f64>>,
    /// For each relation and sum what is hidden of it.
    sums: Vec<Vec<f64>>,
    /// The fewest people of a part of each relation.
    smallest: Vec<f64>,
    waiting: Vec<u32>,
    /// How coarse groups are: others are hidden rather than coarse ones.
    pub(super) ranks: Ranks,
}

/// What a relation lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    /// Another hidden part.
    Part,
    /// More people of a size.
    People(usize),
    /// More people behind papers.
    Heads(usize),
    /// Somebody who counts in a sum.
    Above(usize),
    /// Somebody who does not count in a sum.
    Below(usize),
}

impl<'a> Suppression<'a> {
    /// Hides the groups that may not be shown.
    pub(super) fn begin(
        population: &'a Population,
        measures: &'a Measures,
        relations: &'a Relations,
        limits: Limits,
    ) -> Self {
        let rest = |atoms: &[f64], rest: &[u32]| rest.iter().map(|at| atoms[*at as usize]).sum();
        let list = relations.list.iter();
        let people = list.clone().map(|relation| {
            let sizes = measures.sizes.iter();
            sizes.map(|size| rest(&size.atoms, &relation.rest)).collect()
        });
        let heads = list.clone().map(|relation| {
            let of = |heads: &Heads| heads.at_least(population, relation.rest.iter().copied());
            measures.heads.iter().map(of).collect()
        });
        let sums = list.clone().map(|relation| {
            measures.sums.iter().map(|sum| rest(&sum.atoms, &relation.rest)).collect()
        });
        let smallest = list.clone().map(|relation| {
            let people = relation.parts.iter().map(|part| measures.people[*part as usize]);
            people.filter(|n| *n > 0.0).fold(f64::INFINITY, f64::min)
        });
        let mut begun = Self {
            hidden: vec![false; population.groups.len()],
            hidden_parts: vec![0; relations.list.len()],
            people: people.collect(),
            heads: heads.collect(),
            sums: sums.collect(),
            smallest: smallest.collect(),
            waiting: (0..).take(relations.list.len()).collect(),
            ranks: Ranks::find(population, measures),
            population,
            measures,
            relations,
            limits,
        };
        for group in (0..).zip(&measures.sensitive).filter(|(_, is)| **is).map(|(group, _)| group) {
            begun.hide(group);
        }
        begun
    }

    /// Hides a group.
    pub(super) fn hide(&mut self, group: u32) {
        if std::mem::replace(&mut self.hidden[group as usize], true) {
            return;
        }
        let (measures, relations) = (self.measures, self.relations);
        for relation in &relations.as_part[group as usize] {
            let at = *relation as usize;
            self.hidden_parts[at] += 1;
            for (people, size) in self.people[at].iter_mut().zip(&measures.sizes) {
                *people += size.groups[group as usize];
            }
            for (most, heads) in self.heads[at].iter_mut().zip(&measures.heads) {
                *most = most.max(heads.groups[group as usize]);
            }
            for (hidden, sum) in self.sums[at].iter_mut().zip(&measures.sums) {
                *hidden += sum.groups[group as usize];
            }
            self.waiting.push(*relation);
        }
        self.waiting.extend(&relations.as_whole[group as usize]);
    }

    /// Hides what has to be hidden as well.
    pub(super) fn complete(&mut self) {
        while let Some(relation) = self.waiting.pop() {
            while let Some(need) = self.need(relation) {
                let whole = self.relations.list[relation as usize].whole;
                match self.cheapest(relation, need) {
                    Some(part) => self.hide(part),
                    None if self.hidden[whole as usize] => break,
                    None => self.hide(whole),
                }
            }
        }
    }

    /// What a relation lacks so that nothing hidden can be had by subtraction.
    fn need(&self, relation: u32) -> Option<Need> {
        let at = relation as usize;
        let rules = &self.relations.list[at];
        let (whole, parts) = (rules.whole as usize, self.hidden_parts[at]);
        let people = &self.people[at];
        let rest_has_people = || {
            let sizes = self.measures.sizes.iter();
            sizes.into_iter().any(|size| rules.rest.iter().any(|a| size.atoms[*a as usize] > 0.0))
        };
        if self.hidden[whole] {
            // A hidden whole is safe as long as one of its parts is not known either.
            return (parts == 0 && !rest_has_people()).then_some(Need::Part);
        }
        if parts == 1 && !rest_has_people() {
            return Some(Need::Part);
        }
        // What is not published of the parts cannot be taken off the whole.
        let is_told =
            |told: &[bool]| told[whole] && rules.parts.iter().any(|part| told[*part as usize]);
        let few = people
            .iter()
            .zip(&self.measures.sizes)
            .position(|(n, size)| *n > 0.0 && *n < self.limits.min_group && is_told(&size.is_told));
        if let Some(size) = few {
            return Some(Need::People(size));
        }
        if parts == 0 {
            return None;
        }
        if let Some(heads) = self.few_heads(relation) {
            return Some(Need::Heads(heads));
        }
        let mut sums = self.measures.sums.iter().zip(&self.sums[at]).enumerate();
        sums.find_map(|(index, (sum, hidden))| {
            let (n, all) = (people[sum.size], self.measures.sizes[sum.size].groups[whole]);
            let is_nobody = n > 0.0 && sum.has_floor && *hidden == 0.0;
            let is_everybody = n > 0.0 && sum.has_ceiling && *hidden == n;
            // What holds for all of a group that is shown holds for its parts, hidden or not.
            let own = sum.groups[whole];
            let is_few = sum.is_sensitive && *hidden > 0.0 && *hidden < self.limits.min_group;
            let need = if (is_nobody || is_few) && own > *hidden {
                Need::Above(index)
            } else if is_everybody && own < all {
                Need::Below(index)
            } else {
                return None;
            };
            is_told(&sum.is_told).then_some(need)
        })
    }

    /// The number of people behind papers that is too small in what is hidden of a relation.
    fn few_heads(&self, relation: u32) -> Option<usize> {
        let rules = &self.relations.list[relation as usize];
        let most = self.heads[relation as usize].iter().zip(&self.measures.heads);
        let is_few = |(most, heads): (&f64, &Heads)| {
            let is_told = || {
                heads.is_told(rules.whole) && rules.parts.iter().any(|part| heads.is_told(*part))
            };
            *most > 0.0 && *most < self.limits.min_group && is_told() && {
                let hidden = rules.parts.iter().filter(|part| self.hidden[**part as usize]);
                let atoms = hidden.flat_map(|part| &self.population.groups[*part as usize]);
                let atoms = atoms.chain(&rules.rest).copied();
                heads.at_least(self.population, atoms) < self.limits.min_group
            }
        };
        most.map(is_few).position(|is_few| is_few)
    }

    /// Whether too few people are in no part of a relation, and those that are hidden of it.
    pub(super) fn lacks_people(&self, relation: u32) -> bool {
        matches!(self.need(relation), Some(Need::People(_)))
    }

    /// How many values fewer would be seen: those of the group, and at least one for each group
    /// that would have to be hidden with it elsewhere.
    pub(super) fn price(&self, group: u32) -> u64 {
        let as_part = self.relations.as_part[group as usize].iter().filter(|relation| {
            let rules = &self.relations.list[**relation as usize];
            let is_alone = self.hidden_parts[**relation as usize] == 0 && rules.rest.is_empty();
            is_alone && !self.hidden[rules.whole as usize]
        });
        self.measures.cells[group as usize].max(1) + as_part.map(|_| 1).sum::<u64>()
    }

    /// The visible part that gives what is needed and costs least.
    fn cheapest(&self, relation: u32, need: Need) -> Option<u32> {
        let rules = &self.relations.list[relation as usize];
        let gives = |part: &u32| {
            let group = *part as usize;
            !self.hidden[group] && self.gives(group, need)
        };
        let candidates = rules.parts.iter().filter(|part| gives(part));
        candidates.copied().min_by(|a, b| {
            let cost = |group: u32| self.cost(group, Some(relation));
            let rank = |group: u32| self.ranks.of[group as usize];
            rank(*a).cmp(&rank(*b)).then(cost(*a).total_cmp(&cost(*b))).then(a.cmp(b))
        })
    }

    fn gives(&self, group: usize, need: Need) -> bool {
        let people = |size: usize| self.measures.sizes[size].groups[group];
        match need {
            Need::Part => self.measures.people[group] > 0.0,
            Need::People(size) => people(size) > 0.0,
            Need::Heads(heads) => self.measures.heads[heads].groups[group] > 0.0,
            Need::Above(sum) => self.measures.sums[sum].groups[group] > 0.0,
            Need::Below(sum) => {
                let sum = &self.measures.sums[sum];
                sum.groups[group] < people(sum.size)
            }
        }
    }

    /// The visible one of some groups that costs least.
    pub(super) fn cheapest_of(&self, groups: &[u32]) -> Option<u32> {
        let visible = groups.iter().copied().filter(|group| !self.hidden[*group as usize]);
        visible.min_by(|a, b| {
            let cost = |group: u32| self.cost(group, None);
            let rank = |group: u32| self.ranks.of[group as usize];
            rank(*a).cmp(&rank(*b)).then(cost(*a).total_cmp(&cost(*b))).then(a.cmp(b))
        })
    }

    /// How many people fewer would be seen: those of the group, and at least those of the smallest
    /// group that would have to be hidden with it elsewhere.
    pub(super) fn cost(&self, group: u32, asking: Option<u32>) -> f64 {
        let list = &self.relations.list;
        let as_part = self.relations.as_part[group as usize].iter().filter(|relation| {
            let at = **relation as usize;
            let is_alone = self.hidden_parts[at] == 0 && list[at].rest.is_empty();
            Some(**relation) != asking && is_alone && !self.hidden[list[at].whole as usize]
        });
        let as_whole = self.relations.as_whole[group as usize].iter().filter(|relation| {
            let at = **relation as usize;
            self.hidden_parts[at] == 0 && list[at].rest.is_empty()
        });
        let others = as_part.chain(as_whole).map(|relation| self.smallest[*relation as usize]);
        self.measures.people[group as usize] + others.filter(|n| n.is_finite()).sum::<f64>()
    }
}
