//! Multiple linear regression by the method of least squares.

/// A factor of which less than this part is left after the others follows from them; it is the
/// tolerance of `lm` in R.
const TOLERANCE: f64 = 1e-7;

/// A line of best fit through points of several factors.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// The intercept, and the coefficient of each factor.
    pub estimates: Vec<Estimate>,
    /// The residual degrees of freedom: rows less estimates.
    pub df: f64,
    /// The part of the variance that the factors go with; nothing if there is no variance.
    pub r2: Option<f64>,
}

/// A coefficient with its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The coefficient.
    pub value: f64,
    /// Its standard error.
    pub error: f64,
}

/// Why there is no fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeastSquaresError {
    /// Fewer rows than estimates and one more.
    TooFewRows,
    /// A factor is the same everywhere, or follows from the others.
    Collinear,
    /// A number on the way is too large.
    Overflow,
}

/// Fits y = b₀ + b₁x₁ + … by QR factorisation of the centred factors with Householder's
/// reflections (Golub 1965; Golub and Van Loan 2013, 5.3.2). Each row holds y and then the factors,
/// as many in every row.
///
/// The rows are put in order first, so that the last digits do not depend on the order in which
/// they come.
///
/// # Errors
///
/// Returns an error if the coefficients cannot be told.
pub fn least_squares(mut rows: Vec<Vec<f64>>) -> Result<Fit, LeastSquaresError> {
    let width = rows.first().map_or(1, Vec::len);
    if rows.len() < width + 1 {
        return Err(LeastSquaresError::TooFewRows);
    }
    rows.sort_by(|a, b| {
        let places = a.iter().zip(b).map(|(a, b)| a.total_cmp(b));
        places.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
    });
    let mut columns: Vec<Vec<f64>> =
        (0..width).map(|place| rows.iter().map(|row| row[place]).collect()).collect();
    let means: Vec<f64> = columns.iter_mut().map(|column| centre(column)).collect();
    if columns.iter().flatten().any(|value| !value.is_finite()) {
        return Err(LeastSquaresError::Overflow);
    }
    let target = columns.remove(0);
    let total = norm(&target);
    let factorised = Factorised::new(columns, target)?;
    let slopes = factorised.solve();
    let residual = norm(&factorised.rest);
    let df = count(rows.len() - width);
    let scale = residual / df.sqrt();
    let intercept = slopes.iter().zip(&means[1..]).fold(means[0], |sum, (b, m)| sum - b * m);
    let spread = factorised.spread(&means[1..]).hypot(1.0 / count(rows.len()).sqrt());
    let mut estimates = vec![Estimate { value: intercept, error: scale * spread }];
    for (place, slope) in slopes.into_iter().enumerate() {
        let mut unit = vec![0.0; width - 1];
        unit[place] = 1.0;
        estimates.push(Estimate { value: slope, error: scale * factorised.spread(&unit) });
    }
    let part = residual / total;
    let r2 = (total > 0.0).then_some(1.0 - part * part);
    let is_finite = estimates.iter().all(|e| e.value.is_finite() && e.error.is_finite());
    if is_finite { Ok(Fit { estimates, df, r2 }) } else { Err(LeastSquaresError::Overflow) }
}

/// Subtracts the mean from a column and returns it. A column without differences becomes zeros
/// whatever the mean was rounded to.
fn centre(column: &mut [f64]) -> f64 {
    let (first, size) = (column[0], count(column.len()));
    if column.iter().all(|value| *value == first) {
        column.fill(0.0);
        return first;
    }
    let rough = column.iter().sum::<f64>() / size;
    let mean = rough + column.iter().map(|value| value - rough).sum::<f64>() / size;
    column.iter_mut().for_each(|value| *value -= mean);
    mean
}

/// A factorised matrix of factors, and what the reflections made of y.
struct Factorised {
    /// The columns of the upper triangle, each up to its diagonal.
    upper: Vec<Vec<f64>>,
    /// The part of y that the factors explain.
    explained: Vec<f64>,
    /// The part that they do not.
    rest: Vec<f64>,
}

impl Factorised {
    fn new(mut columns: Vec<Vec<f64>>, mut target: Vec<f64>) -> Result<Self, LeastSquaresError> {
        let lengths: Vec<f64> = columns.iter().map(|column| norm(column)).collect();
        let mut upper = Vec::with_capacity(columns.len());
        for place in 0..columns.len() {
            let length = norm(&columns[place][place..]);
            if !length.is_finite() {
                return Err(LeastSquaresError::Overflow);
            }
            if length <= TOLERANCE * lengths[place] {
                return Err(LeastSquaresError::Collinear);
            }
            let mut mirror = columns[place].split_off(place);
            let diagonal = if mirror[0] > 0.0 { -length } else { length };
            mirror[0] -= diagonal;
            let own = norm(&mirror);
            mirror.iter_mut().for_each(|part| *part /= own);
            for column in &mut columns[place + 1..] {
                reflect(&mirror, &mut column[place..]);
            }
            reflect(&mirror, &mut target[place..]);
            let mut finished = std::mem::take(&mut columns[place]);
            finished.push(diagonal);
            upper.push(finished);
        }
        let rest = target.split_off(upper.len());
        Ok(Self { upper, explained: target, rest })
    }

    /// Solves R b = Qᵀ y from the last row up.
    fn solve(&self) -> Vec<f64> {
        let mut solution = self.explained.clone();
        for place in (0..solution.len()).rev() {
            let (above, here) = solution.split_at_mut(place);
            here[0] /= self.upper[place][place];
            for (value, part) in above.iter_mut().zip(&self.upper[place]) {
                *value -= part * here[0];
            }
        }
        solution
    }

    /// Returns the standard error of a sum of coefficients, in units of that of a residual: the
    /// length of v where Rᵀ v = c.
    fn spread(&self, weights: &[f64]) -> f64 {
        let mut solution: Vec<f64> = Vec::with_capacity(weights.len());
        for (column, weight) in self.upper.iter().zip(weights) {
            let known: f64 = column.iter().zip(&solution).map(|(part, value)| part * value).sum();
            solution.push((weight - known) / column[solution.len()]);
        }
        norm(&solution)
    }
}

/// Mirrors a vector at the plane that is perpendicular to a vector of length one.
fn reflect(mirror: &[f64], vector: &mut [f64]) {
    let along: f64 = mirror.iter().zip(vector.iter()).map(|(a, b)| a * b).sum();
    for (value, part) in vector.iter_mut().zip(mirror) {
        *value -= 2.0 * along * part;
    }
}

/// Returns the length of a vector.
fn norm(vector: &[f64]) -> f64 {
    let largest = vector.iter().fold(0.0, |largest: f64, value| largest.max(value.abs()));
    if largest == 0.0 {
        return 0.0;
    }
    let parts = vector.iter().map(|value| (value / largest) * (value / largest));
    largest * parts.sum::<f64>().sqrt()
}

#[expect(clippy::cast_precision_loss, reason = "there are fewer rows than 2^53")]
const fn count(rows: usize) -> f64 {
    rows as f64
}

#[cfg(test)]
mod tests {
    use super::{LeastSquaresError, least_squares};

    /// Points of the plane y = 1 + 2a − 3b, each twice: once one above it, once one below.
    fn rows() -> Vec<Vec<f64>> {
        let points = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)];
        let both =
            points.map(|(a, b)| [1.0, -1.0].map(|off| vec![1.0 + 2.0 * a - 3.0 * b + off, a, b]));
        both.into_iter().flatten().collect()
    }

    /// By hand: s² = 8 / 5, Sxx = 2 for each factor, and the factors are orthogonal.
    #[test]
    fn finds_a_plane() {
        let fit = least_squares(rows()).unwrap();
        let values: Vec<f64> = fit.estimates.iter().map(|estimate| estimate.value).collect();
        let errors: Vec<f64> = fit.estimates.iter().map(|estimate| estimate.error).collect();
        let close = |found: f64, expected: f64| (found - expected).abs() < 1e-14;
        assert!(values.iter().zip([1.0, 2.0, -3.0]).all(|(a, b)| close(*a, b)), "{values:?}");
        let slope = (1.6_f64 / 2.0).sqrt();
        let intercept = (1.6_f64 * (1.0 / 8.0 + 0.25 / 2.0 + 0.25 / 2.0)).sqrt();
        let expected = [intercept, slope, slope];
        assert!(errors.iter().zip(expected).all(|(a, b)| close(*a, b)), "{errors:?}");
        assert_eq!(fit.df, 5.0);
        // The plane goes with 2·2² + 2·3² = 26, and eight points are off it by one.
        assert!(close(fit.r2.unwrap(), 26.0 / 34.0), "{fit:?}");
    }

    #[test]
    fn does_not_depend_on_the_order_of_rows() {
        let mut turned = rows();
        turned.rotate_left(3);
        assert_eq!(least_squares(turned), least_squares(rows()));
    }

    #[test]
    fn tells_why_there_is_no_fit() {
        let few = rows().into_iter().take(3).collect();
        assert_eq!(least_squares(few), Err(LeastSquaresError::TooFewRows));
        let doubled = rows().into_iter().map(|row| vec![row[0], row[1], 0.3 * row[1] + 7.0]);
        assert_eq!(least_squares(doubled.collect()), Err(LeastSquaresError::Collinear));
        let constant = rows().into_iter().map(|row| vec![row[0], row[1], 0.1]);
        assert_eq!(least_squares(constant.collect()), Err(LeastSquaresError::Collinear));
        let huge = rows().into_iter().map(|row| vec![row[0], 1e308 * (row[1] - row[2])]);
        assert_eq!(least_squares(huge.collect()), Err(LeastSquaresError::Overflow));
    }
}
