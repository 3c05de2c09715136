//! What can be computed from sums that are known: linear algebra modulo a prime.
//!
//! Unknown are the parts of a sum in the atoms; each visible group says what some of them add up
//! to. A hidden group is safe if there is another table with the same visible sums, in which it
//! has another one. Such a table differs from the true one by a vector that adds up to nothing in
//! each visible group; parts that are strictly between their bounds may move either way, parts at
//! a bound only away from it. The vector that is made here is random among those that move every
//! part that can move alone, so that a group of which it moves nothing is one that can be computed.
//!
//! A group may be taken for one that can be computed though it cannot, where parts at bounds could
//! only move together; never the other way round, up to a chance of 2^-61.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// A prime of Mersenne.
pub(super) const PRIME: u64 = (1 << 61) - 1;

/// An atom that no row is solved for.
const NO_PIVOT: u32 = u32::MAX;

/// How a part may move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Freedom {
    /// Not at all: there is nobody.
    Fixed,
    /// Either way.
    Both,
    /// Only away from a bound.
    OneWay,
}

/// What the visible groups say of a sum, solved.
pub(super) struct Elimination<'a> {
    freedom: &'a [Freedom],
    /// In how many visible groups each atom is.
    degree: Vec<u32>,
    /// The row that is being reduced.
    work: Vec<u64>,
    pivots: Vec<Pivot>,
    /// The pivot that each atom is solved by.
    pivot_of: Vec<u32>,
    /// Rows of atoms at their bounds alone, none of which can move by itself.
    stuck: Vec<(Origin, Vec<u32>)>,
    is_stuck: Vec<bool>,
    /// A movement of every atom that changes nothing that is visible.
    moved: Vec<u64>,
}

/// A row solved for one of its atoms.
struct Pivot {
    atom: u32,
    /// The others: atom and factor, where that of the pivot is one.
    others: Vec<(u32, u64)>,
    origin: Origin,
    /// By what the row was multiplied.
    by: u64,
}

/// What a row was made of: a visible group, less pivots with factors.
struct Origin {
    group: u32,
    less: Vec<(u32, u64)>,
}

impl<'a> Elimination<'a> {
    /// Solves what the visible groups say: each a number and its atoms.
    pub(super) fn of(freedom: &'a [Freedom], visible: &[(u32, &[u32])]) -> Self {
        let mut rows: Vec<(u32, &[u32])> = visible.to_vec();
        // Small groups first: they are solved for one of their atoms without filling up others.
        rows.sort_by_key(|(_, atoms)| atoms.len());
        let mut degree = vec![0; freedom.len()];
        let atoms = rows.iter().flat_map(|(_, atoms)| atoms.iter());
        atoms.for_each(|atom| degree[*atom as usize] += 1);
        let mut begun = Self {
            freedom,
            degree,
            work: vec![0; freedom.len()],
            pivots: Vec::new(),
            pivot_of: vec![NO_PIVOT; freedom.len()],
            stuck: Vec::new(),
            is_stuck: vec![false; freedom.len()],
            moved: Vec::new(),
        };
        for (group, atoms) in rows {
            let (left, less) = begun.reduce(atoms);
            begun.keep(left, Origin { group, less });
        }
        begun.moved = begun.movement();
        begun
    }

    /// Whether what a group has in all can be another number.
    pub(super) fn is_free(&self, atoms: &[u32]) -> bool {
        atoms.iter().fold(0, |sum, atom| plus(sum, self.moved[*atom as usize])) != 0
    }

    /// Returns visible groups from which what a group has in all is computed. Without any one of
    /// them it could not be computed in this way.
    pub(super) fn proof(&mut self, atoms: &[u32]) -> Vec<u32> {
        let free = atoms.iter().copied().filter(|atom| !self.is_stuck[*atom as usize]);
        let free: Vec<u32> = free.collect();
        let (_, less) = self.reduce(&free);
        let mut groups: Vec<u32> = self.unwind(less);
        let is_stuck = |atom: &u32| self.is_stuck[*atom as usize] && atoms.contains(atom);
        let held = free.len() < atoms.len();
        for (origin, row) in self.stuck.iter().filter(|_| held) {
            if row.iter().any(is_stuck) {
                groups.push(origin.group);
                groups.extend(self.unwind(origin.less.clone()));
            }
        }
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    /// Whether a group has atoms that may move either way.
    pub(super) fn can_move(&self, atoms: &[u32]) -> bool {
        atoms.iter().any(|atom| self.freedom[*atom as usize] == Freedom::Both)
    }

    /// Takes pivots off a row until none is left in it. Returns what is left and the pivots with
    /// their factors.
    fn reduce(&mut self, atoms: &[u32]) -> (Factors, Factors) {
        let mut touched: Vec<u32> = Vec::new();
        let mut less: Factors = Vec::new();
        // Pivots in the order in which they were made: none brings an earlier one back.
        let mut due: BinaryHeap<Reverse<u32>> = BinaryHeap::new();
        for atom in atoms.iter().filter(|atom| self.freedom[**atom as usize] != Freedom::Fixed) {
            self.work[*atom as usize] = 1;
            touched.push(*atom);
            due.extend(self.pivot_of(*atom));
        }
        while let Some(Reverse(index)) = due.pop() {
            let pivot = &self.pivots[index as usize];
            let factor = std::mem::take(&mut self.work[pivot.atom as usize]);
            if factor == 0 {
                continue;
            }
            less.push((index, factor));
            let minus = PRIME - factor;
            for (atom, value) in &pivot.others {
                let old = self.work[*atom as usize];
                if old == 0 {
                    touched.push(*atom);
                    due.extend(self.pivot_of(*atom));
                }
                self.work[*atom as usize] = plus(old, times(minus, *value));
            }
        }
        // What was touched twice is nothing the second time.
        let left = touched.into_iter().filter_map(|atom| {
            let value = std::mem::take(&mut self.work[atom as usize]);
            (value != 0).then_some((atom, value))
        });
        (left.collect(), less)
    }

    fn pivot_of(&self, atom: u32) -> Option<Reverse<u32>> {
        let pivot = self.pivot_of[atom as usize];
        (pivot != NO_PIVOT).then_some(Reverse(pivot))
    }

    /// Solves what is left of a row for the atom that stands in the fewest groups.
    fn keep(&mut self, left: Factors, origin: Origin) {
        let can_move =
            left.iter().filter(|(atom, _)| self.freedom[*atom as usize] == Freedom::Both);
        let chosen = can_move.min_by_key(|(atom, _)| (self.degree[*atom as usize], *atom)).copied();
        let Some((atom, value)) = chosen else {
            let atoms: Vec<u32> = left.into_iter().map(|(atom, _)| atom).collect();
            atoms.iter().for_each(|atom| self.is_stuck[*atom as usize] = true);
            if !atoms.is_empty() {
                self.stuck.push((origin, atoms));
            }
            return;
        };
        let by = inverse(value);
        let others = left.into_iter().filter(|(other, _)| *other != atom);
        let others = others.map(|(other, value)| (other, times(value, by))).collect();
        self.pivot_of[atom as usize] =
            u32::try_from(self.pivots.len()).expect("there are fewer pivots than groups");
        self.pivots.push(Pivot { atom, others, origin, by });
    }

    /// Gives each atom that can move by itself a random movement, and finds those of the others.
    fn movement(&self) -> Vec<u64> {
        let atoms = (0..).zip(self.freedom.iter().zip(&self.is_stuck));
        let mut moved: Vec<u64> = atoms
            .map(|(atom, (freedom, is_stuck)): (u64, _)| match freedom {
                Freedom::Fixed => 0,
                Freedom::OneWay if *is_stuck => 0,
                Freedom::Both | Freedom::OneWay => random(atom),
            })
            .collect();
        for pivot in self.pivots.iter().rev() {
            let others = pivot.others.iter();
            let sum = others
                .fold(0, |sum, (atom, value)| plus(sum, times(*value, moved[*atom as usize])));
            moved[pivot.atom as usize] = (PRIME - sum) % PRIME;
        }
        moved
    }

    /// The visible groups of which pivots with factors are made.
    fn unwind(&self, factors: Factors) -> Vec<u32> {
        let mut due: BTreeMap<u32, u64> = factors.into_iter().collect();
        let mut groups = Vec::new();
        while let Some((index, factor)) = due.pop_last() {
            if factor == 0 {
                continue;
            }
            let pivot = &self.pivots[index as usize];
            groups.push(pivot.origin.group);
            let minus = PRIME - times(factor, pivot.by);
            for (earlier, value) in &pivot.origin.less {
                let place = due.entry(*earlier).or_insert(0);
                *place = plus(*place, times(minus, *value));
            }
        }
        groups
    }
}

/// Numbers of atoms or of pivots, with factors.
type Factors = Vec<(u32, u64)>;

/// A sum modulo the prime.
pub(super) const fn plus(a: u64, b: u64) -> u64 {
    let sum = a + b;
    if sum >= PRIME { sum - PRIME } else { sum }
}

/// A product modulo the prime: the bits above the 61st count as those below.
pub(super) fn times(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    let (high, low) = (product >> 61, product & u128::from(PRIME));
    let half = |part: u128| u64::try_from(part).expect("a product has fewer than 122 bits");
    plus(half(high), half(low))
}

/// The inverse, by the little theorem of Fermat.
pub(super) fn inverse(value: u64) -> u64 {
    let (mut power, mut base, mut exponent) = (1, value, PRIME - 2);
    while exponent > 0 {
        if exponent % 2 == 1 {
            power = times(power, base);
        }
        base = times(base, base);
        exponent /= 2;
    }
    power
}

/// A number that looks random and is the same in every run (the mixer of `SplitMix64`).
pub(super) const fn random(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (mixed ^ (mixed >> 31)) % PRIME
}

#[cfg(test)]
mod tests {
    use super::{Elimination, Freedom};

    #[track_caller]
    fn check(freedom: &str, known: &[&[u32]], asked: &[u32], expected: bool) {
        let freedom: Vec<Freedom> = freedom
            .chars()
            .map(|sign| match sign {
                '.' => Freedom::Fixed,
                '1' => Freedom::OneWay,
                _ => Freedom::Both,
            })
            .collect();
        let visible: Vec<(u32, &[u32])> = known
            .iter()
            .enumerate()
            .map(|(at, atoms)| (u32::try_from(at).expect("there are few"), *atoms))
            .collect();
        let mut solved = Elimination::of(&freedom, &visible);
        assert_eq!(solved.is_free(asked), expected);
        let proof = if expected { Vec::new() } else { solved.proof(asked) };
        // Without a group of the proof it is no proof.
        for (without, _) in visible.iter().filter(|(group, _)| proof.contains(group)) {
            let rest: Vec<(u32, &[u32])> =
                visible.iter().copied().filter(|(group, _)| group != without).collect();
            let again = Elimination::of(&freedom, &rest).proof(asked);
            assert_ne!(again, proof);
        }
    }

    #[test]
    fn one_unknown_of_a_sum_can_be_computed_and_two_cannot() {
        check("bbb", &[&[0, 1, 2], &[1], &[2]], &[0], false);
        check("bbb", &[&[0, 1, 2], &[2]], &[0], true);
        // The sum of both is known, though neither is.
        check("bbb", &[&[0, 1, 2], &[2]], &[0, 1], false);
    }

    #[test]
    fn a_cycle_of_two_rows_and_two_columns_is_safe() {
        // 0 1 / 2 3 with all totals.
        let totals: [&[u32]; 4] = [&[0, 1], &[2, 3], &[0, 2], &[1, 3]];
        check("bbbb", &totals, &[0], true);
        // Three unknown cells in the corner of a table give each other away.
        check("bbbb", &[totals[0], totals[1], totals[2], totals[3], &[3]], &[0], false);
        // A cell in which nobody is breaks the cycle.
        check("bbb.", &totals, &[0], false);
    }

    #[test]
    fn a_part_at_a_bound_may_move_away_from_it() {
        check("1b", &[&[0, 1]], &[0], true);
        // Two parts at bounds may be stuck: nothing and nothing add up to nothing.
        check("11", &[&[0, 1]], &[0], false);
    }
}
