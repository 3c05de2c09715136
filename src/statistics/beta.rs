//! The regularised incomplete beta function, from which the t distribution is made.

/// Where a step of the continued fraction changes nothing any more.
const PRECISION: f64 = 1e-16;
/// Stands for zero where one would divide by it.
const TINY: f64 = 1e-300;

/// Returns `I_x(a, b)` for positive `a`, `b` and 0 ≤ x ≤ 1; `y` is 1 − x, given apart so that it
/// keeps its digits where x is next to one.
///
/// By the continued fraction of DLMF 8.17.22, in the order of Lentz (1976) as modified by Thompson
/// and Barnett (1986); on the other side of the mean by
/// `I_x(a, b) = 1 − I_y(b, a)` (DLMF 8.17.4).
pub(super) fn incomplete_beta(x: f64, y: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if y <= 0.0 {
        return 1.0;
    }
    // Next to one, the logarithm is that of what lacks to one.
    let log_of = |part: f64, rest: f64| {
        if part > 0.5 { libm::log1p(-rest) } else { libm::log(part) }
    };
    let front = libm::exp(a * log_of(x, y) + b * log_of(y, x) - log_beta(a, b));
    if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(x, a, b) / a
    } else {
        1.0 - front * fraction(y, b, a) / b
    }
}

fn fraction(x: f64, a: f64, b: f64) -> f64 {
    let away = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut above = 1.0;
    let mut below = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut result = below;
    // The number of steps grows with the root of the larger parameter.
    for step in 1..100_000_u32 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        below = 1.0 / away(1.0 + even * below);
        above = away(1.0 + even / above);
        result *= above * below;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        below = 1.0 / away(1.0 + odd * below);
        above = away(1.0 + odd / above);
        let change = above * below;
        result *= change;
        if (change - 1.0).abs() < PRECISION {
            break;
        }
    }
    result
}

/// Returns the logarithm of the beta function.
pub(super) fn log_beta(a: f64, b: f64) -> f64 {
    let (small, large) = if a < b { (a, b) } else { (b, a) };
    if large < 30.0 {
        return libm::lgamma(small) + libm::lgamma(large) - libm::lgamma(small + large);
    }
    // The logarithms of two large gamma functions are close; their difference is taken term by
    // term of Stirling's series (DLMF 5.11.1) instead.
    let total = small + large;
    let difference = (large - 0.5) * libm::log1p(small / large) + small * (libm::log(total) - 1.0);
    libm::lgamma(small) - difference + stirling(large) - stirling(total)
}

/// Returns what Stirling's formula lacks of the logarithm of the gamma function.
fn stirling(x: f64) -> f64 {
    let square = 1.0 / (x * x);
    let tail = 1.0 / 1680.0 - square / 1188.0;
    (1.0 / 12.0 - square * (1.0 / 360.0 - square * (1.0 / 1260.0 - square * tail))) / x
}

#[cfg(test)]
mod tests {
    use super::{incomplete_beta, log_beta};

    #[track_caller]
    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() <= 1e-13 * expected.abs(), "{found} for {expected}");
    }

    /// `I_x(1, b) = 1 − (1 − x)^b` and `I_x(a, 1) = x^a`; B(2, 3) = 1/12, B(½, ½) = π.
    #[test]
    fn agrees_with_closed_forms() {
        close(incomplete_beta(0.25, 0.75, 1.0, 2.0), 0.4375);
        close(incomplete_beta(0.25, 0.75, 3.0, 1.0), 0.015_625);
        close(incomplete_beta(0.5, 0.5, 40.0, 40.0), 0.5);
        close(incomplete_beta(0.0, 1.0, 2.0, 2.0), 0.0);
        close(incomplete_beta(1.0, 0.0, 2.0, 2.0), 1.0);
        close(log_beta(2.0, 3.0), libm::log(1.0 / 12.0));
        close(log_beta(0.5, 0.5), libm::log(std::f64::consts::PI));
        // B(1, b) = 1 / b.
        close(log_beta(1.0, 50.0), libm::log(0.02));
        close(log_beta(1e9, 1.0), libm::log(1e-9));
    }
}
