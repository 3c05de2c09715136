//! Sums that follow from each other: whoever knows how many have «2», «3» and «4» of a group, and
//! how many there are, knows how many have «5», though nobody has published that.

use super::elimination::{PRIME, inverse, plus, random, times};

/// Returns for each list of numbers the lists with which it is linearly dependent, as a number that
/// they share. Lists with numbers that are not whole depend on nothing.
///
/// Each list is first folded to a few random sums of itself: those of dependent lists are dependent
/// as well, and those of others are not, but by a chance of 2^-61.
pub(super) fn dependent(lists: &[&[f64]]) -> Vec<usize> {
    const SPARE: usize = 8;
    let wide = lists.len() + SPARE;
    let mut component: Vec<usize> = (0..lists.len()).collect();
    let mut solved: Vec<(usize, Row)> = Vec::new();
    for (index, list) in lists.iter().enumerate() {
        let Some(folded) = folded(list, wide) else { continue };
        let mut row = Row { values: folded, made_of: vec![0; lists.len()] };
        row.made_of[index] = 1;
        for (column, known) in &solved {
            row.take(known, row.values[*column]);
        }
        match row.values.iter().position(|value| *value != 0) {
            Some(column) => {
                let by = inverse(row.values[column]);
                row.scale(by);
                solved.push((column, row));
            }
            None => {
                let others = (0..lists.len()).filter(|other| row.made_of[*other] != 0);
                let joined: Vec<usize> = others.map(|other| component[other]).collect();
                for own in &mut component {
                    if joined.contains(own) {
                        *own = joined[0];
                    }
                }
            }
        }
    }
    component
}

/// A list, and of which lists it is made.
struct Row {
    values: Vec<u64>,
    made_of: Vec<u64>,
}

impl Row {
    /// Takes another row off, times a factor.
    fn take(&mut self, other: &Self, factor: u64) {
        if factor == 0 {
            return;
        }
        let minus = PRIME - factor;
        let pairs = self.values.iter_mut().zip(&other.values);
        let pairs = pairs.chain(self.made_of.iter_mut().zip(&other.made_of));
        pairs.for_each(|(own, other)| *own = plus(*own, times(minus, *other)));
    }

    fn scale(&mut self, by: u64) {
        let all = self.values.iter_mut().chain(&mut self.made_of);
        all.for_each(|value| *value = times(*value, by));
    }
}

/// Random sums of the numbers of a list; nothing if they are not whole.
fn folded(list: &[f64], wide: usize) -> Option<Vec<u64>> {
    let mut sums = vec![0; wide];
    for (atom, value) in (0_u64..).zip(list) {
        if *value == 0.0 {
            continue;
        }
        let size = whole(value.abs())?;
        let signed = if *value < 0.0 { PRIME - size } else { size };
        // Each number goes to two of the sums with factors of its own.
        for half in 0..2 {
            let at = random(4 * atom + half) % (wide as u64);
            let at = usize::try_from(at).expect("it is below the width");
            sums[at] = plus(sums[at], times(signed, random(4 * atom + 2 + half)));
        }
    }
    Some(sums)
}

/// A whole number below the prime.
fn whole(value: f64) -> Option<u64> {
    const MOST: f64 = 9.0e15;
    if value.fract() != 0.0 || value > MOST {
        return None;
    }
    format!("{value:.0}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::dependent;

    #[test]
    fn parts_of_a_whole_depend_on_each_other() {
        let n = [10.0, 7.0, 5.0, 9.0, 12.0, 3.0];
        let low = [1.0, 0.0, 2.0, 4.0, 5.0, 1.0];
        let middle = [4.0, 3.0, 1.0, 0.0, 2.0, 2.0];
        let high: Vec<f64> = (0..6).map(|at| n[at] - low[at] - middle[at]).collect();
        let other = [1.0, 2.0, 3.0, 4.0, 5.0, 7.0];
        let broken = [0.5, 1.0, 1.0, 1.0, 1.0, 1.0];
        let found = dependent(&[&n, &low, &other, &middle, &high, &broken]);
        assert!([1, 3, 4].iter().all(|at| found[*at] == found[0]), "{found:?}");
        assert!(found[2] != found[0] && found[5] != found[0] && found[2] != found[5]);
    }
}
