//! Statistics of plain numbers: distributions, intervals, tests, least squares.
//!
//! Knows nothing of columns or of missing values; what cannot be computed is `None`. Elementary
//! functions come from `libm`, whose digits are the same on every platform.

mod beta;
mod least_squares;
mod mean;
mod normal;
mod proportion;
mod slope;
mod student_t;

pub use least_squares::{Estimate, Fit, LeastSquaresError, least_squares};
pub use mean::{Sample, Welch, mean_interval, welch};
pub use normal::{normal_cdf, normal_quantile, normal_two_sided_p};
pub use proportion::{shares_differ, shares_differ_p, wilson};
pub use slope::{correlation_interval, slope_interval};
pub use student_t::{student_t_quantile, student_t_two_sided_p};
