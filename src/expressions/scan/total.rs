//! Sums of each group, gathered part by part without rounding.

use crate::expressions::exact_sum::ExactSum;
use crate::expressions::operand::Stop;

use super::block::Hits;

/// Numbers that are summed up, for each row of a part.
#[derive(Clone, Copy)]
pub(super) enum Terms<'l> {
    /// Whole numbers, none of which is further from zero than the bound.
    Integers {
        values: &'l [i64],
        bound: u64,
    },
    Numbers(&'l [f64]),
}

/// The sum of each group: that of its three parts.
pub(super) struct Total {
    group_count: usize,
    /// Sums of whole numbers that fit, and how far from zero they may be by now.
    small: Vec<i64>,
    bound: u64,
    /// Sums of whole numbers; empty as long as all of them are in `small`.
    large: Vec<i128>,
    /// Sums of other numbers; empty as long as there are none.
    numbers: Vec<ExactSum>,
}

impl Total {
    pub(super) fn new(group_count: usize) -> Self {
        let small = vec![0; group_count];
        Self { group_count, small, bound: 0, large: Vec::new(), numbers: Vec::new() }
    }

    /// Adds the terms of some rows.
    pub(super) fn add(&mut self, terms: Terms<'_>, hits: &Hits<'_>) {
        match terms {
            Terms::Integers { values, bound } => self.add_integers(values, bound, hits),
            Terms::Numbers(values) => {
                if self.numbers.is_empty() {
                    self.numbers.resize_with(self.group_count, ExactSum::default);
                }
                let sums = &mut self.numbers[..];
                hits.each(|row, group| sums[group].add(values[row]));
            }
        }
    }

    fn add_integers(&mut self, values: &[i64], bound: u64, hits: &Hits<'_>) {
        const FITS: u64 = i64::MAX.unsigned_abs();
        let count = u64::try_from(hits.len()).expect("a part has few rows");
        let added = bound.checked_mul(count).filter(|added| *added <= FITS);
        let Some(added) = added else {
            let large = self.large();
            hits.each(|row, group| large[group] += i128::from(values[row]));
            return;
        };
        if self.bound > FITS - added {
            self.flush();
        }
        self.bound += added;
        let small = &mut self.small[..];
        // The bound says that nothing wraps.
        hits.each(|row, group| small[group] = small[group].wrapping_add(values[row]));
    }

    fn large(&mut self) -> &mut Vec<i128> {
        self.large.resize(self.group_count, 0);
        &mut self.large
    }

    /// Makes room in the small sums.
    fn flush(&mut self) {
        self.large.resize(self.group_count, 0);
        for (large, small) in self.large.iter_mut().zip(&mut self.small) {
            *large += i128::from(std::mem::take(small));
        }
        self.bound = 0;
    }

    /// Adds the sums of other rows.
    pub(super) fn merge(&mut self, mut other: Self) {
        self.flush();
        other.flush();
        let integers = self.large.iter_mut().zip(&other.large);
        integers.for_each(|(sum, other)| *sum += other);
        if self.numbers.is_empty() {
            self.numbers = other.numbers;
        } else {
            let numbers = self.numbers.iter_mut().zip(&other.numbers);
            numbers.for_each(|(sum, other)| sum.merge(other));
        }
    }

    /// Returns the sum of the whole numbers of a group.
    pub(super) fn integer(&self, group: usize) -> i128 {
        let large = self.large.get(group).copied().unwrap_or(0);
        large + i128::from(self.small[group])
    }

    /// Returns the sum of the numbers of a group, rounded once.
    pub(super) fn number(&self, group: usize) -> Result<f64, Stop> {
        let mut sum = self.numbers.get(group).cloned().unwrap_or_default();
        sum.add_integer(self.integer(group));
        sum.total()
    }
}
