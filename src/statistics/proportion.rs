//! Intervals and tests for shares.

use super::normal::{Z_95, normal_two_sided_p};

/// Returns the 95 % score interval of Wilson (1927) for a share of `successes` among `trials`, as
/// fractions of one.
#[must_use]
pub fn wilson(successes: f64, trials: f64) -> (f64, f64) {
    let share = successes / trials;
    let z2 = Z_95 * Z_95;
    let centre = share + z2 / (2.0 * trials);
    let spread = Z_95 * (share * (1.0 - share) / trials + z2 / (4.0 * trials * trials)).sqrt();
    let scale = 1.0 + z2 / trials;
    (((centre - spread) / scale).max(0.0), ((centre + spread) / scale).min(1.0))
}

/// Whether two shares, each successes among trials, differ at the 5 % level by the two-proportion
/// z test with pooled variance (Fleiss, Levin, Paik 2003, section 2.4, without continuity
/// correction).
#[must_use]
pub fn shares_differ(first: (f64, f64), second: (f64, f64)) -> bool {
    z_of_difference(first, second) > Z_95
}

/// Returns the two-sided p value of the test of [`shares_differ`].
#[must_use]
pub fn shares_differ_p(first: (f64, f64), second: (f64, f64)) -> f64 {
    normal_two_sided_p(z_of_difference(first, second))
}

/// The difference in standard errors; two shares of 0 or 100 % do not differ.
fn z_of_difference(first: (f64, f64), second: (f64, f64)) -> f64 {
    let ((x1, n1), (x2, n2)) = (first, second);
    let pooled = (x1 + x2) / (n1 + n2);
    let error = (pooled * (1.0 - pooled) * (1.0 / n1 + 1.0 / n2)).sqrt();
    let difference = (x1 / n1 - x2 / n2).abs();
    if error > 0.0 {
        difference / error
    } else if difference > 0.0 {
        f64::INFINITY
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::{shares_differ, shares_differ_p, wilson};

    /// Values from statsmodels 0.14.6, `proportion_confint(x, n, method="wilson")`.
    #[test]
    fn wilson_agrees_with_statsmodels() {
        let cases = [
            (5.0, 10.0, 0.236_593_090_512_563_94, 0.763_406_909_487_436),
            (0.0, 12.0, 0.0, 0.242_494_006_655_240_46),
            (340.0, 640.0, 0.492_517_148_751_662_8, 0.569_609_947_060_506_3),
        ];
        for (successes, trials, low, high) in cases {
            let (found_low, found_high) = wilson(successes, trials);
            assert!((found_low - low).abs() < 1e-12, "{successes}/{trials}: {found_low}");
            assert!((found_high - high).abs() < 1e-12, "{successes}/{trials}: {found_high}");
        }
    }

    /// z = 1.135 and z = 2.270 by `proportions_ztest` of statsmodels 0.14.6.
    #[test]
    fn only_large_differences_count() {
        assert!(!shares_differ((50.0, 100.0), (42.0, 100.0)));
        assert!(shares_differ((200.0, 400.0), (168.0, 400.0)));
        assert!(!shares_differ((0.0, 10.0), (0.0, 20.0)));
        assert_eq!(shares_differ_p((10.0, 10.0), (20.0, 20.0)), 1.0);
    }
}
