//! The standard normal distribution.

use std::f64::consts::{FRAC_1_SQRT_2, PI};

/// The 0.975 quantile, by which 95 % intervals are made.
pub(super) const Z_95: f64 = 1.959_963_984_540_054;

/// Returns the probability of a value up to `z` (DLMF 7.17, by the complementary error function).
#[must_use]
pub fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z * FRAC_1_SQRT_2)
}

/// Returns the probability of a value at least as far from zero as `z`, on either side.
#[must_use]
pub fn normal_two_sided_p(z: f64) -> f64 {
    libm::erfc(z.abs() * FRAC_1_SQRT_2)
}

/// Returns the value below which lies a probability between 0 and 1, ends excluded.
///
/// Begins with formula 26.2.23 of Abramowitz and Stegun (1964), good to three digits, and makes it
/// exact by steps of Halley's method.
#[must_use]
pub fn normal_quantile(p: f64) -> Option<f64> {
    if !(p > 0.0 && p < 1.0) {
        return None;
    }
    if p == 0.5 {
        return Some(0.0);
    }
    if p > 0.5 {
        return normal_quantile(1.0 - p).map(|z| -z);
    }
    let t = (-2.0 * libm::log(p)).sqrt();
    let above = 2.515_517 + t * (0.802_853 + t * 0.010_328);
    let below = 1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308));
    let mut z = above / below - t;
    for _ in 0..3 {
        let density = libm::exp(-0.5 * z * z) / (2.0 * PI).sqrt();
        let step = (normal_cdf(z) - p) / density;
        z -= step / (1.0 + 0.5 * z * step);
    }
    Some(z)
}

#[cfg(test)]
mod tests {
    use super::{Z_95, normal_cdf, normal_quantile, normal_two_sided_p};

    #[track_caller]
    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() <= 1e-13 * expected.abs(), "{found} for {expected}");
    }

    /// Values of `scipy.stats.norm` are in `tests/oracle/statistics.json`; these follow from the
    /// definition of the constant.
    #[test]
    fn the_quantile_undoes_the_probability() {
        close(normal_quantile(0.975).unwrap(), Z_95);
        close(normal_quantile(0.025).unwrap(), -Z_95);
        close(normal_two_sided_p(Z_95), 0.05);
        assert_eq!(normal_quantile(0.5), Some(0.0));
        for p in [1e-20, 0.001, 0.3, 0.7] {
            close(normal_cdf(normal_quantile(p).unwrap()), p);
        }
        assert_eq!([0.0, 1.0, f64::NAN].map(normal_quantile), [None; 3]);
    }
}
