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

use std::collections::{BinaryHeap, HashMap};

/// A prime of Mersenne.
const PRIME: u64 = (1 << 61) - 1;

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

/// Returns a random vector that adds up to nothing in each of the known groups.
pub(super) fn null_vector(freedom: &[Freedom], known: &[&[u32]]) -> Vec<u64> {
    let mut rows: Vec<&[u32]> = known.to_vec();
    // Small groups first: they are solved for one of their atoms without filling up others.
    rows.sort_by_key(|atoms| atoms.len());
    let degree = degrees(freedom.len(), &rows);
    let mut elimination = Elimination {
        freedom,
        degree,
        work: vec![0; freedom.len()],
        is_stuck: vec![false; freedom.len()],
        pivots: Vec::new(),
        pivot_of: HashMap::new(),
    };
    rows.into_iter().for_each(|atoms| elimination.add(atoms));
    elimination.solve()
}

fn degrees(count: usize, rows: &[&[u32]]) -> Vec<u32> {
    let mut degree = vec![0; count];
    rows.iter().flat_map(|atoms| atoms.iter()).for_each(|atom| degree[*atom as usize] += 1);
    degree
}

/// A row solved for one of its atoms.
struct Pivot {
    atom: u32,
    /// The others: atom and factor, where that of the pivot is one.
    others: Vec<(u32, u64)>,
}

struct Elimination<'a> {
    freedom: &'a [Freedom],
    degree: Vec<u32>,
    work: Vec<u64>,
    /// Atoms at a bound that cannot move alone.
    is_stuck: Vec<bool>,
    pivots: Vec<Pivot>,
    pivot_of: HashMap<u32, u32>,
}

impl Elimination<'_> {
    /// Adds what a visible group says.
    fn add(&mut self, atoms: &[u32]) {
        let mut touched: Vec<u32> = Vec::new();
        // Pivots in the order in which they were made: none brings an earlier one back.
        let mut due: BinaryHeap<std::cmp::Reverse<u32>> = BinaryHeap::new();
        for atom in atoms.iter().filter(|atom| self.freedom[**atom as usize] != Freedom::Fixed) {
            self.work[*atom as usize] = 1;
            touched.push(*atom);
            due.extend(self.pivot_of.get(atom).map(|pivot| std::cmp::Reverse(*pivot)));
        }
        while let Some(std::cmp::Reverse(index)) = due.pop() {
            let pivot = &self.pivots[index as usize];
            let factor = std::mem::take(&mut self.work[pivot.atom as usize]);
            if factor == 0 {
                continue;
            }
            let minus = PRIME - factor;
            for (atom, value) in &pivot.others {
                let place = &mut self.work[*atom as usize];
                if *place == 0 {
                    touched.push(*atom);
                    due.extend(self.pivot_of.get(atom).map(|pivot| std::cmp::Reverse(*pivot)));
                }
                *place = plus(*place, times(minus, *value));
            }
        }
        touched.sort_unstable();
        touched.dedup();
        let left = touched.into_iter().filter_map(|atom| {
            let value = std::mem::take(&mut self.work[atom as usize]);
            (value != 0).then_some((atom, value))
        });
        let left: Vec<(u32, u64)> = left.collect();
        self.keep(left);
    }

    /// Solves what is left of a row for the atom that stands in the fewest groups.
    fn keep(&mut self, left: Vec<(u32, u64)>) {
        let can_move =
            left.iter().filter(|(atom, _)| self.freedom[*atom as usize] == Freedom::Both);
        let chosen = can_move.min_by_key(|(atom, _)| (self.degree[*atom as usize], *atom)).copied();
        let Some((atom, value)) = chosen else {
            left.iter().for_each(|(atom, _)| self.is_stuck[*atom as usize] = true);
            return;
        };
        let by = inverse(value);
        let others = left.into_iter().filter(|(other, _)| *other != atom);
        let others = others.map(|(other, value)| (other, times(value, by))).collect();
        let next = u32::try_from(self.pivots.len()).expect("there are fewer pivots than groups");
        self.pivot_of.insert(atom, next);
        self.pivots.push(Pivot { atom, others });
    }

    /// Gives each atom that can move by itself a random movement, and finds those of the others.
    fn solve(self) -> Vec<u64> {
        let mut moved: Vec<u64> = (0..)
            .zip(self.freedom)
            .map(|(atom, freedom): (u64, _)| match freedom {
                Freedom::Fixed => 0,
                Freedom::OneWay if self.is_stuck[usize::try_from(atom).unwrap_or(0)] => 0,
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
}

/// Whether a vector moves what a group has in all.
pub(super) fn moves(vector: &[u64], atoms: &[u32]) -> bool {
    atoms.iter().fold(0, |sum, atom| plus(sum, vector[*atom as usize])) != 0
}

const fn plus(a: u64, b: u64) -> u64 {
    (a + b) % PRIME
}

fn times(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b) % u128::from(PRIME);
    u64::try_from(product).expect("less than the prime")
}

/// The inverse, by the little theorem of Fermat.
fn inverse(value: u64) -> u64 {
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
const fn random(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (mixed ^ (mixed >> 31)) % PRIME
}

#[cfg(test)]
mod tests {
    use super::{Freedom, moves, null_vector};

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
        assert_eq!(moves(&null_vector(&freedom, known), asked), expected);
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
