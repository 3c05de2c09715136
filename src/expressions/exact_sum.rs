//! Sums of numbers without rounding on the way.

use super::arithmetic::finite;
use super::operand::Stop;

/// A sum whose result is the exact sum rounded once, so that it does not depend on the order of
/// the terms.
///
/// Keeps parts that do not overlap (J. R. Shewchuk, "Adaptive precision floating-point arithmetic
/// and fast robust geometric predicates", 1997), and rounds half to even at the end as Python's
/// `math.fsum` does.
#[derive(Debug, Clone, Default)]
pub(super) struct ExactSum {
    /// Parts of the sum, the smallest first; none is zero, no two share a binary digit.
    parts: Vec<f64>,
}

impl ExactSum {
    /// Adds a number.
    pub(super) fn add(&mut self, term: f64) {
        let mut high = term;
        let mut kept = 0;
        for index in 0..self.parts.len() {
            let (larger, smaller) = if high.abs() < self.parts[index].abs() {
                (self.parts[index], high)
            } else {
                (high, self.parts[index])
            };
            high = larger + smaller;
            let lost = smaller - (high - larger);
            if lost != 0.0 {
                self.parts[kept] = lost;
                kept += 1;
            }
        }
        self.parts.truncate(kept);
        if high != 0.0 {
            self.parts.push(high);
        }
    }

    /// Returns the sum. An intermediate sum that was too large makes it too large.
    pub(super) fn total(&self) -> Result<f64, Stop> {
        let mut parts = self.parts.iter().rev().copied().peekable();
        let mut total = parts.next().unwrap_or(0.0);
        let mut lost = 0.0;
        while lost == 0.0
            && let Some(part) = parts.next()
        {
            let sum = total + part;
            lost = part - (sum - total);
            total = sum;
        }
        // What was lost may be exactly a half of the last digit; then the next part decides.
        if let Some(next) = parts.peek()
            && (lost < 0.0) == (*next < 0.0)
        {
            let doubled = lost * 2.0;
            let rounded = total + doubled;
            if doubled == rounded - total {
                total = rounded;
            }
        }
        finite(total)
    }
}

#[cfg(test)]
mod tests {
    use super::{ExactSum, Stop};

    fn sum(terms: &[f64]) -> Result<f64, Stop> {
        let mut sum = ExactSum::default();
        for term in terms {
            sum.add(*term);
        }
        sum.total()
    }

    #[track_caller]
    fn check(terms: &[f64], expected: f64) {
        assert_eq!(sum(terms), Ok(expected));
        let reversed: Vec<_> = terms.iter().rev().copied().collect();
        assert_eq!(sum(&reversed), Ok(expected), "in the reverse order");
    }

    #[test]
    fn rounds_once() {
        check(&[], 0.0);
        check(&[0.1; 10], 1.0);
        check(&[1e100, 1.0, -1e100], 1.0);
        check(&[1e16, 1.0, 1e-16], 10_000_000_000_000_002.0);
        check(&[1e16, 1.0], 1e16);
        check(&[-1e16, -1.0, -1e-16], -10_000_000_000_000_002.0);
        check(&[0.0, -0.0], 0.0);
        assert_eq!(sum(&[f64::MAX, f64::MAX]), Err(Stop::Overflow));
    }
}
