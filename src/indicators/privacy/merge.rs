//! Numbers of the same people by several indicators: one is part of another where it is the same in
//! the atoms that it counts, and is published of groups of those only.

use std::collections::HashMap;

use super::dependence::dependent;
use super::measure::{Measures, Size, Sum};

/// A number by atom and group that may be a part of another one.
trait Number {
    fn atoms(&self) -> &[f64];
    fn groups(&self) -> &[f64];
    fn is_published(&mut self) -> &mut Vec<bool>;

    /// Whether whoever knows another number of the groups of which this one is published knows it.
    fn is_part_of(&mut self, other: &Self) -> bool {
        let atoms = self.atoms().iter().zip(other.atoms());
        let is_same = atoms.into_iter().all(|(own, other)| *own == 0.0 || own == other);
        let published = self.is_published().clone();
        let groups = self.groups().iter().zip(other.groups()).zip(published);
        is_same && groups.into_iter().all(|((own, other), published)| !published || own == other)
    }
}

impl Number for Size {
    fn atoms(&self) -> &[f64] {
        &self.atoms
    }

    fn groups(&self) -> &[f64] {
        &self.groups
    }

    fn is_published(&mut self) -> &mut Vec<bool> {
        &mut self.is_published
    }
}

impl Number for Sum {
    fn atoms(&self) -> &[f64] {
        &self.atoms
    }

    fn groups(&self) -> &[f64] {
        &self.groups
    }

    fn is_published(&mut self) -> &mut Vec<bool> {
        &mut self.is_published
    }
}

impl Measures {
    /// Makes one of numbers that are parts of each other.
    pub(super) fn merge(&mut self) {
        let (sizes, places) = merged(std::mem::take(&mut self.sizes), |_, _| true);
        self.sizes = sizes;
        for sum in &mut self.sums {
            sum.size = places[sum.size];
            let people = &self.sizes[sum.size].atoms;
            // Among more people some may count more than once.
            sum.has_ceiling &= sum.atoms.iter().zip(people).all(|(part, n)| part <= n);
        }
        let is_alike = |a: &Sum, b: &Sum| {
            (a.size, a.is_sensitive, a.has_floor) == (b.size, b.is_sensitive, b.has_floor)
                && a.has_ceiling == b.has_ceiling
        };
        self.sums = merged(std::mem::take(&mut self.sums), is_alike).0;
        self.find_told();
    }

    /// Finds of which groups each size and sum is known: where it is published, and where others
    /// are from which it may follow.
    fn find_told(&mut self) {
        let sizes = self.sizes.iter().map(|size| (&size.atoms, &size.is_published));
        let sums = self.sums.iter().map(|sum| (&sum.atoms, &sum.is_published));
        let (lists, published): (Vec<&[f64]>, Vec<&Vec<bool>>) =
            sizes.chain(sums).map(|(atoms, published)| (&atoms[..], published)).unzip();
        let component = dependent(&lists);
        let mut all: HashMap<usize, Vec<bool>> = HashMap::new();
        for (component, published) in component.iter().zip(&published) {
            let told = all.entry(*component).or_insert_with(|| vec![false; published.len()]);
            told.iter_mut().zip(*published).for_each(|(own, other)| *own |= other);
        }
        let all: Vec<Vec<bool>> = component.iter().map(|at| all[at].clone()).collect();
        let places = self.sizes.iter_mut().map(|size| &mut size.is_told);
        let places = places.chain(self.sums.iter_mut().map(|sum| &mut sum.is_told));
        places.zip(all).for_each(|(place, told)| *place = told);
    }
}

/// Returns the numbers that are parts of no others, and the place of each one among them.
fn merged<T: Number>(mut list: Vec<T>, is_alike: impl Fn(&T, &T) -> bool) -> (Vec<T>, Vec<usize>) {
    let mut part_of: Vec<usize> = (0..list.len()).collect();
    for at in 0..list.len() {
        let (before, rest) = list.split_at_mut(at);
        let Some((own, after)) = rest.split_first_mut() else { continue };
        let others = (0..).zip(before.iter_mut()).chain((at + 1..).zip(after));
        let whole = others
            .filter(|(other, _)| part_of[*other] == *other)
            .find(|(_, other)| is_alike(own, other) && own.is_part_of(other));
        if let Some((index, whole)) = whole {
            let published = own.is_published().iter();
            whole.is_published().iter_mut().zip(published).for_each(|(all, own)| *all |= own);
            part_of[at] = index;
        }
    }
    let mut kept = Vec::new();
    let mut places = vec![0; list.len()];
    for (at, number) in list.into_iter().enumerate() {
        if part_of[at] == at {
            places[at] = kept.len();
            kept.push(number);
        }
    }
    let whole = |mut at: usize| {
        while part_of[at] != at {
            at = part_of[at];
        }
        places[at]
    };
    let places = (0..part_of.len()).map(whole).collect();
    (kept, places)
}
