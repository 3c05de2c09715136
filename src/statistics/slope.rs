//! Intervals of correlations and slopes.

use super::normal::Z_95;
use super::student_t::student_t_95;

/// Returns the 95 % interval of a correlation of `count` pairs by Fisher's z transformation (Fisher
/// 1921), tanh(artanh r ± 1.96 / √(n − 3)); nothing for fewer than four pairs.
#[must_use]
pub fn correlation_interval(r: f64, count: f64) -> Option<(f64, f64)> {
    if count < 4.0 || r.is_nan() {
        return None;
    }
    if r.abs() >= 1.0 {
        return Some((r, r));
    }
    let z = libm::atanh(r);
    let spread = Z_95 / (count - 3.0).sqrt();
    Some((libm::tanh(z - spread), libm::tanh(z + spread)))
}

/// Returns the 95 % interval of a coefficient with so many degrees of freedom left: its value with
/// t(0.975, df) standard errors on each side; nothing without a degree of freedom.
#[must_use]
pub fn slope_interval(slope: f64, error: f64, df: f64) -> Option<(f64, f64)> {
    if df < 1.0 {
        return None;
    }
    let spread = student_t_95(df)? * error;
    Some((slope - spread, slope + spread))
}

#[cfg(test)]
mod tests {
    use super::{correlation_interval, slope_interval};

    /// r = 0.5, n = 28: artanh 0.5 = ½ ln 3, ± 1.959964 / 5; by hand 0.15603 and 0.73582.
    #[test]
    fn follows_from_the_formula() {
        let (low, high) = correlation_interval(0.5, 28.0).unwrap();
        assert!((low - 0.156_03).abs() < 5e-6 && (high - 0.735_82).abs() < 5e-6, "{low} {high}");
        assert_eq!(correlation_interval(0.5, 3.0), None);
        assert_eq!(correlation_interval(-1.0, 9.0), Some((-1.0, -1.0)));
        assert_eq!(slope_interval(2.0, 0.0, 1.0), Some((2.0, 2.0)));
        assert_eq!(slope_interval(2.0, 1.0, 0.0), None);
    }
}
