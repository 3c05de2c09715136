//! Student's t distribution; the degrees of freedom need not be whole.

use std::sync::OnceLock;

use super::beta::{incomplete_beta, log_beta};
use super::normal::{normal_quantile, normal_two_sided_p};

/// From so many degrees of freedom on, the continued fraction of the beta function loses digits
/// near zero, and the expansion around the normal distribution has none to lose.
const MANY: f64 = 1000.0;

/// Returns the probability of a value at least as far from zero as `t`, on either side
/// (Abramowitz and Stegun 1964, 26.7.1).
#[must_use]
pub fn student_t_two_sided_p(t: f64, df: f64) -> Option<f64> {
    if !(df > 0.0 && df.is_finite()) || t.is_nan() {
        return None;
    }
    if t.is_infinite() {
        return Some(0.0);
    }
    if df > MANY && t.abs() < (df / 10.0).sqrt() {
        return Some(near_normal(t, df));
    }
    // Divided like this, neither part of one overflows or loses its digits.
    let ratio = (t / df.sqrt()) * (t / df.sqrt());
    let (x, y) = (1.0 / (1.0 + ratio), ratio / (1.0 + ratio));
    Some(incomplete_beta(x, y, df / 2.0, 0.5))
}

/// The same for many degrees of freedom (Hill 1970, Algorithm 395 of the ACM).
fn near_normal(t: f64, df: f64) -> f64 {
    let a = df - 0.5;
    let b = 48.0 * a * a;
    let y = a * libm::log1p(t / df * t);
    let second = ((-0.4 * y - 3.3) * y - 24.0) * y - 85.5;
    let first = second / (0.8 * y * y + 100.0 + b) + y + 3.0;
    normal_two_sided_p((first / b + 1.0) * y.sqrt())
}

/// Returns the factor of a 95 % interval: below it and above its opposite lie 5 %. Groups of an
/// indicator have much the same sizes, so each factor of a whole number of degrees of freedom is
/// worked out once.
pub(super) fn student_t_95(df: f64) -> Option<f64> {
    const P: f64 = 0.975;
    static KNOWN: [OnceLock<Option<f64>>; 1000] = [const { OnceLock::new() }; 1000];
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it saturates")]
    let place = df as usize;
    match KNOWN.get(place) {
        Some(known) if df.fract() == 0.0 => *known.get_or_init(|| student_t_quantile(P, df)),
        _ => student_t_quantile(P, df),
    }
}

/// Returns the value below which lies a probability between 0 and 1, ends excluded.
///
/// Newton's method on the tail, kept inside of a bracket by bisection. It begins with the first
/// terms of the Cornish–Fisher expansion (Abramowitz and Stegun 1964, 26.7.5).
#[must_use]
pub fn student_t_quantile(p: f64, df: f64) -> Option<f64> {
    if !(p > 0.0 && p < 1.0 && df > 0.0 && df.is_finite()) {
        return None;
    }
    if p < 0.5 {
        return upper(p, df).map(|t| -t);
    }
    if p == 0.5 { Some(0.0) } else { upper(1.0 - p, df) }
}

/// Returns the value above which lies a probability below one half.
fn upper(tail: f64, df: f64) -> Option<f64> {
    let z = -normal_quantile(tail)?;
    let square = z * z;
    let first = z * (square + 1.0) / (4.0 * df);
    let second = z * (square * (5.0 * square + 16.0) + 3.0) / (96.0 * df * df);
    let mut t = z + first + second;
    // Below `low` lies less than wanted, below `high` more; `high` grows until that holds.
    let (mut low, mut high) = (0.0, f64::INFINITY);
    let log_scale = -log_beta(df / 2.0, 0.5) - 0.5 * libm::log(df);
    for _ in 0..2_000 {
        let excess = student_t_two_sided_p(t, df)? / 2.0 - tail;
        if excess > 0.0 {
            low = t;
        } else {
            high = t;
        }
        let log_density = log_scale - (df + 1.0) / 2.0 * libm::log1p(t / df * t);
        let mut next = t + excess / libm::exp(log_density);
        if !(next > low && next < high) {
            next = if high.is_finite() { low.midpoint(high) } else { 2.0 * t };
        }
        if (next - t).abs() <= 4.0 * f64::EPSILON * t || !next.is_finite() {
            return Some(next).filter(|next| next.is_finite());
        }
        t = next;
    }
    Some(t)
}

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use super::{student_t_95, student_t_quantile, student_t_two_sided_p};

    /// The probability of a value up to `t`.
    fn cdf(t: f64, df: f64) -> f64 {
        let tail = student_t_two_sided_p(t, df).unwrap() / 2.0;
        if t > 0.0 { 1.0 - tail } else { tail }
    }

    #[track_caller]
    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() <= 1e-12 * expected.abs(), "{found} for {expected}");
    }

    /// With one degree of freedom t is Cauchy's, with two it has a closed form. Tables of scipy
    /// are in `tests/oracle/statistics.json`.
    #[test]
    fn agrees_with_closed_forms() {
        for p in [0.6, 0.9, 0.975, 0.995] {
            close(student_t_quantile(p, 1.0).unwrap(), (PI * (p - 0.5)).tan());
            let two = (2.0 * p - 1.0) * (2.0 / (4.0 * p * (1.0 - p))).sqrt();
            close(student_t_quantile(p, 2.0).unwrap(), two);
        }
        close(cdf(1.0, 1.0), 0.75);
        close(cdf(-1.0, 1.0), 0.25);
    }

    #[test]
    fn the_quantile_undoes_the_probability() {
        for df in [0.5, 1.0, 1.7, 2.0, 3.0, 9.5, 30.0, 400.0, 1000.0, 1001.0, 1e6, 1e9] {
            for p in [1e-9, 0.001, 0.025, 0.3, 0.5, 0.8, 0.975, 0.999_9] {
                let t = student_t_quantile(p, df).unwrap();
                let again = cdf(t, df);
                assert!((again - p).abs() <= 1e-12 * p, "{df} {p}: {t} {again}");
            }
        }
    }

    #[test]
    fn factors_that_are_kept_are_those_of_the_distribution() {
        for df in [1.0, 4.0, 999.0, 1000.0, 2.5] {
            for _ in 0..2 {
                assert_eq!(student_t_95(df), student_t_quantile(0.975, df), "{df}");
            }
        }
    }

    #[test]
    fn nonsense_has_no_value() {
        assert_eq!(student_t_quantile(0.975, 0.0), None);
        assert_eq!(student_t_quantile(1.0, 5.0), None);
        assert_eq!(student_t_two_sided_p(f64::NAN, 5.0), None);
        assert_eq!(student_t_two_sided_p(f64::INFINITY, 5.0), Some(0.0));
    }
}
