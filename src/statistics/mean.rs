//! Intervals and tests for means.

use super::student_t::{student_t_quantile, student_t_two_sided_p};

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
    /// The two-sided p value.
    pub p: f64,
    /// The lower end of the 95 % interval of the difference.
    pub low: f64,
    /// The upper end of it.
    pub high: f64,
}

/// Returns the 95 % interval of a mean, x̄ ± t(0.975, n − 1) · s / √n (Student 1908); nothing for
/// fewer than two numbers.
#[must_use]
pub fn mean_interval(sample: Sample) -> Option<(f64, f64)> {
    if sample.count < 2.0 {
        return None;
    }
    let factor = student_t_quantile(0.975, sample.count - 1.0)?;
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
    let spread = student_t_quantile(0.975, df)? * error;
    let p = student_t_two_sided_p(t, df)?;
    Some(Welch { t, df, p, low: difference - spread, high: difference + spread })
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
        assert!((found.p - 0.079_39).abs() < 5e-6, "{found:?}");
        assert!((found.low + 3.365_483_2).abs() < 5e-8, "{found:?}");
        assert!((found.high - 0.205_483_2).abs() < 5e-8, "{found:?}");
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
