//! The simplex method on a plain table, for sums of a few hundred unknown counts.
//!
//! Written here since the attack has to be right and small rather than fast, and a solver from
//! elsewhere would bring a library of matrices along.

/// Less than this is nothing: all numbers are counts and sums of counts.
const NOTHING: f64 = 1e-9;
/// After so many steps for each row the order of the columns decides, so that no circle is endless.
const PATIENCE: usize = 5;

/// A sum of unknown numbers, none of them negative, that is known.
pub(crate) struct Equation {
    /// Numbers of the unknowns, with factors.
    pub(crate) terms: Vec<(usize, f64)>,
    /// What they come to.
    pub(crate) total: f64,
}

/// Unknown numbers that fulfil all equations, at a corner of what is possible.
pub(crate) struct Simplex {
    count: usize,
    /// Each row: factors of all unknowns, then the total.
    rows: Vec<Vec<f64>>,
    /// The unknown that each row gives.
    basis: Vec<usize>,
}

impl Simplex {
    /// Finds numbers that fulfil the equations; nothing if there are none.
    pub(crate) fn new(count: usize, equations: &[Equation]) -> Option<Self> {
        let wide = count + equations.len();
        let mut rows = Vec::new();
        for (index, equation) in equations.iter().enumerate() {
            let mut row = vec![0.0; wide + 1];
            equation.terms.iter().for_each(|(unknown, factor)| row[*unknown] += factor);
            row[wide] = equation.total;
            if row[wide] < 0.0 {
                row.iter_mut().for_each(|value| *value = -*value);
            }
            row[count + index] = 1.0;
            rows.push(row);
        }
        let basis = (count..wide).collect();
        let mut begun = Self { count: wide, rows, basis };
        // What is missing in each equation is made as small as it can be: nothing.
        let missing: Vec<(usize, f64)> = (count..wide).map(|unknown| (unknown, -1.0)).collect();
        let left = begun.maximize(&missing)?;
        if left[count..].iter().sum::<f64>() > 1e-6 {
            return None;
        }
        begun.drop_missing(count);
        Some(begun)
    }

    /// Takes the unknowns that only measured what was missing out again.
    fn drop_missing(&mut self, count: usize) {
        let mut row = 0;
        while row < self.rows.len() {
            if self.basis[row] >= count {
                let found = (0..count).find(|column| self.rows[row][*column].abs() > NOTHING);
                let Some(column) = found else {
                    // The equation follows from others.
                    self.rows.swap_remove(row);
                    self.basis.swap_remove(row);
                    continue;
                };
                self.pivot(row, column, &mut []);
            }
            row += 1;
        }
        for row in &mut self.rows {
            let total = row.pop().unwrap_or(0.0);
            row.truncate(count);
            row.push(total);
        }
        self.count = count;
    }

    /// Returns numbers for which an objective is as great as it can be; nothing if it has no bound.
    pub(crate) fn maximize(&mut self, objective: &[(usize, f64)]) -> Option<Vec<f64>> {
        let mut gain = vec![0.0; self.count + 1];
        objective.iter().for_each(|(unknown, factor)| gain[*unknown] = *factor);
        for (row, own) in self.rows.iter().zip(&self.basis) {
            let factor = gain[*own];
            if factor != 0.0 {
                gain.iter_mut().zip(row).for_each(|(gain, value)| *gain -= factor * value);
            }
        }
        for step in 0.. {
            let better = (0..self.count).filter(|column| gain[*column] > NOTHING);
            let column = if step < PATIENCE * self.rows.len().max(50) {
                better.max_by(|a, b| gain[*a].total_cmp(&gain[*b]).then(b.cmp(a)))
            } else {
                better.min()
            };
            let Some(column) = column else { break };
            let row = self.leaving(column)?;
            self.pivot(row, column, &mut gain);
        }
        let mut values = vec![0.0; self.count];
        for (row, own) in self.rows.iter().zip(&self.basis) {
            values[*own] = row[self.count];
        }
        Some(values)
    }

    /// The row that stops a column from growing first.
    fn leaving(&self, column: usize) -> Option<usize> {
        let stops = (0..self.rows.len()).filter(|row| self.rows[*row][column] > NOTHING);
        stops.min_by(|a, b| {
            let ratio = |row: usize| self.rows[row][self.count] / self.rows[row][column];
            ratio(*a).total_cmp(&ratio(*b)).then(self.basis[*a].cmp(&self.basis[*b]))
        })
    }

    /// Lets a row give another unknown.
    fn pivot(&mut self, row: usize, column: usize, gain: &mut [f64]) {
        let by = self.rows[row][column];
        self.rows[row].iter_mut().for_each(|value| *value /= by);
        let own = self.rows[row].clone();
        let filled: Vec<usize> = (0..own.len()).filter(|at| own[*at] != 0.0).collect();
        let take = |other: &mut [f64]| {
            let factor = other[column];
            if factor != 0.0 {
                filled.iter().for_each(|at| other[*at] -= factor * own[*at]);
                other[column] = 0.0;
            }
        };
        let others = self.rows.iter_mut().enumerate().filter(|(index, _)| *index != row);
        others.for_each(|(_, other)| take(other));
        if !gain.is_empty() {
            take(gain);
        }
        self.basis[row] = column;
    }
}

#[cfg(test)]
mod tests {
    use super::{Equation, Simplex};

    fn equation(unknowns: &[usize], total: f64) -> Equation {
        Equation { terms: unknowns.iter().map(|unknown| (*unknown, 1.0)).collect(), total }
    }

    #[test]
    fn a_table_with_totals_has_the_bounds_of_frechet() {
        // 0 1 | 4
        // 2 3 | 9
        // 5 8 :  the first cell is between max(0, 4 + 5 - 13) = 0 and min(4, 5) = 4, the last
        // between max(0, 9 + 8 - 13) = 4 and min(9, 8) = 8.
        let totals = [([0, 1], 4.0), ([2, 3], 9.0), ([0, 2], 5.0), ([1, 3], 8.0)];
        let equations = totals.map(|(unknowns, total)| equation(&unknowns, total));
        let mut simplex = Simplex::new(4, &equations).expect("there is such a table");
        let mut bound = |unknown: usize, sign: f64| {
            simplex.maximize(&[(unknown, sign)]).expect("all have bounds")[unknown].round()
        };
        assert_eq!([bound(0, -1.0), bound(0, 1.0)], [0.0, 4.0]);
        assert_eq!([bound(3, -1.0), bound(3, 1.0)], [4.0, 8.0]);
    }

    #[test]
    fn what_contradicts_itself_has_no_numbers() {
        let equations = [equation(&[0, 1], 4.0), equation(&[0], 5.0)];
        assert!(Simplex::new(2, &equations).is_none());
    }
}
