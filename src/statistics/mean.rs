//! Intervals and tests for means.

use super::student_t::{student_t_95, student_t_two_sided_p};

/// What is known of one sample of numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample {
    /// How many numbers there are.
    pub count: f64,
    /// Their mean.
    pub mean: f64,
    /// Their variance, with `count` − 1 below.
    pub variance: f64,
}

/// A comparison of two means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Welch {
    /// The difference of the means in standard errors.
    pub t: f64,
    /// The degrees of freedom, by Welch and Satterthwaite.
    pub df: f64,
    /// The difference of the means.
    difference: f64,
    /// Its standard error.
    error: f64,
}

impl Welch {
    /// Returns the two-sided p value.
    #[must_use]
    pub fn p(&self) -> Option<f64> {
        student_t_two_sided_p(self.t, self.df)
    }

    /// Whether the two differ no more than chance allows at the 5 % level.
    #[must_use]
    pub fn may_be_chance(&self) -> bool {
        /// Just below the 0.975 quantile of the normal distribution, which is below that of every
        /// t distribution; most differences need no more than this look.
        const NEVER_BEYOND: f64 = 1.9599;
        const LEVEL: f64 = 0.05;
        self.t.abs() <= NEVER_BEYOND || self.p().is_some_and(|p| p > LEVEL)
    }

    /// Returns the 95 % interval of the difference.
    #[must_use]
    pub fn interval(&self) -> Option<(f64, f64)> {
        let spread = student_t_95(self.df)? * self.error;
        Some((self.difference - spread, self.difference + spread))
    }
}

/// Returns the 95 % interval of a mean, x̄ ± t(0.975, n − 1) · s / √n (Student 1908); nothing for
/// fewer than two numbers.
#[must_use]
pub fn mean_interval(sample: Sample) -> Option<(f64, f64)> {
    if sample.count < 2.0 {
        return None;
    }
    let factor = student_t_95(sample.count - 1.0)?;
    let spread = factor * (sample.variance / sample.count).sqrt();
    Some((sample.mean - spread, sample.mean + spread))
}

/// Compares the means of two samples whose variances need not be equal: the test of Welch (1947)
/// with the degrees of freedom of Satterthwaite (1946). Nothing for fewer than two numbers in one
/// of them, or where neither varies.
#[must_use]
pub fn welch(first: Sample, second: Sample) -> Option<Welch> {
    if first.count < 2.0 || second.count < 2.0 {
        return None;
    }
    let (a, b) = (first.variance / first.count, second.variance / second.count);
    let error = (a + b).sqrt();
    if error <= 0.0 {
        return None;
    }
    // As parts of their sum, the squares neither overflow nor vanish.
    let (a, b) = (a / (a + b), b / (a + b));
    let df = 1.0 / (a * a / (first.count - 1.0) + b * b / (second.count - 1.0));
    let difference = first.mean - second.mean;
    let t = difference / error;
    Some(Welch { t, df, difference, error })
}

#[cfg(test)]
mod tests {
    use super::{Sample, mean_interval, welch};

    const FIRST: Sample = Sample { count: 10.0, mean: 0.75, variance: 3.200_555_555_555_555_4 };
    const SECOND: Sample = Sample { count: 10.0, mean: 2.33, variance: 4.009 };

    /// The sleep data of Student (1908), table 1: t = −1.8608, df = 17.776, p = 0.07939, interval
    /// −3.3654832 to 0.2054832 as R prints it for `t.test(extra ~ group, data = sleep)`.
    #[test]
    fn agrees_with_r_on_the_sleep_data() {
        let found = welch(FIRST, SECOND).unwrap();
        assert!((found.t + 1.860_8).abs() < 5e-5, "{found:?}");
        assert!((found.df - 17.776).abs() < 5e-4, "{found:?}");
        assert!((found.p().unwrap() - 0.079_39).abs() < 5e-6, "{found:?}");
        assert!(found.may_be_chance(), "{found:?}");
        let (low, high) = found.interval().unwrap();
        assert!((low + 3.365_483_2).abs() < 5e-8, "{low}");
        assert!((high - 0.205_483_2).abs() < 5e-8, "{high}");
    }

    #[test]
    fn chance_is_judged_as_the_p_value_judges_it() {
        for count in [2.0, 3.0, 7.0, 40.0, 3000.0] {
            for step in 0..60 {
                let second = Sample { count, mean: f64::from(step) / 10.0, variance: 2.0 };
                let found = welch(Sample { mean: 0.0, variance: 3.0, count: 9.0 }, second).unwrap();
                assert_eq!(found.may_be_chance(), found.p().unwrap() > 0.05, "{found:?}");
            }
        }
    }

    #[test]
    fn too_little_has_no_value() {
        let single = Sample { count: 1.0, ..FIRST };
        let equal = Sample { variance: 0.0, ..FIRST };
        assert_eq!(mean_interval(single), None);
        assert_eq!(mean_interval(equal), Some((0.75, 0.75)));
        assert_eq!(welch(single, SECOND), None);
        assert_eq!(welch(equal, equal), None);
    }
}
